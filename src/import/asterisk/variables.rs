//! `Set` and `MSet`.

use std::rc::Rc;

use super::arguments::arguments;
use super::dialplan::DialplanStep;
use super::machine::DialplanProgram;
use super::moves::{Done, following, millis as in_millis};
use super::relevance::plain_name;
use super::state::State;
use crate::import::explore::Move;
use crate::import::ledger::StepFate;
use crate::import::value::{Test, is_sign};

pub(super) fn set(program: &DialplanProgram, state: &State, step: &DialplanStep, given: &str) -> Done {
    let pairs = if step.application == "mset" { arguments(given) } else { vec![given.to_owned()] };
    let mut next = following(state);
    for pair in pairs {
        let (name, value) = pair.split_once('=').unwrap_or((&pair, ""));
        let name = program.put_in(state, name.trim())?;
        let name = name.trim_start_matches('_').replace("CALLERID(number)", "CALLERID(num)");
        let name = name.as_str();
        if let Some(which) = name.strip_prefix("TIMEOUT(") {
            timeout(&mut next, which.trim_end_matches(')'), &program.put_in(state, value)?);
            program.note(step, StepFate::Carried, "");
            continue;
        }
        let plain = plain_name(name);
        if !program.relevance.matters(plain) {
            program.note(step, StepFate::WithoutEffect, "");
            continue;
        }
        let value = program.put_in(state, value)?;
        program.note(step, StepFate::WorkedOut, "");
        // It is gone when the sub-routine returns, and what stood there before is back.
        if plain != name {
            next.keep_for_return(plain);
        }
        ask_afresh(&mut next, plain, &value);
        assign(program, &mut next, plain, &value);
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

/// What is read of the outside once more may have changed: what was decided of it before is not known of the new value.
fn ask_afresh(state: &mut State, name: &str, value: &str) {
    let State { facts, variables, .. } = state;
    if facts.is_empty() || !value.chars().any(is_sign) {
        return;
    }
    let is_held =
        |sign: char| variables.iter().any(|(other, held)| other.as_ref() != name && held.contains(sign));
    facts.retain(|(test, _)| match test {
        Test::Is { sign, .. } => !value.contains(*sign) || is_held(*sign),
        Test::Holds(text) => {
            !text.chars().any(|sign| is_sign(sign) && value.contains(sign) && !is_held(sign))
        }
        _ => true,
    });
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
