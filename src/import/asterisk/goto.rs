//! Where `Goto` leads, and loops of `While`.

use super::dialplan::DialplanStep;
use super::expression;
use super::machine::DialplanProgram;
use super::moves::{Done, following};
use super::state::{Place, State};
use crate::import::explore::Move;
use crate::import::flow::{Act, Condition, EntryPattern, FlowEnd, Node};
use crate::import::ledger::StepFate;
use crate::import::value::{Undecided, Unknown};

/// Goes to a target, or on where there is none.
pub(super) fn goto_or_on(
    program: &DialplanProgram,
    state: &State,
    step: &DialplanStep,
    target: &str,
) -> Done {
    if target.trim().is_empty() {
        return Ok(Move::On(following(state)));
    }
    goto(program, state, step, target)
}

/// Goes to `[[context,]extension,]priority`.
pub(super) fn goto(program: &DialplanProgram, state: &State, step: &DialplanStep, target: &str) -> Done {
    let Some((context, extension, priority)) = location(state, target) else {
        program.note(step, StepFate::Carried, "it leads nowhere, so the call ends here");
        return Ok(Move::On(State::ended(FlowEnd::Dropped)));
    };
    if let Some(node) = by_entry(program, state, step, &context, &extension, &priority)? {
        return Ok(Move::Node(node));
    }
    Ok(Move::On(place(program, state, &context, &extension, &priority)?))
}

/// The state at a place. A label that is not there ends the call.
pub(super) fn place(
    program: &DialplanProgram,
    state: &State,
    context: &str,
    extension: &str,
    priority: &str,
) -> Result<State, Undecided> {
    let number = match priority.parse::<u32>() {
        Ok(number) => Some(number),
        Err(_) => program.scoped(state, |scope| program.plan.label(context, extension, priority, scope))?,
    };
    Ok(match number {
        Some(number) => state.moved(context, extension, number),
        None => State::ended(FlowEnd::Dropped),
    })
}

/// The parts of a target, with those of the present place where it names none.
pub(super) fn location(state: &State, target: &str) -> Option<(String, String, String)> {
    let Place::Step { context, extension, priority } = &state.at else { return None };
    let target = target.trim();
    let separator = if target.contains(',') { ',' } else { '|' };
    let parts: Vec<&str> = target.split(separator).map(str::trim).collect();
    let (context, extension, to) = match *parts.as_slice() {
        [to] => (context.to_string(), extension.to_string(), to),
        [extension, to] => (context.to_string(), extension.to_owned(), to),
        [named, extension, to, ..] => {
            let named = if named.is_empty() { context } else { named };
            (named.to_owned(), extension.to_owned(), to)
        }
        [] => return None,
    };
    if to.is_empty() || extension.is_empty() {
        return None;
    }
    // `+2` and `-1` count from here.
    let to = match (to.strip_prefix('+'), to.strip_prefix('-')) {
        (Some(more), _) => priority.checked_add(more.parse().ok()?)?.to_string(),
        (_, Some(less)) => priority.checked_sub(less.parse().ok()?)?.to_string(),
        _ => to.to_owned(),
    };
    Some((context, extension, to))
}

/// Where the extension is what the caller entered, and another context is to take it: one way for each that the context has.
fn by_entry(
    program: &DialplanProgram,
    state: &State,
    step: &DialplanStep,
    context: &str,
    extension: &str,
    priority: &str,
) -> Result<Option<Node<State>>, Undecided> {
    let mut signs = extension.chars();
    let (Some(sign), None) = (signs.next(), signs.next()) else { return Ok(None) };
    let known = program.unknowns.borrow().get(sign).cloned();
    let Some(Unknown::Entry { pattern, meant }) = known else { return Ok(None) };
    let taken = program.plan.pressable(context);
    if taken.iter().any(|one| one.text == pattern)
        && taken.iter().all(|one| one.text == pattern || !meets(&one.meant, &meant))
    {
        return Ok(None);
    }
    let mut cases = Vec::new();
    for one in taken.iter().filter(|one| meets(&one.meant, &meant)) {
        let extension = entered(program, &one.text, &one.meant);
        cases.push((
            Condition::Entered(vec![one.meant.clone()]),
            place(program, state, context, &extension, priority)?,
        ));
    }
    let otherwise = program.invalid(state, context, FlowEnd::Dropped)?;
    if cases.is_empty() {
        return Ok(Some(Node {
            name: format!("{context} entry"),
            act: Act::Branch { cases: vec![(Condition::Entered(vec![meant]), otherwise.clone())], otherwise },
            place: program.place_of(step),
            assumed: Vec::new(),
        }));
    }
    Ok(Some(Node {
        name: format!("{context} entry"),
        act: Act::Branch { cases, otherwise },
        place: program.place_of(step),
        assumed: Vec::new(),
    }))
}

/// The extension of an entry: written out, or a sign for all that a pattern takes.
pub(super) fn entered(program: &DialplanProgram, text: &str, meant: &EntryPattern) -> String {
    if text.starts_with('_') {
        let unknown = Unknown::Entry { pattern: text.to_owned(), meant: meant.clone() };
        program.unknowns.borrow_mut().sign(unknown).to_string()
    } else {
        text.to_owned()
    }
}

/// Whether an entry can be both.
fn meets(one: &EntryPattern, other: &EntryPattern) -> bool {
    let longest = |pattern: &EntryPattern| match pattern.more {
        None => pattern.keys.len(),
        Some(_) => usize::MAX,
    };
    let shortest = |pattern: &EntryPattern| pattern.keys.len() + pattern.more.map_or(0, usize::from);
    shortest(one) <= longest(other)
        && shortest(other) <= longest(one)
        && one.keys.iter().zip(&other.keys).all(|(one, other)| !one.and(*other).is_empty())
}

/// `While` and its companions, by looking for the other end in the same extension.
pub(super) fn while_loop(
    program: &DialplanProgram,
    state: &State,
    step: &DialplanStep,
    application: &str,
    given: &str,
) -> Done {
    let Place::Step { context, extension, priority } = &state.at else {
        return Ok(Move::On(following(state)));
    };
    let named = |priority: u32| -> Result<Option<String>, Undecided> {
        program.scoped(state, |scope| {
            Ok(program.plan.step(context, extension, priority, scope)?.map(|step| step.application.clone()))
        })
    };
    let behind = |from: u32| -> Result<Option<u32>, Undecided> {
        let (mut at, mut depth) = (from, 0);
        while let Some(name) = named(at)? {
            match name.as_str() {
                "while" => depth += 1,
                "endwhile" if depth == 0 => return Ok(Some(at)),
                "endwhile" => depth -= 1,
                _ => {}
            }
            at += 1;
        }
        Ok(None)
    };
    let before = |from: u32| -> Result<Option<u32>, Undecided> {
        let (mut at, mut depth) = (from, 0);
        while at > 0 {
            match named(at)?.as_deref() {
                Some("endwhile") => depth += 1,
                Some("while") if depth == 0 => return Ok(Some(at)),
                Some("while") => depth -= 1,
                _ => {}
            }
            at -= 1;
        }
        Ok(None)
    };
    let next = match application {
        "while" => {
            let text = program.put_in(state, given)?;
            let holds = program.scoped(state, |scope| expression::holds(&text, scope))?;
            if holds { Some(priority + 1) } else { behind(priority + 1)?.map(|end| end + 1) }
        }
        "exitwhile" => behind(priority + 1)?.map(|end| end + 1),
        _ => before(priority.saturating_sub(1))?,
    };
    let _ = step;
    Ok(Move::On(match next {
        Some(next) => state.moved(context, extension, next),
        None => following(state),
    }))
}
