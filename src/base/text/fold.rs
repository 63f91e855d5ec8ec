use std::fmt::{self, Write as _};

use super::spaces::Spaces;

/// A line goes on so far further in.
const INDENT: usize = 4;

/// A text on a screen of so many columns: longer lines go on below, between words, further in. Rows of a table break
/// between cells where they can. Commands and TOML stay whole, because people copy them.
#[derive(Clone, Copy, Debug)]
pub struct WrappedText<T> {
    /// The text.
    pub text: T,
    /// How many columns there are. None: lines are as long as they are.
    pub columns: Option<usize>,
}

impl<T: fmt::Display> fmt::Display for WrappedText<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Some(columns) = self.columns else { return self.text.fmt(f) };
        for line in self.text.to_string().split_inclusive('\n') {
            let (bare, end) = line.strip_suffix('\n').map_or((line, ""), |bare| (bare, "\n"));
            let words = words(bare);
            match words.last() {
                Some(last) if last.end() > columns && !is_copied(bare) => {
                    write!(f, "{}{end}", fold(&words, columns))?;
                }
                _ => f.write_str(line)?,
            }
        }
        Ok(())
    }
}

/// A word of a line, with the escape codes in it.
struct WrappedWord<'a> {
    text: &'a str,
    /// How many spaces stand before it.
    gap: usize,
    /// The column in which it starts.
    at: usize,
    width: usize,
}

impl WrappedWord<'_> {
    fn end(&self) -> usize {
        self.at + self.width
    }

    /// Whether it begins a cell of a table.
    fn begins_cell(&self) -> bool {
        self.gap > 1
    }
}

fn words(line: &str) -> Vec<WrappedWord<'_>> {
    let mut words = Vec::new();
    let mut at = 0;
    let mut gap = 0;
    for text in line.split(' ') {
        let width = width(text);
        if width == 0 && text.is_empty() {
            gap += 1;
            at += 1;
            continue;
        }
        words.push(WrappedWord { text, gap, at, width });
        at += width + 1;
        gap = 1;
    }
    words
}

/// How many columns a word takes: an escape code takes none.
fn width(word: &str) -> usize {
    let mut is_code = false;
    word.chars()
        .filter(|&char| {
            let is_shown = !is_code && char != '\u{1b}';
            is_code = char == '\u{1b}' || is_code && char != 'm';
            is_shown
        })
        .count()
}

/// Whether people copy a line: a command to run, or a line of a file.
fn is_copied(line: &str) -> bool {
    let bare = line.trim_start();
    let bare =
        bare.strip_prefix('\u{1b}').and_then(|code| code.split_once('m')).map_or(bare, |(_, rest)| rest);
    line.contains("ivrsim ") || line.contains(" = ") || bare.starts_with(['[', '"', '{', '#'])
}

fn fold(words: &[WrappedWord<'_>], columns: usize) -> String {
    let indent = words.first().map_or(0, |word| word.at);
    // What is said to the right of all else goes on below itself, where there is room for it; a word alone does not.
    let is_said = |index: usize| words.get(index + 1).is_some_and(|next| !next.begins_cell());
    let last_cell = (1..words.len()).rfind(|&index| words[index].begins_cell());
    let last_cell = last_cell.filter(|&index| is_said(index)).map(|index| words[index].at);
    let (hang, by_cells) = match last_cell {
        Some(at) if at <= columns / 2 => (at, false),
        _ => (indent + INDENT, true),
    };
    let mut folded = String::new();
    let mut at = 0;
    for (index, word) in words.iter().enumerate() {
        let is_cell = by_cells && word.begins_cell();
        let rest = &words[index..];
        let unit = match rest.iter().skip(1).position(WrappedWord::begins_cell) {
            Some(next) if is_cell => rest[next].end() - word.at,
            None if is_cell => rest[rest.len() - 1].end() - word.at,
            _ => word.width,
        };
        let start = at + word.gap;
        let fits_below = hang + unit <= columns;
        if index > 0 && (start + word.width > columns || start + unit > columns && fits_below) {
            let _ = write!(folded, "\n{}{}", Spaces(hang), word.text);
            at = hang + word.width;
        } else {
            let _ = write!(folded, "{}{}", Spaces(word.gap), word.text);
            at = start + word.width;
        }
    }
    folded
}

#[cfg(test)]
mod tests {
    use super::*;

    fn folded(text: &str, columns: usize) -> String {
        WrappedText { text, columns: Some(columns) }.to_string()
    }

    #[test]
    fn lines_that_fit_stay_as_they_are() {
        let text = "a  b\n\n  c d\nend";
        assert_eq!(folded(text, 10), text);
        assert_eq!(WrappedText { text: "x".repeat(300), columns: None }.to_string(), "x".repeat(300));
    }

    #[test]
    fn a_line_can_have_any_gap() {
        let line = format!("a{}b  {}", " ".repeat(70_000), "c".repeat(70_000));
        assert!(folded(&line, 20).ends_with(&"c".repeat(70_000)));
    }

    #[test]
    fn sentences_go_on_further_in() {
        assert_eq!(folded("  one two three four\n", 12), "  one two\n      three\n      four\n");
        assert_eq!(folded("unbreakable word\n", 8), "unbreakable\n    word\n");
    }

    #[test]
    fn what_is_said_goes_on_below_itself() {
        let told = "  0:00.0  For Customer Interview, press 3.";
        assert_eq!(folded(told, 26), "  0:00.0  For Customer\n          Interview, press\n          3.");
    }

    #[test]
    fn rows_break_between_cells() {
        let row = "dsc  Monday to Friday  closed on Sundays  9 AM";
        assert_eq!(folded(row, 24), "dsc  Monday to Friday\n    closed on Sundays\n    9 AM");
        assert_eq!(folded(row, 30), "dsc  Monday to Friday\n    closed on Sundays  9 AM");
    }

    #[test]
    fn commands_and_toml_are_never_broken() {
        for line in [
            "    ivrsim call 1-855-720-2559 --press 6",
            "    expect = { outcome = \"transferred\" }",
            "\u{1b}[32m[[scenario]]   and more\u{1b}[0m",
            "    \"2023-08-28 07:59:59\", \"2023-08-28\",",
        ] {
            assert_eq!(folded(line, 12), line);
        }
    }

    #[test]
    fn colors_take_no_room() {
        let line = "\u{1b}[1mone\u{1b}[0m \u{1b}[32mtwo three\u{1b}[0m";
        assert_eq!(folded(line, 13), line);
        assert_eq!(folded(line, 8), "\u{1b}[1mone\u{1b}[0m \u{1b}[32mtwo\n    three\u{1b}[0m");
    }
}
