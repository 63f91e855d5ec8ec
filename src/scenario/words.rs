//! Texts compared as people hear them: capitals, spaces and line breaks make no difference.

use std::fmt;

/// Text folded as it is written to it: small letters, and one space wherever there is any white space.
#[derive(Clone, Debug, Default)]
pub(super) struct Folded {
    text: String,
    space: bool,
}

impl Folded {
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

impl fmt::Write for Folded {
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
        assert_eq!(Folded::of("  Monday to\n\tFRIDAY  "), "monday to friday");
        assert_eq!(Folded::of("ÉTÉ\u{a0}2023"), "été 2023");
    }

    #[test]
    fn a_text_that_comes_in_pieces_is_one_text() {
        let mut folded = Folded::default();
        for piece in ["For Sales", ", ", "press", " ", " 1", ". "] {
            folded.write_str(piece).unwrap();
        }
        assert_eq!(folded.as_str(), "for sales, press 1.");
    }
}
