//! What callers can press at a menu, and when an entry is complete.

use std::rc::Rc;

use super::expressions;
use super::machine::PhoneProgram;
use super::matching::shown;
use super::system::IvrMenu;
use crate::import::flow::{EntryPattern, Reading};
use crate::import::value::Unknown;
use crate::plan::{EntryCompletion, Key, KeySet};

/// The key that ends an entry where no variable names another.
const TERMINATOR: char = '#';

/// How entries end: as soon as they are as long as the longest one, with `#`, or with a pause.
pub(super) fn reading(menu: &IvrMenu) -> Reading {
    let is_long = menu.digits > 1;
    Reading {
        between_digits: menu.inter_digit_timeout.min(menu.timeout),
        most: menu.digits.clamp(1, 32) as u8,
        terminator: Key::new(TERMINATOR).filter(|_| is_long),
        complete: if is_long { EntryCompletion::Pause } else { EntryCompletion::Clear },
    }
}

/// What is taken, each with the keys as a text, or as a sign for all that are alike. `#` alone counts as a failure.
pub(super) fn entries(program: &PhoneProgram, menu: &IvrMenu) -> Vec<(EntryPattern, Rc<str>)> {
    let mut all: Vec<(EntryPattern, Rc<str>)> = Vec::new();
    let mut add = |meant: EntryPattern, keys: Rc<str>| {
        if !all.iter().any(|(known, _)| *known == meant) {
            all.push((meant, keys));
        }
    };
    let plain = menu.entries.iter().filter(|entry| !entry.digits.starts_with('/'));
    for entry in plain {
        if let Some(meant) = EntryPattern::exact(&entry.digits).filter(|meant| !meant.keys.is_empty()) {
            add(meant, entry.digits.as_str().into());
        }
    }
    let open = menu.entries.iter().filter(|entry| entry.digits.starts_with('/'));
    if menu.digits == 1 {
        let mut expressions = program.expressions.borrow_mut();
        for entry in open {
            for key in KeySet::ALL.keys().filter(|key| key.character() != TERMINATOR) {
                let text = key.to_string();
                if expressions.captures(&entry.digits, &text).flatten().is_some() {
                    add(EntryPattern { keys: vec![KeySet::only(key)], more: None }, text.into());
                }
            }
        }
        return all;
    }
    for entry in open {
        let found = expressions::entries(&entry.digits).unwrap_or_else(|| {
            // What the expression takes is not told; anything may be entered, and the expression is asked.
            vec![EntryPattern { keys: vec![KeySet::ALL], more: Some(0) }]
        });
        for meant in found {
            let is_long = meant.keys.len() > menu.digits;
            let meant = match (meant.keys.is_empty(), meant.more) {
                (true, Some(_)) => EntryPattern { keys: vec![KeySet::ALL], more: Some(0) },
                (true, None) => continue,
                _ => meant,
            };
            if is_long {
                continue;
            }
            let few = meant.keys.iter().all(|keys| keys.single().is_some()) && meant.more.is_none();
            let keys: Rc<str> = if few {
                meant
                    .keys
                    .iter()
                    .filter_map(|keys| keys.single())
                    .map(Key::character)
                    .collect::<String>()
                    .into()
            } else {
                let pattern = shown(&meant);
                let unknown = Unknown::Entry { pattern, meant: meant.clone() };
                program.unknowns.borrow_mut().sign(unknown).to_string().into()
            };
            add(meant, keys);
        }
    }
    all
}
