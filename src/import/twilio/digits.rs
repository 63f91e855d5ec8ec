//! Conditions on entries of several digits, as patterns.

use super::operator::Asks;
use crate::import::flow::EntryPattern;
use crate::plan::{Key, KeySet};

/// The entries of at most so many keys for which this holds. None: that is no short list of patterns.
pub(super) fn patterns(asks: Asks, wanted: &str, most: u8, finish: Option<Key>) -> Option<Vec<EntryPattern>> {
    let mut found = of_all_keys(asks, wanted, most)?;
    // The key that ends an entry is in none.
    if let Some(finish) = finish.map(KeySet::only) {
        for keys in found.iter_mut().flat_map(|pattern| &mut pattern.keys) {
            *keys = keys.minus(finish);
        }
        found.retain(|pattern| pattern.keys.iter().all(|keys| !keys.is_empty()));
    }
    Some(found)
}

fn of_all_keys(asks: Asks, wanted: &str, most: u8) -> Option<Vec<EntryPattern>> {
    let wanted = wanted.trim();
    let exact = || EntryPattern::exact(wanted).map(|pattern| pattern.keys).filter(|keys| !keys.is_empty());
    match asks {
        Asks::Begins => Some(vec![EntryPattern { keys: exact()?, more: Some(0) }]),
        Asks::Has => {
            let keys = exact()?;
            let room = usize::from(most).saturating_sub(keys.len());
            let at = |before: usize| EntryPattern {
                keys: [vec![KeySet::ALL; before], keys.clone()].concat(),
                more: Some(0),
            };
            Some((0..=room).map(at).collect())
        }
        Asks::Less | Asks::More => compared_number(asks == Asks::Less, wanted, most),
        _ => None,
    }
}

/// Numbers of at most so many digits below or above one, by the first digit that differs.
fn compared_number(is_less: bool, wanted: &str, most: u8) -> Option<Vec<EntryPattern>> {
    let bound: f64 = wanted.parse().ok()?;
    let bound = if is_less { bound.ceil() } else { bound.floor() };
    if !(0.0..1e9).contains(&bound) {
        return None;
    }
    let bound = format!("{bound:.0}");
    let mut found = Vec::new();
    for length in 1..=usize::from(most) {
        if length < bound.len() {
            if is_less {
                found.push(EntryPattern { keys: vec![KeySet::DIGITS; length], more: None });
            }
            continue;
        }
        let padded = format!("{}{bound}", "0".repeat(length - bound.len()));
        for (at, digit) in padded.char_indices() {
            let other = Key::ALL.into_iter().filter(|key| {
                let key = key.character();
                key.is_ascii_digit() && if is_less { key < digit } else { key > digit }
            });
            let other: KeySet = other.collect();
            if other.is_empty() {
                continue;
            }
            let mut keys: Vec<KeySet> = padded[..at].chars().filter_map(Key::new).map(KeySet::only).collect();
            keys.push(other);
            keys.resize(length, KeySet::DIGITS);
            found.push(EntryPattern { keys, more: None });
        }
    }
    Some(found)
}

#[cfg(test)]
mod tests {
    use super::super::operator::compared;
    use super::*;

    #[test]
    fn patterns_match_the_entries_for_which_a_condition_holds() {
        for (asks, wanted) in [
            (Asks::Begins, "1"),
            (Asks::Has, "1"),
            (Asks::Has, "12"),
            (Asks::Less, "5"),
            (Asks::Less, "120"),
            (Asks::Less, "10.5"),
            (Asks::More, "5"),
            (Asks::More, "0"),
            (Asks::More, "120"),
        ] {
            let patterns = patterns(asks, wanted, 3, Key::new('#')).unwrap();
            for length in 1..=3 {
                for number in 0..10_u32.pow(length) {
                    let entry = format!("{number:0>width$}", width = length as usize);
                    let is = patterns.iter().any(|pattern| pattern.matches(&entry));
                    assert_eq!(Some(is), compared(&entry, asks, wanted), "{entry} {asks:?} {wanted}");
                }
            }
        }
    }
}
