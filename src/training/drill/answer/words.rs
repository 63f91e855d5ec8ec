//! Short answers: yes, no, a letter for a choice.

use super::names::{Likeness, sameness};
use crate::directory::names::{folded, signs};

/// Whether a text says yes or no, or that something is open or closed.
pub(crate) fn yes_or_no(text: &str) -> Option<bool> {
    let text = folded(text);
    let mut words = text.split(' ');
    let said = match words.next()? {
        "y" | "yes" | "yeah" | "yep" | "sure" | "true" | "open" => Some(true),
        "n" | "no" | "nope" | "nobody" | "not" | "never" | "false" | "closed" | "shut" => Some(false),
        _ => None,
    };
    // "It is closed", "they are not open".
    said.or_else(|| {
        let has = |word: &str| text.split(' ').any(|known| known == word);
        let no = ["closed", "shut", "not", "nobody", "isn", "isnt", "aren", "arent", "won", "wont", "never"];
        if no.iter().any(|word| has(word)) { Some(false) } else { has("open").then_some(true) }
    })
}

/// Which of some choices is meant: by its words, its letter or its number.
pub(crate) fn choice(text: &str, choices: &[String]) -> Option<usize> {
    let text = text.trim();
    let said = folded(text);
    let exact = choices.iter().position(|choice| choice.trim() == text);
    if exact.is_some() || said.is_empty() {
        return exact;
    }
    // One that looks the same is meant before one that has the same words.
    for least in [Likeness::Plain, Likeness::Same] {
        let mut alike = choices.iter().enumerate().filter(|(_, choice)| sameness(text, choice) >= least);
        if let (Some((index, _)), None) = (alike.next(), alike.next()) {
            return Some(index);
        }
    }
    if !signs(text).is_empty() {
        return None;
    }
    let mark = said.strip_prefix("choice ").or_else(|| said.strip_prefix("answer ")).unwrap_or(&said);
    let index = match mark.as_bytes() {
        [letter @ b'a'..=b'z'] => usize::from(letter - b'a'),
        digits if digits.len() <= 2 => mark.parse::<usize>().ok()?.checked_sub(1)?,
        _ => return None,
    };
    (index < choices.len()).then_some(index)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn yes_and_no_have_many_names() {
        for text in ["y", "Yes.", "yes, until 8", "open", "It is open", "yep"] {
            assert_eq!(yes_or_no(text), Some(true), "{text}");
        }
        for text in [
            "n",
            "No!",
            "closed",
            "it's closed",
            "not open",
            "nobody is there",
            "it isn't open",
            "they aren’t open",
        ] {
            assert_eq!(yes_or_no(text), Some(false), "{text}");
        }
        assert_eq!(yes_or_no("maybe"), None);
        assert_eq!(yes_or_no(""), None);
    }

    #[test]
    fn a_choice_is_made_by_words_letter_or_number() {
        let choices = ["Home Care+", "Home Care", "home  care"].map(str::to_owned);
        for (text, index) in [("Home Care+", 0), ("home care+", 0), ("Home Care", 1), ("home  care", 2)] {
            assert_eq!(choice(text, &choices), Some(index), "{text}");
        }
        assert_eq!(choice("Home-Care", &choices), None, "that can mean more than one of them");
        assert_eq!(choice("c#", &choices), None, "that is no letter");
        let choices = ["Dealer Reserve", "Ally Plus", "38118"].map(str::to_owned);
        for text in ["b", "B)", "2", "2.", "ally plus", "Ally Plus", "choice b"] {
            assert_eq!(choice(text, &choices), Some(1), "{text}");
        }
        assert_eq!(choice("38118", &choices), Some(2));
        for text in ["", "d", "0", "4", "bb", "99", "38153"] {
            assert_eq!(choice(text, &choices), None, "{text}");
        }
    }
}
