//! Rows as readers find them, within limits.

use super::error::UnreadDocument;
use super::left_over::{LineStart, lines_of};
use crate::draft::document::{Cell, CellLine, Document, Place, Row, RowKind, cleaned};

/// What a document may have at most. Directories have a few pages.
pub(super) const MAX_ROWS: usize = 6_000;
pub(super) const MAX_CELLS: usize = 64;
pub(super) const MAX_PAGES: u32 = 200;
/// Bytes of one line: more is no line that people read.
const MAX_LINE: usize = 16 * 1024;

/// Collects rows.
#[derive(Debug)]
pub(super) struct DocumentBuilder {
    document: Document,
    place: Place,
    group: u32,
    tables: u32,
}

impl DocumentBuilder {
    pub(super) fn new(name: &str, number: u16) -> Self {
        let document = Document { name: cleaned(name), ..Document::default() };
        let place = Place { document: number, ..Place::default() };
        Self { document, place, group: 0, tables: 0 }
    }

    /// Whether its format tells headings from text, and which cells are one.
    #[cfg(feature = "documents")]
    pub(super) fn knows(&mut self, headings: bool, merged: bool) {
        self.document.knows_headings = headings;
        self.document.knows_merged = merged;
    }

    /// Goes to a line of the file.
    pub(super) fn line(&mut self, line: u32) {
        self.place.line = line;
    }

    /// Begins another page.
    pub(super) fn page(&mut self, page: u32) -> Result<(), UnreadDocument> {
        if page > MAX_PAGES {
            return Err(UnreadDocument::TooLong(format!("more than {MAX_PAGES} pages")));
        }
        self.place.page = page;
        self.group += 1;
        Ok(())
    }

    /// What follows belongs to something new.
    pub(super) fn gap(&mut self) {
        self.group += 1;
    }

    /// Begins a table.
    pub(super) fn table(&mut self) {
        self.gap();
        self.tables += 1;
        self.place.table = self.tables;
        self.place.row = 0;
    }

    /// Ends a table.
    pub(super) fn table_end(&mut self) {
        self.place.table = 0;
        self.place.row = 0;
        self.gap();
    }

    /// A line of text, a heading or an entry of a list. Breaks part it.
    pub(super) fn text(&mut self, kind: RowKind, text: &str) -> Result<(), UnreadDocument> {
        for line in self.lines(text, 0)? {
            self.push(kind, vec![Cell { lines: vec![line], ..Cell::default() }])?;
        }
        Ok(())
    }

    /// A row of a table.
    pub(super) fn row(&mut self, is_header: bool, cells: Vec<NewCell>) -> Result<(), UnreadDocument> {
        if cells.len() > MAX_CELLS {
            return Err(UnreadDocument::TooLong(format!("a row with more than {MAX_CELLS} cells")));
        }
        self.place.row += 1;
        let mut row = Vec::with_capacity(cells.len());
        for (at, cell) in (1..).zip(cells) {
            let mut lines = Vec::new();
            let of_cell = if cell.goes_on { &[][..] } else { &cell.lines[..] };
            for (is_item, text) in of_cell {
                for mut line in self.lines(text, at)? {
                    line.is_item |= *is_item;
                    lines.push(line);
                }
            }
            row.push(Cell { lines, goes_on: cell.goes_on, is_full: cell.is_full });
        }
        if row.iter().any(|cell| !cell.is_blank()) {
            self.push(RowKind::Cells { is_header }, row)?;
        }
        Ok(())
    }

    fn lines(&self, text: &str, cell: u32) -> Result<Vec<CellLine>, UnreadDocument> {
        let place = Place { cell, ..self.place };
        let mut lines = Vec::new();
        for (start, text) in lines_of(text) {
            if text.len() > MAX_LINE {
                return Err(UnreadDocument::TooLong(format!("a line of more than {MAX_LINE} bytes")));
            }
            let text = cleaned(text);
            if !text.is_empty() {
                let is_item = start != LineStart::Line;
                lines.push(CellLine { text, is_item, runs_on: start == LineStart::List, place });
            }
        }
        Ok(lines)
    }

    fn push(&mut self, kind: RowKind, cells: Vec<Cell>) -> Result<(), UnreadDocument> {
        if self.document.rows.len() >= MAX_ROWS {
            return Err(UnreadDocument::TooLong(format!("more than {MAX_ROWS} lines and rows")));
        }
        let place = Place { cell: 0, ..self.place };
        self.document.rows.push(Row { kind, cells, group: self.group, place });
        Ok(())
    }

    /// The document. One without a heading, in a format that has them, is laid out by other means.
    pub(super) fn done(mut self) -> Result<Document, UnreadDocument> {
        let has_headings = self.document.rows.iter().any(|row| matches!(row.kind, RowKind::Heading(_)));
        self.document.knows_headings &= has_headings;
        if self.document.rows.is_empty() { Err(UnreadDocument::NoText) } else { Ok(self.document) }
    }
}

/// A cell as a reader finds it.
#[derive(Clone, Debug, Default)]
pub(super) struct NewCell {
    /// Its lines, and whether each is an entry of a list.
    pub(super) lines: Vec<(bool, String)>,
    pub(super) goes_on: bool,
    pub(super) is_full: bool,
}

impl NewCell {
    pub(super) fn text(text: impl Into<String>) -> Self {
        Self { lines: vec![(false, text.into())], ..Self::default() }
    }
}
