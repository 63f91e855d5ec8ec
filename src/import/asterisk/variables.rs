//! `Set` and `MSet`.

use std::rc::Rc;

use super::arguments::arguments;
use super::dialplan::DialplanStep;
use super::machine::DialplanProgram;
use super::moves::{Done, following, millis as in_millis};
use super::state::State;
use crate::import::explore::Move;
use crate::import::ledger::StepFate;

pub(super) fn set(program: &DialplanProgram, state: &State, step: &DialplanStep, given: &str) -> Done {
    let pairs = if step.application == "mset" { arguments(given) } else { vec![given.to_owned()] };
    let mut next = following(state);
    for pair in pairs {
        let (name, value) = pair.split_once('=').unwrap_or((&pair, ""));
        let name = program.put_in(state, name.trim())?;
        let name = name.trim_start_matches('_').replace("CALLERID(number)", "CALLERID(num)");
        if let Some(which) = name.strip_prefix("TIMEOUT(") {
            timeout(&mut next, which.trim_end_matches(')'), &program.put_in(state, value)?);
            program.note(step, StepFate::Carried, "");
            continue;
        }
        if !program.relevance.matters(&name) {
            program.note(step, StepFate::WithoutEffect, "");
            continue;
        }
        let value = program.put_in(state, value)?;
        program.note(step, StepFate::WorkedOut, "");
        assign(program, &mut next, &name, &value);
    }
    Ok(Move::On(next))
}

/// Gives a variable a value, if it can matter. One that is counted without end is not known any more.
pub(super) fn assign(program: &DialplanProgram, state: &mut State, name: &str, value: &str) {
    if !program.relevance.matters(name) {
        return;
    }
    let is_number = value.trim().parse::<i64>().is_ok();
    let value = if is_number && program.widened.contains(name) {
        program.scoped(state, |scope| scope.outside(name, name, true))
    } else {
        value.to_owned()
    };
    let value = value
        .strip_prefix('"')
        .and_then(|value| value.strip_suffix('"'))
        .map_or(value.clone(), str::to_owned);
    if value.is_empty() && !program.plan.globals.contains_key(name) {
        state.variables.remove(name);
    } else {
        state.variables.insert(Rc::from(name), Rc::from(value.as_str()));
    }
    state.forget();
}

fn timeout(state: &mut State, which: &str, value: &str) {
    let seconds: f64 = value.trim().parse().unwrap_or(0.0);
    let millis = in_millis(seconds);
    match which.trim().to_ascii_lowercase().as_str() {
        "digit" => state.digit_wait = if millis == 0 { 5_000 } else { millis },
        "response" => state.response_wait = if millis == 0 { 10_000 } else { millis },
        _ => {}
    }
}
