//! Where actions ask for digits: `play_and_get_digits` and `read`.
//!
//! The rules are those of `switch_play_and_get_digits` and `switch_ivr_read` in `switch_ivr_play_say.c`: silence and a wrong entry are
//! counted as one, and what is said of a wrong entry is said of silence as well, also the last time.

use super::arguments::words;
use super::expressions::{entries, texts};
use super::machine::{PhoneProgram, said_name};
use super::matching::shown;
use super::ranges::whole_number;
use super::scope::assign;
use super::state::{Frame, Route, Run, State};
use super::system::DialAction;
use crate::import::explore::Move;
use crate::import::flow::{Act, Ask, EntryPattern, Reading};
use crate::import::ledger::StepFate;
use crate::import::value::Unknown;
use crate::plan::{EntryCompletion, Key, KeySet};

/// The most digits of an entry.
const MOST_DIGITS: u8 = 32;

/// What is asked for.
struct Wanted {
    least: u8,
    most: u8,
    tries: u8,
    /// In milliseconds.
    wait: u64,
    between_digits: u64,
    terminator: Option<Key>,
    prompt: String,
    invalid: String,
    variable: String,
    expression: String,
    on_failure: Option<Route>,
}

pub(super) fn run(program: &PhoneProgram, state: &State, action: &DialAction, text: &str) -> Move<State> {
    program.note(action.entry, StepFate::Carried, "");
    let wanted = wanted(state, action, &words(text));
    let Some(Frame::Run(run)) = state.stack.last() else { return Move::On(state.clone()) };
    let attempt = |attempt: u8| state.with(Frame::Run(Run { attempt, ..run.clone() }));
    // Odd: what is said of a wrong entry. Even: how often it was asked already.
    let asked = run.attempt / 2;
    if run.attempt % 2 == 1 {
        let then = attempt(run.attempt + 1);
        let said = program.sounds(&wanted.invalid);
        let is_last = asked + 1 >= wanted.tries;
        let then = if is_last { failed(program, state, &wanted) } else { then };
        if said.is_empty() {
            return Move::On(then);
        }
        return program.node(action, said_name(&said), Act::Say { said, then });
    }
    if asked >= wanted.tries {
        return Move::On(failed(program, state, &wanted));
    }
    let wrong =
        if action.application == "read" { failed(program, state, &wanted) } else { attempt(run.attempt + 1) };
    let with = |value: &str| {
        let mut next = program.following(state);
        assign(program, &mut next, &wanted.variable, value);
        assign(program, &mut next, "read_result", "success");
        next
    };
    let said = program.sounds(&wanted.prompt);
    let taken = valid(program, &wanted);
    let ask = Ask {
        said,
        barge_in: true,
        wait: wanted.wait,
        entries: taken.into_iter().map(|(meant, value)| (meant, with(&value))).collect(),
        silence: wrong.clone(),
        other: wrong,
        reading: Reading {
            between_digits: wanted.between_digits,
            most: wanted.most,
            terminator: wanted.terminator.filter(|_| wanted.most > 1),
            complete: if wanted.most > 1 { EntryCompletion::Pause } else { EntryCompletion::Clear },
        },
    };
    let name = if wanted.variable.is_empty() { action.owner.clone() } else { wanted.variable };
    program.node(action, name, Act::Ask(Box::new(ask)))
}

fn wanted(state: &State, action: &DialAction, args: &[String]) -> Wanted {
    let arg = |at: usize| args.get(at).map_or("", String::as_str);
    let number = |at: usize| whole_number(arg(at)).max(0).unsigned_abs();
    let digits = |at: usize| u8::try_from(number(at)).unwrap_or(MOST_DIGITS).min(MOST_DIGITS);
    let is_read = action.application == "read";
    let at = |of_read: usize, of_play: usize| if is_read { of_read } else { of_play };
    let least = digits(0).max(u8::from(is_read));
    let wait = number(at(4, 3)).max(1_000);
    let between = number(at(6, 9));
    let terminators = arg(at(5, 4)).trim_start_matches(['=', '+']);
    let terminators = if terminators.is_empty() { "#" } else { terminators };
    let on_failure = words(if is_read { "" } else { arg(10) });
    let own = state.route().map_or_else(|| "default".into(), |route| route.context.clone());
    Wanted {
        least,
        most: digits(1).max(least).max(1),
        tries: if is_read { 1 } else { u8::try_from(number(2)).unwrap_or(100).min(100) },
        wait,
        between_digits: if between > 0 { between } else { wait },
        terminator: terminators.chars().next().and_then(Key::new),
        prompt: arg(at(2, 5)).to_owned(),
        invalid: if is_read { String::new() } else { arg(6).to_owned() },
        variable: arg(at(3, 7)).to_owned(),
        expression: if is_read { String::new() } else { arg(8).to_owned() },
        on_failure: on_failure.first().map(|number| Route {
            context: on_failure.get(2).map_or(own, |context| context.as_str().into()),
            number: number.as_str().into(),
        }),
    }
}

/// Where a call goes that has entered nothing of use.
fn failed(program: &PhoneProgram, state: &State, wanted: &Wanted) -> State {
    if let Some(route) = &wanted.on_failure {
        return state.transferred(route.clone());
    }
    let mut next = program.following(state);
    assign(program, &mut next, &wanted.variable, "");
    assign(program, &mut next, "read_result", "failure");
    next
}

/// What is taken, each with the value that the variable gets: a text, or a sign for all that are alike.
fn valid(program: &PhoneProgram, wanted: &Wanted) -> Vec<(EntryPattern, String)> {
    let terminator = wanted.terminator.into_iter().collect::<KeySet>();
    let keys = KeySet::ALL.minus(terminator);
    let fits = |length: usize| (usize::from(wanted.least)..=usize::from(wanted.most)).contains(&length);
    let mut expressions = program.expressions.borrow_mut();
    if wanted.most == 1 {
        let one = keys.keys().filter(|key| {
            wanted.expression.is_empty()
                || expressions.captures(&wanted.expression, &key.to_string()).flatten().is_some()
        });
        return one
            .map(|key| (EntryPattern { keys: vec![KeySet::only(key)], more: None }, key.to_string()))
            .collect();
    }
    drop(expressions);
    let sign = |meant: EntryPattern| {
        let pattern = shown(&meant);
        let unknown = Unknown::Entry { pattern, meant: meant.clone() };
        let sign = program.unknowns.borrow_mut().sign(unknown).to_string();
        (meant, sign)
    };
    let any = || {
        let length = usize::from(wanted.least.max(1));
        let more = (wanted.most > wanted.least.max(1)).then_some(0);
        EntryPattern { keys: vec![keys; length], more }
    };
    if wanted.expression.is_empty() {
        return vec![sign(any())];
    }
    if let Some(few) = texts(&wanted.expression) {
        let few = few.into_iter().filter(|text| fits(text.chars().count()));
        return few.filter_map(|text| Some((EntryPattern::exact(&text)?, text))).collect();
    }
    match entries(&wanted.expression) {
        Some(found) => {
            let found = found.iter().filter_map(|one| any().both(one)).filter(|one| {
                one.keys.len() <= usize::from(wanted.most) && (one.more.is_some() || fits(one.keys.len()))
            });
            found.map(sign).collect()
        }
        None => vec![sign(any())],
    }
}
