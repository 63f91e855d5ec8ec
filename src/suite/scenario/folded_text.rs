//! Texts compared as people hear them: capitals, spaces and line breaks make no difference.

use std::fmt;

/// Text folded as it is written to it: small letters, and one space wherever there is any white space.
#[derive(Clone, Debug, Default)]
pub(super) struct FoldedText {
    text: String,
    space: bool,
}

impl FoldedText {
    /// A text, folded.
    pub(super) fn of(text: &str) -> String {
        let mut folded = Self::default();
        folded.push(text);
        folded.text
    }

    /// Forgets the text and keeps its memory.
    pub(super) fn clear(&mut self) {
        self.text.clear();
        self.space = false;
    }

    /// The text so far, without space around it.
    pub(super) fn as_str(&self) -> &str {
        &self.text
    }

    fn push(&mut self, text: &str) {
        // Almost all of what is spoken is like this, and runs listen to prompts by the million.
        let is_plain =
            text.bytes().all(|byte| byte == b' ' || byte.is_ascii_graphic()) && !text.contains("  ");
        match text.trim_matches(' ') {
            words if is_plain && !words.is_empty() => self.push_plain(text, words),
            _ => self.push_any(text),
        }
    }

    /// Pushes words with single spaces between them and perhaps one on either side, and no letters but ASCII's.
    fn push_plain(&mut self, text: &str, words: &str) {
        if (self.space || text.starts_with(' ')) && !self.text.is_empty() {
            self.text.push(' ');
        }
        let start = self.text.len();
        self.text.push_str(words);
        self.text[start..].make_ascii_lowercase();
        self.space = text.ends_with(' ');
    }

    fn push_any(&mut self, text: &str) {
        for c in text.chars() {
            if c.is_whitespace() {
                self.space = !self.text.is_empty();
                continue;
            }
            if std::mem::take(&mut self.space) {
                self.text.push(' ');
            }
            if c.is_ascii() {
                self.text.push(c.to_ascii_lowercase());
            } else {
                self.text.extend(c.to_lowercase());
            }
        }
    }
}

impl fmt::Write for FoldedText {
    fn write_str(&mut self, text: &str) -> fmt::Result {
        self.push(text);
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use std::fmt::Write as _;

    use super::*;

    #[test]
    fn capitals_and_white_space_make_no_difference() {
        assert_eq!(FoldedText::of("  Monday to\n\tFRIDAY  "), "monday to friday");
        assert_eq!(FoldedText::of("ÉTÉ\u{a0}2023"), "été 2023");
    }

    #[test]
    fn a_text_that_comes_in_pieces_is_one_text() {
        let mut folded = FoldedText::default();
        for piece in ["For Sales", ", ", "press", " ", " 1", ". "] {
            folded.write_str(piece).unwrap();
        }
        assert_eq!(folded.as_str(), "for sales, press 1.");
    }

    #[test]
    fn the_quick_way_folds_as_the_general_one() {
        let pieces =
            ["Press", " 1", "to ", " Speak to US ", "a  b", "\t", "é", "É e", " ", "", "x", " y ", "\u{a0}z"];
        for first in pieces {
            for second in pieces {
                for third in pieces {
                    let (mut quick, mut general) = (FoldedText::default(), FoldedText::default());
                    for piece in [first, second, third] {
                        quick.push(piece);
                        general.push_any(piece);
                    }
                    assert_eq!(quick.text, general.text, "{first:?} {second:?} {third:?}");
                    assert_eq!(quick.space, general.space, "{first:?} {second:?} {third:?}");
                }
            }
        }
    }
}
