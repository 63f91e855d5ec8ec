//! Where calls come in, and what comes of them.

use std::collections::{BTreeSet, HashSet};

use super::assignments;
use super::documents::Organization;
use super::expression;
use super::machine::ArchitectProgram;
use super::state::{CallState, Place};
use crate::base::diagnostic::{Diagnostic, did_you_mean};
use crate::base::source::{FileId, Sources, Span};
use crate::import::explore::explore;
use crate::import::flow::{EntryPattern, FlowLine, FlowPlace};
use crate::import::names::slug;
use crate::import::questions::Questions;
use crate::import::reading::{PlatformReading, too_many};
use crate::import::request::ImportRequest;

/// Numbers that expressions name up to this are told apart.
const MOST_COUNTED: f64 = 1_000.0;

/// Reads flows and works out what comes of calls.
pub(in crate::import) fn read(
    sources: &Sources,
    files: &[FileId],
    request: &ImportRequest,
) -> Result<PlatformReading, Vec<Diagnostic>> {
    let mut organization = Organization::read(sources, files)?;
    if organization.flows.is_empty() {
        return Err(vec![no_flow(&organization, files)]);
    }
    let mut lines = lines(&organization, request)?;
    request.name_lines(&mut lines)?;
    let ledger = std::mem::take(&mut organization.ledger);
    let (relevant, entries, most) = asked(&organization);
    let mut program = ArchitectProgram {
        organization,
        ledger,
        questions: Questions::default(),
        relevant,
        entries,
        most,
        effective: request.effective,
        time_asked: false,
    };
    let flow = explore(&mut program, lines).map_err(|found| too_many(&found))?;
    let mut notes = Vec::new();
    if program.time_asked {
        notes.push("Whether a schedule still holds in the moment of its end is not documented: it is taken as over then.".to_owned());
    }
    Ok(PlatformReading { flow, ledger: program.ledger, notes })
}

fn no_flow(organization: &Organization, files: &[FileId]) -> Diagnostic {
    if let Some((span, kind)) = &organization.other {
        let message = format!("this is a flow of the kind `{}`: nobody can call it", kind.escape_debug());
        let code = if kind.to_lowercase().contains("call") { "no-entry" } else { "messaging-flow" };
        return Diagnostic::error(code, *span, message).help("name the files of an `inboundCall` flow");
    }
    let message = "nothing in these files is a flow that calls come in to";
    let told = match files.first() {
        Some(file) => Diagnostic::error("no-entry", Span::new(*file, 0..0), message),
        None => Diagnostic::without_place("no-entry", message),
    };
    told.help("name the files of an `inboundCall` flow, and the Terraform beside them")
}

/// Variables that something asks for, entries that expressions name, and the largest number that they name.
fn asked(organization: &Organization) -> (HashSet<String>, BTreeSet<String>, i64) {
    let mut relevant = HashSet::new();
    let mut made: Vec<(String, Vec<String>)> = Vec::new();
    let (mut entries, mut most) = (BTreeSet::new(), 9.0_f64);
    for flow in &organization.flows {
        for audio in flow.menus.iter().filter_map(|menu| menu.audio.as_ref()).chain(&flow.greeting) {
            relevant.extend(assignments::reads(audio, "playAudio").0);
        }
        for action in &flow.actions {
            let (read, own) = assignments::reads(&action.body, &action.kind);
            relevant.extend(read);
            made.extend(own);
            let mut literals = Vec::new();
            assignments::expressions(&action.body)
                .iter()
                .for_each(|one| expression::literals(one, &mut literals));
            for literal in literals {
                if let Some(number) = literal.parse::<f64>().ok().filter(|number| number.abs() < MOST_COUNTED)
                {
                    most = most.max(number.abs().ceil() + 1.0);
                }
                if EntryPattern::exact(&literal).is_some_and(|meant| !meant.keys.is_empty()) {
                    entries.insert(literal);
                }
            }
        }
    }
    loop {
        let before = relevant.len();
        for (name, from) in &made {
            if relevant.contains(name) {
                relevant.extend(from.iter().cloned());
            }
        }
        if relevant.len() == before {
            return (relevant, entries, most as i64);
        }
    }
}

/// The lines: those that are named, those of numbers, or those of all flows that no other flow leads to.
fn lines(
    organization: &Organization,
    request: &ImportRequest,
) -> Result<Vec<FlowLine<CallState>>, Vec<Diagnostic>> {
    let mut named = Vec::new();
    for wanted in &request.entries {
        match organization.flow_at(wanted) {
            Some(flow) if named.contains(&flow) => {}
            Some(flow) => named.push(flow),
            None => return Err(vec![unknown_entry(organization, wanted)]),
        }
    }
    if named.is_empty() && !organization.routes.is_empty() {
        let lines = organization.routes.iter().enumerate().filter_map(|(at, route)| {
            let flows = [&route.open, &route.closed, &route.holiday].into_iter().flatten();
            let flow = flows.into_iter().find_map(|reference| organization.flow_at(reference))?;
            let called = match route.dnis.as_slice() {
                [one] => Some(one.as_str().into()),
                _ => None,
            };
            Some(FlowLine {
                name: slug(&route.name, "line"),
                dialed: route.dnis.clone(),
                title: route.name.clone(),
                start: CallState::new(Place::Route(at), flow, called),
                place: FlowPlace { span: route.span, words: format!("call route {}", route.name) },
                assumed: unnumbered(&route.dnis),
            })
        });
        let lines: Vec<_> = lines.collect();
        if !lines.is_empty() {
            return Ok(lines);
        }
    }
    if named.is_empty() {
        let led_to: HashSet<usize> = organization
            .flows
            .iter()
            .enumerate()
            .flat_map(|(from, flow)| {
                let transfers = flow.actions.iter().filter(|action| action.kind == "transferToFlow");
                let texts = transfers.flat_map(|action| {
                    action.body.get("targetFlow").into_iter().flat_map(|one| {
                        one.texts()
                            .into_iter()
                            .map(str::to_owned)
                            .chain(one.entries().iter().map(|(name, _)| name.clone()))
                            .collect::<Vec<_>>()
                    })
                });
                texts
                    .filter_map(|text| organization.flow_at(&text))
                    .filter(move |to| *to != from)
                    .collect::<Vec<_>>()
            })
            .collect();
        let all = 0..organization.flows.len();
        named.extend(all.clone().filter(|flow| !led_to.contains(flow)));
        if named.is_empty() {
            named.extend(all);
        }
    }
    let lines = named.into_iter().map(|at| {
        let flow = &organization.flows[at];
        FlowLine {
            name: slug(&flow.name, "line"),
            dialed: Vec::new(),
            title: flow.name.clone(),
            start: CallState::new(Place::Greeting, at, None),
            place: FlowPlace { span: flow.span, words: format!("flow {}", flow.name) },
            assumed: unnumbered(&[]),
        }
    });
    Ok(lines.collect())
}

fn unnumbered(dnis: &[String]) -> Vec<String> {
    let none = dnis.is_empty();
    none.then(|| "The files do not say which number leads here.".to_owned()).into_iter().collect()
}

fn unknown_entry(organization: &Organization, wanted: &str) -> Diagnostic {
    let names: Vec<String> = organization.flows.iter().map(|flow| slug(&flow.name, "flow")).collect();
    let wanted = slug(wanted, "flow");
    let told = Diagnostic::without_place("unknown-entry", format!("--entry: there is no flow `{wanted}`"));
    match did_you_mean(&wanted, names.iter().map(String::as_str)) {
        Some(near) => told.help(format!("did you mean `{near}`?")),
        None => {
            told.help(format!("flows are {}", names.iter().take(12).cloned().collect::<Vec<_>>().join(", ")))
        }
    }
}
