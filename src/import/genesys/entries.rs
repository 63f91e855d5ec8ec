//! Where calls come in, and what comes of them.

use std::collections::{BTreeSet, HashMap, HashSet};

use super::assignments::expressions;
use super::documents::{CallRoute, Organization};
use super::expression::Expression;
use super::liveness::Liveness;
use super::machine::ArchitectProgram;
use super::state::{CallState, Place};
use super::unsure::Unsure;
use super::value::Value;
use crate::base::diagnostic::{Diagnostic, did_you_mean};
use crate::base::source::{FileId, Sources, Span};
use crate::import::explore::explore;
use crate::import::flow::{EntryPattern, FlowLine, FlowPlace};
use crate::import::ledger::StepFate;
use crate::import::names::slug;
use crate::import::questions::Questions;
use crate::import::reading::{PlatformReading, too_many};
use crate::import::request::ImportRequest;

/// Numbers that expressions name up to this are told apart.
const MOST_COUNTED: f64 = 1_000.0;

/// So many digits an entry has with noughts in front of a number.
const LONGEST_NUMBER: usize = 10;

const CALLED: [&str; 2] = ["Call.CalledAddress", "Call.CalledAddressOriginal"];

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
    let asked = Asked::of(&organization);
    let mut lines = lines(&mut organization, request, asked.called)?;
    request.name_lines(&mut lines)?;
    let ledger = std::mem::take(&mut organization.ledger);
    let spoken: usize = organization.flows.iter().map(|flow| flow.spoken).sum();
    let mut program = ArchitectProgram {
        liveness: organization.flows.iter().map(Liveness::of).collect(),
        unsure: organization.flows.iter().map(Unsure::of).collect(),
        organization,
        ledger,
        questions: Questions::default(),
        entries: asked.entries,
        most: asked.most,
        effective: request.effective,
        hours: HashMap::new(),
        guesses: BTreeSet::new(),
    };
    let flow = explore(&mut program, lines).map_err(|found| too_many(&found))?;
    let mut notes: Vec<String> = program.guesses.iter().map(|guess| (*guess).to_owned()).collect();
    if spoken > 0 {
        let choices = if spoken == 1 { "1 choice".to_owned() } else { format!("{spoken} choices") };
        notes.push(format!("Callers can also say what they want at {choices}: the plan knows keys."));
    }
    Ok(PlatformReading { flow, ledger: program.ledger, notes })
}

fn no_flow(organization: &Organization, files: &[FileId]) -> Diagnostic {
    let help = "name the files of an `inboundCall` flow, and the Terraform beside them";
    if let Some((span, kind)) = &organization.other {
        let message = format!("this is a flow of the kind `{}`: nobody can call it", kind.escape_debug());
        let code = if kind.to_lowercase().contains("call") { "no-entry" } else { "messaging-flow" };
        return Diagnostic::error(code, *span, message).help(help);
    }
    let message = "nothing in these files is a flow that calls come in to";
    let told = match files.first() {
        Some(file) => Diagnostic::error("no-entry", Span::new(*file, 0..0), message),
        None => Diagnostic::without_place("no-entry", message),
    };
    told.help(help)
}

/// What all expressions together ask for.
struct Asked {
    /// Entries that they name.
    entries: BTreeSet<String>,
    /// The largest number that they name.
    most: f64,
    /// Whether they ask for the number that was dialed.
    called: bool,
}

impl Asked {
    fn of(organization: &Organization) -> Self {
        let mut asked = Self { entries: BTreeSet::new(), most: 9.0, called: false };
        let mut longest = BTreeSet::new();
        let mut numbers = BTreeSet::new();
        for action in organization.flows.iter().flat_map(|flow| &flow.actions) {
            if action.kind == "collectInput" {
                longest.insert(&action.name);
            }
            for expression in expressions(&action.body) {
                expression.visit(&mut |one| match one {
                    Expression::Variable(name) => asked.called |= CALLED.contains(&name.as_str()),
                    Expression::Literal(Value::Text(text))
                        if EntryPattern::exact(text).is_some_and(|meant| !meant.keys.is_empty()) =>
                    {
                        asked.entries.insert(text.to_string());
                    }
                    Expression::Literal(value @ Value::Number(text)) => {
                        let number = value.as_number().unwrap_or(0.0).abs();
                        if number < MOST_COUNTED {
                            asked.most = asked.most.max(number.ceil() + 1.0);
                        }
                        if number.fract() == 0.0 && !text.starts_with('-') && text.len() <= LONGEST_NUMBER {
                            numbers.insert(text.to_string());
                        }
                    }
                    _ => {}
                });
            }
        }
        // A number may be entered with noughts in front of it.
        if !longest.is_empty() {
            for number in numbers {
                asked
                    .entries
                    .extend((number.len()..=LONGEST_NUMBER).map(|width| format!("{number:0>width$}")));
            }
        }
        asked
    }
}

/// The lines: those that are named, those of numbers, or those of all flows that no other flow leads to.
fn lines(
    organization: &mut Organization,
    request: &ImportRequest,
    is_called_asked: bool,
) -> Result<Vec<FlowLine<CallState>>, Vec<Diagnostic>> {
    let mut named = Vec::new();
    for wanted in &request.entries {
        match flow_named(organization, wanted) {
            Some(flow) if named.contains(&flow) => {}
            Some(flow) => named.push(flow),
            None => return Err(vec![unknown_entry(organization, wanted)]),
        }
    }
    if named.is_empty() {
        let mut lines = Vec::new();
        let mut lost = Vec::new();
        for (at, route) in organization.routes.iter().enumerate() {
            let flows = [&route.open, &route.closed, &route.holiday].into_iter().flatten();
            match flows.into_iter().find_map(|reference| organization.flow_at(reference)) {
                Some(flow) => lines.extend(route_lines(route, at, flow, is_called_asked)),
                None => lost.push(route.entry),
            }
        }
        for entry in lost {
            organization.ledger.note(entry, StepFate::Refused, "the flow that it leads to was not given");
        }
        if !lines.is_empty() {
            return Ok(lines);
        }
        let led_to = led_to(organization);
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
            place: FlowPlace {
                span: flow.span.unwrap_or(Span::new(FileId(0), 0..0)),
                words: format!("flow {}", flow.name),
            },
            assumed: unnumbered(&[]),
        }
    });
    Ok(lines.collect())
}

/// The line of a number, or of several; one for each where flows ask which of them was dialed.
fn route_lines(route: &CallRoute, at: usize, flow: usize, is_called_asked: bool) -> Vec<FlowLine<CallState>> {
    let apart: Vec<Vec<String>> = match route.dnis.as_slice() {
        [_, _, ..] if is_called_asked => route.dnis.iter().map(|one| vec![one.clone()]).collect(),
        all => vec![all.to_vec()],
    };
    let lines = apart.into_iter().map(|dialed| {
        let called = match dialed.as_slice() {
            [one] => Some(one.as_str().into()),
            _ => None,
        };
        let words = format!("call route {}", route.name);
        FlowLine {
            name: slug(&route.name, "line"),
            title: route.name.clone(),
            start: CallState::new(Place::Route(at), flow, called),
            place: FlowPlace { span: route.span, words },
            assumed: unnumbered(&dialed),
            dialed,
        }
    });
    lines.collect()
}

/// Flows that others lead to.
fn led_to(organization: &Organization) -> HashSet<usize> {
    let mut found = HashSet::new();
    for (from, flow) in organization.flows.iter().enumerate() {
        for action in flow.actions.iter().filter(|action| action.kind == "transferToFlow") {
            let Some(target) = action.body.get("targetFlow").or_else(|| action.body.get("flow")) else {
                continue;
            };
            let names = target.texts().into_iter().map(str::to_owned);
            let names = names.chain(target.entries().iter().map(|(name, _)| name.clone()));
            found.extend(names.filter_map(|name| organization.flow_at(&name)).filter(|to| *to != from));
        }
    }
    found
}

fn unnumbered(dnis: &[String]) -> Vec<String> {
    let none = dnis.is_empty();
    none.then(|| "The files do not say which number leads here.".to_owned()).into_iter().collect()
}

/// The flow that is named, as it is called or as the plan calls it.
fn flow_named(organization: &Organization, wanted: &str) -> Option<usize> {
    let by_slug = || organization.flows.iter().position(|flow| slug(&flow.name, "") == slug(wanted, "flow"));
    organization.flow_at(wanted).or_else(by_slug)
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
