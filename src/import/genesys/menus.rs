//! Menus: keys, silence, and how often they are heard again.

use super::audio;
use super::machine::ArchitectProgram;
use super::state::{CallState, Place};
use crate::import::explore::{Move, Program as _};
use crate::import::flow::{Act, Ask, EntryPattern, FlowEnd, Node, Reading};
use crate::import::ledger::StepFate;
use crate::plan::{EntryCompletion, KeySet};

/// The longest extension.
const EXTENSION: u8 = 6;

/// So often a menu is heard at most, that is told apart.
const MAX_REPEATS: u64 = 18;

pub(super) fn run(program: &mut ArchitectProgram, state: &CallState, menu: usize) -> Move<CallState> {
    let flow = program.flow(state);
    let own = &flow.menus[menu];
    let manner = flow.manner(menu);
    let (entry, name, data) = (own.entry, own.name.clone(), own.audio.clone());
    program.ledger.note(entry, StepFate::Carried, "");
    let said = data.map(|data| audio::said(program, state, &data)).unwrap_or_default();
    let mut assumed = Vec::new();
    let mut entries = Vec::new();
    for (key, action) in keys(program, state, menu) {
        if let Some(meant) = EntryPattern::exact(&key.to_string()) {
            let mut next = state.moved(Place::Action(action));
            next.heard = 0;
            entries.push((meant, next));
        }
    }
    let repeats = manner.repeats.min(MAX_REPEATS);
    let missed = if u64::from(state.heard) < repeats {
        let mut again = state.clone();
        again.heard += 1;
        again
    } else {
        match program.flow(state).default_choice(menu) {
            Some(action) => {
                let mut next = state.moved(Place::Action(action));
                next.heard = 0;
                next
            }
            None => CallState::ended(FlowEnd::HangUp),
        }
    };
    if state.heard == 0 {
        assumed.push(format!(
            "Wrong keys count as silence does; the menu is heard {} times in all.",
            repeats + 1
        ));
    }
    let mut reading =
        Reading { between_digits: manner.delay, most: 1, terminator: None, complete: EntryCompletion::Clear };
    if manner.extensions {
        reading.most = EXTENSION;
        if state.heard == 0 {
            assumed.push("Callers may dial extensions here; which there are is not told.".to_owned());
        }
        let dialed = EntryPattern { keys: vec![KeySet::DIGITS, KeySet::DIGITS], more: Some(0) };
        entries.push((dialed, state.moved(Place::Failed(usize::MAX))));
    }
    let place = program.place(state);
    let ask = Ask {
        said,
        barge_in: true,
        wait: manner.timeout,
        entries,
        silence: missed.clone(),
        other: missed,
        reading,
    };
    Move::Node(Node { name, act: Act::Ask(Box::new(ask)), place, assumed })
}

/// The keys of a menu, with those that all menus take.
fn keys(program: &ArchitectProgram, state: &CallState, menu: usize) -> Vec<(char, usize)> {
    let flow = program.flow(state);
    let own = flow.menus[menu].choices.iter();
    let global = flow.menus.iter().enumerate().filter(|(at, _)| *at != menu);
    let global = global.flat_map(|(_, menu)| &menu.choices).filter(|choice| choice.is_global);
    let mut found: Vec<(char, usize)> = Vec::new();
    for choice in own.chain(global) {
        if let Some(key) = choice.key
            && !found.iter().any(|(known, _)| *known == key)
        {
            found.push((key, choice.action));
        }
    }
    found
}

/// Back to the menu before this one, or to this one where it is the first.
pub(super) fn previous(program: &ArchitectProgram, state: &CallState) -> CallState {
    let mut back = state.clone();
    if back.menus.len() > 1 {
        back.menus.pop();
    }
    match back.menus.last() {
        Some(&menu) => program.at_menu(&back, menu),
        None => CallState::ended(FlowEnd::HangUp),
    }
}

/// The menu that the call is at, once more from the beginning.
pub(super) fn again(program: &ArchitectProgram, state: &CallState) -> CallState {
    match state.menus.last() {
        Some(&menu) => program.at_menu(state, menu),
        None => CallState::ended(FlowEnd::HangUp),
    }
}
