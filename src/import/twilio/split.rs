//! Splits: one condition after the other, until one holds.

use super::condition::{Verdict, verdict};
use super::machine::StudioProgram;
use super::operator::Operator;
use super::state::{CallState, Place};
use super::value::{OutsideValue, Undecided, Value};
use crate::import::explore::Move;
use crate::import::flow::{Act, Condition};
use crate::import::ledger::StepFate;
use crate::import::time_rule::TimeRule;

/// What happens at a condition of a split.
pub(super) fn run(
    program: &mut StudioProgram,
    state: &CallState,
    widget: usize,
    (transition, condition): (u16, u16),
) -> Move<CallState> {
    program.note(state, widget, StepFate::WorkedOut, "");
    let own = program.own(state, widget);
    let Some(asked) = own.transitions.get(usize::from(transition)) else {
        let target = own.on("noMatch");
        return Move::On(program.go(state, widget, target));
    };
    let next = || state.moved(Place::Split(widget, transition + 1, 0));
    if asked.event != "match" {
        return Move::On(next());
    }
    // All conditions have to hold; without any, it never does.
    let Some(split) = asked.conditions.get(usize::from(condition)).cloned() else {
        return Move::On(if condition == 0 { next() } else { program.go(state, widget, asked.target) });
    };
    let holds = if usize::from(condition) + 1 < asked.conditions.len() {
        state.moved(Place::Split(widget, transition, condition + 1))
    } else {
        program.go(state, widget, asked.target)
    };
    let fails = next();
    let input = own.property("input").unwrap_or_default();
    let subject = split.argument.as_deref().filter(|text| !text.trim().is_empty()).unwrap_or(&input);
    let values = program
        .evaluate_filled(state, subject)
        .and_then(|value| Ok((value, program.evaluate_filled(state, &split.value)?)));
    let (value, operand) = match values {
        Ok(values) => values,
        Err(undecided) => return program.undecided(state, widget, &undecided),
    };
    let operator = Operator::of(&split.operator);
    let (yes, no) = if operator.denies { (fails.clone(), holds) } else { (holds, fails.clone()) };
    if value == Value::Called
        && program
            .account
            .lines
            .iter()
            .any(|line| operand.known().is_some_and(|operand| is_in(&operand, line)))
    {
        // Whoever dials one of these numbers comes in on a line of its own.
        return Move::On(no);
    }
    let fact = |value: &OutsideValue| state.fact(value).cloned();
    match verdict(&value, operator.asks, &operand, &fact) {
        Verdict::Is(is) => Move::On(if is { yes } else { no }),
        Verdict::Calls(numbers) => {
            program.note(state, widget, StepFate::Carried, "");
            let cases = vec![(Condition::Caller(numbers), yes)];
            program.node(state, widget, Act::Branch { cases, otherwise: no }, Vec::new())
        }
        Verdict::Time(rule) => {
            program.note(state, widget, StepFate::Carried, "");
            let name = program.own(state, widget).name.clone();
            let rule = TimeRule { name, ..rule };
            let cases = vec![(Condition::Open(rule), yes)];
            program.node(state, widget, Act::Branch { cases, otherwise: no }, Vec::new())
        }
        Verdict::Answers(value, answers) => {
            program.note(state, widget, StepFate::Outside, "");
            let mut cases = Vec::new();
            let mut otherwise = no;
            for answer in &answers {
                let asked = Undecided { value: value.clone(), answer: answer.clone() };
                cases.push((
                    program.ask(state, widget, &asked.value, answer),
                    pruned(program, yes.clone().told(&value, answer, true)),
                ));
                otherwise = otherwise.told(&value, answer, false);
            }
            let otherwise = pruned(program, otherwise);
            program.node(state, widget, Act::Branch { cases, otherwise }, Vec::new())
        }
    }
}

/// The same without what does not matter where it is.
fn pruned(program: &StudioProgram, mut state: CallState) -> CallState {
    if let Place::Widget(at) | Place::Split(at, ..) = state.at {
        let flow = state.flow();
        state.keep(&program.liveness[flow].before[at]);
    }
    state
}

/// Whether a number that a line has is meant by what is looked for in it.
fn is_in(operand: &str, line: &str) -> bool {
    let operand = operand.trim();
    !operand.is_empty() && line.contains(operand)
}
