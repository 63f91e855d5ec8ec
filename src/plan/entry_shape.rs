//! What entries of a few patterns have in common, for words to say.

use super::key::{Key, KeySet};
use super::pattern::Pattern;

/// Which entries are meant.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum EntryShape {
    /// These.
    Exactly(Vec<String>),
    /// Those with something in common: how they begin, in one of these ways or in any, and how they end.
    That { begins: Vec<String>, ends: Option<String> },
    /// Those of a form that has no words: `4x1x`.
    Form(String),
    /// Keys of which the first are told, and so many digits behind them: `*1`, and how many.
    Code(String, usize),
    /// All digits.
    Any,
}

/// What entries of some patterns have in common, each with how long these are; those that can be told in one are together, and
/// what is told as it is comes first.
pub(super) fn shapes(patterns: &[Pattern]) -> Vec<(usize, EntryShape)> {
    let mut shapes: Vec<(usize, EntryShape)> = Vec::new();
    for pattern in patterns {
        let (length, shape) = (pattern.len(), EntryShape::of(pattern));
        let is_told =
            shapes.iter_mut().any(|(known_length, known)| known.takes_in(&shape, *known_length == length));
        if !is_told {
            shapes.push((length, shape));
        }
    }
    shapes.sort_by_key(|(_, shape)| !matches!(shape, EntryShape::Exactly(_)));
    shapes
}

impl EntryShape {
    fn of(pattern: &Pattern) -> Self {
        let places = pattern.places();
        let told = |places: &[KeySet]| {
            places.iter().map(|keys| keys.single().map(Key::character)).collect::<Option<String>>()
        };
        let is_any = |keys: &&KeySet| **keys == KeySet::DIGITS;
        if let Some(entry) = told(places) {
            return Self::Exactly(vec![entry]);
        }
        let last_any = places.iter().rev().take_while(is_any).count();
        if last_any == places.len() {
            return Self::Any;
        }
        let has_digits_only = places.iter().all(|keys| keys.minus(KeySet::DIGITS).is_empty());
        let begins = &places[..places.len() - last_any];
        if let Some(code) = told(begins) {
            return if has_digits_only {
                Self::That { begins: vec![code], ends: None }
            } else {
                Self::Code(code, last_any)
            };
        }
        let form = Self::Form(pattern.to_string());
        if !has_digits_only {
            return form;
        }
        // One of several keys, behind those that are told and in front of any digits.
        if let Some((&keys, before)) = begins.split_last()
            && let Some(code) = told(before)
            && keys != KeySet::DIGITS
        {
            let begins = keys.keys().map(|key| format!("{code}{key}")).collect();
            return Self::That { begins, ends: None };
        }
        let head = places.iter().take_while(|keys| keys.single().is_some()).count();
        let tail = places.iter().rev().take_while(|keys| keys.single().is_some()).count();
        let (before, rest) = places.split_at(head);
        let (middle, behind) = rest.split_at(rest.len() - tail);
        match (told(before), told(behind)) {
            (Some(before), Some(behind)) if tail > 0 && middle.iter().all(|keys| is_any(&keys)) => {
                let begins = if head > 0 { vec![before] } else { Vec::new() };
                Self::That { begins, ends: Some(behind) }
            }
            _ => form,
        }
    }

    /// Adds entries that can be told with these in one, and tells whether it has.
    fn takes_in(&mut self, other: &Self, is_as_long: bool) -> bool {
        match (self, other) {
            (Self::Exactly(known), Self::Exactly(more)) => add(known, more),
            (Self::That { begins: known, ends }, Self::That { begins: more, ends: other_ends })
                if is_as_long && ends == other_ends && !known.is_empty() && !more.is_empty() =>
            {
                add(known, more)
            }
            (known, other) => is_as_long && *known == *other,
        }
    }

    /// The first and the last of beginnings that follow each other: 42 and 49.
    pub(super) fn run(begins: &[String]) -> Option<(&str, &str)> {
        let follows = |pair: &[String]| {
            let [(one, last), (other, next)] = [&pair[0], &pair[1]].map(|code| code.split_at(code.len() - 1));
            let [last, next] = [last, next].map(|key| key.parse::<u8>().ok());
            one == other && last.zip(next).is_some_and(|(last, next)| last + 1 == next)
        };
        match begins {
            [first, _, .., last] if begins.windows(2).all(follows) => Some((first, last)),
            _ => None,
        }
    }
}

fn add(known: &mut Vec<String>, more: &[String]) -> bool {
    known.extend(more.iter().cloned());
    known.sort();
    known.dedup();
    true
}
