//! Two texts side by side, with what differs marked.

use std::fmt;

use crate::base::text::{Stretch, word_diff};
use crate::diff::pair::BeforeAfter;

/// Words on both sides of what differs that are shown, where the rest is left out.
const AROUND: usize = 6;

/// Texts with fewer words are shown whole.
const SHORT: usize = 16;

/// Stands for what is left out.
pub(crate) const ELLIPSIS: &str = "…";

/// How a part of a text compares with the other text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum WordMark {
    /// The other has it, too.
    Same,
    /// Only this one has it.
    Only,
    /// The other has it, too, and it is so long that people are spared it.
    Left,
}

/// A text in parts.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct WordDiff {
    parts: Vec<(WordMark, String)>,
}

impl WordDiff {
    /// A text that differs as a whole.
    pub(crate) fn whole(text: String) -> Self {
        Self { parts: vec![(WordMark::Only, text)] }
    }

    /// Two texts, word by word.
    pub(crate) fn compared(texts: &BeforeAfter<String>) -> BeforeAfter<Self> {
        let words = |text: &str| text.split_whitespace().map(str::to_owned).collect::<Vec<String>>();
        let mut sides: BeforeAfter<Vec<(WordMark, String)>> = BeforeAfter::default();
        for stretch in word_diff(&words(&texts.old), &words(&texts.new)) {
            match stretch {
                Stretch::Same(text) => {
                    push(&mut sides.old, WordMark::Same, &text);
                    push(&mut sides.new, WordMark::Same, &text);
                }
                Stretch::Missing(text) => push(&mut sides.old, WordMark::Only, &text),
                Stretch::Extra(text) => push(&mut sides.new, WordMark::Only, &text),
                Stretch::Cut => {}
            }
        }
        sides.map(|parts| Self { parts: shortened(parts) })
    }

    /// The parts in order.
    pub(crate) fn parts(&self) -> impl Iterator<Item = (WordMark, &str)> {
        self.parts.iter().map(|(mark, text)| (*mark, text.as_str()))
    }
}

/// The text as people are shown it, without marks.
impl fmt::Display for WordDiff {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.parts().try_for_each(|(mark, text)| match mark {
            WordMark::Left => f.write_str(ELLIPSIS),
            WordMark::Same | WordMark::Only => f.write_str(text),
        })
    }
}

/// Adds to a text. The space between two parts belongs to the one that both texts have.
fn push(parts: &mut Vec<(WordMark, String)>, mark: WordMark, text: &str) {
    match parts.last_mut() {
        Some((last, said)) if *last == mark => said.extend([" ", text]),
        Some((WordMark::Same, said)) => {
            said.push(' ');
            parts.push((mark, text.to_owned()));
        }
        Some(_) => parts.push((mark, format!(" {text}"))),
        None => parts.push((mark, text.to_owned())),
    }
}

/// Leaves out what both texts have far from what differs.
fn shortened(parts: Vec<(WordMark, String)>) -> Vec<(WordMark, String)> {
    let words = |text: &str| text.split_whitespace().count();
    if parts.iter().map(|(_, text)| words(text)).sum::<usize>() <= SHORT {
        return parts;
    }
    let count = parts.len();
    let mut said = Vec::new();
    for (index, (mark, text)) in parts.into_iter().enumerate() {
        // What stands at an end of the text is near a difference on one side only.
        let (before, behind) =
            (if index == 0 { 0 } else { AROUND }, if index + 1 == count { 0 } else { AROUND });
        if mark != WordMark::Same || words(&text) <= before + behind + 1 || before + behind == 0 {
            said.push((mark, text));
            continue;
        }
        let starts: Vec<usize> = word_starts(&text).collect();
        said.push((WordMark::Same, text[..starts[before]].to_owned()));
        said.push((WordMark::Left, text[starts[before]..].to_owned()));
        if behind > 0 {
            said.push((WordMark::Same, format!(" {}", &text[starts[starts.len() - behind]..])));
        }
    }
    said.retain(|(_, text)| !text.is_empty());
    said
}

/// Where words begin.
fn word_starts(text: &str) -> impl Iterator<Item = usize> {
    let mut was_space = true;
    text.char_indices().filter_map(move |(at, c)| {
        let begins = was_space && !c.is_whitespace();
        was_space = c.is_whitespace();
        begins.then_some(at)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    /// What differs in brackets.
    fn marked(words: &WordDiff) -> String {
        let part = |(mark, text): (WordMark, &str)| match mark {
            WordMark::Same => text.to_owned(),
            WordMark::Only => format!("[{text}]"),
            WordMark::Left => ELLIPSIS.to_owned(),
        };
        words.parts().map(part).collect()
    }

    fn compared(old: &str, new: &str) -> (String, String) {
        let BeforeAfter { old, new } =
            WordDiff::compared(&BeforeAfter { old: old.to_owned(), new: new.to_owned() });
        (marked(&old), marked(&new))
    }

    #[test]
    fn words_that_differ_are_marked() {
        let told = compared("Press 3 for sales.", "Press 4 for sales.");
        assert_eq!(told, ("Press [3] for sales.".to_owned(), "Press [4] for sales.".to_owned()));
        let told = compared("Thank you for calling us.", "Welcome to us.");
        assert_eq!(told.0, "[Thank you for calling] us.");
        assert_eq!(compared("", "new"), (String::new(), "[new]".to_owned()));
    }

    #[test]
    fn what_is_the_same_far_away_is_left_out() {
        let long = |word: &str| format!("{} {word} {}", "a b c d e f g h i j", "k l m n o p q r s t");
        let (old, new) = compared(&long("x"), &long("y"));
        assert_eq!(old, "… e f g h i j [x] k l m n o p …");
        assert_eq!(new, "… e f g h i j [y] k l m n o p …");
        let same = ["word"; 40].join(" ");
        assert_eq!(compared(&same, &same).0, same, "what differs nowhere is shown whole");
    }
}
