//! Keys and numbers as learners type them.

use crate::call::{Keys, Press};
use crate::number::{Country, PhoneNumber};
use crate::plan::Key;

/// The keys that a text means: `6`, `option 6`, `press six`, `1, then 2`, `*`, `pound`. None if it means none.
pub(crate) fn keys(text: &str) -> Option<Keys> {
    let mut presses = Vec::new();
    let lower = text.to_lowercase();
    let is_between =
        |c: char| c.is_whitespace() || matches!(c, ',' | '.' | ';' | ':' | '-' | '"' | '\'' | '!');
    for word in lower.split(is_between).filter(|word| !word.is_empty()) {
        match word {
            "option" | "opt" | "key" | "keys" | "press" | "then" | "and" | "the" | "ext" | "x" | "it"
            | "is" | "choose" | "dial" | "number" => {}
            "zero" => presses.extend(Key::new('0')),
            "one" => presses.extend(Key::new('1')),
            "two" => presses.extend(Key::new('2')),
            "three" => presses.extend(Key::new('3')),
            "four" => presses.extend(Key::new('4')),
            "five" => presses.extend(Key::new('5')),
            "six" => presses.extend(Key::new('6')),
            "seven" => presses.extend(Key::new('7')),
            "eight" => presses.extend(Key::new('8')),
            "nine" => presses.extend(Key::new('9')),
            "star" | "asterisk" => presses.extend(Key::new('*')),
            "pound" | "hash" => presses.extend(Key::new('#')),
            _ => {
                let typed: Option<Vec<Key>> = word.chars().map(Key::new).collect();
                presses.extend(typed?);
            }
        }
        if presses.len() > MOST_KEYS {
            return None;
        }
    }
    (!presses.is_empty()).then(|| Keys::from(presses.into_iter().map(Press::Key).collect::<Vec<_>>()))
}

/// Nobody types more keys than this on purpose.
const MOST_KEYS: usize = 40;

/// A number, and the keys behind it: `877.357.8477 option 6`, `1-877-357-8477 x6`, `8773578477, 6`.
pub(crate) fn dialled(text: &str, country: Country) -> Option<(PhoneNumber, Keys)> {
    let text = text.trim();
    if text.len() > LONGEST {
        return None;
    }
    let number = |text: &str| PhoneNumber::parse(text.trim_matches([' ', ',', '.', ';', ':']), country).ok();
    if let Some(dialled) = number(text) {
        let extension = dialled.extension.map(|extension| extension.to_string());
        return Some((dialled.number, extension.and_then(|digits| keys(&digits)).unwrap_or_default()));
    }
    let mut breaks: Vec<usize> =
        text.char_indices().filter(|(_, c)| !c.is_alphanumeric()).map(|(at, _)| at).collect();
    breaks.reverse();
    breaks.into_iter().find_map(|at| {
        let (before, behind) = text.split_at(at);
        let dialled = number(before).filter(|dialled| dialled.extension.is_none())?;
        Some((dialled.number, keys(behind)?))
    })
}

/// Longer texts are no number, and are not worth the tries.
const LONGEST: usize = 200;

#[cfg(test)]
mod tests {
    use super::*;

    fn pressed(text: &str) -> Option<String> {
        keys(text).map(|keys| keys.to_string())
    }

    #[test]
    fn keys_are_read_in_figures_and_words() {
        for text in ["6", "option 6", "Press six.", "key 6", "opt. 6", "\"6\"", " 6 "] {
            assert_eq!(pressed(text).as_deref(), Some("6"), "{text}");
        }
        assert_eq!(pressed("1, then 2").as_deref(), Some("12"));
        assert_eq!(pressed("star then pound").as_deref(), Some("*#"));
        for text in ["", "Commercial", "six or seven", &"1".repeat(500)] {
            assert_eq!(pressed(text), None, "{text}");
        }
    }

    #[test]
    fn an_option_is_read_behind_a_number_however_it_is_written() {
        for text in [
            "877.357.8477 option 6",
            "1-877-357-8477, option 6",
            "1 877 357 8477 x6",
            "(877) 357-8477 press six",
            "8773578477, 6",
            "8773578477 6",
        ] {
            let (number, keys) = dialled(text, Country::UnitedStates).unwrap_or_else(|| panic!("{text}"));
            assert_eq!(
                (number.to_string().as_str(), keys.to_string().as_str()),
                ("1-877-357-8477", "6"),
                "{text}"
            );
        }
        assert_eq!(dialled("option 6", Country::UnitedStates), None);
    }
}
