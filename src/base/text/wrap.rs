//! Lines that fit on a screen.

/// Breaks a line between words, so that no part has more than `width` characters; those after the first one begin with so
/// many spaces. A word that is longer stays whole: it is a number or a name of a file, and somebody may want to copy it.
#[must_use]
pub fn wrapped(text: &str, width: usize, hanging: usize) -> Vec<String> {
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

/// The same for a column of a table, beside which there are others: what is longer than the column is broken anywhere.
pub(crate) fn broken(text: &str, width: usize) -> Vec<String> {
    let width = width.max(1);
    let mut lines = Vec::new();
    for line in wrapped(text, width, 0) {
        let letters: Vec<char> = line.chars().collect();
        if letters.is_empty() {
            lines.push(line);
        } else {
            lines.extend(letters.chunks(width).map(|part| part.iter().collect::<String>()));
        }
    }
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
    fn what_is_longer_than_a_column_is_broken() {
        assert_eq!(broken("to Bartholomew", 6), ["to", "Bartho", "lomew"]);
        assert_eq!(broken("", 6), [""]);
    }

    #[test]
    fn a_pipe_is_as_wide_as_it_takes() {
        let text = "word ".repeat(1_000);
        assert_eq!(wrapped(&text, usize::MAX, 2), [text.trim_end()]);
    }
}
