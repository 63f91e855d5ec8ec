//! Lines that fit on a screen.

use crate::report::Paint;

/// How a text is said.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Tone {
    Plain,
    Strong,
    Faint,
    Good,
    Bad,
    Note,
}

impl Tone {
    pub(super) fn paint(self, paint: Paint, text: &str) -> String {
        match self {
            // Nothing is nothing, whatever its color.
            _ if text.is_empty() => String::new(),
            Self::Plain => text.to_owned(),
            Self::Strong => paint.bold(text).to_string(),
            Self::Faint => paint.dim(text).to_string(),
            Self::Good => paint.good(text).to_string(),
            Self::Bad => paint.bad(text).to_string(),
            Self::Note => paint.note(text).to_string(),
        }
    }
}

/// Breaks a line between words, so that no part has more than `width` characters; those after the first one begin with so
/// many spaces. A word that is longer stays whole: it is a number or a name of a file, and somebody may want to copy it.
pub(super) fn wrapped(text: &str, width: usize, hanging: usize) -> Vec<String> {
    let mut lines = Vec::new();
    let mut line = String::new();
    let mut taken = 0;
    let mut is_blank = true;
    for word in text.split_inclusive(' ') {
        let length = word.trim_end().chars().count();
        if taken + length > width && !is_blank {
            lines.push(line.trim_end().to_owned());
            line = " ".repeat(hanging);
            taken = hanging;
            is_blank = true;
        }
        // Spaces in front of the first word of a line stand; behind a break there are enough.
        if length > 0 || lines.is_empty() || !is_blank {
            line.push_str(word);
            taken += word.chars().count();
            is_blank &= length == 0;
        }
    }
    lines.push(line.trim_end().to_owned());
    lines
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_break_between_words_and_hang() {
        assert_eq!(wrapped("  a  one two three", 11, 5), ["  a  one", "     two", "     three"]);
        assert_eq!(wrapped("short", 80, 2), ["short"]);
        assert_eq!(wrapped("", 80, 2), [""]);
        assert_eq!(wrapped("as wide as this", 15, 0), ["as wide as this"]);
    }

    #[test]
    fn what_is_longer_than_a_line_stays_whole() {
        assert_eq!(
            wrapped("in menus/ally/plan.toml:12 or", 10, 2),
            ["in", "  menus/ally/plan.toml:12", "  or"]
        );
        assert_eq!(wrapped("1-855-720-2559", 3, 2), ["1-855-720-2559"]);
    }

    #[test]
    fn a_pipe_is_as_wide_as_it_takes() {
        let text = "word ".repeat(1_000);
        assert_eq!(wrapped(&text, usize::MAX, 2), [text.trim_end()]);
    }
}
