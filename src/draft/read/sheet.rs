//! CSV, as spreadsheets write it.

use super::builder::{DocumentBuilder, MAX_CELLS, NewCell};
use super::error::UnreadDocument;
use crate::draft::document::{Document, RowKind};

/// Reads a table. A record with nothing but its first cell is a line of text, unless the table has begun.
pub(super) fn read(name: &str, number: u16, text: &str) -> Result<Document, UnreadDocument> {
    let mut builder = DocumentBuilder::new(name, number);
    let mut reader = csv::ReaderBuilder::new()
        .has_headers(false)
        .flexible(true)
        .delimiter(delimiter(text))
        .from_reader(text.as_bytes());
    let mut in_table = false;
    let blank: Vec<bool> = text.split('\n').map(|line| line.trim().is_empty()).collect();
    for record in reader.records() {
        let record = record.map_err(|error| UnreadDocument::Damaged(error.to_string()))?;
        let line = record.position().map_or(0, |position| position.line() as u32);
        builder.line(line);
        let cells: Vec<&str> = record.iter().map(str::trim).collect();
        let filled = cells.iter().filter(|cell| !cell.is_empty()).count();
        let is_text = filled == 1 && cells.first().is_some_and(|cell| !cell.is_empty());
        // Spreadsheets write an empty row as one of commas.
        let is_parted = filled == 0 || (line as usize).checked_sub(2).is_some_and(|before| blank[before]);
        if is_parted && in_table {
            builder.table_end();
            in_table = false;
        } else if is_parted {
            builder.gap();
        }
        if filled == 0 {
            continue;
        }
        if is_text && (!in_table || cells.len() == 1) {
            if in_table {
                builder.table_end();
                in_table = false;
            }
            match super::plain::bullet(cells[0]) {
                Some((depth, text)) => builder.text(RowKind::Item(depth), text)?,
                None => builder.text(RowKind::Text, cells[0])?,
            }
            continue;
        }
        if !in_table {
            builder.table();
            in_table = true;
        }
        let used = cells.iter().rposition(|cell| !cell.is_empty()).map_or(0, |at| at + 1);
        let used = if used > MAX_CELLS { used } else { cells.len().min(MAX_CELLS) };
        builder.row(false, cells[..used].iter().map(|cell| NewCell::text(*cell)).collect())?;
    }
    builder.done()
}

/// What stands between cells: a comma, unless another sign stands on more lines.
fn delimiter(text: &str) -> u8 {
    let count = |sign: u8| text.bytes().take(64 * 1024).filter(|byte| *byte == sign).count();
    [b';', b'\t'].into_iter().find(|sign| count(*sign) > count(b',')).unwrap_or(b',')
}
