//! What a caller will press, written down: `6,,1#`.

use std::fmt;
use std::str::FromStr;

use jiff::SignedDuration;

use crate::base::text::counted;
use crate::plan::{Key, keys_for_people};

/// One thing that a caller does with the keypad.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Press {
    /// Presses a key as soon as the call takes one.
    Key(Key),
    /// Waits for [`KeySequence::PAUSE`].
    Pause,
}

impl Press {
    /// The key, if one is pressed.
    #[must_use]
    pub fn key(self) -> Option<Key> {
        match self {
            Self::Key(key) => Some(key),
            Self::Pause => None,
        }
    }
}

/// Keys and pauses in order. A comma is a pause, as in the dialing strings of modems and address books.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash)]
pub struct KeySequence(Vec<Press>);

impl KeySequence {
    /// How long a comma waits.
    pub const PAUSE: SignedDuration = SignedDuration::from_secs(2);

    /// The presses in order.
    #[must_use]
    pub fn presses(&self) -> &[Press] {
        &self.0
    }

    /// The presses as people read them: `1, 1, 3`; with a pause, `1, wait 4 seconds, 2`. `Display` writes them as commands
    /// take them: `113`, `1,,2`.
    #[must_use]
    pub fn for_people(&self) -> String {
        let is_alike = |a: &Press, b: &Press| {
            matches!((a, b), (Press::Key(_), Press::Key(_)) | (Press::Pause, Press::Pause))
        };
        let told = self.0.chunk_by(is_alike).map(|run| match run {
            [Press::Pause, ..] => {
                let seconds = run.len() * usize::try_from(Self::PAUSE.as_secs()).unwrap_or_default();
                format!("wait {}", counted(seconds, "second"))
            }
            keys => keys_for_people(keys.iter().filter_map(|press| press.key())),
        });
        told.collect::<Vec<_>>().join(", ")
    }
}

impl From<Vec<Press>> for KeySequence {
    fn from(presses: Vec<Press>) -> Self {
        Self(presses)
    }
}

/// A character that is neither a key nor a pause.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{character:?} is not a key: keys are 0 to 9, * and #, and a comma waits two seconds")]
pub struct KeysError {
    /// The character.
    pub character: char,
    /// Its position in bytes.
    pub at: usize,
}

impl FromStr for KeySequence {
    type Err = KeysError;

    fn from_str(text: &str) -> Result<Self, KeysError> {
        let presses =
            text.char_indices().filter(|(_, c)| !matches!(c, ' ' | '-')).map(
                |(at, character)| match Key::new(character) {
                    Some(key) => Ok(Press::Key(key)),
                    None if character == ',' => Ok(Press::Pause),
                    None => Err(KeysError { character, at }),
                },
            );
        presses.collect::<Result<_, _>>().map(Self)
    }
}

impl fmt::Display for KeySequence {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.iter().try_for_each(|press| match press {
            Press::Key(key) => key.fmt(f),
            Press::Pause => f.write_str(","),
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn keys_are_shown_as_they_are_read() {
        let keys: KeySequence = "6,, 1-2#*".parse().unwrap();
        assert_eq!(keys.to_string(), "6,,12#*");
        assert_eq!(keys.presses()[1], Press::Pause);
    }

    #[test]
    fn people_never_read_several_keys_as_one() {
        for (keys, told) in [
            ("", ""),
            ("6", "6"),
            ("13", "1, 3"),
            ("113*#", "1, 1, 3, *, #"),
            ("1,,2", "1, wait 4 seconds, 2"),
            (",12,", "wait 2 seconds, 1, 2, wait 2 seconds"),
        ] {
            assert_eq!(keys.parse::<KeySequence>().unwrap().for_people(), told);
        }
    }

    #[test]
    fn a_stray_character_is_found_where_it_stands() {
        assert_eq!("6;1".parse::<KeySequence>(), Err(KeysError { character: ';', at: 1 }));
    }
}
