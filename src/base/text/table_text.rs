use std::fmt;

use super::cell::Cell;
use super::paint::{Paint, Painted};
use super::spaces::Spaces;
use super::table::Table;

/// Between two columns.
const GAP: usize = 2;

/// A column that is broken keeps at least so many columns, or its longest word if that is shorter.
const NARROWEST: usize = 16;

/// In front of what belongs to the line above.
const INDENT: &str = "  ";

impl Table {
    /// The text for people, as wide as it needs to be, or as a screen of so many columns is.
    ///
    /// Where the rows do not fit, columns in which nothing is said are left out, then minor ones, then long texts are broken,
    /// and where even that is too wide, every row is a paragraph.
    pub fn text(&self, paint: Paint, width: Option<usize>) -> impl fmt::Display + use<> {
        let headings = self.columns.iter().map(|column| paint.dim(column.heading.to_string())).collect();
        let cell = |cell: &Cell| paint.toned(cell.tone, cell.line().into_owned());
        let columns = self.columns.len().max(self.rows.iter().map(Vec::len).max().unwrap_or(0));
        let silent =
            |column: usize| self.rows.iter().filter_map(|row| row.get(column)).all(Cell::says_nothing);
        let says = |row: &Vec<Cell>| row.iter().map(|cell| !cell.says_nothing()).collect();
        TableText {
            caption: self.caption.as_ref().map(|caption| paint.bold(caption.to_string())),
            headings,
            rows: self.rows.iter().map(|row| row.iter().map(cell).collect()).collect(),
            says: self.rows.iter().map(says).collect(),
            is_number: (0..columns).map(|at| self.columns.get(at).is_some_and(|one| one.is_number)).collect(),
            is_minor: (0..columns).map(|at| self.columns.get(at).is_some_and(|one| one.is_minor)).collect(),
            is_silent: (0..columns).map(silent).collect(),
            width,
        }
    }
}

/// A table whose cells are set, but not yet its columns.
#[derive(Debug)]
struct TableText {
    caption: Option<Painted<String>>,
    /// Empty where there are none.
    headings: Vec<Painted<String>>,
    rows: Vec<Vec<Painted<String>>>,
    /// Which of the cells say anything.
    says: Vec<Vec<bool>>,
    is_number: Vec<bool>,
    is_minor: Vec<bool>,
    is_silent: Vec<bool>,
    width: Option<usize>,
}

/// Columns that are shown, with how wide each is.
type Layout = Vec<(usize, usize)>;

impl TableText {
    /// The cells of a column, with its heading.
    fn cells(&self, column: usize) -> impl Iterator<Item = &Painted<String>> {
        self.lines().filter_map(move |row| row.get(column))
    }

    /// The headings, if there are any, and the rows.
    fn lines(&self) -> impl Iterator<Item = &Vec<Painted<String>>> {
        Some(&self.headings).filter(|headings| !headings.is_empty()).into_iter().chain(&self.rows)
    }

    /// Which columns are shown and how wide each is. None: they do not fit.
    fn layout(&self) -> Option<Layout> {
        let natural = |column| self.cells(column).map(Painted::width).max().unwrap_or(0);
        let mut shown: Layout = (0..self.is_number.len()).map(|column| (column, natural(column))).collect();
        let Some(room) = self.width else { return Some(shown) };
        // What a row is about stays.
        for may_go in [&self.is_silent, &self.is_minor] {
            if taken(&shown) > room {
                shown.retain(|&(column, _)| column == 0 || !may_go[column]);
            }
        }
        let words: Vec<usize> = shown
            .iter()
            .map(|&(column, _)| self.cells(column).map(Painted::longest_word).max().unwrap_or(0))
            .collect();
        let widest = shown.iter().map(|(_, width)| *width).max().unwrap_or(0);
        // The widest columns give way first, and words are broken last, but for those that would take most of the room.
        let capped = |cap: usize, whole: usize| -> Layout {
            let least = |word: usize| if word <= whole { word } else { word.min(NARROWEST) };
            let each = shown.iter().zip(&words);
            each.map(|(&(column, width), word)| (column, width.min(cap).max(width.min(least(*word)))))
                .collect()
        };
        [room / 3, 0].into_iter().find_map(|whole| {
            (0..=widest).rev().map(|cap| capped(cap, whole)).find(|layout| taken(layout) <= room)
        })
    }

    /// Every row as a paragraph: what it is about, and below it what is said of it.
    fn paragraphs(&self, f: &mut fmt::Formatter<'_>, width: usize) -> fmt::Result {
        for (row, says) in self.rows.iter().zip(&self.says) {
            let Some(about) = row.first() else { continue };
            for line in about.broken(width) {
                writeln!(f, "{line}")?;
            }
            let room = width.saturating_sub(INDENT.len());
            let mut taken = 0;
            let said = row.iter().zip(says).enumerate().skip(1).filter(|(_, (_, says))| **says);
            for (column, (cell, _)) in said {
                let heading = self.headings.get(column);
                let before = heading.map_or(0, |heading| heading.width() + 1);
                let length = before + cell.width();
                if taken > 0 && taken + length + ",".len() > room {
                    writeln!(f, ",")?;
                    taken = 0;
                }
                f.write_str(if taken == 0 { INDENT } else { ", " })?;
                heading.map_or(Ok(()), |heading| write!(f, "{heading} "))?;
                // What is longer than a line begins where it stands and goes on below.
                let mut lines = cell.broken(room.saturating_sub(before)).into_iter();
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

    fn row(&self, f: &mut fmt::Formatter<'_>, row: &[Painted<String>], layout: &Layout) -> fmt::Result {
        let set = |&(column, width): &(usize, usize)| Some((row.get(column)?.broken(width), column, width));
        let cells: Vec<(Vec<Painted<String>>, usize, usize)> = layout.iter().filter_map(set).collect();
        let height = cells.iter().map(|(lines, ..)| lines.len()).max().unwrap_or(0);
        for line in 0..height {
            let said = |(lines, ..): &(Vec<Painted<String>>, usize, usize)| {
                lines.get(line).is_some_and(|text| text.width() > 0)
            };
            let Some(last) = cells.iter().rposition(said) else {
                writeln!(f)?;
                continue;
            };
            for (index, (lines, column, width)) in cells[..=last].iter().enumerate() {
                let text = lines.get(line);
                let missing = width.saturating_sub(text.map_or(0, Painted::width));
                let (before, behind) = if self.is_number[*column] { (missing, 0) } else { (0, missing) };
                write!(f, "{}", Spaces(before))?;
                text.map_or(Ok(()), |text| write!(f, "{text}"))?;
                // Nothing stands behind what comes last.
                if index < last {
                    write!(f, "{}", Spaces(behind + GAP))?;
                }
            }
            writeln!(f)?;
        }
        Ok(())
    }
}

/// How wide columns are, with what is between them.
fn taken(layout: &[(usize, usize)]) -> usize {
    layout.iter().map(|(_, width)| width).sum::<usize>() + GAP * layout.len().saturating_sub(1)
}

impl fmt::Display for TableText {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.caption.as_ref().map_or(Ok(()), |caption| writeln!(f, "{caption}"))?;
        match self.layout() {
            Some(layout) => self.lines().try_for_each(|row| self.row(f, row, &layout)),
            None => self.paragraphs(f, self.width.unwrap_or(usize::MAX)),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::base::text::{Column, Tone};

    fn shown(table: &Table, width: Option<usize>) -> String {
        table.text(Paint::new(false), width).to_string()
    }

    /// The first row has the headings; a dash is where nothing can be told.
    fn table(rows: &[&[&str]]) -> Table {
        let mut rows = rows.iter();
        let mut table = Table::of_texts(rows.next().unwrap().iter().map(ToString::to_string));
        let cell = |text: &&str| if *text == "-" { Cell::nothing() } else { Cell::text(*text) };
        rows.for_each(|row| table.row(row.iter().map(cell)));
        table
    }

    #[test]
    fn columns_are_as_wide_as_their_text_whatever_its_color() {
        let mut table = Table::of_texts(["name", "open"]);
        table.row([Cell::text("Größe").toned(Tone::Good), "yes".into()]);
        assert_eq!(shown(&table, None), "name   open\nGröße  yes\n");
        let colored = table.text(Paint::new(true), None).to_string();
        assert!(colored.ends_with("\u{1b}[32mGröße\u{1b}[0m  yes\n"), "{colored:?}");
    }

    #[test]
    fn numbers_end_below_each_other() {
        let mut table = Table::new([Column::text("name"), Column::number("due"), Column::number("share")])
            .captioned("Learners");
        table.row([Cell::text("Ann"), Cell::count(7_u32), Cell::share(1.0)]);
        table.row([Cell::text("Bob"), Cell::count(12_u32), Cell::nothing()]);
        assert_eq!(
            shown(&table, None),
            "Learners\n\
             name  due  share\n\
             Ann     7   100%\n\
             Bob    12      -\n"
        );
    }

    #[test]
    fn a_table_can_have_no_headings() {
        let mut table = Table::default();
        table.row(["  1", "Sales"]);
        table.row(["", "Service"]);
        assert_eq!(shown(&table, Some(80)), "  1  Sales\n     Service\n");
        assert_eq!(shown(&table, Some(9)), "  1\n  Sales\n\n  Service\n");
    }

    #[test]
    fn a_column_can_be_as_wide_as_any_text() {
        let long = "x".repeat(70_000);
        let shown = shown(&table(&[&["name", "open"], &[&long, "yes"]]), None);
        assert!(shown.ends_with(&format!("{long}  yes\n")) && shown.starts_with("name "));
    }

    #[test]
    fn on_a_narrow_screen_empty_columns_go_then_minor_ones() {
        let mut table =
            Table::new([Column::text("name"), Column::number("changed"), Column::number("time").minor()]);
        table.row([Cell::text("Ann"), Cell::count(0_u32), Cell::count(45_u32)]);
        assert_eq!(shown(&table, Some(19)), "name  changed  time\nAnn         0    45\n");
        assert_eq!(shown(&table, Some(18)), "name  time\nAnn     45\n");
        assert_eq!(shown(&table, Some(9)), "name\nAnn\n");
    }

    #[test]
    fn then_texts_break_then_rows_are_paragraphs() {
        let lines = table(&[
            &["name", "ready", "due", "changed", "where"],
            &["Contract Processing Center", "27%", "4", "-", "on the second floor"],
            &["Quick", "0%", "-", "-", "-"],
        ]);
        let shown = |width: usize| shown(&lines, Some(width));
        assert!(shown(70).contains("changed"));
        assert!(!shown(63).contains("changed"), "{}", shown(63));
        assert_eq!(
            shown(42),
            "name            ready  due  where\n\
             Contract        27%    4    on the second\n\
             Processing                  floor\n\
             Center\n\
             Quick           0%     -    -\n"
        );
    }

    #[test]
    fn words_are_broken_only_where_nothing_else_gives_way() {
        let table = table(&[
            &["SCHEDULE", "HOURS", "NOW"],
            &[
                "groups-in-the-west",
                "Monday to Friday, 9 AM to 5 PM",
                "closed: after 14:00 America/Los_Angeles",
            ],
        ]);
        for width in [60, 66, 80] {
            let text = shown(&table, Some(width));
            assert!(text.contains("America/Los_Angeles") && text.contains("groups-in-the-west"), "{text}");
            assert!(text.lines().all(|line| line.chars().count() <= width), "{text}");
        }
        let narrow = shown(&table, Some(44));
        assert!(narrow.starts_with("SCHEDULE") && !narrow.contains("America/Los_Angeles"), "{narrow}");
    }

    #[test]
    fn paragraphs_fit_and_say_only_what_there_is() {
        let told = table(&[
            &["name", "ready", "known", "due", "learning", "new", "missed", "time"],
            &["Contract Processing Center", "27%", "8", "4", "1", "17", "47%", "3 h 20 min"],
            &["Quick", "0%", "-", "-", "-", "9", "-", "0 s"],
        ]);
        assert_eq!(
            shown(&told, Some(40)),
            "Contract Processing Center\n  \
               ready 27%, known 8, due 4, learning 1,\n  \
               new 17, missed 47%, time 3 h 20 min\n\
             Quick\n  \
               ready 0%, new 9, time 0 s\n"
        );
    }
}
