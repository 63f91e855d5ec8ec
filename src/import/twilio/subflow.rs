//! Flows that flows run.

use super::liveness::parameters;
use super::machine::StudioProgram;
use super::state::CallState;
use crate::import::explore::Move;
use crate::import::flow::{Act, Sound};
use crate::import::ledger::StepFate;
use crate::import::names::spaced;

/// Flows that run each other stand in each other at most so deep.
const MAX_DEPTH: usize = 12;

pub(super) fn run(program: &mut StudioProgram, state: &CallState, widget: usize) -> Move<CallState> {
    let own = program.own(state, widget);
    let reference = own.property("flow_sid").unwrap_or_default();
    let handed = parameters(own);
    let found = match program.evaluate(state, &reference) {
        Ok(value) => value.known().and_then(|text| program.account.flow_at(&text)),
        Err(undecided) => return program.undecided(state, widget, &undecided),
    };
    if let Some(flow) = found.filter(|_| state.frames.len() < MAX_DEPTH) {
        let mut values = Vec::new();
        for (name, text) in handed {
            match program.evaluate_filled(state, &text) {
                Ok(value) => values.push((name, value)),
                Err(undecided) => return program.undecided(state, widget, &undecided),
            }
        }
        program.note(state, widget, StepFate::WorkedOut, "");
        return Move::On(program.enter(state, widget, flow, values));
    }
    program.note(state, widget, StepFate::Opaque, "this sub-flow was not given; the call goes on behind it");
    let own = program.own(state, widget);
    let name = spaced(&own.name);
    let target = own.on("completed");
    let then = program.go(&program.ran(state, widget, "ran"), widget, target);
    let sound = Sound { name: format!("opaque/{name}"), words: None, millis: Some(1_000) };
    let assumed = vec!["This sub-flow was not given. The call goes on behind it.".to_owned()];
    program.node(state, widget, Act::Say { said: vec![sound], then }, assumed)
}
