//! What a caller can press: one [`Key`], several [`Digits`].

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

    /// The key at a position below [`Key::COUNT`].
    fn at(index: usize) -> Self {
        const BY_INDEX: &[u8; Key::COUNT] = b"0123456789*#";
        Self(BY_INDEX[index])
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
    pub(super) packed: u128,
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

    /// The key, where only one was pressed.
    #[must_use]
    pub fn single(self) -> Option<Key> {
        self.keys().next().filter(|_| self.len() == 1)
    }

    /// Whether nothing was entered.
    #[must_use]
    pub fn is_empty(self) -> bool {
        self.packed == 0
    }

    /// The keys in the order in which they were pressed.
    #[must_use]
    pub fn keys(self) -> impl ExactSizeIterator<Item = Key> {
        (0..self.len()).rev().map(move |at| Key::at((self.packed >> (4 * at)) as usize % 16 - 1))
    }
}

/// Some of the keys of a phone.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct KeySet(u16);

impl KeySet {
    /// None.
    pub const NONE: Self = Self(0);

    /// The keys `0` to `9`.
    pub const DIGITS: Self = Self((1 << 10) - 1);

    /// Every key.
    pub const ALL: Self = Self((1 << Key::COUNT) - 1);

    /// This key alone.
    #[must_use]
    pub fn only(key: Key) -> Self {
        Self(1 << key.index())
    }

    /// Whether a key is one of them.
    #[must_use]
    pub fn contains(self, key: Key) -> bool {
        self.0 & 1 << key.index() != 0
    }

    /// Whether there is none.
    #[must_use]
    pub fn is_empty(self) -> bool {
        self.0 == 0
    }

    /// The key, where there is only one.
    #[must_use]
    pub fn single(self) -> Option<Key> {
        self.0.is_power_of_two().then(|| Key::at(self.0.trailing_zeros() as usize))
    }

    /// Those that are in either.
    #[must_use]
    pub const fn or(self, other: Self) -> Self {
        Self(self.0 | other.0)
    }

    /// Those that are in both.
    #[must_use]
    pub const fn and(self, other: Self) -> Self {
        Self(self.0 & other.0)
    }

    /// Those that are not in the other.
    #[must_use]
    pub const fn minus(self, other: Self) -> Self {
        Self(self.0 & !other.0)
    }

    /// The keys: digits by value, then `*`, then `#`.
    pub fn keys(self) -> impl Iterator<Item = Key> {
        (0..Key::COUNT).map(Key::at).filter(move |&key| self.contains(key))
    }
}

impl FromIterator<Key> for KeySet {
    fn from_iter<I: IntoIterator<Item = Key>>(keys: I) -> Self {
        keys.into_iter().fold(Self::NONE, |set, key| set.or(Self::only(key)))
    }
}

/// One key pressed after the other; those that a full entry has no room for are left out.
impl FromIterator<Key> for Digits {
    fn from_iter<I: IntoIterator<Item = Key>>(keys: I) -> Self {
        let mut digits = Self::NONE;
        keys.into_iter().for_each(|key| digits.push(key));
        digits
    }
}

/// One key alone.
impl From<Key> for Digits {
    fn from(key: Key) -> Self {
        Self::from_iter([key])
    }
}

/// As between the brackets of a pattern: `2-9`, `13*`.
impl fmt::Display for KeySet {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let keys: Vec<Key> = self.keys().collect();
        for run in keys.chunk_by(|one, next| next.is_digit() && one.index() + 1 == next.index()) {
            match run {
                [first, _, .., last] => write!(f, "{first}-{last}")?,
                few => few.iter().try_for_each(|key| key.fmt(f))?,
            }
        }
        Ok(())
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

#[cfg(test)]
mod tests {
    use super::*;

    fn digits(text: &str) -> Digits {
        text.chars().filter_map(Key::new).collect()
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
