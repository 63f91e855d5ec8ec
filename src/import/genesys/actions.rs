//! What actions do to a call.

use std::rc::Rc;

use super::architect_flow::{cases, expression_of, literal, millis};
use super::assignments::{QUIET, bound, statements};
use super::machine::ArchitectProgram;
use super::state::{CallState, Place};
use super::value::Value;
use super::{audio, hours, input, menus, transfers};
use crate::import::explore::Move;
use crate::import::flow::{Act, FlowEnd, Sound, Transfer};
use crate::import::ledger::StepFate;
use crate::import::names::spaced;

/// Programs outside, with what comes of them as a rule.
const PROGRAMS: [&str; 12] = [
    "callData",
    "callBridge",
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

/// What happens at an action.
#[expect(clippy::too_many_lines, reason = "a list of all actions, each with what does it")]
pub(super) fn run(program: &mut ArchitectProgram, state: &CallState, action: usize) -> Move<CallState> {
    let own = program.action(state, action);
    let (kind, next, is_choice) = (own.kind.clone(), own.next, own.is_choice);
    if QUIET.contains(&kind.as_str()) {
        program.note(state, action, StepFate::WithoutEffect, "");
        return Move::On(program.output(state, action, &["success", "default"]));
    }
    match kind.as_str() {
        "playAudio" | "playAudioOnSilence" | "announcement" => {
            let body = program.action(state, action).body.clone();
            let said = audio::below(program, state, &body, &["audio", "prompt"]);
            let then = if is_choice && next.is_none() {
                menus::again(program, state)
            } else {
                program.on(state, next)
            };
            if said.is_empty() {
                program.note(state, action, StepFate::WithoutEffect, "");
                return Move::On(then);
            }
            program.note(state, action, StepFate::Carried, "");
            program.node(state, action, Act::Say { said, then }, Vec::new())
        }
        "task" => {
            program.note(state, action, StepFate::WorkedOut, "");
            Move::On(program.on(state, next))
        }
        "subMenu" => {
            program.note(state, action, StepFate::WorkedOut, "");
            let menu = program.action(state, action).menu;
            Move::On(menu.map_or(CallState::ended(FlowEnd::Dropped), |menu| program.at_menu(state, menu)))
        }
        "jumpToMenu" | "jumpToTask" | "callTask" => jump(program, state, action, kind == "callTask"),
        "endTask" => {
            program.note(state, action, StepFate::WorkedOut, "");
            let body = &program.action(state, action).body;
            let path = body.get("outputPath").and_then(literal).unwrap_or_else(|| "default".to_owned());
            Move::On(program.finished(state, &path))
        }
        "previousMenu" | "returnToMenu" => {
            program.note(state, action, StepFate::WorkedOut, "");
            Move::On(menus::again(program, state))
        }
        "menuPreviousMenu" => {
            program.note(state, action, StepFate::WorkedOut, "");
            Move::On(menus::previous(program, state))
        }
        "repeatMenu" | "replayMenu" => {
            program.note(state, action, StepFate::WorkedOut, "");
            Move::On(menus::again(program, state))
        }
        "disconnect" => {
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
        "dialByExtension" => transfers::extension(program, state, action),
        "collectInput" => input::run(program, state, action),
        "evaluateScheduleGroup" => hours::group(program, state, action),
        "evaluateSchedule" => hours::schedule(program, state, action),
        "updateData" => update(program, state, action),
        "decision" => decision(program, state, action),
        "switch" => switch(program, state, action),
        "loop" => repeated(program, state, action),
        "loopNext" | "nextLoop" | "loopExit" | "exitLoop" => {
            left(program, state, action, kind.contains("xit"))
        }
        "wait" => {
            program.note(state, action, StepFate::Carried, "");
            let body = &program.action(state, action).body;
            let millis =
                ["duration", "waitTime", "timeout"].iter().find_map(|key| body.get(key).and_then(millis));
            let sound = Sound {
                name: String::new(),
                words: Some(String::new()),
                millis: Some(millis.unwrap_or(1_000)),
            };
            let then = program.on(state, next);
            program.node(state, action, Act::Say { said: vec![sound], then }, Vec::new())
        }
        kind if PROGRAMS.contains(&kind) => asked(program, state, action),
        _ => unknown(program, state, action),
    }
}

/// What an action does behind its words.
pub(super) fn behind(program: &mut ArchitectProgram, state: &CallState, action: usize) -> Move<CallState> {
    branches(program, state, action, &[], Vec::new())
}

fn jump(program: &mut ArchitectProgram, state: &CallState, action: usize, is_call: bool) -> Move<CallState> {
    /// Tasks that call each other stand in each other at most so deep.
    const MAX_DEPTH: usize = 20;
    let body = &program.action(state, action).body;
    let reference = ["targetTaskRef", "targetMenuRef", "targetRef", "taskRef", "menuRef"]
        .iter()
        .find_map(|key| body.text_at(key));
    let target = reference.and_then(|reference| program.flow(state).target(&reference));
    program.note(state, action, StepFate::WorkedOut, "");
    let Some(target) = target else {
        program.note(state, action, StepFate::Refused, "it leads to what the flow does not have");
        return Move::On(CallState::ended(FlowEnd::Dropped));
    };
    let mut next = state.clone();
    if is_call {
        if next.calls.len() >= MAX_DEPTH {
            return Move::On(CallState::ended(FlowEnd::Dropped));
        }
        next.calls.push((action, std::mem::take(&mut next.loops)));
    } else {
        next.calls.clear();
        next.loops.clear();
    }
    Move::On(program.enter(&next, target))
}

fn update(program: &mut ArchitectProgram, state: &CallState, action: usize) -> Move<CallState> {
    let set = statements(&program.action(state, action).body);
    let mut next = state.clone();
    for (name, value) in set {
        if !program.relevant.contains(&name) {
            continue;
        }
        let value = match value.map(|value| program.value(&next, &value)) {
            None => Value::Unset,
            Some(Ok(value)) => value,
            Some(Err(undecided)) => return program.undecided(state, action, &undecided),
        };
        next.values.insert(Rc::from(name), value);
    }
    program.note(state, action, StepFate::WorkedOut, "");
    Move::On(program.on(&next, program.action(state, action).next))
}

fn decision(program: &mut ArchitectProgram, state: &CallState, action: usize) -> Move<CallState> {
    let condition = transfers::expression_at(&program.action(state, action).body, "condition");
    let holds = condition.map_or(Ok(false), |condition| program.holds(state, &condition));
    match holds {
        Ok(holds) => {
            program.note(state, action, StepFate::WorkedOut, "");
            let labels: &[&str] = if holds { &["yes", "true"] } else { &["no", "false"] };
            Move::On(program.output(state, action, labels))
        }
        Err(undecided) => program.undecided(state, action, &undecided),
    }
}

fn switch(program: &mut ArchitectProgram, state: &CallState, action: usize) -> Move<CallState> {
    let body = program.action(state, action).body.clone();
    for (at, case) in cases(&body).into_iter().enumerate() {
        let condition =
            ["value", "condition", "exp"].iter().find_map(|key| case.get(key).and_then(expression_of));
        match condition.map_or(Ok(false), |condition| program.holds(state, &condition)) {
            Ok(false) => {}
            Ok(true) => {
                program.note(state, action, StepFate::WorkedOut, "");
                return Move::On(program.output(state, action, &[&format!("case {at}")]));
            }
            Err(undecided) => return program.undecided(state, action, &undecided),
        }
    }
    program.note(state, action, StepFate::WorkedOut, "");
    Move::On(program.output(state, action, &["default"]))
}

fn repeated(program: &mut ArchitectProgram, state: &CallState, action: usize) -> Move<CallState> {
    program.note(state, action, StepFate::WorkedOut, "");
    let body = &program.action(state, action).body;
    let count =
        body.get("loopCount").and_then(literal).and_then(|text| text.parse::<u32>().ok()).unwrap_or(1);
    let done = state.loops.get(&action).copied().unwrap_or(0);
    let mut next = state.clone();
    if done < count.min(100) {
        next.loops.insert(action, done + 1);
        let own = program.action(state, action);
        let first = own
            .outputs
            .iter()
            .find(|(label, _)| label.eq_ignore_ascii_case("loop"))
            .and_then(|(_, first)| *first);
        return Move::On(program.on(&next, first.or(own.next)));
    }
    next.loops.remove(&action);
    Move::On(program.on(&next, program.action(state, action).next))
}

/// To the next round of the loop that the call is in, or out of it.
fn left(program: &mut ArchitectProgram, state: &CallState, action: usize, is_exit: bool) -> Move<CallState> {
    program.note(state, action, StepFate::WorkedOut, "");
    let Some((&around, _)) = state.loops.iter().next_back() else {
        return Move::On(program.on(state, program.action(state, action).next));
    };
    if !is_exit {
        return Move::On(state.moved(Place::Action(around)));
    }
    let mut next = state.clone();
    next.loops.remove(&around);
    Move::On(program.on(&next, program.action(state, around).next))
}

/// A program outside: what it answers is asked for where it is used, and what came of it, where the flow has ways for that.
fn asked(program: &mut ArchitectProgram, state: &CallState, action: usize) -> Move<CallState> {
    program.note(
        state,
        action,
        StepFate::Outside,
        "a program outside runs; what it returns is asked for where it is used",
    );
    let next = given(program, state, action);
    branches(program, &next, action, &["success", "found", "default"], Vec::new())
}

/// What an action sets is known to the outside alone from here on, and may be another value than before.
fn given(program: &ArchitectProgram, state: &CallState, action: usize) -> CallState {
    let mut next = state.clone();
    for name in bound(&program.action(state, action).body) {
        next.forget(&name);
        if program.relevant.contains(&name) {
            let title = spaced(name.split_once('.').map_or(name.as_str(), |(_, rest)| rest));
            next.values
                .insert(Rc::from(name.as_str()), Value::Outside(name.as_str().into(), title.as_str().into()));
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
    assumed: Vec<String>,
) -> Move<CallState> {
    let otherwise = program.output(state, action, usual);
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
        let to = program.output(state, action, &[&label]);
        if to != otherwise {
            cases.push((program.ask(&about, &title, &label, &place), to));
        }
    }
    if cases.is_empty() {
        return Move::On(otherwise);
    }
    program.node(state, action, Act::Branch { cases, otherwise }, assumed)
}

/// An action that nobody here knows.
fn unknown(program: &mut ArchitectProgram, state: &CallState, action: usize) -> Move<CallState> {
    program.note(state, action, StepFate::Opaque, "it is not known what this action does");
    let own = program.action(state, action);
    let (kind, name) = (own.kind.clone(), spaced(&own.name));
    let assumed = vec![format!("It is not known what the action `{kind}` does.")];
    if own.next.is_none() && own.outputs.is_empty() && state.calls.is_empty() {
        let transfer = Transfer::to(name);
        return program.node(state, action, Act::Transfer(Box::new(transfer)), assumed);
    }
    let sound = Sound { name: format!("opaque/{name}"), words: None, millis: Some(1_000) };
    let then = given(program, state, action).moved(Place::Behind(action));
    program.node(state, action, Act::Say { said: vec![sound], then }, assumed)
}
