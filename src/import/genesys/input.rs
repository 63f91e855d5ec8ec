//! Digits that are collected, and extensions that are dialed.

use std::rc::Rc;

use super::assignments::input_variable;
use super::audio;
use super::fields::{count, literal, millis, set};
use super::machine::ArchitectProgram;
use super::menus::EXTENSION;
use super::state::{CallState, Place};
use super::value::Value;
use crate::import::data::Data;
use crate::import::explore::{Move, Program as _};
use crate::import::flow::{Act, Ask, EntryPattern, FlowEnd, Node, Reading, Transfer};
use crate::import::ledger::StepFate;
use crate::plan::{EntryCompletion, Key, KeySet};

/// What comes of digits that were collected.
const SUCCESS: [&str; 3] = ["success", "next", "default"];

/// The longest entry.
const LONGEST: u64 = 32;

const SHORT_ENTRIES: &str = "What becomes of an entry with too few digits is not documented in full: the plan takes the way of a failure.";

/// How many digits are collected, and the key that ends them.
struct Digits {
    least: u8,
    most: u8,
    terminator: Option<Key>,
}

impl Digits {
    fn of(body: &Data) -> Self {
        let number = |data: &Data, keys: &[&str]| {
            let found = keys.iter().find_map(|key| set(data, key).and_then(count));
            found.map(|number| number.clamp(1, LONGEST) as u8)
        };
        let digits = body.get("digits").unwrap_or(body);
        if let Some(exact) = number(digits, &["exact"]) {
            return Self { least: exact, most: exact, terminator: None };
        }
        let range = digits.get("range").unwrap_or(digits);
        let most = number(range, &["max", "end", "maxDigits"]).unwrap_or(20);
        let least = number(range, &["min", "start", "minDigits"]).unwrap_or(1).min(most);
        let named =
            ["terminatingDtmf", "terminatingKey", "terminator"].iter().find_map(|key| set(range, key));
        let key = match named.and_then(literal) {
            Some(word) => match word.trim_start_matches("digit_") {
                "star" | "*" => Key::new('*'),
                "pound" | "#" => Key::new('#'),
                _ => None,
            },
            None => Key::new('#'),
        };
        Self { least, most, terminator: key.filter(|_| most > 1) }
    }
}

pub(super) fn run(program: &mut ArchitectProgram, state: &CallState, action: usize) -> Move<CallState> {
    let body = Rc::clone(&program.action(state, action).body);
    let words = match audio::below(program, state, &body, &["inputAudio", "audio", "playAudio"]) {
        Ok(words) => words,
        Err(stop) => return program.stopped(state, action, &stop),
    };
    program.note(state, action, StepFate::Carried, "");
    let digits = Digits::of(&body);
    let variable = input_variable(&body)
        .filter(|name| program.liveness[state.flow].behind[action].contains(name.as_str()));
    let with = |value: Value, labels: &[&str]| {
        let mut next = state.clone();
        if let Some(name) = &variable {
            next.forget(name);
            next.values.insert(Rc::from(name.as_str()), value);
        }
        program.output(&next, action, labels)
    };
    let mut entries = Vec::new();
    if variable.is_some() {
        let fits =
            |entry: &&String| (usize::from(digits.least)..=usize::from(digits.most)).contains(&entry.len());
        for entry in program.entries.iter().filter(fits) {
            entries
                .extend(EntryPattern::exact(entry).map(|meant| (meant, with(Value::text(entry), &SUCCESS))));
        }
    }
    let just = [("acceptJustStar", "*"), ("acceptJustPound", "#")];
    for (_, key) in
        just.iter().filter(|(name, _)| set(&body, name).and_then(literal).as_deref() == Some("true"))
    {
        entries.extend(EntryPattern::exact(key).map(|meant| (meant, with(Value::text(key), &SUCCESS))));
    }
    let any = EntryPattern { keys: vec![KeySet::DIGITS; usize::from(digits.least)], more: Some(0) };
    entries.push((any, with(Value::Entry, &SUCCESS)));
    let failure = with(Value::Unset, &["failure"]);
    let silence =
        program.action(state, action).outputs.iter().any(|(label, _)| label.eq_ignore_ascii_case("timeout"));
    let silence = if silence { with(Value::Unset, &["timeout"]) } else { failure.clone() };
    let flow = program.flow(state);
    let own = program.action(state, action);
    let wait = |key: &str| flow.said_of(own, key).and_then(millis);
    let reading = Reading {
        between_digits: wait("interDigitTimeout").unwrap_or(3_000),
        most: digits.most,
        terminator: digits.terminator,
        complete: EntryCompletion::Pause,
    };
    let ask = Ask {
        said: words.said,
        barge_in: !words.is_whole,
        wait: wait("noEntryTimeout").unwrap_or(5_000),
        entries,
        silence,
        other: failure,
        reading,
    };
    let mut assumed = words.assumed;
    let verified = body.get("verificationType").filter(|kind| kind.get("none").is_none());
    if verified.is_some_and(|kind| !kind.entries().is_empty()) {
        assumed.push(
            "The system reads the entry back and asks whether it is right; the plan does not.".to_owned(),
        );
    }
    if digits.least > 1 {
        program.guesses.insert(SHORT_ENTRIES);
    }
    program.node(state, action, Act::Ask(Box::new(ask)), assumed)
}

/// An extension is asked for.
pub(super) fn dial(program: &mut ArchitectProgram, state: &CallState, action: usize) -> Move<CallState> {
    let body = Rc::clone(&program.action(state, action).body);
    let words = match audio::below(program, state, &body, &["inputAudio", "audio", "playAudio"]) {
        Ok(words) => words,
        Err(stop) => return program.stopped(state, action, &stop),
    };
    program.note(state, action, StepFate::Opaque, "which extensions there are is not told");
    let own = program.action(state, action);
    let has = |label: &str| own.outputs.iter().any(|(known, _)| known.eq_ignore_ascii_case(label));
    let failure = if has("failure") {
        program.output(state, action, &["failure"])
    } else {
        CallState::ended(FlowEnd::HangUp)
    };
    let silence = if has("timeout") { program.output(state, action, &["timeout"]) } else { failure.clone() };
    let wait = program.flow(state).said_of(own, "interDigitTimeout").and_then(millis).unwrap_or(6_000);
    let any = EntryPattern { keys: vec![KeySet::DIGITS], more: Some(0) };
    let ask = Ask {
        said: words.said,
        barge_in: !words.is_whole,
        wait,
        entries: vec![(any, state.only(Place::Extension(Some(action))))],
        silence,
        other: failure,
        reading: Reading {
            between_digits: wait,
            most: EXTENSION,
            terminator: Key::new('#'),
            complete: EntryCompletion::Pause,
        },
    };
    let mut assumed = words.assumed;
    if set(&body, "repromptAudio").is_some()
        || body.entries().iter().any(|(key, _)| key.to_lowercase().contains("reprompt"))
    {
        assumed.push("The system asks again for an extension; the plan asks once.".to_owned());
    }
    program.node(state, action, Act::Ask(Box::new(ask)), assumed)
}

/// An extension was dialed.
pub(super) fn extension(program: &mut ArchitectProgram, state: &CallState) -> Move<CallState> {
    let place = program.place(state);
    let transfer = Transfer::to("the extension that was dialed");
    let assumed = vec!["The files do not tell which extensions there are.".to_owned()];
    Move::Node(Node { name: "extension".to_owned(), act: Act::Transfer(Box::new(transfer)), place, assumed })
}
