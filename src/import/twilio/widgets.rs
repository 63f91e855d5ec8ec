//! What widgets do to a call.

use super::liveness::variables;
use super::machine::StudioProgram;
use super::said;
use super::state::{CallState, Place};
use super::studio_flow::Target;
use super::value::{OutsideValue, Value};
use super::{opaque, subflow, transfers};
use crate::import::explore::Move;
use crate::import::flow::{Act, FlowEnd};
use crate::import::ledger::StepFate;
use crate::import::names::spaced;

/// Widgets that callers do not notice, with the event behind them.
const QUIET: [(&str, &str); 8] = [
    ("send-message", "sent"),
    ("fork-stream", "next"),
    ("record-call", "success"),
    ("call-recording", "success"),
    ("search-recordings", "success"),
    ("start-conversation", "created"),
    ("add-participant", "success"),
    ("send-email", "success"),
];

/// What happens at a widget.
pub(super) fn run(program: &mut StudioProgram, state: &CallState, widget: usize) -> Move<CallState> {
    let kind = program.own(state, widget).kind.clone();
    match kind.as_str() {
        "trigger" => {
            program.note(state, widget, StepFate::WorkedOut, "");
            let target = begins(program, state, widget);
            Move::On(program.go(state, widget, target))
        }
        "split-based-on" => Move::On(state.moved(Place::Split(widget, 0, 0))),
        "set-variables" => set_variables(program, state, widget),
        "say-play" => say(program, state, widget),
        "make-http-request" => request(program, state, widget, &["failed", "fail"]),
        "run-function" => request(program, state, widget, &["fail", "failed"]),
        "run-subflow" => subflow::run(program, state, widget),
        "send-to-flex" | "enqueue-call" => transfers::queue(program, state, widget),
        "connect-call-to" => transfers::connect(program, state, widget),
        "record-voicemail" => transfers::voicemail(program, state, widget),
        kind => match QUIET.iter().find(|(known, _)| *known == kind) {
            Some((_, event)) => {
                program.note(state, widget, StepFate::WithoutEffect, "");
                let target = program.own(state, widget).on_any(&[event, "success", "next", "sent"]);
                Move::On(program.go(&program.ran(state, widget, "ran"), widget, target))
            }
            None => opaque::run(program, state, widget),
        },
    }
}

/// Where a call begins: at the call itself, or where another flow runs this one.
fn begins(program: &StudioProgram, state: &CallState, widget: usize) -> Target {
    let own = program.own(state, widget);
    if state.frames.len() > 1 {
        return own.on_any(&["incomingParent", "incomingCall"]);
    }
    own.on_any(&["incomingCall", "incomingRequest", "incomingParent"])
}

fn set_variables(program: &mut StudioProgram, state: &CallState, widget: usize) -> Move<CallState> {
    let own = program.own(state, widget);
    let target = own.on("next");
    let behind = &program.liveness[state.flow()].behind[widget];
    let mut next = state.clone();
    let set = variables(own);
    for (at, (name, text)) in set.iter().enumerate() {
        let key = format!("v:{name}");
        // What nothing asks for behind this is not worked out.
        let is_asked = behind.contains(key.as_str())
            || set[at + 1..].iter().any(|(_, text)| super::liveness::asked_for(text).contains(key.as_str()));
        if !is_asked {
            continue;
        }
        match program.evaluate_filled(&next, text) {
            Ok(Value::Text(text)) => next.set(key, Value::text(text.trim())),
            // A variable that is set is there, whatever it is.
            Ok(Value::Nil) => next.set(key, Value::text("")),
            Ok(value) => next.set(key, value),
            Err(undecided) => return program.undecided(state, widget, &undecided),
        }
    }
    program.note(state, widget, StepFate::WorkedOut, "");
    Move::On(program.go(&next, widget, target))
}

fn say(program: &mut StudioProgram, state: &CallState, widget: usize) -> Move<CallState> {
    let said::Words { said, mut assumed, is_endless } = match said::words(program, state, widget) {
        Ok(words) => words,
        Err(undecided) => return program.undecided(state, widget, &undecided),
    };
    let target = program.own(state, widget).on("audioComplete");
    let then = program.go(&program.ran(state, widget, "said"), widget, target);
    if said.is_empty() {
        // Tones for another machine, or nothing at all.
        program.note(state, widget, StepFate::WithoutEffect, "");
        return Move::On(then);
    }
    program.note(state, widget, StepFate::Carried, "");
    let then = if is_endless {
        assumed
            .push("The system says this until the caller hangs up; the plan hangs up behind it.".to_owned());
        CallState::ended(FlowEnd::HangUp)
    } else {
        then
    };
    program.node(state, widget, Act::Say { said, then }, assumed)
}

/// A program outside: what it answers is asked for where it is used; that it fails, where the flow has a way for that.
fn request(
    program: &mut StudioProgram,
    state: &CallState,
    widget: usize,
    failing: &[&str],
) -> Move<CallState> {
    let own = program.own(state, widget);
    let (success, fail) = (own.on("success"), own.on_any(failing));
    let title = format!("{} result", spaced(&own.name));
    let about = format!("{} {} result", state.flow(), own.name);
    let is_asked = program.liveness[state.flow()].behind[widget].contains(format!("w:{}", own.name).as_str());
    let then = program.go(&program.ran(state, widget, "ran"), widget, success);
    let failed = program.go(&program.ran(state, widget, "failed"), widget, fail);
    let is_failing = fail != Target::None && failed != then;
    if is_asked || is_failing {
        let why = "a program outside runs; what it returns is asked for where it is used";
        program.note(state, widget, StepFate::Outside, why);
    } else {
        program.note(state, widget, StepFate::WithoutEffect, "what it returns is not used");
    }
    if !is_failing {
        return Move::On(then);
    }
    let value =
        OutsideValue { key: "call".into(), about: about.as_str().into(), title: title.as_str().into() };
    let condition = program.ask(state, widget, &value, "failed");
    program.node(state, widget, Act::Branch { cases: vec![(condition, failed)], otherwise: then }, Vec::new())
}
