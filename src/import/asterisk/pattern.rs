//! What extensions match: `101`, `_1XX`, `_[2-9]NX`, `_X.`, `_9!`.

use std::cmp::Ordering;

use crate::import::flow::EntryPattern;
use crate::plan::{Key, KeySet};

/// An extension as it is written.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(super) struct Extension {
    /// As it is written, with the `_` of a pattern.
    pub(super) text: String,
}

/// How far what was typed is from an extension.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Reach {
    /// It is one.
    pub(super) matches: bool,
    /// With more digits it could be one: Asterisk waits for them.
    pub(super) may_grow: bool,
}

/// One character of a pattern.
#[derive(Clone, Debug, PartialEq, Eq)]
enum Part {
    One(Vec<char>),
    /// `.`: one more or several.
    Rest,
    /// `!`: as many more as there are, and nobody waits for them.
    Early,
}

impl Extension {
    fn parts(&self) -> Option<Vec<Part>> {
        let mut chars = self.text.strip_prefix('_')?.chars().peekable();
        let mut parts = Vec::new();
        while let Some(c) = chars.next() {
            parts.push(match c {
                '-' => continue,
                'x' | 'X' => Part::One(('0'..='9').collect()),
                'z' | 'Z' => Part::One(('1'..='9').collect()),
                'n' | 'N' => Part::One(('2'..='9').collect()),
                '.' => Part::Rest,
                '!' => Part::Early,
                '[' => {
                    let set: Vec<char> = chars.by_ref().take_while(|&c| c != ']').collect();
                    let set = in_set(&set);
                    if set.is_empty() {
                        continue;
                    }
                    Part::One(set)
                }
                other => Part::One(vec![other]),
            });
            if matches!(parts.last(), Some(Part::Rest | Part::Early)) {
                break;
            }
        }
        Some(parts)
    }

    /// How far an entry is from it.
    pub(super) fn reach(&self, entry: &str) -> Reach {
        let entry: Vec<char> = entry.chars().filter(|&c| c != '-').collect();
        let Some(parts) = self.parts() else {
            let text: Vec<char> = self.text.chars().filter(|&c| c != '-').collect();
            let may_grow = text.len() > entry.len() && text.starts_with(&entry);
            return Reach { matches: text == entry, may_grow };
        };
        for (at, part) in parts.iter().enumerate() {
            match (part, entry.get(at)) {
                (Part::Early, _) => return Reach { matches: true, may_grow: false },
                (Part::Rest, Some(_)) => return Reach { matches: true, may_grow: true },
                (Part::Rest | Part::One(_), None) => return Reach { matches: false, may_grow: true },
                (Part::One(set), Some(key)) if !set.contains(key) => {
                    return Reach { matches: false, may_grow: false };
                }
                (Part::One(_), Some(_)) => {}
            }
        }
        Reach { matches: parts.len() == entry.len(), may_grow: false }
    }

    /// What callers can type that is this extension. None: no phone has such keys.
    pub(super) fn entries(&self) -> Option<EntryPattern> {
        let Some(parts) = self.parts() else { return EntryPattern::exact(&self.text) };
        let mut keys = Vec::new();
        let mut more = None;
        for part in parts {
            match part {
                Part::One(set) => {
                    let set: KeySet = set.iter().filter_map(|key| Key::new(*key)).collect();
                    if set.is_empty() {
                        return None;
                    }
                    keys.push(set);
                }
                Part::Rest => more = Some(1),
                Part::Early => more = Some(0),
            }
        }
        (!keys.is_empty() || more.is_some()).then_some(EntryPattern { keys, more })
    }

    /// Which of two is tried first: what is written out, then the pattern that takes less at the first place where they differ.
    pub(super) fn before(&self, other: &Self) -> Ordering {
        match (self.parts(), other.parts()) {
            (None, None) => self.text.cmp(&other.text),
            (None, Some(_)) => Ordering::Less,
            (Some(_), None) => Ordering::Greater,
            (Some(own), Some(others)) => {
                for at in 0..=own.len().max(others.len()) {
                    let (own, other) = (weight(own.get(at)), weight(others.get(at)));
                    match own.cmp(&other) {
                        Ordering::Equal => {}
                        order => return order,
                    }
                }
                Ordering::Equal
            }
        }
    }
}

/// How much a place of a pattern takes; then the least that it takes, and what it takes.
fn weight(part: Option<&Part>) -> (usize, char, Vec<char>) {
    match part {
        Some(Part::One(set)) => (set.len(), set.iter().min().copied().unwrap_or(' '), set.clone()),
        Some(Part::Rest) => (1_000, ' ', Vec::new()),
        Some(Part::Early) => (2_000, ' ', Vec::new()),
        None => (3_000, ' ', Vec::new()),
    }
}

fn in_set(set: &[char]) -> Vec<char> {
    let mut all = Vec::new();
    let mut at = 0;
    while at < set.len() {
        if at + 2 < set.len() && set[at + 1] == '-' {
            all.extend((set[at]..=set[at + 2]).take(256));
            at += 3;
        } else {
            all.push(set[at]);
            at += 1;
        }
    }
    all.sort_unstable();
    all.dedup();
    all
}

#[cfg(test)]
mod tests {
    use super::*;

    fn reach(extension: &str, entry: &str) -> (bool, bool) {
        let Reach { matches, may_grow } = Extension { text: extension.to_owned() }.reach(entry);
        (matches, may_grow)
    }

    #[test]
    fn extensions_match_as_asterisk_matches_them() {
        assert_eq!(reach("101", "101"), (true, false));
        assert_eq!(reach("101", "10"), (false, true));
        assert_eq!(reach("101", "2"), (false, false));
        assert_eq!(reach("_1XX", "19"), (false, true));
        assert_eq!(reach("_1XX", "199"), (true, false));
        assert_eq!(reach("_N", "1"), (false, false));
        assert_eq!(reach("_X.", "1"), (false, true));
        assert_eq!(reach("_X.", "12"), (true, true));
        assert_eq!(reach("_9!", "9"), (true, false), "nobody waits for more");
        assert_eq!(reach("_[1-37]Z", "71"), (true, false));
        assert_eq!(reach("_[1-37]Z", "81"), (false, false));
    }

    #[test]
    fn what_takes_less_is_tried_first() {
        let mut all = ["_X.", "_1XX", "_10X", "101", "_!", "_[12]XX", "_NXX"]
            .map(|text| Extension { text: text.to_owned() });
        all.sort_by(Extension::before);
        let order: Vec<_> = all.iter().map(|one| one.text.as_str()).collect();
        assert_eq!(order, ["101", "_10X", "_1XX", "_[12]XX", "_NXX", "_X.", "_!"]);
    }
}
