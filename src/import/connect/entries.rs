//! Where calls come in, and what comes of them.

use std::collections::HashSet;

use super::documents::ContactCenter;
use super::flow_file::{Action, FlowKind};
use super::machine::ContactProgram;
use super::state::{ContactPlace, ContactState};
use crate::base::diagnostic::{Diagnostic, did_you_mean};
use crate::base::source::{FileId, Sources};
use crate::import::explore::explore;
use crate::import::flow::{FlowLine, FlowPlace};
use crate::import::ledger::StepFate;
use crate::import::names::slug;
use crate::import::reading::{PlatformReading, too_many};
use crate::import::request::ImportRequest;

/// Reads a contact center and works out what comes of calls.
pub(in crate::import) fn read(
    sources: &Sources,
    files: &[FileId],
    request: &ImportRequest,
) -> Result<PlatformReading, Vec<Diagnostic>> {
    let center = ContactCenter::read(sources, files)?;
    let entries = entries(&center, files, request)?;
    let is_written = |action: &Action| matches!(action.kind.as_str(), "ShowView" | "SendMessage");
    let is_spoken =
        |action: &Action| matches!(action.kind.as_str(), "GetParticipantInput" | "TransferContactToQueue");
    if entries.iter().all(|&flow| center.flows[flow].actions.iter().any(is_written))
        && !center.flows.iter().flat_map(|flow| &flow.actions).any(is_spoken)
    {
        let action =
            entries.iter().flat_map(|&flow| &center.flows[flow].actions).find(|action| is_written(action));
        let span = action.map_or(center.flows[entries[0]].span, |action| action.span);
        let told = Diagnostic::error("messaging-flow", span, "this flow is for chats: nobody can call it")
            .help("name the files of a flow that calls come in to");
        return Err(vec![told]);
    }
    let mut lines = lines(&center, &entries);
    request.name_lines(&mut lines)?;
    let mut program = ContactProgram::new(center);
    for hours in &program.center.hours {
        let step = program.ledger.read(hours.span, format!("hours of operation {}", hours.name));
        program.ledger.note(step, StepFate::WorkedOut, "");
    }
    let flow = explore(&mut program, lines).map_err(|found| too_many(&found))?;
    let mut notes = Vec::new();
    if program.hours_asked {
        notes.push("Whether Connect is still open in the closing minute itself is not documented: it is taken as closed then.".to_owned());
    }
    Ok(PlatformReading { flow, ledger: program.ledger, notes })
}

/// The flows that calls come in to: those that are named, those of numbers, or those that nothing else leads to.
fn entries(
    center: &ContactCenter,
    files: &[FileId],
    request: &ImportRequest,
) -> Result<Vec<usize>, Vec<Diagnostic>> {
    let begins = |flow: usize| center.flows[flow].start.is_some();
    let mut found: Vec<usize> = Vec::new();
    for wanted in &request.entries {
        match center.flow_at(wanted).filter(|&flow| begins(flow)) {
            Some(flow) if found.contains(&flow) => {}
            Some(flow) => found.push(flow),
            None => {
                let names: Vec<String> = center.flows.iter().map(|flow| slug(&flow.name, "flow")).collect();
                let wanted = slug(wanted, "flow");
                let mut told = Diagnostic::without_place(
                    "unknown-entry",
                    format!("--entry: there is no flow `{wanted}`"),
                );
                told = match did_you_mean(&wanted, names.iter().map(String::as_str)) {
                    Some(near) => told.help(format!("did you mean `{near}`?")),
                    None => told.help(format!(
                        "flows are {}",
                        names.iter().take(12).cloned().collect::<Vec<_>>().join(", ")
                    )),
                };
                return Err(vec![told]);
            }
        }
    }
    if !found.is_empty() {
        return Ok(found);
    }
    for number in &center.numbers {
        if let Some(flow) = center.flow_at(&number.flow).filter(|flow| begins(*flow) && !found.contains(flow))
        {
            found.push(flow);
        }
    }
    if !found.is_empty() {
        return Ok(found);
    }
    let led_to: HashSet<usize> = center
        .flows
        .iter()
        .enumerate()
        .flat_map(|(from, flow)| {
            flow.actions.iter().flat_map(move |action| referred(center, action)).filter(move |&to| to != from)
        })
        .collect();
    let can = |flow: &usize| begins(*flow) && may_be_called(center, *flow);
    let all = 0..center.flows.len();
    found.extend(all.clone().filter(can).filter(|flow| !led_to.contains(flow)));
    if found.is_empty() {
        found.extend(all.filter(can));
    }
    if found.is_empty() {
        let message = "nothing in these files is a flow that calls come in to";
        let help = "name the files of a contact flow, or say with --entry which flow is meant";
        let span = center.flows.first().map(|flow| flow.span);
        let told = match (span, files) {
            (Some(span), _) => Diagnostic::error("no-entry", span, message),
            (None, [file, ..]) => {
                Diagnostic::error("no-entry", crate::base::source::Span::new(*file, 0..0), message)
            }
            (None, []) => Diagnostic::without_place("no-entry", message),
        };
        return Err(vec![told.help(help)]);
    }
    Ok(found)
}

/// Whether calls can come in to it, as far as the files tell.
fn may_be_called(center: &ContactCenter, flow: usize) -> bool {
    let flow = &center.flows[flow];
    match flow.kind {
        FlowKind::Inbound => true,
        FlowKind::Queue | FlowKind::Module | FlowKind::Other => false,
        FlowKind::Unknown => {
            let name = slug(&flow.name, "");
            let is_other = [
                "whisper",
                "hold",
                "outbound",
                "agent-transfer",
                "queue-transfer",
                "queue-flow",
                "customer-queue",
            ];
            let waits = |action: &Action| {
                matches!(
                    action.kind.as_str(),
                    "MessageParticipantIteratively" | "EndFlowModuleExecution" | "CompleteOutboundCall"
                )
            };
            !is_other.iter().any(|word| name.contains(word)) && !flow.actions.iter().any(waits)
        }
    }
}

/// The flows that an action leads to.
fn referred(center: &ContactCenter, action: &Action) -> Vec<usize> {
    if !matches!(
        action.kind.as_str(),
        "TransferToFlow" | "InvokeFlowModule" | "UpdateContactEventHooks" | "UpdateFlowAttributes"
    ) {
        return Vec::new();
    }
    let texts = action.parameters.texts().into_iter().chain(action.display.as_deref());
    texts.filter_map(|text| center.flow_at(text)).collect()
}

fn lines(center: &ContactCenter, entries: &[usize]) -> Vec<FlowLine<ContactState>> {
    let lines = entries.iter().filter_map(|&at| {
        let flow = &center.flows[at];
        let start = flow.start?;
        let numbers = center.numbers.iter().filter(|number| center.flow_at(&number.flow) == Some(at));
        let dialed: Vec<String> =
            numbers.map(|number| number.number.clone()).filter(|number| number.starts_with('+')).collect();
        let assumed = if dialed.is_empty() {
            vec!["The files do not say which number leads here.".to_owned()]
        } else {
            Vec::new()
        };
        let title = flow.name.trim_start_matches(|c: char| !c.is_alphanumeric());
        let title: String =
            title.chars().take(1).flat_map(char::to_uppercase).chain(title.chars().skip(1)).collect();
        Some(FlowLine {
            name: slug(&flow.name, "line"),
            dialed,
            title: if title.is_empty() { "Calls".to_owned() } else { title },
            start: ContactState::new(ContactPlace::Action(at, start)),
            place: FlowPlace { span: flow.span, words: format!("flow {}", flow.name) },
            assumed,
        })
    });
    lines.collect()
}
