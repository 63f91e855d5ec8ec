//! The one way in which tables for spreadsheets and programs are written: CSV as RFC 4180 has it, in which no cell is a
//! formula and no control character is obeyed.

use std::io::{self, Write};

use super::inert::inert;
use crate::number::PhoneNumber;

/// A table on its way out.
pub(super) struct Sheet<W: Write> {
    writer: csv::Writer<W>,
}

impl<W: Write> Sheet<W> {
    pub(super) fn new(out: W) -> Self {
        let mut settings = csv::WriterBuilder::new();
        Self { writer: settings.terminator(csv::Terminator::CRLF).from_writer(out) }
    }

    /// Adds a row, of which the first one has the names of the columns.
    pub(super) fn row<C: AsRef<str>>(&mut self, cells: impl IntoIterator<Item = C>) -> io::Result<()> {
        for cell in cells {
            self.writer.write_field(&*inert(cell.as_ref())).map_err(as_it_is)?;
        }
        self.writer.write_record(None::<&[u8]>).map_err(as_it_is)
    }

    /// Writes what is left to write.
    pub(super) fn end(mut self) -> io::Result<()> {
        self.writer.flush()
    }
}

/// A number in a cell: `1-855-720-2559`, and of other countries the digits, country code first. A `+` in front would be a
/// formula.
pub(super) fn in_a_cell(number: PhoneNumber) -> String {
    if number.is_nanp() { number.to_string() } else { number.digits().to_string() }
}

/// A reader that has gone is no mistake, so whoever asks must still see that it was one.
fn as_it_is(error: csv::Error) -> io::Error {
    match error.into_kind() {
        csv::ErrorKind::Io(error) => error,
        other => io::Error::other(format!("{other:?}")),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn written(cells: &[&str]) -> String {
        let mut out = Vec::new();
        let mut sheet = Sheet::new(&mut out);
        sheet.row(cells).unwrap();
        sheet.end().unwrap();
        String::from_utf8(out).unwrap()
    }

    #[test]
    fn every_cell_is_a_text_whatever_it_says() {
        let told = written(&["1-855-720-2559", "=1+1", "a,b", "\u{202e}x", "", "two\nlines"]);
        assert_eq!(told, "1-855-720-2559,'=1+1,\"a,b\",\\u{202e}x,,\"two\nlines\"\r\n");
    }

    #[test]
    fn numbers_are_no_formulas_and_no_texts_with_an_apostrophe() {
        let number = |digits| in_a_cell(PhoneNumber::from_e164(digits).unwrap());
        assert_eq!(number(18_557_202_559), "1-855-720-2559");
        assert_eq!(number(442_079_460_000), "442079460000");
    }
}
