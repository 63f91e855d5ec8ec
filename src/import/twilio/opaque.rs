//! Widgets of which it is not known what they do to callers: payments, assistants, other programs that take the call over.

use super::machine::StudioProgram;
use super::state::CallState;
use super::studio_flow::Target;
use super::value::OutsideValue;
use crate::import::explore::Move;
use crate::import::flow::{Act, Sound, Transfer};
use crate::import::ledger::StepFate;
use crate::import::names::spaced;

/// What happens if the caller hangs up is no way of a call.
const HANG_UPS: [&str; 2] = ["hangup", "callerHangup"];

/// Events of services that fail.
const FAILURES: [&str; 4] = ["failed", "fail", "deliveryFailure", "error"];

pub(super) fn run(program: &mut StudioProgram, state: &CallState, widget: usize) -> Move<CallState> {
    program.note(state, widget, StepFate::Opaque, "it is not known what this widget does to callers");
    let own = program.own(state, widget);
    let name = spaced(&own.name);
    let ways: Vec<(String, Target)> = own
        .transitions
        .iter()
        .filter(|transition| {
            transition.target != Target::None && !HANG_UPS.contains(&transition.event.as_str())
        })
        .map(|transition| (transition.event.clone(), transition.target))
        .collect();
    let kind = own.kind.clone();
    let next = program.ran(state, widget, "ran");
    let states: Vec<(String, CallState)> =
        ways.iter().map(|(event, target)| (event.clone(), program.go(&next, widget, *target))).collect();
    let assumed = vec![format!("It is not known what the widget `{kind}` does to callers.")];
    let Some((_, first)) =
        states.iter().find(|(event, _)| !FAILURES.contains(&event.as_str())).or(states.first())
    else {
        let transfer = Transfer::to(name);
        return program.node(state, widget, Act::Transfer(Box::new(transfer)), assumed);
    };
    let first = first.clone();
    if states.iter().all(|(_, state)| *state == first) {
        let sound = Sound { name: format!("opaque/{name}"), words: None, millis: Some(1_000) };
        return program.node(state, widget, Act::Say { said: vec![sound], then: first }, assumed);
    }
    let title = format!("{name} result");
    let about = format!("{} {name} result", state.flow());
    let value =
        OutsideValue { key: "call".into(), about: about.as_str().into(), title: title.as_str().into() };
    let mut cases = Vec::new();
    for (event, to) in states.into_iter().filter(|(_, to)| *to != first) {
        cases.push((program.ask(state, widget, &value, &event), to));
    }
    program.node(state, widget, Act::Branch { cases, otherwise: first }, assumed)
}
