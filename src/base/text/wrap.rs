//! Lines that fit on a screen.

use textwrap::core::Fragment;
use textwrap::wrap_algorithms::wrap_first_fit;

use super::width::{cut, display_width};

/// What of a line is never broken: a word, or several.
#[derive(Clone, Copy, Debug)]
pub(super) struct Piece<'a> {
    pub(super) text: &'a str,
    /// Where in the line it begins.
    pub(super) start: usize,
    /// How many columns it takes.
    pub(super) width: usize,
    /// How many spaces stand behind it.
    pub(super) gap: usize,
}

#[expect(clippy::cast_precision_loss, reason = "no line has so many columns")]
impl Fragment for Piece<'_> {
    fn width(&self) -> f64 {
        self.width as f64
    }

    fn whitespace_width(&self) -> f64 {
        self.gap as f64
    }

    fn penalty_width(&self) -> f64 {
        0.0
    }
}

/// The words of a line. Spaces in front belong to the first one.
pub(super) fn words(line: &str) -> Vec<Piece<'_>> {
    let spaces = |from: usize| line[from..].len() - line[from..].trim_start_matches(' ').len();
    let mut words = Vec::new();
    let (mut start, mut letters) = (0, spaces(0));
    loop {
        let end = line[letters..].find(' ').map_or(line.len(), |length| letters + length);
        let (text, gap) = (&line[start..end], spaces(end));
        words.push(Piece { text, start, width: display_width(text), gap });
        start = end + gap;
        letters = start;
        if start >= line.len() {
            return words;
        }
    }
}

/// Sets pieces in lines of so many columns; those after the first one begin with so many spaces. A piece that is longer has
/// a line for itself.
#[expect(clippy::cast_precision_loss, reason = "no line has so many columns")]
pub(super) fn set(pieces: &[Piece<'_>], columns: usize, hanging: usize) -> Vec<String> {
    let room = [columns as f64, columns as f64 - hanging as f64];
    let lines = wrap_first_fit(pieces, &room).into_iter().enumerate();
    let set = lines.map(|(index, pieces)| {
        let mut line = " ".repeat(if index == 0 { 0 } else { hanging });
        for (index, piece) in pieces.iter().enumerate() {
            line.push_str(piece.text);
            let is_last = index + 1 == pieces.len();
            line.extend(std::iter::repeat_n(' ', if is_last { 0 } else { piece.gap }));
        }
        line
    });
    set.collect()
}

/// Breaks a line between words, so that no part has more than `width` columns; those after the first one begin with so
/// many spaces. A word that is longer stays whole: it is a number or a name of a file, and somebody may want to copy it.
#[must_use]
pub fn wrapped(text: &str, width: usize, hanging: usize) -> Vec<String> {
    let lines = set(&words(text), width, hanging);
    lines.into_iter().map(|line| line.trim_end().to_owned()).collect()
}

/// The same for a column of a table, beside which there are others: what is longer than the column is broken anywhere.
pub(crate) fn broken(text: &str, width: usize) -> Vec<String> {
    let width = width.max(1);
    let lines = wrapped(text, width, 0);
    lines.iter().flat_map(|line| cut(line, width)).map(str::to_owned).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_break_between_words_and_hang() {
        assert_eq!(wrapped("  a  one two three", 11, 5), ["  a  one", "     two", "     three"]);
        assert_eq!(wrapped("short", 80, 2), ["short"]);
        assert_eq!(wrapped("日本 語 窓口", 7, 1), ["日本 語", " 窓口"]);
        assert_eq!(wrapped("  unbreakable word", 8, 2), ["  unbreakable", "  word"]);
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
    fn what_is_longer_than_a_column_is_broken() {
        assert_eq!(broken("to Bartholomew", 6), ["to", "Bartho", "lomew"]);
        assert_eq!(broken("to 日本語サポート窓口", 6), ["to", "日本語", "サポー", "ト窓口"]);
        assert_eq!(broken("", 6), [""]);
    }

    #[test]
    fn a_pipe_is_as_wide_as_it_takes() {
        let text = "word ".repeat(1_000);
        assert_eq!(wrapped(&text, usize::MAX, 2), [text.trim_end()]);
    }
}
