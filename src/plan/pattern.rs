//! Entries that a plan treats alike.

use std::fmt;
use std::ops::Range;

use super::key::{Digits, Key, KeySet};

/// Entries that a plan treats alike: a key that must be pressed, `x` for any digit, or brackets around keys of which one must
/// be. `4xxx` is every four-digit entry that starts with 4, `[2-9]xx` every three-digit one that starts with 2 to 9.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[doc(alias("extension pattern", "dialplan pattern"))]
pub struct Pattern(Box<[KeySet]>);

/// Why a text is no pattern, and where, in bytes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum PatternError {
    /// A character has no meaning there.
    Character {
        /// The character.
        character: char,
        /// Where it stands.
        at: usize,
    },
    /// A bracket is never closed.
    Unclosed {
        /// The bracket and what is behind it.
        at: Range<usize>,
    },
    /// There are no keys between two brackets.
    NoKeys {
        /// The brackets.
        at: Range<usize>,
    },
    /// A range does not go from a digit to a later one.
    BadRange {
        /// The range.
        at: Range<usize>,
    },
}

impl Pattern {
    /// Reads a pattern. The error is the first thing in the text that has no meaning.
    pub fn parse(text: &str) -> Result<Self, PatternError> {
        let mut places = Vec::new();
        let mut at = 0;
        while let Some(character) = text[at..].chars().next() {
            at += character.len_utf8();
            places.push(match character {
                'x' | 'X' => KeySet::DIGITS,
                '[' => {
                    let length = text[at..].find(']');
                    let end = at + length.ok_or(PatternError::Unclosed { at: at - 1..text.len() })?;
                    let keys = one_of(text, at..end)?;
                    at = end + 1;
                    keys
                }
                _ => {
                    let at = at - character.len_utf8();
                    KeySet::only(Key::new(character).ok_or(PatternError::Character { character, at })?)
                }
            });
        }
        Ok(Self(places.into()))
    }

    /// The pattern of one key.
    #[must_use]
    pub fn of_key(key: Key) -> Self {
        Self([KeySet::only(key)].into())
    }

    /// How many keys an entry must have.
    #[must_use]
    pub fn len(&self) -> usize {
        self.0.len()
    }

    /// Whether it stands for the empty entry only.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// The keys that can be pressed, place by place.
    #[must_use]
    pub fn places(&self) -> &[KeySet] {
        &self.0
    }

    /// Whether the entry is one of those meant.
    #[must_use]
    pub fn matches(&self, digits: &Digits) -> bool {
        self.len() == digits.len() && self.begins_with(digits)
    }

    /// Whether some longer entry that is meant begins like this.
    #[must_use]
    pub fn goes_on_from(&self, digits: &Digits) -> bool {
        self.len() > digits.len() && self.begins_with(digits)
    }

    fn begins_with(&self, digits: &Digits) -> bool {
        self.0.iter().zip(digits.keys()).all(|(keys, pressed)| keys.contains(pressed))
    }

    /// The entry, where only one is meant.
    #[must_use]
    pub fn single(&self) -> Option<Digits> {
        self.0.iter().map(|keys| keys.single()).collect()
    }

    /// At how many places not any digit will do.
    pub(crate) fn fixed(&self) -> usize {
        self.0.iter().filter(|keys| **keys != KeySet::DIGITS).count()
    }

    /// Whether some entry is meant by both.
    pub(crate) fn meets(&self, other: &Self) -> bool {
        let is_shared = |(mine, theirs): (&KeySet, &KeySet)| !mine.minus(mine.minus(*theirs)).is_empty();
        self.len() == other.len() && self.0.iter().zip(&other.0).all(is_shared)
    }

    /// Whether every entry that `other` means is meant by this one too.
    #[must_use]
    pub fn covers(&self, other: &Self) -> bool {
        self.len() == other.len()
            && self.0.iter().zip(&other.0).all(|(mine, theirs)| theirs.minus(*mine).is_empty())
    }
}

/// Of the keys for each place.
impl FromIterator<KeySet> for Pattern {
    fn from_iter<I: IntoIterator<Item = KeySet>>(places: I) -> Self {
        Self(places.into_iter().collect())
    }
}

/// The keys between two brackets: `13`, `2-9`, `1-35*`.
fn one_of(text: &str, within: Range<usize>) -> Result<KeySet, PatternError> {
    let mut keys = KeySet::NONE;
    let mut at = within.start;
    while let Some(character) = text[at..within.end].chars().next() {
        let key = Key::new(character).ok_or(PatternError::Character { character, at })?;
        let range = text[at..within.end].strip_prefix(character).and_then(|rest| rest.strip_prefix('-'));
        let Some(rest) = range else {
            keys = keys.or(KeySet::only(key));
            at += 1;
            continue;
        };
        let end = at + 2 + rest.chars().next().map_or(0, char::len_utf8);
        let last = rest.chars().next().and_then(Key::new).filter(|last| key.is_digit() && last.is_digit());
        let last = last.filter(|last| key.index() <= last.index());
        let last = last.ok_or(PatternError::BadRange { at: at..end })?;
        let is_between = |between: &Key| between.is_digit() && (key..=last).contains(between);
        keys = keys.or(Key::ALL.into_iter().filter(is_between).collect());
        at = end;
    }
    if keys.is_empty() {
        return Err(PatternError::NoKeys { at: within.start - 1..within.end + 1 });
    }
    Ok(keys)
}

/// As the plan's files write it, whatever the brackets were around.
impl fmt::Display for Pattern {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.iter().try_for_each(|&keys| match keys.single() {
            Some(key) => key.fmt(f),
            None if keys == KeySet::DIGITS => f.write_str("x"),
            None => write!(f, "[{keys}]"),
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn digits(text: &str) -> Digits {
        text.chars().filter_map(Key::new).collect()
    }

    fn pattern(text: &str) -> Pattern {
        Pattern::parse(text).unwrap()
    }

    #[test]
    fn x_stands_for_a_digit_and_for_nothing_else() {
        let pattern = pattern("4xX#");
        assert!(pattern.matches(&digits("412#")));
        assert!(pattern.matches(&digits("400#")));
        assert!(!pattern.matches(&digits("41*#")));
        assert!(!pattern.matches(&digits("412")));
    }

    #[test]
    fn brackets_stand_for_one_of_their_keys() {
        let pattern = pattern("[2-46*]x");
        for (entry, is_meant) in
            [("20", true), ("39", true), ("60", true), ("*1", true), ("50", false), ("#1", false)]
        {
            assert_eq!(pattern.matches(&digits(entry)), is_meant, "{entry}");
        }
        assert!(pattern.goes_on_from(&digits("4")) && !pattern.goes_on_from(&digits("5")));
        assert!(!pattern.goes_on_from(&digits("41")));
    }

    #[test]
    fn a_pattern_is_written_in_one_way() {
        for (written, shown) in [
            ("[5]X", "5x"),
            ("[0-9]", "x"),
            ("[97531]", "[13579]"),
            ("[4325]", "[2-5]"),
            ("[#9-9]", "[9#]"),
            ("[12]", "[12]"),
        ] {
            assert_eq!(pattern(written).to_string(), shown);
        }
    }

    #[test]
    fn what_has_no_meaning_is_told_with_its_place() {
        let error = |text| Pattern::parse(text).unwrap_err();
        assert_eq!(error("4-12"), PatternError::Character { character: '-', at: 1 });
        assert_eq!(error("é"), PatternError::Character { character: 'é', at: 0 });
        assert_eq!(error("1]"), PatternError::Character { character: ']', at: 1 });
        assert_eq!(error("1[a]"), PatternError::Character { character: 'a', at: 2 });
        assert_eq!(error("1[23"), PatternError::Unclosed { at: 1..4 });
        assert_eq!(error("1[]"), PatternError::NoKeys { at: 1..3 });
        for bad in ["[5-2]", "[*-#]", "[2-]", "[2-é]"] {
            assert_eq!(error(bad), PatternError::BadRange { at: 1..bad.len() - 1 }, "{bad}");
        }
    }

    #[test]
    fn a_wider_pattern_covers_a_narrower_one() {
        let [wide, narrow] = ["4xxx", "4[1-3]xx"].map(pattern);
        assert!(wide.covers(&narrow) && !narrow.covers(&wide) && wide.covers(&wide));
    }

    #[test]
    fn a_pattern_of_single_keys_means_one_entry() {
        assert_eq!(pattern("4[7]1#").single(), Some(digits("471#")));
        assert_eq!(pattern("4x").single(), None);
    }
}
