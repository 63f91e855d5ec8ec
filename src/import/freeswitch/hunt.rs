//! Goes through the conditions of a context, one in each step, and collects what is to be done.
//!
//! The rules are those of `parse_exten` and `dialplan_hunt` in `mod_dialplan_xml.c`: what is found in all extensions up to the one
//! that ends the search is done, in this order; a time that holds makes up for a field that does not match, and the other way
//! around; `anti-action` makes an extension match as well.

use std::rc::Rc;

use super::machine::{Done, PhoneProgram};
use super::matching::{holds, matched};
use super::phrases::substituted;
use super::relevance::{is_setter, set_name};
use super::scope::Scope;
use super::setters;
use super::state::{Frame, Hunt, Level, Pending, Run, State};
use super::substitute::put_in;
use super::system::{BreakOn, DialCondition, FieldCheck, RegexRule};
use crate::import::explore::Move;
use crate::import::flow::FlowEnd;
use crate::import::ledger::StepFate;
use crate::import::value::Undecided;

/// So many actions are collected.
const MAX_PENDING: usize = 2_000;

/// Looks at one condition.
pub(super) fn step(program: &PhoneProgram, state: &State, hunt: &Hunt) -> Done {
    let system = Rc::clone(&program.system);
    let context = system.context(&hunt.route.context).map(|at| &system.contexts[at]);
    let extension = context.and_then(|context| context.extensions.get(hunt.extension));
    let Some(extension) = extension else { return Ok(Move::On(found(state, hunt))) };
    let mut hunt = hunt.clone();
    let Some(level) = hunt.levels.last().cloned() else {
        hunt.levels.push(Level { inside: None, at: 0, proceeds: false });
        return Ok(Move::On(state.with(Frame::Hunt(hunt))));
    };
    let list = match level.inside {
        Some(inside) => &system.conditions[inside].nested,
        None => &extension.conditions,
    };
    let Some(&at) = list.get(level.at) else {
        done(program, &mut hunt, &level, extension.goes_on);
        return Ok(Move::On(state.with(Frame::Hunt(hunt))));
    };
    let condition = &system.conditions[at];
    let is_last = level.at + 1 == list.len() || condition.break_on == BreakOn::Always;
    if level.inside.is_none()
        && extension.goes_on
        && !list[level.at..].iter().any(|&at| has_effect(program, at))
    {
        // Nothing that is left in this extension can matter.
        for &at in &list[level.at..] {
            pass_by(program, at);
        }
        hunt.levels.clear();
        hunt.extension += 1;
        hunt.found = true;
        return Ok(Move::On(state.with(Frame::Hunt(hunt))));
    }
    let decides = !is_last && matches!(condition.break_on, BreakOn::True | BreakOn::False);
    if !decides && !is_last && !has_effect(program, at) {
        pass_by(program, at);
        next(&mut hunt, false);
        return Ok(Move::On(state.with(Frame::Hunt(hunt))));
    }
    let scope = Scope { program, state };
    let outcome = outcome(&scope, condition, &extension.name)?;
    program.note(condition.entry, StepFate::WorkedOut, "");
    let mut next_state = state.clone();
    let actions = if outcome.is_anti { &condition.anti_actions } else { &condition.actions };
    let groups = outcome.groups.as_deref().filter(|_| !outcome.is_anti);
    for &action in actions {
        hunt.found = true;
        add(program, &mut next_state, &mut hunt, action, groups)?;
    }
    let proceeds = outcome.proceeds || (outcome.is_anti && !actions.is_empty());
    let breaks = match condition.break_on {
        BreakOn::Always => true,
        BreakOn::True => !outcome.is_anti,
        BreakOn::False => outcome.is_anti,
        BreakOn::Never => false,
    };
    if let Some(level) = hunt.levels.last_mut() {
        level.proceeds = proceeds;
    }
    if breaks {
        if let Some(level) = hunt.levels.last_mut() {
            level.at = list.len();
        }
    } else if proceeds && !condition.nested.is_empty() {
        hunt.levels.push(Level { inside: Some(at), at: 0, proceeds: false });
    } else {
        next(&mut hunt, proceeds);
    }
    next_state = next_state.with(Frame::Hunt(hunt));
    next_state.forget();
    Ok(Move::On(next_state))
}

fn next(hunt: &mut Hunt, proceeds: bool) {
    if let Some(level) = hunt.levels.last_mut() {
        level.at += 1;
        level.proceeds = proceeds;
    }
}

/// What follows the last condition of a list.
fn done(program: &PhoneProgram, hunt: &mut Hunt, level: &Level, goes_on: bool) {
    hunt.levels.pop();
    let Some(inside) = level.inside else {
        if level.proceeds && !goes_on {
            hunt.extension = usize::MAX - 1;
        } else {
            hunt.extension += 1;
        }
        return;
    };
    let condition = &program.system.conditions[inside];
    let proceeds = level.proceeds || !condition.requires_nested;
    if let Some(outer) = hunt.levels.last_mut() {
        outer.proceeds = proceeds;
        // What does not hold ends the list that it lies in, too.
        outer.at =
            if proceeds || condition.break_on == BreakOn::Never { outer.at + 1 } else { usize::MAX - 1 };
    }
}

/// Whether a condition, or one in it, has something to do that callers may notice.
fn has_effect(program: &PhoneProgram, at: usize) -> bool {
    let condition = &program.system.conditions[at];
    let mut actions = condition.actions.iter().chain(&condition.anti_actions);
    actions.any(|&action| program.relevance.is_noticed(&program.system.actions[action]))
        || condition.nested.iter().any(|&nested| has_effect(program, nested))
}

/// Notes conditions that decide nothing.
fn pass_by(program: &PhoneProgram, at: usize) {
    let condition = &program.system.conditions[at];
    program.note(condition.entry, StepFate::WithoutEffect, "");
    for &action in condition.actions.iter().chain(&condition.anti_actions) {
        program.note(program.system.actions[action].entry, StepFate::WithoutEffect, "");
    }
    condition.nested.iter().for_each(|&nested| pass_by(program, nested));
}

/// What is done now that the search is over.
fn found(state: &State, hunt: &Hunt) -> State {
    if hunt.found {
        let run =
            Run { route: hunt.route.clone(), pending: hunt.pending.as_slice().into(), at: 0, attempt: 0 };
        return state.with(Frame::Run(run));
    }
    let mut next = state.clone();
    next.stack.pop();
    // Who comes from a menu or a list goes back there.
    if next.stack.is_empty() { State::ended(FlowEnd::Dropped) } else { next }
}

/// What a condition comes to.
struct Outcome {
    /// Whether `anti-action` counts.
    is_anti: bool,
    proceeds: bool,
    /// What groups have taken, where actions get that put in.
    groups: Option<Vec<String>>,
}

fn outcome(scope: &Scope<'_>, condition: &DialCondition, name: &str) -> Result<Outcome, Undecided> {
    let time = match &condition.check.times {
        Some(times) => Some(holds(scope, times, name)?),
        None => None,
    };
    if let Some((rule, checks)) = &condition.regex {
        return several(scope, *rule, checks, time, name);
    }
    let mut outcome = Outcome { is_anti: time != Some(true), proceeds: time == Some(true), groups: None };
    let Some(field) = &condition.check.field else {
        if time.is_none() {
            outcome = Outcome { is_anti: false, proceeds: true, groups: None };
        }
        return Ok(outcome);
    };
    let (text, expression) = compared(scope, field, &condition.check.expression)?;
    let found = matched(scope, &text, &expression)?;
    outcome.proceeds = found.is_some();
    outcome.is_anti &= found.is_none();
    if expression.contains('(') {
        // Where only the time holds there is nothing to be put in, and nothing is left of the data.
        outcome.groups = Some(found.unwrap_or_default());
    }
    Ok(outcome)
}

/// Several checks in one condition.
fn several(
    scope: &Scope<'_>,
    rule: RegexRule,
    checks: &[FieldCheck],
    time: Option<bool>,
    name: &str,
) -> Result<Outcome, Undecided> {
    let (mut passed, mut failed) = (0_usize, 0_usize);
    let mut outcome = Outcome { is_anti: time != Some(true), proceeds: time == Some(true), groups: None };
    for check in checks {
        let time = match &check.times {
            Some(times) => Some(holds(scope, times, name)?),
            None => None,
        };
        let is = if let Some(field) = &check.field {
            let (text, expression) = compared(scope, field, &check.expression)?;
            let found = matched(scope, &text, &expression)?;
            outcome.proceeds = found.is_some();
            let is = found.is_some();
            if expression.contains('(') {
                outcome.groups = Some(found.unwrap_or_default());
            }
            is
        } else {
            let is = time != Some(false);
            outcome.proceeds |= is;
            is
        };
        if is {
            passed += 1;
        } else {
            failed += 1;
        }
        let is_over = match rule {
            RegexRule::All => !is,
            RegexRule::Any => is,
            RegexRule::Xor => false,
        };
        if is_over {
            break;
        }
    }
    let holds = match rule {
        RegexRule::All => failed == 0,
        RegexRule::Any => passed > 0,
        RegexRule::Xor => passed == 1,
    };
    outcome.is_anti &= !holds;
    Ok(outcome)
}

/// The two sides of a check, with all values put in.
fn compared(scope: &Scope<'_>, field: &str, expression: &str) -> Result<(String, String), Undecided> {
    let text = if field.contains('$') { put_in(scope, field)? } else { scope.variable(field) };
    Ok((text, put_in(scope, expression)?))
}

/// Adds an action to what is done, or does it at once.
fn add(
    program: &PhoneProgram,
    state: &mut State,
    hunt: &mut Hunt,
    at: usize,
    groups: Option<&[String]>,
) -> Result<(), Undecided> {
    let action = &program.system.actions[at];
    if !program.relevance.is_noticed(action) {
        program.note(action.entry, StepFate::WithoutEffect, "");
        return Ok(());
    }
    let data = groups.filter(|_| action.data.contains('$') || groups.is_some_and(<[String]>::is_empty));
    let data =
        data.map(|groups| if groups.is_empty() { String::new() } else { substituted(&action.data, groups) });
    if action.is_inline {
        if is_setter(&action.application) {
            let data = data.unwrap_or_else(|| action.data.clone());
            return setters::run(program, state, action, &data);
        }
        if matches!(action.application.as_str(), "lua" | "javascript" | "python" | "perl" | "curl") {
            program.note(action.entry, StepFate::Outside, setters::PROGRAM);
            state.program_ran = true;
            return Ok(());
        }
        program.note(action.entry, StepFate::WithoutEffect, "FreeSWITCH does not do this inline");
        return Ok(());
    }
    if is_setter(&action.application) {
        program.note(action.entry, StepFate::WorkedOut, "");
    }
    let pending = Pending { action: at, data: data.map(Into::into) };
    for _ in 0..action.times {
        if hunt.pending.len() < MAX_PENDING {
            overwrite(program, &mut hunt.pending, &pending);
            hunt.pending.push(pending.clone());
        }
    }
    Ok(())
}

/// Takes away what an assignment overwrites before anybody has asked for it.
fn overwrite(program: &PhoneProgram, all: &mut Vec<Pending>, new: &Pending) {
    let data = |pending: &Pending| -> String {
        pending.data.as_deref().unwrap_or(&program.system.actions[pending.action].data).to_owned()
    };
    let is_plain = |pending: &Pending| {
        let action = &program.system.actions[pending.action];
        action.application == "set" && !data(pending).contains("${")
    };
    if !is_plain(new) {
        return;
    }
    let name = set_name(&data(new)).to_owned();
    for at in (0..all.len()).rev() {
        if !is_plain(&all[at]) {
            break;
        }
        if set_name(&data(&all[at])) == name {
            all.remove(at);
            break;
        }
    }
}
