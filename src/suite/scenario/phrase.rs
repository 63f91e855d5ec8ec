//! Words to look for in what is heard.

use std::ops::Range;

use regex_lite::{Regex, RegexBuilder};

use super::folded_text::FoldedText;

/// What begins a text that is a regular expression.
const PATTERN: &str = "re:";

/// How much memory a regular expression may take, in bytes: enough for any sentence.
const LARGEST_PATTERN: usize = 1 << 18;

/// Words to look for, whatever their capitals and spaces; or a regular expression, whatever the capitals, in a text in
/// which every white space is one space.
#[derive(Clone, Debug)]
pub struct Phrase {
    written: String,
    sought: PhrasePattern,
}

#[derive(Clone, Debug)]
enum PhrasePattern {
    Words(String),
    Pattern(Regex),
}

/// A place in what was heard: so many prompts, and so many bytes into the next.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct HeardPosition {
    pub(super) prompts: usize,
    pub(super) bytes: usize,
}

/// Why a text is no phrase.
pub(super) enum PhraseError {
    /// It says nothing, so it is found in everything.
    Empty,
    /// It is not a regular expression; the words say why.
    Pattern(String),
}

impl Phrase {
    /// Words to look for, or after `re:`, a regular expression.
    pub(super) fn parse(written: &str) -> Result<Self, PhraseError> {
        let sought = match written.trim_start().strip_prefix(PATTERN) {
            Some(pattern) => {
                let regex = RegexBuilder::new(pattern.trim_start())
                    .case_insensitive(true)
                    .size_limit(LARGEST_PATTERN)
                    .build()
                    .map_err(|error| PhraseError::Pattern(error.to_string()))?;
                if regex.is_match("") {
                    return Err(PhraseError::Empty);
                }
                PhrasePattern::Pattern(regex)
            }
            None => PhrasePattern::Words(FoldedText::of(written)),
        };
        match &sought {
            PhrasePattern::Words(words) if words.is_empty() => Err(PhraseError::Empty),
            _ => Ok(Self { written: written.to_owned(), sought }),
        }
    }

    /// As the file writes it.
    #[must_use]
    pub fn written(&self) -> &str {
        &self.written
    }

    /// The words, unless it is a regular expression.
    pub(in crate::suite) fn words(&self) -> Option<&str> {
        match &self.sought {
            PhrasePattern::Words(_) => Some(&self.written),
            PhrasePattern::Pattern(_) => None,
        }
    }

    /// Where it is first found in a text that has been folded.
    pub(super) fn range_in(&self, folded: &str) -> Option<Range<usize>> {
        match &self.sought {
            PhrasePattern::Words(words) => folded.find(words).map(|at| at..at + words.len()),
            PhrasePattern::Pattern(pattern) => pattern.find(folded).map(|found| found.range()),
        }
    }

    /// Whether a text that has been folded contains it.
    pub(super) fn is_in(&self, folded: &str) -> bool {
        self.end_in(folded, 0).is_some()
    }

    /// Where it ends in a text that has been folded, if it is there from `start` on.
    fn end_in(&self, folded: &str, start: usize) -> Option<usize> {
        match &self.sought {
            PhrasePattern::Words(words) => {
                folded.get(start..)?.find(words).map(|at| start + at + words.len())
            }
            PhrasePattern::Pattern(pattern) => pattern.find_at(folded, start).map(|found| found.end()),
        }
    }

    /// Where it ends in the prompts, if one of them says it from `start` on.
    pub(super) fn find(&self, prompts: &[FoldedText], start: HeardPosition) -> Option<HeardPosition> {
        let later = prompts.iter().enumerate().skip(start.prompts);
        later.into_iter().find_map(|(position, prompt)| {
            let from = if position == start.prompts { start.bytes } else { 0 };
            let bytes = self.end_in(prompt.as_str(), from)?;
            Some(HeardPosition { prompts: position, bytes })
        })
    }
}

#[cfg(test)]
mod tests {
    use std::fmt::Write as _;

    use super::*;

    fn phrase(text: &str) -> Phrase {
        Phrase::parse(text).unwrap_or_else(|_| panic!("{text} is no phrase"))
    }

    fn prompts(texts: &[&str]) -> Vec<FoldedText> {
        let fold = |text: &&str| {
            let mut folded = FoldedText::default();
            folded.write_str(text).unwrap();
            folded
        };
        texts.iter().map(fold).collect()
    }

    #[test]
    fn words_and_patterns_disregard_capitals_and_spaces() {
        for text in ["FOR  sales", "re:FOR (sales|parts)", r"re: \bs\w+s\b"] {
            assert!(phrase(text).is_in(&FoldedText::of("For\nSales, press 1.")), "{text}");
        }
        assert!(!phrase("re:^sales").is_in("for sales"));
    }

    #[test]
    fn what_is_found_everywhere_is_no_phrase() {
        for text in ["", " \n", "re:", "re:x*", "re:()"] {
            assert!(matches!(Phrase::parse(text), Err(PhraseError::Empty)), "{text:?}");
        }
        for text in ["re:(", "re:a{999999}", "re:(((((a{99}){99}){99}){99}){99})"] {
            assert!(matches!(Phrase::parse(text), Err(PhraseError::Pattern(_))), "{text:?}");
        }
    }

    #[test]
    fn a_search_goes_on_behind_what_was_found() {
        let heard = prompts(&["press 1 or press 2", "Goodbye. Press 1."]);
        let one = phrase("press 1");
        let first = one.find(&heard, HeardPosition::default()).unwrap();
        assert_eq!(first, HeardPosition { prompts: 0, bytes: 7 });
        let second = one.find(&heard, first).unwrap();
        assert_eq!(second, HeardPosition { prompts: 1, bytes: 16 });
        assert_eq!(one.find(&heard, second), None);
    }
}
