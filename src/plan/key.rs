//! What a caller can press: one [`Key`], several [`Digits`], and the [`Pattern`]s that a plan compares them with.

use std::fmt;

use super::stock::StockPhrases;
use crate::base::Language;

/// One key of a phone: `0` to `9`, `*` or `#`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[doc(alias("DTMF", "digit", "tone", "option"))]
pub struct Key(u8);

impl Key {
    /// How many keys a phone has.
    pub const COUNT: usize = 12;

    /// All keys, in the order in which people list them.
    pub const ALL: [Self; Self::COUNT] = {
        let mut keys = [Self(0); Self::COUNT];
        let order = b"1234567890*#";
        let mut at = 0;
        while at < order.len() {
            keys[at] = Self(order[at]);
            at += 1;
        }
        keys
    };

    /// The key with this character on it.
    #[must_use]
    pub fn new(character: char) -> Option<Self> {
        matches!(character, '0'..='9' | '*' | '#').then_some(Self(character as u8))
    }

    /// The character on the key.
    #[must_use]
    pub fn character(self) -> char {
        self.0 as char
    }

    /// Whether it is one of `0` to `9`.
    #[must_use]
    pub fn is_digit(self) -> bool {
        self.0.is_ascii_digit()
    }

    /// A position below [`Key::COUNT`]: digits by value, then `*`, then `#`.
    #[must_use]
    pub fn index(self) -> usize {
        match self.0 {
            b'*' => 10,
            b'#' => 11,
            digit => usize::from(digit - b'0'),
        }
    }

    /// How it is said in a prompt: the digit, `star` or `pound`.
    #[must_use]
    pub fn spoken(self) -> &'static str {
        StockPhrases::of(Language::English).key(self.index())
    }
}

impl fmt::Display for Key {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Write::write_char(f, self.character())
    }
}

/// Keys in order as people read them: `1, 1, 3`. Written together as commands take them, `13` would be read as the name of
/// one key.
pub(crate) fn keys_for_people(keys: impl IntoIterator<Item = Key>) -> String {
    let keys: Vec<String> = keys.into_iter().map(|key| key.to_string()).collect();
    keys.join(", ")
}

/// What a caller has entered at an input: up to [`Digits::MAX`] keys, packed so that a call's state stays small and can
/// be copied, compared and hashed at once.
#[derive(Clone, Copy, PartialEq, Eq, Hash)]
pub struct Digits {
    /// Four bits a key, the last key lowest; 0 where there is none, otherwise [`Key::index`] plus one.
    packed: u128,
}

impl Digits {
    /// The longest entry: more than any account, card or dealer number.
    pub const MAX: usize = 32;

    /// Nothing entered yet.
    pub const NONE: Self = Self { packed: 0 };

    /// Adds a key. A full entry stays as it is.
    pub fn push(&mut self, key: Key) {
        if self.len() < Self::MAX {
            self.packed = self.packed << 4 | (key.index() as u128 + 1);
        }
    }

    /// How many keys were entered.
    #[must_use]
    pub fn len(self) -> usize {
        (u128::BITS - self.packed.leading_zeros()).div_ceil(4) as usize
    }

    /// Whether nothing was entered.
    #[must_use]
    pub fn is_empty(self) -> bool {
        self.packed == 0
    }

    /// The keys in the order in which they were pressed.
    #[must_use]
    pub fn keys(self) -> impl ExactSizeIterator<Item = Key> {
        const BY_INDEX: &[u8; Key::COUNT] = b"0123456789*#";
        (0..self.len()).rev().map(move |at| Key(BY_INDEX[(self.packed >> (4 * at)) as usize % 16 - 1]))
    }
}

impl fmt::Display for Digits {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.keys().try_for_each(|key| key.fmt(f))
    }
}

impl fmt::Debug for Digits {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Digits({self})")
    }
}

/// Entries that a plan treats alike: keys that must be pressed, and `x` for any digit. `4xxx` is every four-digit entry
/// that starts with 4.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Pattern(Box<str>);

impl Pattern {
    /// Reads a pattern. The error is the first character that has no meaning in one, with its position in bytes.
    pub fn parse(text: &str) -> Result<Self, (usize, char)> {
        match text.char_indices().find(|&(_, c)| Key::new(c).is_none() && !matches!(c, 'x' | 'X')) {
            Some(unknown) => Err(unknown),
            None => Ok(Self(text.to_ascii_lowercase().into())),
        }
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

    /// Whether the entry is one of those meant.
    #[must_use]
    pub fn matches(&self, digits: &Digits) -> bool {
        self.len() == digits.len()
            && self.0.bytes().zip(digits.keys()).all(|(wanted, pressed)| match wanted {
                b'x' => pressed.is_digit(),
                key => key == pressed.0,
            })
    }

    /// The key that must be pressed at a place, from 0. None: any digit will do, or the entry has ended.
    #[must_use]
    pub fn key_at(&self, place: usize) -> Option<Key> {
        self.0.as_bytes().get(place).filter(|&&key| key != b'x').map(|&key| Key(key))
    }

    /// Whether every entry that `other` means is meant by this one too.
    #[must_use]
    pub fn covers(&self, other: &Self) -> bool {
        self.len() == other.len()
            && self
                .0
                .bytes()
                .zip(other.0.bytes())
                .all(|(mine, theirs)| mine == theirs || (mine == b'x' && theirs.is_ascii_digit()))
    }
}

impl fmt::Display for Pattern {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn digits(text: &str) -> Digits {
        let mut digits = Digits::NONE;
        text.chars().filter_map(Key::new).for_each(|key| digits.push(key));
        digits
    }

    #[test]
    fn every_key_has_its_own_place() {
        let mut seen = [false; Key::COUNT];
        for key in Key::ALL {
            assert!(!std::mem::replace(&mut seen[key.index()], true));
            assert_eq!(Key::new(key.character()), Some(key));
        }
        assert_eq!(Key::new('A'), None);
    }

    #[test]
    fn x_stands_for_a_digit_and_for_nothing_else() {
        let pattern = Pattern::parse("4xX#").unwrap();
        assert!(pattern.matches(&digits("412#")));
        assert!(pattern.matches(&digits("400#")));
        assert!(!pattern.matches(&digits("41*#")));
        assert!(!pattern.matches(&digits("412")));
        assert_eq!(Pattern::parse("4-12"), Err((1, '-')));
    }

    #[test]
    fn a_wider_pattern_covers_a_narrower_one() {
        let [wide, narrow] = ["4xxx", "41xx"].map(|text| Pattern::parse(text).unwrap());
        assert!(wide.covers(&narrow) && !narrow.covers(&wide) && wide.covers(&wide));
    }

    #[test]
    fn an_entry_never_grows_past_its_room() {
        let entry = digits(&"9".repeat(Digits::MAX + 5));
        assert_eq!(entry.len(), Digits::MAX);
        assert_eq!(entry.to_string(), "9".repeat(Digits::MAX));
    }

    #[test]
    fn an_entry_is_shown_as_it_was_pressed() {
        assert_eq!(digits("0012*#9").to_string(), "0012*#9");
        assert_eq!(digits("00").len(), 2);
        assert_ne!(digits("0"), digits("00"));
    }
}
