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
    match like_words(&folded(answer), &folded(name), has_its_telling_words(answer, name)) {
        Likeness::Other => Likeness::Other,
        _ if !has_its_signs(answer, name) => Likeness::Near,
        like => like,
    }
}

/// How well an answer fits what people have written down as right or wrong. There, a sign is a part of what is meant.
pub(crate) fn written(answer: &str, known: &str) -> Likeness {
    let like = likeness(answer, known);
    let has_its_marks = marks(answer) == marks(known);
    if like >= Likeness::Plain {
        like
    } else if has_its_marks && !folded(answer).is_empty() && folded(answer) == folded(known) {
        Likeness::Same
    } else if has_its_marks {
        like
    } else {
        like.min(Likeness::Near)
    }
}

/// The signs of a text, with the hyphens that are a minus (`-40`, `A-`) and the point before a fraction (`.5`), and without
/// what only decorates it.
pub(crate) fn marks(text: &str) -> String {
    let chars: Vec<char> = text.trim().chars().collect();
    let is_alphanumeric =
        |at: Option<usize>| at.and_then(|at| chars.get(at)).is_some_and(|c: &char| c.is_alphanumeric());
    let is_figure_from = |at: usize| {
        let rest = chars[at..].iter().skip_while(|c| matches!(c, '.' | '$' | '\u{a3}' | '\u{20ac}'));
        rest.take(1).any(|c| c.is_numeric())
    };
    let mut marks = String::new();
    for (at, &c) in chars.iter().enumerate() {
        let is_behind_word = is_alphanumeric(at.checked_sub(1));
        let is_before_word = is_alphanumeric(Some(at + 1));
        match c {
            '-' | '\u{2010}'..='\u{2015}' | '\u{2212}' => {
                let behind =
                    if at == 0 { chars[1..].iter().take_while(|c| c.is_whitespace()).count() } else { 0 };
                let is_before = !is_behind_word && is_figure_from(at + 1 + behind);
                // Grades and blood groups are short; whoever ends a word with a dash means no minus.
                let word = chars[..at].iter().rev().take_while(|c| c.is_alphanumeric()).count();
                let is_behind = !is_before_word && (1..=2).contains(&word);
                if is_before || is_behind {
                    marks.push('-');
                }
            }
            '.' if !is_behind_word && chars.get(at + 1).is_some_and(|c| c.is_numeric()) => marks.push('.'),
            '`'
            | '\u{a9}'
            | '\u{ae}'
            | '\u{2122}'
            | '\u{200d}'
            | '\u{fe0f}'
            | '\u{feff}'
            | '\u{2600}'..='\u{27bf}'
            | '\u{1f000}'.. => {}
            _ => marks.push_str(&signs(c.encode_utf8(&mut [0; 4]))),
        }
    }
    marks
}

/// The small words and lone letters that tell a name from another one: the A of "Form A", the IT of "IT Support".
pub(crate) fn telling_words(name: &str) -> Vec<String> {
    let words: Vec<&str> = words_of(name);
    let has_lower = name.chars().any(char::is_lowercase);
    let is_lone = |at: Option<usize>| at.and_then(|at| words.get(at)).is_some_and(|word| is_letter(word));
    let tells = |&(at, word): &(usize, &&str)| {
        let lower = word.to_lowercase();
        let is_article = FILLERS.contains(&lower.as_str()) || lower == "i";
        // "F&I" and "U.S." are abbreviations, with or without their signs.
        let is_letter = is_letter(word) && !is_lone(at.checked_sub(1)) && !is_lone(Some(at + 1));
        let is_last = at + 1 == words.len();
        let is_big = lower != "i" && has_lower && !word.chars().any(char::is_lowercase);
        if is_article { is_last || is_big && (at > 0 || word.chars().count() > 1) } else { is_letter }
    };
    words.iter().enumerate().filter(tells).map(|(_, word)| word.to_lowercase()).collect()
}

fn has_its_telling_words(answer: &str, name: &str) -> bool {
    let said: Vec<String> = words_of(answer).iter().map(|word| word.to_lowercase()).collect();
    let told = telling_words(name);
    let is_small = |word: &String| FILLERS.contains(&word.as_str()) || word == "i";
    told.iter().all(|word| said.contains(word))
        && telling_words(answer).iter().all(|word| is_small(word) || told.contains(word))
}

/// The words of a text, with their capitals. What stands behind an apostrophe belongs to its word.
fn words_of(text: &str) -> Vec<&str> {
    let is_between = |c: char| !c.is_alphanumeric() && !matches!(c, '\'' | '\u{2019}');
    text.split(is_between)
        .map(|word| word.trim_matches(['\'', '\u{2019}']))
        .filter(|word| !word.is_empty())
        .collect()
}

fn is_letter(word: &str) -> bool {
    let mut chars = word.chars();
    chars.next().is_some_and(char::is_alphabetic) && chars.next().is_none()
}

fn like_words(said: &str, known: &str, has_telling: bool) -> Likeness {
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
    let has_them_all = said_figures == known_figures && has_telling;
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
    fn a_lone_letter_and_a_small_word_that_tell_names_apart_are_no_slips() {
        for (answer, name) in [
            ("form", "Form A"),
            ("Form B", "Form A"),
            ("Formulary B", "Formulary A"),
            ("formulary", "Formulary A"),
            ("class license", "Class A License"),
            ("class b license", "Class A License"),
            ("support", "IT Support"),
            ("sign", "Sign on"),
            ("Logging in", "Logging on"),
        ] {
            assert!(likeness(answer, name) < Likeness::Close, "{answer} is not {name}");
        }
        for (answer, name) in [
            ("the form a", "Form A"),
            ("formulery a", "Formulary A"),
            ("U.S. Mail", "US Mail"),
            ("drivers licence", "A Driver\u{2019}s License"),
            ("it suport", "IT Support"),
            ("send fax", "Send a fax"),
        ] {
            assert!(likeness(answer, name) >= Likeness::Close, "{answer} is {name}");
        }
    }

    #[test]
    fn signs_of_what_is_written_down_count() {
        for (answer, known) in [
            ("C", "C++"),
            ("C", "C#"),
            ("a", "A+"),
            ("A", "A-"),
            ("A+", "A-"),
            ("AB", "AB-"),
            ("5", "\u{2265}5"),
            ("1", "-1"),
            ("40", "-40"),
            ("-40", "40"),
            ("5", ".5"),
            ("tier 1", "Tier 1+"),
            ("form", "Form A"),
            ("Home Care", "Home Care+"),
        ] {
            assert!(written(answer, known) < Likeness::Close, "{answer} is not {known}");
        }
        for (answer, known) in [
            ("c++", "C++"),
            ("`C++`.", "C++"),
            ("a +", "A+"),
            ("\u{2265} 5", "\u{2265}5"),
            ("\u{2212}40", "-40"),
            ("- 40", "-40"),
            ("TIER 1+!", "Tier 1+"),
            ("form a.", "Form A"),
            ("24-7", "24/7"),
            ("-yes", "yes"),
            ("home - care", "Home-Care"),
            ("thank you", "Thank you \u{1f600}"),
            ("home care", "Home Care\u{ae}"),
        ] {
            assert!(written(answer, known) >= Likeness::Close, "{answer} is {known}");
        }
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
