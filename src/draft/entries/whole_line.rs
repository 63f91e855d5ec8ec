//! Rows of a table with one cell, which are lines of text.

use super::gatherer::Gatherer;
use super::naming;
use super::options;
use super::records::Record;
use super::values::Values;
use crate::draft::document::{Document, Row};
use crate::draft::words::labels::{self, LabelKind};

/// A row of one cell: a heading, a number whose options follow, any line.
pub(super) fn whole_line(gatherer: &mut Gatherer<'_, '_>, document: &Document, row: &Row) {
    let text = row.text();
    if options::special(gatherer, row, &text) {
        return;
    }
    if let Some((keys, rest)) = labels::option(&text, false) {
        options::option(gatherer, row, &keys, &rest, &text);
        return;
    }
    let values = Values::of(gatherer.scanner.parts(&text), &text, LabelKind::Phone);
    if values.is_words() && naming::is_title(&text) {
        // A row of a table is less than a heading above it.
        let level = if document.knows_headings { 7 } else { 2 };
        gatherer.begin_section(&text, level, row.place);
    } else if values.is_words() {
        gatherer.out.left_over.push((text, row.place));
    } else {
        let record = Record {
            name: None,
            unit: None,
            topics: Vec::new(),
            values,
            source: text.clone(),
            place: row.place,
            text: &text,
        };
        gatherer.record(record);
    }
}
