//! The one way in which tables for spreadsheets and programs are written: CSV as RFC 4180 has it, in which no cell is a
//! formula and no control character is obeyed.

use std::io::{self, Write};

use super::cell::Cell;
use super::inert::inert;
use super::table::{Column, Table};

impl Table {
    /// The table for spreadsheets and programs, which read values and not what people do.
    pub fn csv(self, out: impl Write) -> io::Result<()> {
        write_csv(&self.columns, self.rows, out)
    }
}

/// Rows for spreadsheets and programs, written as they come: there may be more than one wants to keep.
pub(crate) fn write_csv(
    columns: &[Column],
    rows: impl IntoIterator<Item = impl IntoIterator<Item = Cell>>,
    out: impl Write,
) -> io::Result<()> {
    let mut settings = csv::WriterBuilder::new();
    let mut writer = settings.terminator(csv::Terminator::CRLF).from_writer(out);
    for column in columns {
        // Programs like names of one word.
        let heading = column.data_heading.map_or_else(|| column.heading.replace(' ', "_"), str::to_owned);
        writer.write_field(&*inert(&heading)).map_err(as_it_is)?;
    }
    writer.write_record(None::<&[u8]>).map_err(as_it_is)?;
    for row in rows {
        for cell in row {
            writer.write_field(&*inert(&cell.exact())).map_err(as_it_is)?;
        }
        writer.write_record(None::<&[u8]>).map_err(as_it_is)?;
    }
    writer.flush()
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

    #[test]
    fn every_cell_is_a_text_whatever_it_says() {
        let mut table = Table::new([Column::text("=a name"), Column::number("time").in_data("seconds")]);
        table.row(["1-855-720-2559", "=1+1"]);
        table.row(["a,b", "\u{202e}x"]);
        table.row(["", "two\nlines"]);
        let mut out = Vec::new();
        table.csv(&mut out).unwrap();
        let told = "'=a_name,seconds\r\n1-855-720-2559,'=1+1\r\n\"a,b\",\\u{202e}x\r\n,\"two\nlines\"\r\n";
        assert_eq!(String::from_utf8(out).unwrap(), told);
    }
}
