//! What actions do to a call.

use std::collections::BTreeSet;
use std::rc::Rc;

use super::assignments::{QUIET, bindings, statements};
use super::branching;
use super::fields::{literal, millis, set};
use super::machine::{ArchitectProgram, outside};
use super::state::{CallState, Place};
use super::value::Value;
use super::{audio, hours, input, menus, transfers};
use crate::import::explore::Move;
use crate::import::flow::{Act, FlowEnd, Node, Sound, Transfer};
use crate::import::ledger::StepFate;
use crate::import::names::spaced;

/// Programs outside.
const PROGRAMS: [&str; 18] = [
    "callData",
    "callBridge",
    "callCommonModule",
    "callBotFlow",
    "callDigitalBotFlow",
    "callLexBot",
    "callLexV2Bot",
    "callDialogflowBot",
    "dataTableLookup",
    "getParticipantData",
    "getExternalContact",
    "searchExternalContacts",
    "findQueue",
    "findUser",
    "findUsers",
    "findSchedule",
    "getConversationData",
    "decryptData",
];

/// Ways that are gone as a rule.
const USUAL: [&str; 4] = ["success", "found", "next", "default"];

/// Outputs that are taken when an action has failed.
const FAILURES: [&str; 4] = ["failure", "timeout", "notfound", "error"];

/// What happens at an action.
pub(super) fn run(program: &mut ArchitectProgram, state: &CallState, action: usize) -> Move<CallState> {
    let own = program.action(state, action);
    let (kind, next) = (own.kind.clone(), own.next);
    if QUIET.contains(&kind.as_str()) {
        program.note(state, action, StepFate::WithoutEffect, "");
        return Move::On(program.output(state, action, &USUAL));
    }
    match kind.as_str() {
        "playAudio" | "playAudioOnSilence" | "announcement" => say(program, state, action),
        "task" => worked_out(program, state, action, |program| program.on(state, next)),
        "subMenu" => {
            let menu = program.action(state, action).menu;
            worked_out(program, state, action, |program| {
                menu.map_or(CallState::ended(FlowEnd::Dropped), |menu| program.at_menu(state, menu))
            })
        }
        "jumpToMenu" | "jumpToTask" | "callTask" => branching::jump(program, state, action),
        "endTask" => {
            let path = set(&program.action(state, action).body, "outputPath").and_then(literal);
            let path = path.unwrap_or_else(|| "default".to_owned());
            worked_out(program, state, action, |program| program.finished(state, &path))
        }
        "previousMenu" | "returnToMenu" | "repeatMenu" | "replayMenu" => {
            worked_out(program, state, action, |program| program.again(state))
        }
        "menuPreviousMenu" => worked_out(program, state, action, |program| menus::previous(program, state)),
        "disconnect" | "endFlow" => {
            program.note(state, action, StepFate::Carried, "");
            Move::On(CallState::ended(FlowEnd::HangUp))
        }
        "transferToAcd" | "transferToUser" | "transferToNumber" | "transferToGroup" => {
            transfers::run(program, state, action)
        }
        "transferToVoicemail" | "transferToGroupVoicemail" => transfers::voicemail(program, state, action),
        "transferToFlow" | "transferToFlowSecure" | "transferToSecureFlow" => {
            transfers::flow(program, state, action)
        }
        "createCallback" => transfers::callback(program, state, action),
        "dialByExtension" => input::dial(program, state, action),
        "collectInput" => input::run(program, state, action),
        "evaluateScheduleGroup" => hours::group(program, state, action),
        "evaluateSchedule" => hours::schedule(program, state, action),
        "updateData" => update(program, state, action),
        "decision" => branching::decision(program, state, action),
        "switch" => branching::switch(program, state, action),
        "loop" => branching::repeated(program, state, action),
        "loopNext" | "nextLoop" => branching::left(program, state, action, false),
        "loopExit" | "exitLoop" => branching::left(program, state, action, true),
        "wait" => wait(program, state, action),
        kind if PROGRAMS.contains(&kind) => {
            let why = "a program outside runs; what it returns is asked for where it is used";
            program.note(state, action, StepFate::Outside, why);
            branches(program, state, action, &USUAL)
        }
        _ => unknown(program, state, action),
    }
}

fn worked_out(
    program: &mut ArchitectProgram,
    state: &CallState,
    action: usize,
    leads: impl FnOnce(&ArchitectProgram) -> CallState,
) -> Move<CallState> {
    program.note(state, action, StepFate::WorkedOut, "");
    Move::On(leads(program))
}

fn say(program: &mut ArchitectProgram, state: &CallState, action: usize) -> Move<CallState> {
    let body = Rc::clone(&program.action(state, action).body);
    let words = match audio::below(program, state, &body, &["audio", "prompt"]) {
        Ok(words) => words,
        Err(stop) => return program.stopped(state, action, &stop),
    };
    let then = program.output(state, action, &USUAL);
    if words.said.is_empty() {
        program.note(state, action, StepFate::WithoutEffect, "");
        return Move::On(then);
    }
    program.note(state, action, StepFate::Carried, "");
    program.guesses.insert(audio::KEYS_WHILE_SAYING);
    program.node(state, action, Act::Say { said: words.said, then }, words.assumed)
}

fn wait(program: &mut ArchitectProgram, state: &CallState, action: usize) -> Move<CallState> {
    program.note(state, action, StepFate::Carried, "");
    let own = program.action(state, action);
    let long = ["duration", "waitTime", "timeout"].iter().find_map(|key| own.body.get(key).and_then(millis));
    let assumed = long.is_none().then(|| "How long it waits is not told: a second is taken.".to_owned());
    let pause =
        Sound { name: String::new(), words: Some(String::new()), millis: Some(long.unwrap_or(1_000)) };
    let then = program.output(state, action, &USUAL);
    program.node(state, action, Act::Say { said: vec![pause], then }, assumed.into_iter().collect())
}

fn update(program: &mut ArchitectProgram, state: &CallState, action: usize) -> Move<CallState> {
    let set = statements(&program.action(state, action).body);
    // What nothing asks for behind it is worked out only where it may fail.
    let unsure = &program.unsure[state.flow];
    let mut asked: BTreeSet<Rc<str>> = program.liveness[state.flow].behind[action].clone();
    let mut matters = vec![false; set.len()];
    for (at, (name, value)) in set.iter().enumerate().rev() {
        matters[at] =
            asked.remove(name.as_str()) || value.as_ref().is_some_and(|value| unsure.may_fail(value));
        if let Some(value) = value.as_ref().filter(|_| matters[at]) {
            let mut from = Vec::new();
            value.variables(&mut from);
            asked.extend(from.iter().map(|name| Rc::from(name.as_str())));
        }
    }
    let mut next = state.clone();
    for ((name, value), _) in set.iter().zip(&matters).filter(|(_, matters)| **matters) {
        let value = match value.as_ref().map(|value| program.value(&next, value)) {
            None => Value::Unset,
            Some(Ok(value)) => value,
            Some(Err(stop)) => return program.stopped(state, action, &stop),
        };
        next.forget(name);
        next.values.insert(Rc::from(name.as_str()), value);
    }
    worked_out(program, state, action, |program| program.output(&next, action, &USUAL))
}

/// What an action does behind its words.
pub(super) fn behind(program: &mut ArchitectProgram, state: &CallState, action: usize) -> Move<CallState> {
    branches(program, state, action, &[])
}

/// What an action sets is known to the outside alone from here on, and may be another value than before.
fn given(program: &ArchitectProgram, state: &CallState, action: usize, has_failed: bool) -> CallState {
    let mut next = state.clone();
    for binding in bindings(&program.action(state, action).body) {
        if binding.on_failure == has_failed {
            next.forget(&binding.variable);
            next.values.insert(Rc::from(binding.variable.as_str()), outside(&binding.variable));
        }
    }
    next
}

/// One way or another, by what came of an action: the usual, or an output that the flow names.
fn branches(
    program: &mut ArchitectProgram,
    state: &CallState,
    action: usize,
    usual: &[&str],
) -> Move<CallState> {
    let otherwise = program.output(&given(program, state, action, false), action, usual);
    let own = program.action(state, action);
    let about = format!("{} result {action}", own.name);
    let title = format!("{} result", spaced(&own.name));
    let labels: Vec<String> = own
        .outputs
        .iter()
        .map(|(label, _)| label.clone())
        .filter(|label| !usual.iter().any(|usual| usual.eq_ignore_ascii_case(label)))
        .collect();
    let place = program.place_at(state, action);
    let mut cases = Vec::new();
    for label in labels {
        let has_failed = FAILURES.contains(&label.to_lowercase().as_str());
        let to = program.output(&given(program, state, action, has_failed), action, &[&label]);
        if to != otherwise {
            cases.push((program.ask(&about, &title, &label, &place), to));
        }
    }
    if cases.is_empty() {
        return Move::On(otherwise);
    }
    // Behind its words, an action has said its name already.
    let name =
        if matches!(state.at, Place::Behind(_)) { title } else { program.action(state, action).name.clone() };
    Move::Node(Node { name, act: Act::Branch { cases, otherwise }, place, assumed: Vec::new() })
}

/// An action that nobody here knows.
fn unknown(program: &mut ArchitectProgram, state: &CallState, action: usize) -> Move<CallState> {
    program.note(state, action, StepFate::Opaque, "it is not known what this action does");
    let own = program.action(state, action);
    let (kind, name) = (own.kind.clone(), spaced(&own.name));
    let assumed = vec![format!("It is not known what the action `{kind}` does.")];
    if own.next.is_none() && own.outputs.is_empty() && state.frames.is_empty() && !own.is_choice {
        return program.node(state, action, Act::Transfer(Box::new(Transfer::to(name))), assumed);
    }
    let sound = Sound { name: format!("opaque/{name}"), words: None, millis: Some(1_000) };
    let then = state.moved(Place::Behind(action));
    program.node(state, action, Act::Say { said: vec![sound], then }, assumed)
}
