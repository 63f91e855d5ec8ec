//! Calls by line and hour of the week, for spreadsheets.

use std::io::{self, Write};

use crate::base::text::sheet::write_csv;
use crate::base::text::{Cell, Column};
use crate::replay::survey::{LineTally, ReplaySurvey};

/// Writes a row for each line and each hour of the week in which it was called.
pub fn hours_csv(survey: &ReplaySurvey, out: impl Write) -> io::Result<()> {
    let columns = [
        Column::text("line"),
        Column::text("number"),
        Column::number("day"),
        Column::number("hour"),
        Column::number("calls"),
        Column::number("closed at least"),
        Column::number("closed at most"),
    ];
    let hours = |line: &'_ LineTally| {
        let line = line.clone();
        line.hours.clone().into_iter().enumerate().filter(|(_, hour)| hour.calls > 0).map(
            move |(index, hour)| {
                [
                    Cell::text(&*line.key),
                    Cell::text(&*line.dialed),
                    Cell::count((index / 24 + 1) as u64),
                    Cell::count((index % 24) as u64),
                    Cell::count(hour.calls),
                    Cell::count(hour.closed.least),
                    Cell::count(hour.closed.most),
                ]
            },
        )
    };
    write_csv(&columns, survey.lines.iter().flat_map(hours), out)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::replay::report::tables::bounds;
    use crate::replay::survey::Bounds;

    #[test]
    fn bounds_are_two_numbers_for_programs() {
        let mut table = crate::base::text::Table::new([Column::number("calls")]);
        table.row([bounds(Bounds { least: 1, most: 2_000 })]);
        let mut out = Vec::new();
        table.csv(&mut out).unwrap();
        assert_eq!(String::from_utf8(out).unwrap(), "calls\r\n1-2000\r\n");
    }
}
