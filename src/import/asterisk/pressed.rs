//! Where callers press keys: `Background`, `WaitExten`, `Read`.

use super::arguments::arguments;
use super::dialplan::DialplanStep;
use super::goto::entered;
use super::machine::DialplanProgram;
use super::moves::{Done, following, millis, node, said_name, sounds};
use super::state::{Place, State};
use super::variables::assign;
use crate::import::explore::Move;
use crate::import::flow::{Act, Ask, EntryPattern, FlowEnd, Reading, Sound};
use crate::import::ledger::StepFate;
use crate::import::value::{Undecided, Unknown};
use crate::plan::{EntryCompletion, Key, KeySet};

/// So many digits an entry has at most where nothing says.
const LONGEST_ENTRY: u8 = 20;

pub(super) fn run(
    program: &DialplanProgram,
    state: &State,
    step: &DialplanStep,
    application: &str,
    given: &str,
) -> Done {
    let args = arguments(&program.put_in(state, given)?);
    let first = args.first().map_or("", String::as_str);
    program.note(step, StepFate::Carried, "");
    match application {
        "background" => {
            let said = sounds(program, state, first);
            let options = args.get(1).map_or("", |options| options.trim());
            if said.is_empty() {
                return Ok(Move::On(following(state)));
            }
            let name = said_name(&said);
            if options.contains('p') && options != "skip" {
                return Ok(node(program, step, name, Act::Say { said, then: following(state) }));
            }
            let context = args.get(3).map(|context| context.trim()).filter(|context| !context.is_empty());
            let silence = following(state);
            asked(program, state, step, said, 0, silence, context)
        }
        "waitexten" => {
            let seconds: f64 = first.trim().parse().unwrap_or(0.0);
            let wait = if seconds > 0.0 { millis(seconds) } else { state.response_wait };
            let silence = silent(program, state)?;
            asked(program, state, step, Vec::new(), wait, silence, None)
        }
        "read" => Ok(read(program, state, step, &args)),
        _ => {
            let silence = silent(program, state)?;
            asked(program, state, step, Vec::new(), state.digit_wait, silence, None)
        }
    }
}

/// Where a call goes whose caller says nothing: on, if there is a next step, else to `t`, to `e`, or to its end.
fn silent(program: &DialplanProgram, state: &State) -> Result<State, Undecided> {
    let next = following(state);
    let Place::Step { context, extension, priority } = &next.at else { return Ok(next) };
    let goes_on = program
        .scoped(state, |scope| Ok(program.plan.step(context, extension, *priority, scope)?.is_some()))?;
    if goes_on {
        return Ok(next);
    }
    for extension in ["t", "e"] {
        if program.exists(state, context, extension)? {
            return Ok(state.moved(context, extension, 1));
        }
    }
    Ok(State::ended(FlowEnd::HangUp))
}

/// Asks for an extension of a context. In a macro, keys belong to whoever calls it.
fn asked(
    program: &DialplanProgram,
    state: &State,
    step: &DialplanStep,
    said: Vec<Sound>,
    wait: u64,
    silence: State,
    context: Option<&str>,
) -> Done {
    let mut base = state.clone();
    while base.is_in_macro() {
        base = base.returned();
    }
    let Place::Step { context: own, .. } = &base.at else { return Ok(Move::On(silence)) };
    let context = context.map_or_else(|| own.to_string(), str::to_owned);
    let mut entries = Vec::new();
    let mut most = 1;
    for one in program.plan.pressable(&context) {
        let length = (one.meant.keys.len() + one.meant.more.map_or(0, usize::from))
            .min(usize::from(LONGEST_ENTRY)) as u8;
        most = most.max(if one.meant.more.is_some() { LONGEST_ENTRY } else { length });
        let extension = entered(program, &one.text, &one.meant);
        entries.push((one.meant, base.moved(&context, &extension, 1)));
    }
    let other = program.invalid(&base.moved(&context, "i", 1), &context, FlowEnd::HangUp)?;
    let reading = Reading {
        between_digits: state.digit_wait,
        most,
        terminator: None,
        complete: EntryCompletion::Clear,
    };
    let name = asked_name(program, step, &context);
    let ask = Ask { said, barge_in: true, wait, entries, silence, other, reading };
    Ok(node(program, step, name, Act::Ask(Box::new(ask))))
}

fn asked_name(program: &DialplanProgram, step: &DialplanStep, context: &str) -> String {
    let title = program.plan.context(context).and_then(|context| context.title.clone());
    let title = title.filter(|title| title.chars().count() <= 40);
    match (&step.label, title) {
        (_, Some(title)) => title,
        (Some(label), None) if !matches!(label.as_str(), "start" | "begin" | "loop" | "again" | "repeat") => {
            format!("{context} {label}")
        }
        _ => context.to_owned(),
    }
}

/// `Read(variable,prompt,digits,options,attempts,seconds)`.
fn read(program: &DialplanProgram, state: &State, step: &DialplanStep, args: &[String]) -> Move<State> {
    let arg = |at: usize| args.get(at).map_or("", |argument| argument.trim());
    let variable = arg(0).to_owned();
    let said = sounds(program, state, arg(1));
    let most: u8 = arg(2).parse().ok().filter(|most| (1..=32).contains(most)).unwrap_or(LONGEST_ENTRY);
    let attempts: u8 = arg(4).parse().ok().filter(|attempts| *attempts > 0).unwrap_or(1);
    let seconds: f64 = arg(5).parse().ok().filter(|seconds| *seconds > 0.0).unwrap_or(0.0);
    let wait = if seconds > 0.0 { millis(seconds) } else { state.response_wait };
    let with = |value: &str, status: &str| {
        let mut next = following(state);
        assign(program, &mut next, &variable, value);
        assign(program, &mut next, "READSTATUS", status);
        next
    };
    let empty = with("", "OK");
    let silence = if state.attempt + 1 < attempts {
        let mut again = state.clone();
        again.attempt += 1;
        again
    } else {
        with("", "TIMEOUT")
    };
    let mut entries = Vec::new();
    // The key that ends an entry, alone: nothing was entered.
    let other = empty;
    let ends = Key::new('#');
    let taken = KeySet::ALL.minus(ends.into_iter().collect());
    if most == 1 {
        for key in taken.keys() {
            let meant = EntryPattern { keys: vec![KeySet::only(key)], more: None };
            entries.push((meant, with(&key.to_string(), "OK")));
        }
    } else {
        let meant = EntryPattern { keys: vec![taken], more: Some(0) };
        let unknown = Unknown::Entry { pattern: format!("{variable}: an entry"), meant: meant.clone() };
        let sign = program.unknowns.borrow_mut().sign(unknown);
        let taken = with(&sign.to_string(), "OK");
        entries.push((meant, taken));
    }
    let reading = Reading {
        between_digits: wait,
        most,
        terminator: ends.filter(|_| most > 1),
        complete: EntryCompletion::Pause,
    };
    let name = match &step.label {
        Some(label) => label.clone(),
        None => variable,
    };
    let ask = Ask { said, barge_in: true, wait, entries, silence, other, reading };
    node(program, step, name, Act::Ask(Box::new(ask)))
}
