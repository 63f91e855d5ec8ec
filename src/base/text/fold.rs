use std::fmt;

use super::paint::WHOLE;
use super::wrap::{Piece, set, words};

/// A line goes on so far further in.
const INDENT: usize = 4;

/// A text on a screen of so many columns: longer lines go on below, between words, further in. Rows of a table break
/// between cells where they can. What [`Paint::whole`](super::Paint::whole) has marked stays whole, because people copy it.
#[derive(Clone, Copy, Debug)]
pub struct WrappedText<T> {
    /// The text, made with a [`Paint`](super::Paint) that marks.
    pub text: T,
    /// How many columns there are.
    pub columns: usize,
}

impl<T: fmt::Display> fmt::Display for WrappedText<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for line in self.text.to_string().split_inclusive('\n') {
            let (bare, end) = line.strip_suffix('\n').map_or((line, ""), |bare| (bare, "\n"));
            if bare.contains(WHOLE) {
                write!(f, "{}{end}", bare.replace(WHOLE, ""))?;
                continue;
            }
            let words = words(bare);
            let length: usize = words.iter().map(|word| word.width + word.gap).sum();
            let behind = words.last().map_or(0, |word| word.gap);
            if length - behind <= self.columns {
                f.write_str(line)?;
            } else {
                write!(f, "{}{end}", fold(bare, &words, self.columns).join("\n"))?;
            }
        }
        Ok(())
    }
}

fn fold(line: &str, words: &[Piece<'_>], columns: usize) -> Vec<String> {
    let indent = line.len() - line.trim_start_matches(' ').len();
    // The words that begin cells of a table, and the columns in which these start.
    let mut cells = Vec::new();
    let mut at = 0;
    for (index, word) in words.iter().enumerate() {
        at += word.width + word.gap;
        if word.gap > 1 && index + 1 < words.len() {
            cells.push((index + 1, at));
        }
    }
    // What is said to the right of all else goes on below itself, where there is room for it; a word alone does not.
    let said = cells.last().filter(|&&(index, at)| index + 1 < words.len() && at <= columns / 2);
    if let Some(&(_, at)) = said {
        return set(words, columns, at);
    }
    let cell_of = |number: usize| -> &[Piece<'_>] {
        let first = cells.get(number).map_or(words.len(), |&(first, _)| first);
        let behind = cells.get(number + 1).map_or(words.len(), |&(next, _)| next);
        &words[first..behind]
    };
    let width_of = |cell: &[Piece<'_>]| {
        let behind = cell.last().map_or(0, |last| last.gap);
        cell.iter().map(|word| word.width + word.gap).sum::<usize>() - behind
    };
    // What stands in front of all, such as a time, does not stand alone: the text behind it begins beside it, and goes on there.
    let lead = cells.first().map(|&(_, at)| at);
    let lead = lead.filter(|at| *at <= columns / 4 && at + width_of(cell_of(0)) > columns);
    let hanging = lead.unwrap_or(indent + INDENT);
    // A cell that fits below moves there as a whole.
    let mut pieces = words[..cells.first().map_or(words.len(), |&(first, _)| first)].to_vec();
    for number in 0..cells.len() {
        let cell = cell_of(number);
        let Some(&last) = cell.last() else { continue };
        let width = width_of(cell);
        let is_beside = number == 0 && lead.is_some();
        if hanging + width <= columns && !is_beside {
            let text = &line[cell[0].start..last.start + last.text.len()];
            pieces.push(Piece { text, start: cell[0].start, width, gap: last.gap });
        } else {
            pieces.extend_from_slice(cell);
        }
    }
    set(&pieces, columns, hanging)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::base::text::Paint;

    fn folded(text: &str, columns: usize) -> String {
        WrappedText { text, columns }.to_string()
    }

    #[test]
    fn lines_that_fit_stay_as_they_are() {
        let text = "a  b\n\n  c d\nend";
        assert_eq!(folded(text, 10), text);
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
    fn a_short_lead_does_not_stand_alone() {
        let told = "  0:00.0  the call goes to main-menu  plan.toml:9";
        assert_eq!(folded(told, 40), "  0:00.0  the call goes to main-menu\n      plan.toml:9");
        let told = "  0:00.0  no case holds, so that the call goes to main-menu  plan.toml:9";
        assert_eq!(
            folded(told, 52),
            "  0:00.0  no case holds, so that the call goes to\n          main-menu  plan.toml:9"
        );
    }

    #[test]
    fn what_is_marked_is_never_broken_whatever_it_is() {
        for color in [false, true] {
            let paint = Paint::new(color);
            let line = |paint: Paint| format!("  {}\n", paint.whole(paint.dim("ivrsim call cpc --press 6")));
            assert_eq!(folded(&line(paint.marking_whole()), 12), line(paint));
        }
        assert_eq!(folded("run ivrsim test: x = [ 1 ]", 12), "run ivrsim\n    test: x\n    = [ 1 ]");
    }

    #[test]
    fn wide_signs_take_two_columns() {
        assert_eq!(folded("日本 語 窓口 x", 8), "日本 語\n    窓口\n    x");
        let row = "窓口  日本語 サポート  受付 時間 内";
        assert_eq!(folded(row, 21), "窓口  日本語 サポート\n    受付 時間 内");
        assert_eq!(folded("e\u{301}e\u{301} e\u{301}e\u{301}", 5), "e\u{301}e\u{301} e\u{301}e\u{301}");
    }

    #[test]
    fn colors_take_no_room() {
        let line = "\u{1b}[1mone\u{1b}[0m \u{1b}[32mtwo three\u{1b}[0m";
        assert_eq!(folded(line, 13), line);
        assert_eq!(folded(line, 8), "\u{1b}[1mone\u{1b}[0m \u{1b}[32mtwo\n    three\u{1b}[0m");
    }
}
