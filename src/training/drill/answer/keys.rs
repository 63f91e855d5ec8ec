//! Keys and numbers as learners type them.

use crate::base::figures::{in_figures, with_plain_figures};
use crate::call::{KeySequence, Press};
use crate::number::{Dialed, PhoneNumber};
use crate::plan::{Key, Plan};

/// The keys that a text means: `6`, `option 6`, `press six`, `1, then 2`, `*`, `pound`. None if it means none.
pub(crate) fn keys(text: &str) -> Option<KeySequence> {
    let mut presses = Vec::new();
    let lower = with_plain_figures(&text.to_lowercase());
    let is_between = |c: char| {
        c.is_whitespace()
            || matches!(c, ',' | '.' | ';' | ':' | '-' | '"' | '\'' | '!' | '(' | ')' | '>' | '/' | '+' | '&')
            || matches!(c, '\u{2010}'..='\u{201f}' | '\u{2192}')
    };
    let mut is_counted = false;
    for word in lower.split(is_between).filter(|word| !word.is_empty()) {
        // "Option #6" is no key #.
        let word = if is_counted {
            word.strip_prefix('#').filter(|rest| !rest.is_empty()).unwrap_or(word)
        } else {
            word
        };
        is_counted = matches!(word, "option" | "opt" | "key" | "number" | "button" | "no" | "choice");
        match word {
            "option" | "options" | "opt" | "key" | "keys" | "press" | "pressing" | "push" | "hit"
            | "then" | "and" | "the" | "ext" | "extension" | "x" | "it" | "is" | "i" | "you" | "choose"
            | "select" | "dial" | "number" | "no" | "button" | "choice" | "sign" | "followed" | "by"
            | "next" | "finally" => {}
            "zero" | "oh" => presses.extend(Key::new('0')),
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
                // “4xxx” is how a pattern is told: any digit will do.
                let is_pattern = word.starts_with(|c: char| c.is_ascii_digit());
                let key = |c: char| Key::new(if c == 'x' && is_pattern { '0' } else { c });
                let typed: Option<Vec<Key>> = word.chars().map(key).collect();
                presses.extend(typed?);
            }
        }
        if presses.len() > MAX_KEYS {
            return None;
        }
    }
    (!presses.is_empty()).then(|| KeySequence::from(presses.into_iter().map(Press::Key).collect::<Vec<_>>()))
}

/// Nobody types more keys than this on purpose.
const MAX_KEYS: usize = 40;

/// A number, and the keys behind it: `877.357.8477 option 6`, `1-877-357-8477 x6`, `8773578477, 6`.
pub(crate) fn dialled(text: &str, plan: &Plan) -> Option<(Dialed, KeySequence)> {
    let text = text.trim();
    if text.len() > LONGEST {
        return None;
    }
    let written = with_plain_figures(text);
    // "Dial 1-800-555-0100", "the number is 1-800-555-0100".
    let figures = written.find(|c: char| c.is_ascii_digit() || matches!(c, '+' | '('));
    let has_words_only =
        |before: &str| before.chars().all(|c| c.is_alphabetic() || c.is_whitespace() || c == ':');
    let text = match figures {
        Some(at) if has_words_only(&written[..at]) => &written[at..],
        _ => &written,
    };
    in_order(text, plan).or_else(|| in_order(&in_figures(text)?, plan))
}

fn in_order(text: &str, plan: &Plan) -> Option<(Dialed, KeySequence)> {
    let number = |text: &str| {
        let text = text.trim_matches([' ', ',', '.', ';', ':']);
        if let Some(code) = plan.dial_typed(text) {
            return Some((code, None));
        }
        let dialled = PhoneNumber::parse(text, plan.country).ok()?;
        Some((Dialed::from(dialled.number), dialled.extension))
    };
    if let Some((number, extension)) = number(text) {
        let extension = extension.map(|extension| extension.to_string());
        return Some((number, extension.and_then(|digits| keys(&digits)).unwrap_or_default()));
    }
    let mut breaks: Vec<usize> =
        text.char_indices().filter(|(_, c)| !c.is_alphanumeric()).map(|(at, _)| at).collect();
    breaks.reverse();
    breaks.into_iter().find_map(|at| {
        let (before, behind) = text.split_at(at);
        let (number, _) = number(before).filter(|(_, extension)| extension.is_none())?;
        Some((number, keys(behind)?))
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
        for text in ["option #6", "button 6", "Press the 6 key", "key number six", "\u{ff16}", "I press 6"] {
            assert_eq!(pressed(text).as_deref(), Some("6"), "{text}");
        }
        for text in ["1 > 2", "1/2", "1 \u{2192} 2", "one followed by two", "1 and then press 2"] {
            assert_eq!(pressed(text).as_deref(), Some("12"), "{text}");
        }
        assert_eq!(pressed("the pound key").as_deref(), Some("#"));
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
            "dial 1-877-357-8477, then 6",
            "one eight seven seven, three five seven, eight four seven seven, option six",
            "eight seventy-seven three fifty-seven eighty-four seventy-seven press 6",
            "\u{ff18}\u{ff17}\u{ff17} 357 8477 then 6",
            "1/877/357/8477 option 6",
        ] {
            let (number, keys) = dialled(text, crate::plan::builtin()).unwrap_or_else(|| panic!("{text}"));
            assert_eq!(
                (number.to_string().as_str(), keys.to_string().as_str()),
                ("1-877-357-8477", "6"),
                "{text}"
            );
        }
        assert_eq!(dialled("option 6", crate::plan::builtin()), None);
    }
}
