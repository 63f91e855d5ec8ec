//! Short answers: yes, no, a letter for a choice.

use super::names::{Likeness, sameness};
use crate::directory::names::{folded, signs};

/// Words that turn into its opposite what is said behind them.
const NEGATIONS: [&str; 15] = [
    "not", "never", "cannot", "cant", "isnt", "arent", "wont", "doesnt", "dont", "wasnt", "werent", "didnt",
    "hasnt", "aint", "neither",
];
/// What somebody who does not know says behind a negation.
const UNKNOWN: [&str; 9] = ["sure", "certain", "know", "idea", "clue", "say", "tell", "remember", "recall"];

/// Whether a text says yes or no, or that something is open or closed.
pub(crate) fn yes_or_no(text: &str) -> Option<bool> {
    // "Isn't", whichever apostrophe is typed.
    let text = folded(text).replace("n t ", "nt ");
    let text = text.strip_suffix("n t").map_or(text.clone(), |text| format!("{text}nt"));
    let words: Vec<&str> = text.split(' ').collect();
    if says_unknown(&words) {
        return None;
    }
    match words[..] {
        ["y" | "yes" | "yeah" | "yep" | "sure" | "true", ..] => return Some(true),
        ["no", "longer" | "one", ..] => {}
        ["n" | "no" | "nope" | "false", ..] => return Some(false),
        _ => {}
    }
    // What is said first is what is meant: "closed, not open". A negation counts for the next state, and two are none.
    let (mut is_negated, mut has_negation) = (false, false);
    for (at, word) in words.iter().enumerate() {
        let next = words.get(at + 1).copied().unwrap_or_default();
        let state = match *word {
            "open" => true,
            "closed" | "shut" | "nobody" => false,
            "no" if next == "one" => false,
            // "It opens at 9" says nothing of now, "it never opens" does.
            "opens" if has_negation => true,
            "close" | "closes" | "closing" | "shuts" if has_negation => false,
            word if NEGATIONS.contains(&word) || word == "no" && next == "longer" => {
                is_negated = !is_negated;
                has_negation = true;
                continue;
            }
            _ => continue,
        };
        return Some(state != is_negated);
    }
    has_negation.then_some(!is_negated)
}

/// Whether somebody says that they do not know: "not sure", "I have no idea", "I can't say".
fn says_unknown(words: &[&str]) -> bool {
    let is_behind =
        |at: usize, most: usize| words.iter().skip(at + 1).take(most).any(|word| UNKNOWN.contains(word));
    words.iter().enumerate().any(|(at, word)| match *word {
        "unsure" | "idk" | "dunno" | "maybe" | "perhaps" => true,
        "no" => is_behind(at, 1),
        word => NEGATIONS.contains(&word) && is_behind(at, 3),
    })
}

/// Which of some choices is meant: by its letter, by its words, or by its number. A letter that is shown beside a choice
/// always means that choice, as [`placed`] lets it. Figures are not shown: where the choices have numbers of their own,
/// those are meant, and else the places.
pub(crate) fn choice(text: &str, choices: &[String]) -> Option<usize> {
    let text = text.trim();
    let said = folded(text);
    let mark = said.strip_prefix("choice ").or_else(|| said.strip_prefix("answer ")).unwrap_or(&said);
    // People write `a`, `a)`, `(a)`, `a.`: what begins with another sign is a name of somebody.
    let is_mark = text.starts_with(|c: char| c.is_alphanumeric() || c == '(')
        && signs(text).is_empty()
        && !choices.iter().any(|choice| choice.trim() == text && mark != said);
    if let ([letter @ b'a'..=b'z'], true) = (mark.as_bytes(), is_mark) {
        let index = usize::from(letter - b'a');
        if index < choices.len() {
            return Some(index);
        }
    }
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
    if !is_mark || mark.len() > 2 {
        return None;
    }
    let number = mark.parse::<usize>().ok()?;
    let numbered: Vec<Option<usize>> = choices.iter().map(|choice| own_number(choice, choices)).collect();
    if numbered.iter().any(Option::is_some) {
        return numbered.iter().position(|own| *own == Some(number));
    }
    number.checked_sub(1).filter(|index| *index < choices.len())
}

/// Puts choices that are letters, or have them behind the same word, beside their own letter, and those whose numbers are
/// just those of the places into their own place; the others stay in their order.
pub(crate) fn placed(choices: Vec<String>) -> Vec<String> {
    let count = choices.len();
    let numbers: Vec<Option<usize>> = choices.iter().map(|choice| own_number(choice, &choices)).collect();
    let are_places = (1..=count).all(|number| numbers.contains(&Some(number)));
    let place = |choice: &String| match own_mark(choice, &choices)?.as_bytes() {
        [letter @ b'a'..=b'z'] => Some(usize::from(letter - b'a')),
        _ => own_number(choice, &choices).filter(|_| are_places)?.checked_sub(1),
    };
    let places: Vec<Option<usize>> = choices.iter().map(place).collect();
    let mut slots: Vec<Option<String>> = vec![None; count];
    let mut others = Vec::new();
    for (choice, place) in choices.into_iter().zip(places) {
        match place.and_then(|place| slots.get_mut(place)) {
            Some(slot @ None) => *slot = Some(choice),
            _ => others.push(choice),
        }
    }
    let mut others = others.into_iter();
    slots.into_iter().filter_map(|slot| slot.or_else(|| others.next())).collect()
}

/// The letter or number that a choice is, or has behind a word that another choice has as well: `Option 1`, `Form A`.
fn own_mark(choice: &str, choices: &[String]) -> Option<String> {
    let split = |choice: &str| -> Option<(String, String)> {
        let words = folded(choice);
        let (stem, mark) = words.rsplit_once(' ').unwrap_or(("", &words));
        let is_number = mark.len() <= 2 && mark.bytes().all(|b| b.is_ascii_digit());
        let is_mark = is_number || mark.len() == 1;
        (is_mark && !mark.is_empty() && !stem.contains(' ')).then(|| (stem.to_owned(), mark.to_owned()))
    };
    let (stem, mark) = split(choice)?;
    let is_alone = signs(choice).is_empty() && stem.is_empty();
    let is_shared =
        || choices.iter().filter_map(|choice| split(choice)).filter(|(other, _)| *other == stem).count() > 1;
    (is_alone || is_shared()).then_some(mark)
}

fn own_number(choice: &str, choices: &[String]) -> Option<usize> {
    own_mark(choice, choices)?.parse().ok()
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
    fn a_negation_counts_for_what_is_said_behind_it_and_two_are_none() {
        for text in [
            "not closed",
            "it never closes",
            "it is not shut",
            "It isn't closed.",
            "they aren\u{2019}t shut",
            "it doesn't close",
            "it is no longer closed",
            "no longer closed",
            "it is never not open",
            "open, not closed",
            "yes, it is not closed",
            "it won't close",
        ] {
            assert_eq!(yes_or_no(text), Some(true), "{text}");
        }
        for text in [
            "closed, not open",
            "not open, closed",
            "never",
            "not now",
            "it never opens",
            "it is not",
            "they won't open",
            "it is not not closed",
            "no longer open",
            "nobody, it is closed",
            "no one is there",
            "no, I am sure",
            "isnt open",
            "I don't think so",
        ] {
            assert_eq!(yes_or_no(text), Some(false), "{text}");
        }
    }

    #[test]
    fn who_does_not_know_says_neither_yes_nor_no() {
        for text in [
            "not sure",
            "I'm not sure if it is open",
            "no idea",
            "I have no idea",
            "no clue",
            "I don't know",
            "dont know",
            "can't say",
            "I do not really know",
            "it closes at 5",
            "unsure",
        ] {
            assert_eq!(yes_or_no(text), None, "{text}");
        }
    }

    #[test]
    fn choices_that_are_letters_or_numbers_are_put_where_both_ways_to_say_them_agree() {
        let texts = |texts: &[&str]| texts.iter().map(|&text| text.to_owned()).collect::<Vec<_>>();
        for (shuffled, put) in [
            (vec!["C", "A", "D", "B"], vec!["A", "B", "C", "D"]),
            (vec!["C", "B"], vec!["C", "B"]),
            (vec!["B", "C"], vec!["C", "B"]),
            (vec!["Both", "B", "None"], vec!["Both", "B", "None"]),
            (vec!["b", "Both", "None"], vec!["Both", "b", "None"]),
            (vec!["Form B", "Form C", "Form A"], vec!["Form A", "Form B", "Form C"]),
            (vec!["Option 3", "Option 1", "Option 2"], vec!["Option 1", "Option 2", "Option 3"]),
            (vec!["2", "1"], vec!["1", "2"]),
            (vec!["Option 7", "Option 2"], vec!["Option 7", "Option 2"]),
            (vec!["Sales", "Team B"], vec!["Sales", "Team B"]),
            (vec!["Team A", "Sales"], vec!["Team A", "Sales"]),
            (vec!["Sales", "Team A"], vec!["Sales", "Team A"]),
        ] {
            let choices = placed(texts(&shuffled));
            assert_eq!(choices, put);
            for (index, text) in choices.iter().enumerate() {
                let letter = char::from(b'a' + u8::try_from(index).expect("few choices")).to_string();
                for said in
                    [letter.as_str(), text.as_str(), &text.to_uppercase(), &format!("choice {letter}")]
                {
                    assert_eq!(choice(said, &choices), Some(index), "{said} of {choices:?}");
                }
            }
        }
        let options = texts(&["Option 7", "Option 2"]);
        for (said, index) in [("2", Some(1)), ("7", Some(0)), ("1", None), ("option 2", Some(1))] {
            assert_eq!(choice(said, &options), index, "{said}");
        }
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
