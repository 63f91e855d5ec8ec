//! Rows from a CSV file, read into the shape of those that stand in the scenario's own file.

use std::ops::Range;

use csv::{ByteRecord, Position, ReaderBuilder, Trim};

use super::lowering::ScenarioLowering;
use super::quotes;
use super::rows::LoweredRow;
use crate::base::diagnostic::{Diagnostic, did_you_mean, list};
use crate::base::document::{OneOrMany, Placed};
use crate::base::source::{FileId, Span};
use crate::base::text::counted;
use crate::suite::scenario::raw::{self, PlacedText};

/// What a column can be about: a key of a row, or of its `expect`.
const COLUMNS: [&str; 23] = [
    "name",
    "call",
    "at",
    "from",
    "press",
    "answers",
    "outcome",
    "step",
    "destination",
    "line",
    "closed_by",
    "reason",
    "hears",
    "hears_in_any_order",
    "never_hears",
    "path",
    "passes",
    "never_passes",
    "no_inputs",
    "no_matches",
    "next_open",
    "xfail",
    "skip",
];

impl ScenarioLowering<'_> {
    /// The rows of a file that can be read; what is wrong with the others has been reported. Each is taken in before the
    /// next is read, because a row as it is written takes much more room than what it says. None: the file cannot be used
    /// at all.
    pub(super) fn table(&mut self, file: FileId) -> Option<Vec<LoweredRow>> {
        let sources = self.sources;
        let text = sources.file(file).text();
        // Spreadsheets put a mark before the first byte. The reader would pass over it, and count without it.
        let mark = text.len() - text.trim_start_matches('\u{feff}').len();
        // The reader takes what quotes hold, and the rest of such a cell with it, without a word.
        if let Err(wrong) = quotes::closed(&text[mark..]) {
            let span = Span::new(file, mark + wrong.place.start..mark + wrong.place.end);
            self.report(Diagnostic::error("bad-table", span, wrong.message).help(wrong.help));
            return None;
        }
        let mut reader = ReaderBuilder::new()
            .has_headers(false)
            .flexible(true)
            .trim(Trim::All)
            .from_reader(&text.as_bytes()[mark..]);
        let mut record = ByteRecord::new();
        let mut columns: Option<Vec<&'static str>> = None;
        let mut rows = Vec::new();
        let reported = self.diagnostics.len();
        loop {
            match reader.read_byte_record(&mut record) {
                Ok(true) => {}
                Ok(false) => break,
                Err(error) => {
                    let span = Span::new(file, 0..text.len().min(1));
                    let message = format!("this file cannot be read as CSV: {error}");
                    self.report(Diagnostic::error("bad-table", span, message));
                    return None;
                }
            }
            let at = |position: &Position| mark + position.byte() as usize;
            let line = RecordSpan::new(file, text, record.position().map_or(mark, at)..at(reader.position()));
            let cells = line.cells(&record);
            match &columns {
                None => columns = self.columns(&line, &cells),
                // Spreadsheets leave rows behind in which there is nothing.
                Some(_) if cells.iter().all(says_nothing) => {}
                Some(columns) => {
                    if let Some(row) = self.cells(&line, columns, cells) {
                        rows.push(self.row(&row, line.span()));
                    }
                }
            }
            columns.as_ref()?;
        }
        if rows.is_empty() && self.diagnostics.len() == reported {
            let span = Span::new(file, 0..text.lines().next().map_or(0, str::len));
            self.report(
                Diagnostic::error("bad-table", span, "this file has no rows")
                    .help("write the names of the columns on the first line, and each row on a line below"),
            );
        }
        Some(rows)
    }

    fn columns(&mut self, line: &RecordSpan<'_>, cells: &[PlacedText]) -> Option<Vec<&'static str>> {
        let reported = self.diagnostics.len();
        let mut columns = Vec::with_capacity(cells.len());
        for cell in cells {
            let word = cell.given().map(String::as_str).unwrap_or_default();
            let Some(column) = COLUMNS.into_iter().find(|column| *column == word) else {
                let help = did_you_mean(word, COLUMNS).map_or_else(
                    || format!("the columns can be {}", list(COLUMNS).replace(" or ", " and ")),
                    |near| format!("did you mean `{near}`?"),
                );
                let message = format!("a row of cases has no `{}`", word.escape_debug());
                self.report(Diagnostic::error("unknown-column", cell.span, message).help(help));
                continue;
            };
            if columns.contains(&column) {
                let message = format!("there are two columns `{column}`");
                self.report(
                    Diagnostic::error("duplicate-column", cell.span, message).help("keep one of them"),
                );
            }
            columns.push(column);
        }
        if columns.is_empty() && self.diagnostics.len() == reported {
            self.report(Diagnostic::error("bad-table", line.span(), "there are no columns"));
        }
        (self.diagnostics.len() == reported).then_some(columns)
    }

    fn cells(
        &mut self,
        line: &RecordSpan<'_>,
        columns: &[&'static str],
        cells: Vec<PlacedText>,
    ) -> Option<raw::RawRow> {
        if cells.len() != columns.len() {
            let (cells, are, columns) = (
                counted(cells.len(), "cell"),
                if columns.len() == 1 { "is" } else { "are" },
                counted(columns.len(), "column"),
            );
            let message = format!("this row has {cells}, and there {are} {columns}");
            self.report(
                Diagnostic::error("bad-table", line.span(), message)
                    .help("a cell that contains a comma must be in quotes; empty cells keep their commas"),
            );
            return None;
        }
        let mut row = raw::RawRow::default();
        let mut expect = raw::RawExpect::default();
        let mut is_expected = false;
        for (column, cell) in columns.iter().zip(cells) {
            let Some(value) = cell.given().filter(|value| !value.is_empty()).cloned() else { continue };
            let span = cell.span;
            let words = || {
                let words = value.split_whitespace().map(|word| PlacedText::found(word.to_owned(), span));
                words.collect::<Vec<_>>()
            };
            let steps = || OneOrMany { span, is_given: true, values: words() };
            let one = |cell: PlacedText| Some(OneOrMany::found(cell, span));
            is_expected |=
                !matches!(*column, "name" | "call" | "at" | "from" | "press" | "answers" | "xfail" | "skip");
            match *column {
                "name" => row.name = Some(cell),
                "call" => row.call = one(cell),
                "at" => row.at = one(cell),
                "from" => row.from = one(cell),
                "press" => row.press = one(cell),
                "answers" => row.answers = self.answers_in_cell(&value, span),
                "outcome" => expect.outcome = Some(cell),
                "step" => expect.step = Some(cell),
                "destination" => expect.destination = Some(cell),
                "line" => expect.line = Some(cell),
                "closed_by" => expect.closed_by = Some(cell),
                "reason" => expect.reason = Some(cell),
                "hears" => expect.hears = one(cell),
                "hears_in_any_order" => expect.hears_in_any_order = one(cell),
                "never_hears" => expect.never_hears = one(cell),
                "path" => expect.path = Some(Placed::found(words(), span)),
                "passes" => expect.passes = Some(steps()),
                "never_passes" => expect.never_passes = Some(steps()),
                "no_inputs" => expect.no_inputs = self.whole(&value, span),
                "no_matches" => expect.no_matches = self.whole(&value, span),
                "next_open" => expect.next_open = Some(cell),
                "xfail" => row.xfail = Some(cell),
                _ => row.skip = Some(cell),
            }
        }
        row.expect = is_expected.then(|| Placed::found(expect, line.span()));
        Some(row)
    }

    fn whole(&mut self, value: &str, span: Span) -> Option<Placed<i64>> {
        let number = value.parse().ok();
        if number.is_none() {
            let message = format!("`{}` is not a whole number", value.escape_debug());
            self.report(Diagnostic::error("bad-count", span, message).help("write 0 or more"));
        }
        number.map(|number| Placed::found(number, span))
    }
}

fn says_nothing(cell: &PlacedText) -> bool {
    cell.given().is_none_or(|text| text.trim().is_empty())
}

/// Where a record stands, without its line break.
struct RecordSpan<'t> {
    file: FileId,
    text: &'t str,
    range: Range<usize>,
}

impl<'t> RecordSpan<'t> {
    fn new(file: FileId, text: &'t str, range: Range<usize>) -> Self {
        let whole = text.get(range.clone()).unwrap_or_default();
        // Empty lines before a record are passed over.
        let record = whole.trim_start_matches(['\r', '\n']);
        let start = range.start + (whole.len() - record.len());
        Self { file, text, range: start..start + record.trim_end_matches(['\r', '\n', ' ', '\t']).len() }
    }

    fn span(&self) -> Span {
        Span::new(self.file, self.range.clone())
    }

    /// The cells with their places. One whose quotes change what is in it stands where the record does.
    fn cells(&self, record: &ByteRecord) -> Vec<PlacedText> {
        let line = self.text.get(self.range.clone()).unwrap_or_default();
        let mut from = 0;
        let place = |cell: &[u8]| {
            let value = String::from_utf8_lossy(cell).into_owned();
            let found = line.get(from..).and_then(|rest| rest.find(&value)).filter(|_| !value.is_empty());
            let span = found.map_or_else(
                || self.span(),
                |at| {
                    let start = from + at;
                    from = start + value.len();
                    Span::new(self.file, self.range.start + start..self.range.start + from)
                },
            );
            PlacedText::found(value, span)
        };
        record.iter().map(place).collect()
    }
}
