//! The one way in which tables for spreadsheets and programs are written: CSV as RFC 4180 has it, in which no cell is a
//! formula and no control character is obeyed.

use std::io::{self, Write};

use super::inert::inert;

/// A table on its way out.
pub(crate) struct Sheet<W: Write> {
    writer: csv::Writer<W>,
}

impl<W: Write> Sheet<W> {
    pub(crate) fn new(out: W) -> Self {
        let mut settings = csv::WriterBuilder::new();
        Self { writer: settings.terminator(csv::Terminator::CRLF).from_writer(out) }
    }

    /// Adds a row, of which the first one has the names of the columns.
    pub(crate) fn row<C: AsRef<str>>(&mut self, cells: impl IntoIterator<Item = C>) -> io::Result<()> {
        for cell in cells {
            self.writer.write_field(&*inert(cell.as_ref())).map_err(as_it_is)?;
        }
        self.writer.write_record(None::<&[u8]>).map_err(as_it_is)
    }

    /// Writes what is left to write.
    pub(crate) fn end(mut self) -> io::Result<()> {
        self.writer.flush()
    }
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
}
