//! What all documents become before anything is read out of them: rows of cells, in the order in which people read them.
//!
//! A paragraph is a row of one cell for each of its lines, so that a line of text and a line of a table are looked at by the
//! same rules. What a format knows of merged cells, headings and lists is kept; what it does not know is left open.

use std::fmt;

/// Where something stands in a document. What a format does not tell is 0.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Place {
    /// The document, from 0 in the order in which they were named.
    pub document: u16,
    /// The page, from 1.
    pub page: u32,
    /// The table of the document, from 1.
    pub table: u32,
    /// The row of the table, from 1; its header counts.
    pub row: u32,
    /// The cell of the row, from 1.
    pub cell: u32,
    /// The line of the file, from 1.
    pub line: u32,
}

impl fmt::Display for Place {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let parts = [
            ("page", self.page),
            ("table", self.table),
            ("row", self.row),
            ("cell", self.cell),
            ("line", self.line),
        ];
        let mut is_first = true;
        for (name, number) in parts.into_iter().filter(|(_, number)| *number > 0) {
            write!(f, "{}{name} {number}", if is_first { "" } else { ", " })?;
            is_first = false;
        }
        if is_first { f.write_str("the document") } else { Ok(()) }
    }
}

/// What a row is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum RowKind {
    /// A heading of the format, with its level from 1.
    Heading(u8),
    /// A line of text; in formats that know no headings it may be one.
    Text,
    /// An entry of a list, with its depth from 1.
    Item(u8),
    /// A row of a table.
    Cells {
        /// Whether the format says that it is a header.
        is_header: bool,
    },
}

/// A line of a cell.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CellLine {
    /// Its text, without blanks around it and signs that nobody sees.
    pub text: String,
    /// Whether it is an entry of a list.
    pub is_item: bool,
    /// Whether it is a list whose entries stand one behind the other, with nothing between them.
    pub runs_on: bool,
    /// Where it stands.
    pub place: Place,
}

/// A cell.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Cell {
    /// Its lines; none if it is blank.
    pub lines: Vec<CellLine>,
    /// Whether the format says that it goes on from the row above.
    pub goes_on: bool,
    /// Whether it takes the whole width of its table.
    pub is_full: bool,
}

impl Cell {
    /// Whether nothing stands in it.
    #[must_use]
    pub fn is_blank(&self) -> bool {
        self.lines.is_empty()
    }

    /// All of it on one line.
    #[must_use]
    pub fn text(&self) -> String {
        let lines: Vec<&str> = self.lines.iter().map(|line| line.text.as_str()).collect();
        lines.join(" ")
    }

    /// Where it begins.
    #[must_use]
    pub fn place(&self) -> Place {
        self.lines.first().map(|line| line.place).unwrap_or_default()
    }
}

/// A row.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Row {
    /// What it is.
    pub kind: RowKind,
    /// Its cells; text and headings have one.
    pub cells: Vec<Cell>,
    /// Rows of one number belong together: a paragraph, a list, a table.
    pub group: u32,
    /// Where it begins.
    pub place: Place,
}

impl Row {
    /// All of it on one line.
    #[must_use]
    pub fn text(&self) -> String {
        let cells: Vec<String> = self.filled().map(Cell::text).collect();
        cells.join(" ")
    }

    /// The cells in which something stands.
    pub fn filled(&self) -> impl Iterator<Item = &Cell> {
        self.cells.iter().filter(|cell| !cell.is_blank() && !cell.goes_on)
    }

    /// Whether it is a row of a table.
    #[must_use]
    pub fn is_of_table(&self) -> bool {
        matches!(self.kind, RowKind::Cells { .. })
    }
}

/// A document.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Document {
    /// What it is called: the name of its file.
    pub name: String,
    /// Its rows.
    pub rows: Vec<Row>,
    /// Whether the format tells headings from other lines.
    pub knows_headings: bool,
    /// Whether the format tells merged cells from blank ones.
    pub knows_merged: bool,
}

/// A text as everything after this reads it: blanks of all kinds as one space, without what nobody sees.
#[must_use]
pub(super) fn cleaned(text: &str) -> String {
    let mut clean = String::with_capacity(text.len());
    for c in text.chars() {
        let is_unseen = matches!(c, '\u{ad}' | '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{206f}' | '\u{feff}' | '\u{fff9}'..='\u{fffd}' | '\u{e000}'..='\u{f8ff}')
            || (c.is_control() && !c.is_whitespace());
        if c.is_whitespace() || matches!(c, '\u{2028}' | '\u{2029}') {
            if !clean.is_empty() && !clean.ends_with(' ') {
                clean.push(' ');
            }
        } else if !is_unseen {
            clean.push(c);
        }
    }
    clean.truncate(clean.trim_end().len());
    clean
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_text_keeps_what_is_seen() {
        assert_eq!(cleaned(" 8\u{a0}am \u{2013}\t5\u{202f}pm\u{200b}\r"), "8 am \u{2013} 5 pm");
        assert_eq!(cleaned("\u{feff}\u{1b}x\u{202e}"), "x");
        assert_eq!(cleaned("\u{2028} \n"), "");
    }

    #[test]
    fn a_place_tells_what_is_known() {
        assert_eq!(Place::default().to_string(), "the document");
        let place = Place { page: 2, row: 4, cell: 3, ..Place::default() };
        assert_eq!(place.to_string(), "page 2, row 4, cell 3");
    }
}
