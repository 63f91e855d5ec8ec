//! Where a call leaves its flow: to queues, people, numbers, mailboxes, other flows.

use super::architect_flow::{expression_of, literal, millis};
use super::audio;
use super::machine::ArchitectProgram;
use super::state::{CallState, Place};
use super::value::Value;
use crate::import::data::Data;
use crate::import::explore::{Move, Program as _};
use crate::import::flow::{Act, FlowEnd, Node, Transfer};
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

/// To whom a call is put through, as people call it.
fn title(program: &ArchitectProgram, state: &CallState, action: usize) -> String {
    let own = program.action(state, action);
    let target = TARGETS.iter().find_map(|key| own.body.get(key));
    let named = target.and_then(|target| name_in(program, state, target));
    named.unwrap_or_else(|| own.name.clone())
}

fn name_in(program: &ArchitectProgram, state: &CallState, target: &Data) -> Option<String> {
    if target.get("noValue").is_some() {
        return None;
    }
    if let Some(text) = target.text_at("exp") {
        return match program.value(state, &super::expression::parse(&text)) {
            Ok(Value::Text(text)) => Some(text.to_string()),
            Ok(value @ Value::Outside(..)) => Some(format!("whom {} names", value.shown())),
            _ => None,
        };
    }
    if let Some(name) = literal(target) {
        return Some(if name.starts_with('+') { format!("number {name}") } else { name });
    }
    // `destination: { queue: { targetQueue: { lit: { name: … } } } }`, and `targetFlow: { Name: { … } }`.
    let inner = target.entries().iter().find_map(|(_, inner)| name_in(program, state, inner));
    inner.or_else(|| {
        target
            .entries()
            .first()
            .map(|(name, _)| name.clone())
            .filter(|name| !TARGETS.contains(&name.as_str()))
    })
}

/// A queue, a person, a number, a group. In vain, it leads to what follows on failure.
pub(super) fn run(program: &mut ArchitectProgram, state: &CallState, action: usize) -> Move<CallState> {
    program.note(state, action, StepFate::Carried, "");
    let own = program.action(state, action);
    let (body, kind) = (own.body.clone(), own.kind.clone());
    let has_way = body.get("failureTransferAudio").is_some_and(|audio| audio.get("noValue").is_none())
        || own.outputs.iter().any(|(label, _)| label.eq_ignore_ascii_case("failure"))
        || own.next.is_some();
    let failed = has_way.then(|| state.moved(Place::Failed(action)));
    let is_queue = kind == "transferToAcd";
    let rings = body.get("connectTimeout").and_then(millis).filter(|millis| *millis > 0);
    let transfer = Transfer {
        said: audio::below(program, state, &body, &["preTransferAudio"]),
        rings: rings.filter(|_| !is_queue && failed.is_some()),
        unanswered: failed.clone().filter(|_| !is_queue),
        busy: failed.clone().filter(|_| !is_queue),
        full: failed.filter(|_| is_queue),
        ..Transfer::to(title(program, state, action))
    };
    program.node(state, action, Act::Transfer(Box::new(transfer)), Vec::new())
}

/// What is said when a transfer was in vain, and what follows.
pub(super) fn failed(program: &mut ArchitectProgram, state: &CallState, action: usize) -> Move<CallState> {
    if action == usize::MAX {
        // An extension that somebody dialed at a menu.
        let place = program
            .place(&state.menus.last().map_or_else(|| state.clone(), |menu| state.moved(Place::Menu(*menu))));
        let transfer = Transfer::to("the extension that was dialed");
        let assumed = vec!["The files do not tell which extensions there are.".to_owned()];
        let act = Act::Transfer(Box::new(transfer));
        return Move::Node(Node { name: "extension".to_owned(), act, place, assumed });
    }
    let own = program.action(state, action);
    let (body, next, is_choice) = (own.body.clone(), own.next, own.is_choice);
    let output =
        own.outputs.iter().find(|(label, _)| label.eq_ignore_ascii_case("failure")).map(|(_, next)| *next);
    let then = match output.unwrap_or(next) {
        None if is_choice => CallState::ended(FlowEnd::HangUp),
        next => program.on(state, next),
    };
    let said = audio::below(program, state, &body, &["failureTransferAudio"]);
    if said.is_empty() {
        return Move::On(then);
    }
    program.node(state, action, Act::Say { said, then }, Vec::new())
}

/// A mailbox of a queue, a person or a group.
pub(super) fn voicemail(program: &mut ArchitectProgram, state: &CallState, action: usize) -> Move<CallState> {
    program.note(state, action, StepFate::Carried, "");
    let body = program.action(state, action).body.clone();
    let mut said = audio::below(program, state, &body, &["preTransferAudio"]);
    let greeting = body.get("destination").and_then(|one| {
        let inner = one.entries().first().map(|(_, inner)| inner)?;
        inner.get("voicemailGreeting").cloned()
    });
    if let Some(greeting) = greeting.or_else(|| body.get("voicemailGreeting").cloned()) {
        said.extend(audio::said(program, state, &greeting));
    }
    let title = format!("voicemail of {}", title(program, state, action));
    program.node(state, action, Act::Voicemail { title, said }, Vec::new())
}

/// Another flow, which begins with its greeting.
pub(super) fn flow(program: &mut ArchitectProgram, state: &CallState, action: usize) -> Move<CallState> {
    let title = title(program, state, action);
    let own = program.action(state, action);
    let is_open = own.kind == "transferToFlow";
    let body = own.body.clone();
    if let Some(flow) = program.organization.flow_at(&title).filter(|_| is_open) {
        let said = audio::below(program, state, &body, &["preTransferAudio"]);
        let then = state.in_flow(flow);
        if said.is_empty() {
            program.note(state, action, StepFate::WorkedOut, "");
            return Move::On(then);
        }
        program.note(state, action, StepFate::Carried, "");
        return program.node(state, action, Act::Say { said, then }, Vec::new());
    }
    let why = if is_open { "this flow was not given" } else { "what a secure flow does is not told" };
    program.note(state, action, StepFate::Opaque, why);
    let said = audio::below(program, state, &body, &["preTransferAudio"]);
    let assumed = vec![format!(
        "{}: the plan ends here.",
        if is_open { "This flow was not given" } else { "A secure flow takes the call" }
    )];
    let transfer = Transfer { said, ..Transfer::to(title) };
    program.node(state, action, Act::Transfer(Box::new(transfer)), assumed)
}

/// Callers are called back.
pub(super) fn callback(program: &mut ArchitectProgram, state: &CallState, action: usize) -> Move<CallState> {
    program.note(state, action, StepFate::Carried, "");
    let title = format!("callback by {}", title(program, state, action));
    let transfer = Transfer { callback: true, ..Transfer::to(title) };
    program.node(state, action, Act::Transfer(Box::new(transfer)), Vec::new())
}

/// An extension that is asked for.
pub(super) fn extension(program: &mut ArchitectProgram, state: &CallState, action: usize) -> Move<CallState> {
    program.note(state, action, StepFate::Opaque, "which extensions there are is not told");
    let own = program.action(state, action);
    let (body, name) = (own.body.clone(), spaced(&own.name));
    let said = audio::below(program, state, &body, &["inputAudio", "audio"]);
    let assumed = vec!["Callers dial an extension here; which there are is not told.".to_owned()];
    let transfer = Transfer { said, ..Transfer::to(name) };
    program.node(state, action, Act::Transfer(Box::new(transfer)), assumed)
}

/// The value of a key of an action's body, as an expression.
pub(super) fn expression_at(body: &Data, key: &str) -> Option<super::expression::Expression> {
    expression_of(body.get(key)?)
}
