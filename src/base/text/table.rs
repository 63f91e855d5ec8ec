use std::fmt;

use super::paint::Painted;
use super::spaces::Spaces;

/// Rows in columns, as wide as they need to be, or as a screen is.
///
/// The first column says what a row is about. Where the rows do not fit, columns in which nothing is said are left out,
/// then long texts are broken, and where even that is too wide, every row is a paragraph.
#[derive(Clone, Debug, Default)]
pub struct Table {
    rows: Vec<Vec<Painted<String>>>,
    width: Option<usize>,
}

/// Between two columns.
const GAP: usize = 2;

/// A column that is broken keeps at least so many columns, or its longest word if that is shorter.
const NARROWEST: usize = 16;

/// In front of what belongs to the line above.
const INDENT: &str = "  ";

impl Table {
    /// A table with these headings.
    #[must_use]
    pub fn new(headings: impl IntoIterator<Item = Painted<String>>) -> Self {
        Self { rows: vec![headings.into_iter().collect()], width: None }
    }

    /// The same on a screen with so many columns; as wide as it needs to be where there is none.
    #[must_use]
    pub fn within(self, width: Option<usize>) -> Self {
        Self { width, ..self }
    }

    /// Adds a row.
    pub fn row(&mut self, cells: impl IntoIterator<Item = Painted<String>>) {
        self.rows.push(cells.into_iter().collect());
    }

    fn columns(&self) -> impl Iterator<Item = usize> {
        0..self.rows.iter().map(Vec::len).max().unwrap_or(0)
    }

    /// The cells of a column, with its heading.
    fn cells(&self, column: usize) -> impl Iterator<Item = &Painted<String>> {
        self.rows.iter().filter_map(move |row| row.get(column))
    }

    fn natural(&self, column: usize) -> usize {
        self.cells(column).map(Painted::width).max().unwrap_or(0)
    }

    /// Which columns are shown and how wide each is. None: they do not fit.
    fn layout(&self) -> Option<Vec<(usize, usize)>> {
        let all: Vec<(usize, usize)> = self.columns().map(|column| (column, self.natural(column))).collect();
        let Some(room) = self.width.filter(|&room| taken(&all) > room) else { return Some(all) };
        let mut shown = all;
        shown.retain(|&(column, _)| !self.cells(column).skip(1).all(Painted::says_nothing));
        let least = |&(column, width): &(usize, usize)| {
            let word = self.cells(column).map(Painted::longest_word).max().unwrap_or(0);
            (column, width.min(word.min(NARROWEST)))
        };
        let least: Vec<(usize, usize)> = shown.iter().map(least).collect();
        let widest = shown.iter().map(|(_, width)| *width).max().unwrap_or(0);
        // The widest columns give way first.
        let capped = |cap: usize| -> Vec<(usize, usize)> {
            let each = shown.iter().zip(&least);
            each.map(|(&(column, width), (_, least))| (column, width.min(cap).max(*least))).collect()
        };
        (1..=widest).rev().map(capped).find(|layout| taken(layout) <= room)
    }

    /// Every row as a paragraph: what it is about, and below it what is said of it.
    fn paragraphs(&self, f: &mut fmt::Formatter<'_>, width: usize) -> fmt::Result {
        let Some((headings, rows)) = self.rows.split_first() else { return Ok(()) };
        for row in rows {
            let Some((about, said)) = row.split_first() else { continue };
            for line in about.broken(width) {
                writeln!(f, "{line}")?;
            }
            let room = width.saturating_sub(INDENT.len());
            let mut taken = 0;
            for (heading, cell) in headings.iter().skip(1).zip(said).filter(|(_, cell)| !cell.says_nothing())
            {
                let length = heading.width() + 1 + cell.width();
                if taken > 0 && taken + length + ",".len() > room {
                    writeln!(f, ",")?;
                    taken = 0;
                }
                write!(f, "{}{heading} ", if taken == 0 { INDENT } else { ", " })?;
                // What is longer than a line begins where it stands and goes on below.
                let mut lines = cell.broken(room.saturating_sub(heading.width() + 1)).into_iter();
                lines.next().map_or(Ok(()), |line| write!(f, "{line}"))?;
                lines.try_for_each(|line| write!(f, "\n{INDENT}{line}"))?;
                taken += length + GAP;
            }
            if taken > 0 {
                writeln!(f)?;
            }
        }
        Ok(())
    }
}

/// How wide columns are, with what is between them.
fn taken(layout: &[(usize, usize)]) -> usize {
    layout.iter().map(|(_, width)| width).sum::<usize>() + GAP * layout.len().saturating_sub(1)
}

impl fmt::Display for Table {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Some(layout) = self.layout() else { return self.paragraphs(f, self.width.unwrap_or(usize::MAX)) };
        for row in &self.rows {
            let cells =
                layout.iter().filter_map(|(column, width)| Some((row.get(*column)?.broken(*width), *width)));
            let cells: Vec<(Vec<Painted<String>>, usize)> = cells.collect();
            let height = cells.iter().map(|(lines, _)| lines.len()).max().unwrap_or(0);
            for line in 0..height {
                let last = cells.iter().rposition(|(lines, _)| lines.len() > line).unwrap_or(0);
                for (lines, width) in &cells[..last] {
                    match lines.get(line) {
                        Some(text) => write!(f, "{text}{}  ", Spaces(width.saturating_sub(text.width())))?,
                        None => write!(f, "{}  ", Spaces(*width))?,
                    }
                }
                match cells.get(last).and_then(|(lines, _)| lines.get(line)) {
                    Some(text) => writeln!(f, "{text}")?,
                    None => writeln!(f)?,
                }
            }
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::base::text::Paint;

    fn table(rows: &[&[&str]]) -> Table {
        let plain = Paint::new(false);
        let mut rows = rows.iter().map(|row| row.iter().map(|cell| plain.plain(*cell)));
        let mut table = Table::new(rows.next().unwrap());
        rows.for_each(|row| table.row(row));
        table
    }

    #[test]
    fn columns_are_as_wide_as_their_text_whatever_its_color() {
        let plain = Paint::new(false);
        let mut table = Table::new(["name", "open"].map(|heading| plain.plain(heading)));
        table.row([Paint::new(true).good("Größe".to_owned()), plain.plain("yes")]);
        assert_eq!(table.to_string(), "name   open\n\u{1b}[32mGröße\u{1b}[0m  yes\n");
    }

    #[test]
    fn a_column_can_be_as_wide_as_any_text() {
        let long = "x".repeat(70_000);
        let shown = table(&[&["name", "open"], &[&long, "yes"]]).to_string();
        assert!(shown.ends_with(&format!("{long}  yes\n")) && shown.starts_with("name "));
    }

    #[test]
    fn on_a_narrow_screen_empty_columns_go_then_texts_break_then_rows_are_paragraphs() {
        let lines = table(&[
            &["name", "knows", "due", "changed", "where"],
            &["Contract Processing Center", "27%", "4", "-", "on the second floor"],
            &["Quick", "0%", "-", "-", "-"],
        ]);
        let shown = |width: usize| lines.clone().within(Some(width)).to_string();
        assert_eq!(lines.to_string(), shown(70));
        assert!(lines.to_string().contains("changed"));
        assert!(!shown(63).contains("changed"), "{}", shown(63));
        assert_eq!(
            shown(42),
            "name            knows  due  where\n\
             Contract        27%    4    on the second\n\
             Processing                  floor\n\
             Center\n\
             Quick           0%     -    -\n"
        );
    }

    #[test]
    fn paragraphs_fit_and_say_only_what_there_is() {
        let told = table(&[
            &["name", "knows", "known", "due", "learning", "new", "missed", "time"],
            &["Contract Processing Center", "27%", "8", "4", "1", "17", "47%", "3 h 20 min"],
            &["Quick", "0%", "-", "-", "-", "9", "-", "0 s"],
        ]);
        assert_eq!(
            told.within(Some(40)).to_string(),
            "Contract Processing Center\n  \
               knows 27%, known 8, due 4, learning 1,\n  \
               new 17, missed 47%, time 3 h 20 min\n\
             Quick\n  \
               knows 0%, new 9, time 0 s\n"
        );
    }
}
