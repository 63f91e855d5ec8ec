//! Digits that are collected.

use std::rc::Rc;

use super::architect_flow::{literal, millis};
use super::assignments::input_variable;
use super::audio;
use super::machine::ArchitectProgram;
use super::state::CallState;
use super::value::Value;
use crate::import::data::Data;
use crate::import::explore::Move;
use crate::import::flow::{Act, Ask, EntryPattern, Reading};
use crate::import::ledger::StepFate;
use crate::plan::{EntryCompletion, Key, KeySet};

pub(super) fn run(program: &mut ArchitectProgram, state: &CallState, action: usize) -> Move<CallState> {
    program.note(state, action, StepFate::Carried, "");
    let body = program.action(state, action).body.clone();
    let said = audio::below(program, state, &body, &["inputAudio", "audio", "playAudio"]);
    let digits = body.get("digits");
    let exact = digits.and_then(|digits| digits.get("exact")).and_then(number);
    let range = digits.and_then(|digits| digits.get("range"));
    let most = exact
        .or_else(|| range.and_then(|range| range.get("max").or_else(|| range.get("end"))).and_then(number));
    let most = most.unwrap_or(20).clamp(1, 32);
    let name = input_variable(&body);
    let with = |value: Value, labels: &[&str]| {
        let mut next = state.clone();
        if let Some(name) = name.as_ref().filter(|name| program.relevant.contains(*name)) {
            next.values.insert(Rc::from(name.as_str()), value);
        }
        program.output(&next, action, labels)
    };
    const SUCCESS: [&str; 2] = ["success", "next"];
    let mut entries = Vec::new();
    if name.as_ref().is_some_and(|name| program.relevant.contains(name)) {
        for entry in program.entries.iter().filter(|entry| entry.len() <= usize::from(most)) {
            if let Some(meant) = EntryPattern::exact(entry) {
                entries.push((meant, with(Value::text(entry), &SUCCESS)));
            }
        }
    }
    let any = EntryPattern { keys: vec![KeySet::DIGITS], more: Some(0) };
    let entered = with(Value::Entry, &SUCCESS);
    if most > 1 {
        entries.push((any, entered.clone()));
    }
    let silence = program.output(state, action, &["failure", "noEntry", "timeout"]);
    let timeout = body.get("noEntryTimeout").and_then(millis).unwrap_or(5_000);
    let between = body.get("interDigitTimeout").and_then(millis).unwrap_or(3_000);
    let ask = Ask {
        said,
        barge_in: true,
        wait: timeout,
        entries,
        silence: silence.clone(),
        other: if most > 1 { silence } else { entered },
        reading: Reading {
            between_digits: between,
            most,
            terminator: Key::new('#').filter(|_| most > 1),
            complete: if most > 1 { EntryCompletion::Pause } else { EntryCompletion::Clear },
        },
    };
    program.node(state, action, Act::Ask(Box::new(ask)), Vec::new())
}

fn number(data: &Data) -> Option<u8> {
    literal(data)?.parse::<f64>().ok().map(|number| number.clamp(1.0, 32.0) as u8)
}
