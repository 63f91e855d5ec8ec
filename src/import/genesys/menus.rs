//! Menus: keys, silence, and how often they are heard again.

use super::audio::{self, Words};
use super::machine::ArchitectProgram;
use super::state::{CallState, Place};
use crate::import::explore::{Move, Program as _};
use crate::import::flow::{Act, Ask, EntryPattern, FlowEnd, Node, Reading};
use crate::import::ledger::StepFate;
use crate::plan::{EntryCompletion, KeySet};

/// The longest extension.
pub(super) const EXTENSION: u8 = 6;

/// So often a menu is heard at most, that is told apart.
const MAX_REPEATS: u64 = 19;

const WRONG_KEYS: &str =
    "What a menu does with a key that it does not offer is not documented: it counts as silence does.";
const NO_CHOICE: &str = "What a menu without a default choice does when it was heard often enough is not documented: the plan hangs up.";
const EXTENSIONS: &str = "Callers may dial extensions at menus; which there are is not in the files, so that all of two to six digits lead to one destination.";

pub(super) fn run(program: &mut ArchitectProgram, state: &CallState, menu: usize) -> Move<CallState> {
    let flow = program.flow(state);
    let own = &flow.menus[menu];
    let manner = flow.manner(menu);
    let (entry, name, data) = (own.entry, own.name.clone(), own.audio.clone());
    let keys = flow.keys(menu);
    let words = match data.map(|data| audio::said(program, state, &data)) {
        None => Words::default(),
        Some(Ok(words)) => words,
        Some(Err(stop)) => {
            program.ledger.note(entry, StepFate::Carried, "");
            return program.stopped_at(state, &stop);
        }
    };
    program.ledger.note(entry, StepFate::Carried, "");
    program.guesses.insert(WRONG_KEYS);
    let entries = keys.into_iter().filter_map(|(key, action)| {
        Some((EntryPattern::exact(&key.to_string())?, program.at_action(state, action)))
    });
    let mut entries: Vec<_> = entries.collect();
    let missed = if u64::from(state.heard) + 1 < manner.repeats.min(MAX_REPEATS) {
        let mut again = state.clone();
        again.heard += 1;
        again
    } else if let Some(action) = program.flow(state).default_choice(menu) {
        program.at_action(state, action)
    } else {
        program.guesses.insert(NO_CHOICE);
        CallState::ended(FlowEnd::HangUp)
    };
    let mut reading =
        Reading { between_digits: manner.delay, most: 1, terminator: None, complete: EntryCompletion::Clear };
    if manner.extensions {
        program.guesses.insert(EXTENSIONS);
        reading.most = EXTENSION;
        let dialed = EntryPattern { keys: vec![KeySet::DIGITS, KeySet::DIGITS], more: Some(0) };
        entries.push((dialed, state.only(Place::Extension(None))));
    }
    let place = program.place(state);
    let ask = Ask {
        said: words.said,
        barge_in: !words.is_whole,
        wait: manner.timeout,
        entries,
        silence: missed.clone(),
        other: missed,
        reading,
    };
    Move::Node(Node { name, act: Act::Ask(Box::new(ask)), place, assumed: words.assumed })
}

/// Back to the menu before this one, or to this one where it is the first.
pub(super) fn previous(program: &ArchitectProgram, state: &CallState) -> CallState {
    let mut back = state.clone();
    if back.menus.len() > 1 {
        back.menus.pop();
    }
    program.again(&back)
}
