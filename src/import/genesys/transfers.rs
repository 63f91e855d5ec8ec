//! Where a call leaves its flow: to queues, people, numbers, mailboxes, other flows.

use std::rc::Rc;

use super::audio::{self, Words};
use super::fields::{literal, millis, set, truth};
use super::machine::ArchitectProgram;
use super::state::{CallState, Place};
use super::value::{Stop, Value};
use crate::import::data::Data;
use crate::import::explore::Move;
use crate::import::flow::{Act, FlowEnd, Transfer};
use crate::import::ledger::StepFate;
use crate::import::names::spaced;

/// What is called, by the keys under which it stands.
const TARGETS: [&str; 12] = [
    "targetQueue",
    "targetUser",
    "targetNumber",
    "targetGroup",
    "targetFlow",
    "targetSecureFlow",
    "destination",
    "targetMailbox",
    "queue",
    "user",
    "group",
    "flow",
];

/// How long it rings where a connect time-out is not said, in milliseconds.
const RINGS: u64 = 30_000;

const RINGING: &str =
    "How long phones ring where no connect time-out is set is not in the files: 30 seconds are taken.";

/// To whom a call is put through, as people call it.
fn title(program: &ArchitectProgram, state: &CallState, action: usize) -> Result<String, Stop> {
    let own = program.action(state, action);
    let target = TARGETS.iter().find_map(|key| set(&own.body, key));
    let named = match target {
        Some(target) => name_in(program, state, target)?,
        None => None,
    };
    Ok(named.unwrap_or_else(|| own.name.clone()))
}

fn name_in(program: &ArchitectProgram, state: &CallState, target: &Data) -> Result<Option<String>, Stop> {
    if target.get("noValue").is_some() {
        return Ok(None);
    }
    let expression = target
        .text_at("exp")
        .map(|text| super::expression::parse(&text))
        .or_else(|| super::fields::variable_of(target).map(super::expression::Expression::Variable));
    if let Some(expression) = expression {
        return Ok(match program.value(state, &expression)? {
            Value::Text(text) => Some(called(&text)),
            value @ Value::Outside(..) => Some(format!("whom {} names", value.shown())),
            Value::Caller => Some("the caller".to_owned()),
            Value::Entry => Some("whom the entry names".to_owned()),
            _ => None,
        });
    }
    if let Some(name) = literal(target) {
        return Ok(Some(called(&name)));
    }
    // `destination: { queue: { targetQueue: { lit: { name: … } } } }`, and `targetFlow: { Name: { … } }`.
    for (_, inner) in target.entries() {
        if let Some(name) = name_in(program, state, inner)? {
            return Ok(Some(name));
        }
    }
    let first = target.entries().first().map(|(name, _)| name.clone());
    Ok(first.filter(|name| !TARGETS.contains(&name.as_str()) && !name.starts_with("ver_")))
}

fn called(name: &str) -> String {
    let name = name.trim();
    let number = name.strip_prefix("tel:").unwrap_or(name);
    if number.starts_with('+') { format!("number {number}") } else { name.to_owned() }
}

/// The audio before a transfer, and to whom it is.
fn before(program: &ArchitectProgram, state: &CallState, action: usize) -> Result<(String, Words), Stop> {
    let title = title(program, state, action)?;
    let own = program.action(state, action);
    let words = match program.flow(state).said_of(own, "preTransferAudio") {
        Some(audio) => audio::said(program, state, audio)?,
        None => Words::default(),
    };
    Ok((title, words))
}

/// Where a call goes on that was not put through. None: it ends.
fn behind(program: &ArchitectProgram, state: &CallState, action: usize) -> Option<CallState> {
    let own = program.action(state, action);
    let is_said = program.flow(state).said_of(own, "failureTransferAudio").is_some();
    let then = program.output(state, action, &["failure"]);
    let ends = then.at == Place::End(FlowEnd::HangUp);
    (is_said || !ends).then(|| state.moved(Place::InVain(action)))
}

/// A queue, a person, a number, a group. In vain, it leads to what follows on failure.
pub(super) fn run(program: &mut ArchitectProgram, state: &CallState, action: usize) -> Move<CallState> {
    let (title, words) = match before(program, state, action) {
        Ok(before) => before,
        Err(stop) => return program.stopped(state, action, &stop),
    };
    program.note(state, action, StepFate::Carried, "");
    let failed = behind(program, state, action);
    let own = program.action(state, action);
    let is_queue = own.kind == "transferToAcd";
    let long =
        program.flow(state).said_of(own, "connectTimeout").and_then(millis).filter(|millis| *millis > 0);
    // Unanswered calls go to the mailbox of a person or a group, unless the flow says that they do not.
    let rollover = own.body.entries().iter().find(|(key, _)| key.to_lowercase().contains("rollover"));
    let rolls_over = rollover.is_some_and(|(_, value)| truth(value).unwrap_or(true));
    let unanswered = if rolls_over { Some(state.moved(Place::Mailbox(action))) } else { failed.clone() }
        .filter(|_| !is_queue);
    if unanswered.is_some() && long.is_none() {
        program.guesses.insert(RINGING);
    }
    let transfer = Transfer {
        said: words.said,
        rings: unanswered.as_ref().map(|_| long.unwrap_or(RINGS)),
        unanswered,
        busy: failed.clone().filter(|_| !is_queue),
        full: failed.filter(|_| is_queue),
        ..Transfer::to(title)
    };
    program.node(state, action, Act::Transfer(Box::new(transfer)), words.assumed)
}

/// What is said when a transfer was in vain, and what follows.
pub(super) fn in_vain(program: &mut ArchitectProgram, state: &CallState, action: usize) -> Move<CallState> {
    let then = program.output(state, action, &["failure"]);
    let own = program.action(state, action);
    let words = match program.flow(state).said_of(own, "failureTransferAudio") {
        Some(audio) => match audio::said(program, state, audio) {
            Ok(words) => words,
            Err(stop) => return program.stopped(state, action, &stop),
        },
        None => Words::default(),
    };
    if words.said.is_empty() {
        return Move::On(then);
    }
    program.node(state, action, Act::Say { said: words.said, then }, words.assumed)
}

/// The mailbox of somebody who does not answer.
pub(super) fn mailbox(program: &mut ArchitectProgram, state: &CallState, action: usize) -> Move<CallState> {
    match title(program, state, action) {
        Ok(title) => {
            let title = format!("voicemail of {title}");
            program.node(state, action, Act::Voicemail { title, said: Vec::new() }, Vec::new())
        }
        Err(stop) => program.stopped(state, action, &stop),
    }
}

/// A mailbox of a queue, a person or a group.
pub(super) fn voicemail(program: &mut ArchitectProgram, state: &CallState, action: usize) -> Move<CallState> {
    let (title, mut words) = match before(program, state, action) {
        Ok(before) => before,
        Err(stop) => return program.stopped(state, action, &stop),
    };
    let body = Rc::clone(&program.action(state, action).body);
    let destination = body.get("destination").and_then(|one| one.entries().first());
    let greeting = destination.and_then(|(_, inner)| set(inner, "voicemailGreeting"));
    if let Some(greeting) = greeting.or_else(|| set(&body, "voicemailGreeting")) {
        match audio::said(program, state, greeting) {
            Ok(greeting) => {
                words.said.extend(greeting.said);
                words.assumed.extend(greeting.assumed);
            }
            Err(stop) => return program.stopped(state, action, &stop),
        }
    }
    program.note(state, action, StepFate::Carried, "");
    let own = program.action(state, action);
    if own.outputs.iter().any(|(label, first)| label.eq_ignore_ascii_case("failure") && *first != own.next) {
        words.assumed.push("What follows where no message can be taken is not in the plan.".to_owned());
    }
    let title = format!("voicemail of {title}");
    program.node(state, action, Act::Voicemail { title, said: words.said }, words.assumed)
}

/// Another flow, which begins with its greeting.
pub(super) fn flow(program: &mut ArchitectProgram, state: &CallState, action: usize) -> Move<CallState> {
    let (title, words) = match before(program, state, action) {
        Ok(before) => before,
        Err(stop) => return program.stopped(state, action, &stop),
    };
    let is_open = program.action(state, action).kind == "transferToFlow";
    if let Some(flow) = program.organization.flow_at(&title).filter(|_| is_open) {
        let then = state.in_flow(flow);
        if words.said.is_empty() {
            program.note(state, action, StepFate::WorkedOut, "");
            return Move::On(then);
        }
        program.note(state, action, StepFate::Carried, "");
        return program.node(state, action, Act::Say { said: words.said, then }, words.assumed);
    }
    let (why, assumed) = if is_open {
        ("this flow was not given", "This flow was not given: the plan ends here.")
    } else {
        ("what a secure flow does is not told", "A secure flow takes the call: the plan ends here.")
    };
    program.note(state, action, StepFate::Opaque, why);
    let transfer = Transfer { said: words.said, ..Transfer::to(title) };
    program.node(state, action, Act::Transfer(Box::new(transfer)), vec![assumed.to_owned()])
}

/// Callers are called back.
pub(super) fn callback(program: &mut ArchitectProgram, state: &CallState, action: usize) -> Move<CallState> {
    let (title, words) = match before(program, state, action) {
        Ok(before) => before,
        Err(stop) => return program.stopped(state, action, &stop),
    };
    program.note(state, action, StepFate::Carried, "");
    let mut assumed = words.assumed;
    if program.action(state, action).next.is_some() {
        assumed.push(
            "In the system, the call goes on behind this; the plan ends it with the promise to call back."
                .to_owned(),
        );
    }
    let title = format!("callback by {}", spaced(&title));
    let transfer = Transfer { said: words.said, callback: true, ..Transfer::to(title) };
    program.node(state, action, Act::Transfer(Box::new(transfer)), assumed)
}
