use std::fmt;

use super::paint::Paint;
use super::table::Table;
use super::wrap::wrapped;

/// Longer lines of prose are hard to read, however wide the terminal is.
const WIDEST: usize = 96;

/// A page in Markdown as a terminal shows it: headings stand out, code is set in and never folded, prose is as wide as the
/// screen, and links are only their words.
#[derive(Clone, Copy, Debug)]
pub struct PageText<'a> {
    /// The page.
    pub page: &'a str,
    /// Colors.
    pub paint: Paint,
    /// How many columns the screen has. None: lines stay as they are.
    pub columns: Option<usize>,
}

impl fmt::Display for PageText<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut lines = self.page.lines().peekable();
        while let Some(line) = lines.next() {
            if line.starts_with("```") {
                for line in lines.by_ref().take_while(|line| !line.starts_with("```")) {
                    let margin = if line.is_empty() { "" } else { "    " };
                    writeln!(f, "{margin}{line}")?;
                }
            } else if let Some(heading) = line.strip_prefix('#') {
                writeln!(f, "{}", self.paint.bold(bare(heading.trim_start_matches('#').trim())))?;
            } else if line.starts_with('|') {
                let rows = std::iter::from_fn(|| lines.next_if(|line| line.starts_with('|')));
                self.table(f, line, rows)?;
            } else if self.columns.is_none() || line.is_empty() {
                writeln!(f, "{}", bare(line))?;
            } else {
                let mut paragraph = line.to_owned();
                while let Some(more) = lines.next_if(|line| goes_on(line)) {
                    paragraph.push(' ');
                    paragraph.push_str(more.trim_start());
                }
                self.paragraph(f, &bare(&paragraph))?;
            }
        }
        Ok(())
    }
}

impl PageText<'_> {
    fn paragraph(&self, f: &mut fmt::Formatter<'_>, text: &str) -> fmt::Result {
        let width = self.columns.unwrap_or(WIDEST).min(WIDEST);
        wrapped(text, width, hanging(text)).into_iter().try_for_each(|line| writeln!(f, "{line}"))
    }

    fn table<'b>(
        &self,
        f: &mut fmt::Formatter<'_>,
        head: &str,
        rows: impl Iterator<Item = &'b str>,
    ) -> fmt::Result {
        let mut table = Table::of_texts(cells(head));
        // The line below the headings is only a mark.
        for row in rows.filter(|row| row.contains(|c: char| !matches!(c, '|' | '-' | ':' | ' '))) {
            table.row(cells(row));
        }
        write!(f, "{}", table.text(self.paint, self.columns))
    }
}

/// The cells of a row.
fn cells(row: &str) -> Vec<String> {
    let row = row.trim().trim_start_matches('|');
    let row = row.strip_suffix('|').unwrap_or(row);
    row.split('|').map(|cell| bare(cell.trim())).collect()
}

/// Whether a line goes on with the paragraph or the point of a list before it.
fn goes_on(line: &str) -> bool {
    !line.is_empty() && !line.starts_with(['#', '|']) && !line.starts_with("```") && hanging(line) == 0
}

/// How far in the text of a point of a list stands.
fn hanging(line: &str) -> usize {
    let digits = line.chars().take_while(char::is_ascii_digit).count();
    match &line[digits..] {
        rest if digits > 0 && rest.starts_with(". ") => digits + 2,
        rest if digits == 0 && rest.starts_with("- ") => 2,
        _ => 0,
    }
}

/// Prose without the marks of Markdown that a terminal does not need: of links and of emphasis, the words.
/// Backquotes stay, because they say what is typed.
fn bare(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut is_code = false;
    let mut rest = text;
    while let Some(c) = rest.chars().next() {
        is_code ^= c == '`';
        if !is_code && let Some((words, after)) = link(rest) {
            out.push_str(&bare(words));
            rest = after;
        } else if let (false, Some(after)) = (is_code, rest.strip_prefix('*')) {
            rest = after;
        } else {
            out.push(c);
            rest = &rest[c.len_utf8()..];
        }
    }
    out
}

/// The words of the link that a text begins with, and what comes after it.
fn link(text: &str) -> Option<(&str, &str)> {
    let (words, after) = text.strip_prefix('[')?.split_once("](")?;
    let (_, after) = after.split_once(')')?;
    (!words.contains('[')).then_some((words, after))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shown(page: &str, columns: Option<usize>) -> String {
        PageText { page, paint: Paint::new(false), columns }.to_string()
    }

    #[test]
    fn prose_is_as_wide_as_the_screen_and_code_stays_as_it_is() {
        let page = "# A title\n\nOne two three\nfour five.\n\n- a point that\n  goes on\n- another\n\n```toml\na = 1   # one two three\n\nb = 2\n```\n";
        assert_eq!(
            shown(page, Some(14)),
            "A title\n\nOne two three\nfour five.\n\n- a point that\n  goes on\n- another\n\n    a = 1   # one two three\n\n    b = 2\n"
        );
        assert_eq!(shown("One two\nthree.\n", Some(60)), "One two three.\n");
        assert_eq!(shown("1. one\n2. two three\n", Some(8)), "1. one\n2. two\n   three\n");
        assert_eq!(shown("One two\nthree.\n", None), "One two\nthree.\n");
    }

    #[test]
    fn links_and_emphasis_are_their_words_outside_of_code() {
        let page = "See [the `hours`](hours.md#nights), **at** *once*: `[a](b) **c**`. Not [this] one.\n";
        assert_eq!(shown(page, None), "See the `hours`, at once: `[a](b) **c**`. Not [this] one.\n");
    }

    #[test]
    fn a_table_is_a_table() {
        assert_eq!(shown("| a | b |\n| --- | --- |\n| one | [two](x) |\n", Some(40)), "a    b\none  two\n");
    }

    #[test]
    fn headings_stand_out_where_colors_are() {
        let told = PageText { page: "## Nights\n", paint: Paint::new(true), columns: None }.to_string();
        assert_eq!(told, "\u{1b}[1mNights\u{1b}[0m\n");
    }
}
