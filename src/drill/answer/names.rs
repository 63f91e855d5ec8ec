//! Names as learners type them: with slips of the finger, without the small words, shortened.

use crate::drill::team::folded;
use crate::find;

/// How well an answer fits a name. Greater is better.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Likeness {
    /// Something else.
    Other,
    /// Some of its words.
    Near,
    /// All that was typed is of the name, but not all of the name was typed.
    Part,
    /// The name with a slip of the finger.
    Close,
    /// The name.
    Same,
}

/// Words that say nothing.
const FILLERS: [&str; 12] = ["a", "an", "the", "of", "for", "to", "and", "it", "is", "s", "at", "on"];
/// Longer answers are no name.
const LONGEST: usize = 200;

/// How well an answer fits a name.
pub(crate) fn likeness(answer: &str, name: &str) -> Likeness {
    if answer.len() > LONGEST {
        return Likeness::Other;
    }
    let (said, known) = (folded(answer), folded(name));
    if said.is_empty() || known.is_empty() {
        return if answer.trim() == name.trim() && !name.is_empty() {
            Likeness::Same
        } else {
            Likeness::Other
        };
    }
    if said == known {
        return Likeness::Same;
    }
    let joined = |text: &str| text.replace(' ', "");
    let alike = strsim::normalized_damerau_levenshtein(&joined(&said), &joined(&known));
    if alike >= 0.85 && joined(&said).len() >= 4 {
        return Likeness::Close;
    }
    let words = |text: &str| -> Vec<String> {
        text.split(' ').filter(|word| !FILLERS.contains(word)).map(str::to_owned).collect()
    };
    let (said, known) = (words(&said), words(&known));
    let found = said.iter().filter(|word| known.iter().any(|other| find::likeness(word, other) > 0)).count();
    let covered =
        known.iter().filter(|word| said.iter().any(|other| find::likeness(other, word) > 0)).count();
    if said.is_empty() || found == 0 {
        Likeness::Other
    } else if found == said.len() && covered == known.len() {
        Likeness::Close
    } else if found == said.len() {
        Likeness::Part
    } else if 2 * found >= said.len() && 2 * covered >= known.len() {
        Likeness::Near
    } else {
        Likeness::Other
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn slips_and_small_words_are_forgiven_and_other_names_are_not() {
        let name = "Dealer Service Center";
        assert_eq!(likeness("dealer  service center!", name), Likeness::Same);
        assert_eq!(likeness("the dealer servise centre", name), Likeness::Close);
        assert_eq!(likeness("dealer service", name), Likeness::Part);
        assert_eq!(likeness("Customer Service Center", name), Likeness::Near);
        assert_eq!(likeness("Ally Plus", name), Likeness::Other);
        assert_eq!(likeness("FI Rewards", "F&I Rewards"), Likeness::Close);
        assert_eq!(likeness("", name), Likeness::Other);
        assert_eq!(likeness(&"x".repeat(10_000), name), Likeness::Other);
    }
}
