//! Names as learners type them: with slips of the finger, without the small words, shortened.

use crate::directory;
use crate::directory::names::{folded, plain, signs};

/// How well an answer fits a name. Greater is better.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Likeness {
    /// Something else.
    Other,
    /// Some of its words, or its words with other signs or figures.
    Near,
    /// All that was typed is of the name, but not all of the name was typed.
    Part,
    /// The name with a slip of the finger.
    Close,
    /// Its words, with its signs or with none.
    Same,
    /// The name as it looks.
    Plain,
    /// The name, letter for letter.
    Exact,
}

/// Words that say nothing.
const FILLERS: [&str; 12] = ["a", "an", "the", "of", "for", "to", "and", "it", "is", "s", "at", "on"];
/// Longer answers are no name with slips of the finger.
const LONGEST: usize = 200;
/// Figures in words, and as they are counted in names.
const FIGURES: [(&str, &[&str]); 10] = [
    ("1", &["one"]),
    ("2", &["two", "ii"]),
    ("3", &["three", "iii"]),
    ("4", &["four", "iv"]),
    ("5", &["five"]),
    ("6", &["six"]),
    ("7", &["seven"]),
    ("8", &["eight"]),
    ("9", &["nine"]),
    ("10", &["ten"]),
];

/// Whether an answer is a name, as far as that can be without a slip: otherwise it is another one.
pub(crate) fn sameness(answer: &str, name: &str) -> Likeness {
    if answer == name {
        return Likeness::Exact;
    }
    if plain(answer) == plain(name) {
        return Likeness::Plain;
    }
    let (said, known) = (folded(answer), folded(name));
    if !said.is_empty() && said == known && has_its_signs(answer, name) {
        Likeness::Same
    } else {
        Likeness::Other
    }
}

/// Signs may be left out. Others are those of something else.
fn has_its_signs(answer: &str, name: &str) -> bool {
    let said = signs(answer);
    said.is_empty() || said == signs(name)
}

/// How well an answer fits a name.
pub(crate) fn likeness(answer: &str, name: &str) -> Likeness {
    let same = sameness(answer, name);
    if same > Likeness::Other || answer.len() > LONGEST {
        return same;
    }
    match like_words(&folded(answer), &folded(name)) {
        Likeness::Other => Likeness::Other,
        _ if !has_its_signs(answer, name) => Likeness::Near,
        like => like,
    }
}

fn like_words(said: &str, known: &str) -> Likeness {
    let words = |text: &str| -> Vec<String> {
        let words = text.split(' ').filter(|word| !word.is_empty() && !FILLERS.contains(word));
        words.map(|word| in_figures(word).to_owned()).collect()
    };
    let (said_words, known_words) = (words(said), words(known));
    // A figure is no slip of the finger for another one.
    let figures = |words: &[String]| -> Vec<String> {
        words.iter().filter(|word| word.contains(|c: char| c.is_numeric())).cloned().collect()
    };
    let (said_figures, known_figures) = (figures(&said_words), figures(&known_words));
    let has_them_all = said_figures == known_figures;
    let has_others = said_figures.iter().any(|figure| !known_figures.contains(figure));
    let joined = |text: &str| text.replace(' ', "");
    let alike = strsim::normalized_damerau_levenshtein(&joined(said), &joined(known));
    if alike >= 0.85 && joined(said).len() >= 4 && has_them_all {
        return Likeness::Close;
    }
    let is_like = |word: &String, other: &String| directory::likeness(word, other) > 0;
    let found = said_words.iter().filter(|word| known_words.iter().any(|other| is_like(word, other))).count();
    let covered =
        known_words.iter().filter(|word| said_words.iter().any(|other| is_like(other, word))).count();
    if said_words.is_empty() || found == 0 {
        Likeness::Other
    } else if has_others {
        Likeness::Near
    } else if found == said_words.len() && covered == known_words.len() && has_them_all {
        Likeness::Close
    } else if found == said_words.len() {
        Likeness::Part
    } else if 2 * found >= said_words.len() && 2 * covered >= known_words.len() {
        Likeness::Near
    } else {
        Likeness::Other
    }
}

/// A word for a figure as the figure.
fn in_figures(word: &str) -> &str {
    FIGURES.iter().find(|(_, words)| words.contains(&word)).map_or(word, |(figure, _)| figure)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn slips_and_small_words_are_forgiven_and_other_names_are_not() {
        let name = "Dealer Service Center";
        assert_eq!(likeness("dealer  service center!", name), Likeness::Same);
        assert_eq!(likeness("dealer  service center", name), Likeness::Plain);
        assert_eq!(likeness("the dealer servise centre", name), Likeness::Close);
        assert_eq!(likeness("dealer service", name), Likeness::Part);
        assert_eq!(likeness("Customer Service Center", name), Likeness::Near);
        assert_eq!(likeness("Ally Plus", name), Likeness::Other);
        assert_eq!(likeness("FI Rewards", "F&I Rewards"), Likeness::Close);
        assert_eq!(likeness("Dealer Service Center", name), Likeness::Exact);
        assert_eq!(likeness("", name), Likeness::Other);
        assert_eq!(likeness(&"x".repeat(10_000), name), Likeness::Other);
    }

    #[test]
    fn signs_and_figures_are_no_slips() {
        for (answer, name) in [
            ("C#", "C++"),
            ("Home Care+", "Home Care"),
            ("Service Team 3", "Service Team 2"),
            ("Service Team 12", "Service Team 2"),
            ("24/8 Care", "24/7 Care"),
        ] {
            assert!(likeness(answer, name) < Likeness::Part, "{answer} is not {name}");
        }
        for (answer, name) in
            [("c", "C++"), ("home care", "Home Care+"), ("C++", "C++"), ("24-7 care", "24/7 Care")]
        {
            assert!(likeness(answer, name) >= Likeness::Same, "{answer} is {name}");
        }
        for (answer, name) in [("Team II", "Team 2"), ("team two", "Team 2"), ("Cafe", "Caf\u{e9}")] {
            assert_eq!(likeness(answer, name), Likeness::Close, "{answer} is {name}");
        }
        let long = "\u{434}".repeat(200);
        assert_eq!(likeness(&long, &long), Likeness::Exact, "a name as long as names may be");
        assert_eq!(likeness("\u{1f600}", "\u{1f600}"), Likeness::Exact);
        assert_eq!(likeness("\u{1f601}", "\u{1f600}"), Likeness::Other);
    }
}
