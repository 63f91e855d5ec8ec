//! Actions that lead on: tasks, decisions, switches, loops.

use std::collections::BTreeMap;
use std::rc::Rc;

use super::architect_flow::{Target, cases};
use super::assignments::inputs;
use super::fields::{expression_of, set, variable_of, whole};
use super::machine::{ArchitectProgram, called};
use super::state::{CallState, Place};
use super::value::Value;
use crate::import::explore::Move;
use crate::import::flow::FlowEnd;
use crate::import::ledger::StepFate;

/// Tasks that call each other stand in each other at most so deep.
const MAX_DEPTH: usize = 20;

/// So often a loop goes on at most.
const MAX_LOOPS: f64 = 100.0;

/// To a menu or a task, or into a task and back.
pub(super) fn jump(program: &mut ArchitectProgram, state: &CallState, action: usize) -> Move<CallState> {
    let Some(target) = program.flow(state).led_to(action) else {
        program.note(state, action, StepFate::Refused, "it leads to what the flow does not have");
        return Move::On(CallState::ended(FlowEnd::Dropped));
    };
    let own = program.action(state, action);
    let is_call = own.kind == "callTask";
    let next = if is_call {
        if state.frames.len() >= MAX_DEPTH {
            let why = "tasks call each other without an end; the plan ends the call";
            program.note(state, action, StepFate::Refused, why);
            return Move::On(CallState::ended(FlowEnd::Dropped));
        }
        let mut given = BTreeMap::new();
        for (name, value) in inputs(&Rc::clone(&own.body)) {
            match program.value(state, &value) {
                Ok(value) => given.insert(Rc::from(name.as_str()), value),
                Err(stop) => return program.stopped(state, action, &stop),
            };
        }
        called(program, state, action, given)
    } else {
        let mut next = state.clone();
        next.frames.clear();
        next.loops.clear();
        if matches!(target, Target::Task(_)) {
            // A task that is jumped to begins with variables of its own.
            next.take_task();
        }
        next
    };
    match program.enter(&next, target) {
        Ok(next) => {
            program.note(state, action, StepFate::WorkedOut, "");
            Move::On(next)
        }
        Err(stop) => program.stopped(state, action, &stop),
    }
}

/// Yes or no.
pub(super) fn decision(program: &mut ArchitectProgram, state: &CallState, action: usize) -> Move<CallState> {
    let condition =
        program.action(state, action).body.get("condition").and_then(|data| expression_of(data, "boolean"));
    match condition.map_or(Ok(false), |condition| program.holds(state, &condition)) {
        Ok(holds) => {
            program.note(state, action, StepFate::WorkedOut, "");
            let labels: &[&str] = if holds { &["yes", "true"] } else { &["no", "false"] };
            Move::On(program.output(state, action, labels))
        }
        Err(stop) => program.stopped(state, action, &stop),
    }
}

/// The first case that holds.
pub(super) fn switch(program: &mut ArchitectProgram, state: &CallState, action: usize) -> Move<CallState> {
    let body = Rc::clone(&program.action(state, action).body);
    let goes_through_all = body.get("evaluate").is_some_and(|evaluate| evaluate.get("allTrue").is_some());
    let (fate, why) = if goes_through_all {
        (StepFate::Opaque, "it does all that holds; the plan does the first")
    } else {
        (StepFate::WorkedOut, "")
    };
    for (at, case) in cases(&body).into_iter().enumerate() {
        let condition = ["value", "condition", "exp"].iter().find_map(|key| case.get(key));
        let condition = condition.and_then(|data| match data.text() {
            Some(text) => Some(super::expression::parse(text)),
            None => expression_of(data, "boolean"),
        });
        match condition.map_or(Ok(false), |condition| program.holds(state, &condition)) {
            Ok(false) => {}
            Ok(true) => {
                program.note(state, action, fate, why);
                return Move::On(program.output(state, action, &[&format!("case {at}")]));
            }
            Err(stop) => return program.stopped(state, action, &stop),
        }
    }
    program.note(state, action, fate, why);
    Move::On(program.output(state, action, &["default"]))
}

/// Actions that are done several times.
pub(super) fn repeated(program: &mut ArchitectProgram, state: &CallState, action: usize) -> Move<CallState> {
    let body = Rc::clone(&program.action(state, action).body);
    let counted = ["loopCount", "maximumLoopCount", "count"].iter().find_map(|key| set(&body, key));
    let counted = match counted.and_then(|data| expression_of(data, "integer")) {
        Some(count) => match program.value(state, &count) {
            Ok(value) => value.as_number(),
            Err(stop) => return program.stopped(state, action, &stop),
        },
        None => None,
    };
    let (fate, why) = match counted {
        Some(_) => (StepFate::WorkedOut, ""),
        None => (StepFate::Opaque, "how often it goes round is not known: the plan goes once"),
    };
    program.note(state, action, fate, why);
    let count = whole(counted.unwrap_or(1.0).min(MAX_LOOPS)) as u32;
    let done = state.loops.get(&action).copied().unwrap_or(0);
    let mut next = state.clone();
    let own = program.action(state, action);
    if done >= count {
        next.loops.remove(&action);
        let left = own.outputs.iter().find(|(label, _)| label.eq_ignore_ascii_case("exit"));
        return Move::On(program.on(&next, left.map_or(own.next, |(_, first)| *first)));
    }
    next.loops.insert(action, done + 1);
    if let Some(index) = ["currentIndex", "currentIndexData", "index"]
        .iter()
        .find_map(|key| body.get(key)?.into())
        .and_then(variable_of)
    {
        next.values.insert(Rc::from(index.as_str()), Value::number(f64::from(done)));
    }
    let first = own.outputs.iter().find(|(label, _)| label.eq_ignore_ascii_case("loop"));
    match first.and_then(|(_, first)| *first) {
        Some(first) if first != action => Move::On(program.at_action(&next, first)),
        // Nothing is done in it.
        _ => {
            next.loops.remove(&action);
            Move::On(program.on(&next, own.next))
        }
    }
}

/// To the next round of the loop that the call is in, or out of it.
pub(super) fn left(
    program: &mut ArchitectProgram,
    state: &CallState,
    action: usize,
    is_exit: bool,
) -> Move<CallState> {
    program.note(state, action, StepFate::WorkedOut, "");
    let own = program.action(state, action);
    let Some(around) = own.around else { return Move::On(program.on(state, own.next)) };
    if !is_exit {
        return Move::On(state.moved(Place::Action(around)));
    }
    let mut next = state.clone();
    next.loops.remove(&around);
    Move::On(program.on(&next, program.action(state, around).next))
}
