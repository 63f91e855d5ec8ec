//! How much room text takes on a terminal.

use unicode_segmentation::UnicodeSegmentation as _;
use unicode_width::UnicodeWidthStr;

/// How many columns a text takes on a terminal: wide signs take two, marks on other signs and codes for colors none.
#[must_use]
pub fn display_width(text: &str) -> usize {
    let mut parts = text.split('\u{1b}');
    let plain = parts.next().map_or(0, UnicodeWidthStr::width);
    let behind_codes = parts.filter_map(|part| part.split_once('m'));
    plain + behind_codes.map(|(_, shown)| shown.width()).sum::<usize>()
}

/// A text in parts of so many columns at most, cut between signs as people see them. A sign that is wider stands alone.
pub(super) fn cut(text: &str, columns: usize) -> Vec<&str> {
    let mut parts = Vec::new();
    let (mut from, mut taken) = (0, 0);
    for (at, sign) in text.grapheme_indices(true) {
        let width = sign.width();
        if at > from && taken + width > columns {
            parts.push(&text[from..at]);
            (from, taken) = (at, 0);
        }
        taken += width;
    }
    parts.push(&text[from..]);
    parts
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_text_is_as_wide_as_a_terminal_shows_it() {
        for (text, width) in [
            ("", 0),
            ("Größe", 5),
            ("e\u{301}", 1),
            ("日本語サポート窓口", 18),
            ("ｱ", 1),
            ("🎉", 2),
            ("👩\u{200d}👩\u{200d}👧", 2),
            ("→ … “x”", 7),
            ("\u{1b}[1;31m窓\u{1b}[0m口", 4),
        ] {
            assert_eq!(display_width(text), width, "{text:?}");
        }
    }

    #[test]
    fn no_sign_is_cut_in_two() {
        assert_eq!(cut("日本語", 4), ["日本", "語"]);
        assert_eq!(cut("日本語", 5), ["日本", "語"]);
        assert_eq!(cut("日本", 1), ["日", "本"]);
        assert_eq!(cut("ae\u{301}i", 2), ["ae\u{301}", "i"]);
        assert_eq!(cut("👩\u{200d}👩\u{200d}👧👧", 2), ["👩\u{200d}👩\u{200d}👧", "👧"]);
        assert_eq!(cut("", 2), [""]);
    }
}
