//! Where callers press keys: menus, and input that is stored.

use super::machine::ContactProgram;
use super::said::{self, Words};
use super::state::{ContactState, Value};
use crate::import::explore::Move;
use crate::import::flow::{Act, Ask, EntryPattern, Reading};
use crate::import::ledger::StepFate;
use crate::plan::{EntryCompletion, Key, KeySet};

/// The pause between two digits where nothing says, in milliseconds.
const BETWEEN_DIGITS: u64 = 5_000;

/// So many digits stored input has where nothing says.
const MOST_DIGITS: u8 = 20;

pub(super) fn run(
    program: &mut ContactProgram,
    state: &ContactState,
    at: (usize, usize),
) -> Move<ContactState> {
    program.note(at, StepFate::Carried, "");
    let Words { said, mut assumed } = said::words(program, state, at);
    let action = program.action(at);
    let seconds = action.parameter("InputTimeLimitSeconds").and_then(|text| text.parse::<u64>().ok());
    let configuration = action.parameters.get("DTMFConfiguration");
    let configured =
        |key: &str| configuration.and_then(|one| one.text_at(key)).filter(|text| !text.is_empty());
    let between = configured("InterdigitTimeLimitSeconds").and_then(|text| text.parse::<u64>().ok());
    let terminator = configured("InputTerminationSequence");
    let terminator = terminator.as_deref().map_or_else(
        || Key::new('#'),
        |text| text.chars().next().filter(|_| text.len() == 1).and_then(Key::new),
    );
    let mut reading = Reading {
        between_digits: between.map_or(BETWEEN_DIGITS, |seconds| seconds.min(300) * 1_000),
        most: 1,
        terminator: None,
        complete: EntryCompletion::Clear,
    };
    let is_stored = action.parameter("StoreInput").is_some_and(|text| text.eq_ignore_ascii_case("true"));
    let (entries, silence, other) = if is_stored {
        let validation = action.parameters.get("InputValidation");
        let longest = validation.and_then(|one| one.get("CustomValidation")?.text_at("MaximumLength"));
        reading.most =
            longest.and_then(|text| text.parse::<u8>().ok()).map_or(MOST_DIGITS, |most| most.clamp(1, 32));
        if reading.most > 1 {
            reading.terminator = terminator;
            reading.complete = EntryCompletion::Pause;
            if configured("DisableCancelKey").is_none_or(|text| !text.eq_ignore_ascii_case("true")) {
                assumed.push(
                    "In the system, * takes back what was entered; the plan does not have this.".to_owned(),
                );
            }
        }
        stored(program, state, at, &reading)
    } else {
        let target = |kind: &str| {
            action.error(kind).or_else(|| action.error("NoMatchingError")).unwrap_or(action.next)
        };
        let mut entries = Vec::new();
        for condition in &action.conditions {
            for operand in &condition.operands {
                if let Some(keys) = EntryPattern::exact(operand).filter(|keys| !keys.keys.is_empty()) {
                    entries.push((keys, program.target(state, at.0, condition.target)));
                }
            }
        }
        let longest = entries.iter().map(|(keys, _)| keys.keys.len()).max().unwrap_or(1);
        if longest > 1 {
            reading.most = longest.min(32) as u8;
            reading.terminator = terminator;
            reading.complete = EntryCompletion::Pause;
        }
        let silence = program.target(state, at.0, target("InputTimeLimitExceeded"));
        let other = program.target(state, at.0, target("NoMatchingCondition"));
        (entries, silence, other)
    };
    let name = program.title(at, &program.flow_name(at.0));
    let wait = seconds.unwrap_or(5).min(300) * 1_000;
    let ask = Ask { said, barge_in: true, wait, entries, silence, other, reading };
    program.guessed(at, name, Act::Ask(Box::new(ask)), assumed)
}

type Stored = (Vec<(EntryPattern, ContactState)>, ContactState, ContactState);

/// What is stored: an entry that some condition names, any other, or that there was none.
fn stored(program: &ContactProgram, state: &ContactState, at: (usize, usize), reading: &Reading) -> Stored {
    const PATH: &str = "StoredCustomerInput";
    let with = |value: Value| {
        let mut next = program.following(state, at);
        if program.relevance.asked.contains(PATH) {
            next.values.insert(PATH.into(), value);
        }
        next
    };
    let mut entries = Vec::new();
    if program.relevance.asked.contains(PATH) {
        for entry in &program.relevance.entries {
            if let Some(meant) =
                EntryPattern::exact(entry).filter(|meant| meant.keys.len() <= usize::from(reading.most))
            {
                entries.push((meant, with(Value::Text(entry.as_str().into()))));
            }
        }
    }
    let other = with(Value::Entry);
    if reading.most > 1 {
        entries.push((EntryPattern { keys: vec![KeySet::DIGITS], more: Some(0) }, other.clone()));
    }
    (entries, with(Value::Text("Timeout".into())), other)
}
