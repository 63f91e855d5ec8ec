//! Sub-routines: `Gosub`, `Macro`, and how they return.

use std::rc::Rc;

use super::arguments::{arguments, handed_over, ways};
use super::dialplan::DialplanStep;
use super::expression;
use super::goto;
use super::machine::DialplanProgram;
use super::moves::{Done, following};
use super::state::{Frame, Place, State};
use super::variables::assign;
use crate::import::explore::Move;
use crate::import::flow::FlowEnd;
use crate::import::ledger::StepFate;

/// So deep may sub-routines call each other.
const MAX_STACK: usize = 40;

pub(super) fn run(
    program: &DialplanProgram,
    state: &State,
    step: &DialplanStep,
    application: &str,
    given: &str,
) -> Done {
    let text = program.put_in(state, given)?;
    program.note(step, StepFate::WorkedOut, "");
    match application {
        "macro" | "macroexclusive" => Ok(enter_macro(program, state, step, &text)),
        "macroif" => {
            let (asked, rest) = text.split_once('?').unwrap_or((&text, ""));
            let holds = program.scoped(state, |scope| expression::holds(asked, scope))?;
            match ways(rest).get(usize::from(!holds)).filter(|way| !way.trim().is_empty()) {
                Some(way) => Ok(enter_macro(program, state, step, way)),
                None => Ok(Move::On(following(state))),
            }
        }
        "gosub" => enter_sub(program, state, step, &text),
        "gosubif" => {
            let (asked, rest) = text.split_once('?').unwrap_or((&text, ""));
            let holds = program.scoped(state, |scope| expression::holds(asked, scope))?;
            match ways(rest).get(usize::from(!holds)).filter(|way| !way.trim().is_empty()) {
                Some(way) => enter_sub(program, state, step, way),
                None => Ok(Move::On(following(state))),
            }
        }
        "return" => {
            if state.stack.is_empty() {
                return Ok(Move::On(State::ended(FlowEnd::HangUp)));
            }
            let mut next = state.returned();
            assign(program, &mut next, "GOSUB_RETVAL", &text);
            Ok(Move::On(next))
        }
        "macroexit" => {
            Ok(Move::On(if state.is_in_macro() { state.returned() } else { State::ended(FlowEnd::HangUp) }))
        }
        _ => {
            let mut next = following(state);
            next.stack.pop();
            Ok(Move::On(next))
        }
    }
}

/// Why a sub-routine is not called.
const AGAIN: &str = "sub-routines call each other again and again here; the plan hangs up";

/// Whether a sub-routine is about to call itself a second time without having returned.
fn is_again(state: &State, context: &str) -> bool {
    state.stack.iter().filter(|frame| frame.context.as_ref() == context).count() > 1
}

fn enter_macro(program: &DialplanProgram, state: &State, step: &DialplanStep, text: &str) -> Move<State> {
    let args = arguments(text);
    let name = args.first().map(|name| name.trim()).unwrap_or_default();
    let context = format!("macro-{name}");
    if program.plan.context(&context).is_none() || state.stack.len() >= MAX_STACK {
        program.note(step, StepFate::Opaque, "there is no such macro; the call goes on behind it");
        return Move::On(following(state));
    }
    if is_again(state, &context) {
        program.note(step, StepFate::Opaque, AGAIN);
        return Move::On(State::ended(FlowEnd::HangUp));
    }
    let Some(next) = entered(program, state, true, (&context, "s", 1), &args[1..]) else {
        return Move::On(following(state));
    };
    Move::On(next)
}

fn enter_sub(program: &DialplanProgram, state: &State, step: &DialplanStep, text: &str) -> Done {
    let (target, _) = text.split_once('(').unwrap_or((text, ""));
    let args = handed_over("gosub", text);
    let Some((context, extension, priority)) = goto::location(state, target) else {
        program.note(step, StepFate::Carried, "it leads nowhere, so the call ends here");
        return Ok(Move::On(State::ended(FlowEnd::Dropped)));
    };
    if program.plan.context(&context).is_none() || state.stack.len() >= MAX_STACK {
        program.note(step, StepFate::Opaque, "there is no such sub-routine; the call goes on behind it");
        return Ok(Move::On(following(state)));
    }
    let found = goto::place(program, state, &context, &extension, &priority)?;
    let Place::Step { priority, .. } = found.at else { return Ok(Move::On(found)) };
    if is_again(state, &context) {
        program.note(step, StepFate::Opaque, AGAIN);
        return Ok(Move::On(State::ended(FlowEnd::HangUp)));
    }
    match entered(program, state, false, (&context, &extension, priority), &args) {
        Some(next) => Ok(Move::On(next)),
        None => Ok(Move::On(following(state))),
    }
}

/// The state at the beginning of a sub-routine, with its arguments.
fn entered(
    program: &DialplanProgram,
    state: &State,
    is_macro: bool,
    (context, extension, priority): (&str, &str, u32),
    args: &[String],
) -> Option<State> {
    let back = following(state);
    let Place::Step { context: own_context, extension: own_extension, priority: own } = &back.at else {
        return None;
    };
    let mut saved = Vec::new();
    let mut next = state.moved(context, extension, priority);
    let known = state.variables.keys().filter(|name| is_argument(name)).count();
    for at in 0..args.len().max(known) {
        let name: Rc<str> = format!("ARG{}", at + 1).into();
        saved.push((Rc::clone(&name), state.variables.get(&name).cloned()));
        assign(program, &mut next, &name, args.get(at).map_or("", |argument| argument.trim()));
    }
    saved.retain(|(name, _)| program.relevance.matters(name));
    let frame = Frame {
        is_macro,
        context: own_context.clone(),
        extension: own_extension.clone(),
        priority: *own,
        saved,
    };
    if is_macro {
        for (name, value) in
            [("MACRO_CONTEXT", own_context.as_ref()), ("MACRO_EXTEN", own_extension.as_ref())]
        {
            assign(program, &mut next, name, value);
        }
    }
    next.stack.push(frame);
    Some(next)
}

fn is_argument(name: &str) -> bool {
    name.strip_prefix("ARG")
        .is_some_and(|number| !number.is_empty() && number.bytes().all(|c| c.is_ascii_digit()))
}
