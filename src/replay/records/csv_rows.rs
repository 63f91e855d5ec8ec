//! Rows of columns become legs. A row that is broken takes no other with it.

use super::column::RecordTexts;
use super::format::CsvLayout;
use super::part_reading::PartReading;
use super::row::LegReader;
use super::row_trouble::RowTrouble;

/// A part of a file of columns: whole lines, the first of which has this number.
#[derive(Debug)]
pub(crate) struct CsvPart {
    pub(crate) text: String,
    pub(crate) first_line: u32,
    /// Whether the file ends behind it, perhaps in the middle of a row.
    pub(crate) is_last: bool,
    /// Whether its first row is one of headings.
    pub(crate) has_headings: bool,
}

/// Reads a part.
pub(crate) fn csv_legs(part: &CsvPart, layout: &CsvLayout, reader: &LegReader<'_>) -> PartReading {
    let mut reading = PartReading::default();
    let mut skip = part.has_headings;
    let mut from = 0;
    let mut line = part.first_line;
    // A quotation mark that nobody closes makes one row of many lines: the first of them is given up, and the rest read afresh.
    while let Some(again) = rows(part, from, line, layout, reader, &mut reading, &mut skip) {
        line += line_breaks(&part.text.as_bytes()[from..again]);
        from = again;
    }
    reading
}

/// Reads rows from a place on. Gives where to begin afresh, if a row went on over lines that are none of it.
fn rows(
    part: &CsvPart,
    from: usize,
    line: u32,
    layout: &CsvLayout,
    reader: &LegReader<'_>,
    reading: &mut PartReading,
    skip: &mut bool,
) -> Option<usize> {
    let text = &part.text[from..];
    let mut rows = csv::ReaderBuilder::new();
    let mut rows =
        rows.delimiter(layout.delimiter).flexible(true).has_headers(false).from_reader(text.as_bytes());
    let mut row = csv::StringRecord::new();
    // Read from a text, so that nothing but its end ends it.
    while rows.read_record(&mut row).unwrap_or(false) {
        let place = row.position().map_or((0, 1), |position| (position.byte() as usize, position.line()));
        let number = line + (place.1 as u32).saturating_sub(1);
        let end = rows.position().byte() as usize;
        if std::mem::take(skip) || row.iter().all(str::is_empty) {
            continue;
        }
        let whole = &text[place.0.min(end)..end.min(text.len())];
        let Some(columns) = layout.columns(row.len()) else {
            let body = whole.trim_start_matches(['\r', '\n']);
            let start = end - body.len();
            let ends_early = body.trim_end_matches(['\r', '\n']).find('\n');
            let is_torn = part.is_last && end >= text.len() && !body.ends_with('\n');
            let trouble =
                if is_torn || ends_early.is_some() { RowTrouble::Torn } else { RowTrouble::Columns };
            reading.troubles.push((trouble, number));
            match ends_early {
                Some(at) => return Some(from + start + at + 1),
                None => continue,
            }
        };
        let mut texts = RecordTexts::new();
        for (column, text) in columns.iter().zip(row.iter()) {
            if let Some(column) = column {
                texts.set(*column, text);
            }
        }
        match reader.leg(&texts, whole.trim(), number, &mut reading.names) {
            Ok(leg) => reading.legs.push(leg),
            Err(trouble) => reading.troubles.push((trouble, number)),
        }
    }
    None
}

/// Where to cut a text of lines so that what is cut off is no part of a row before it: behind the last line of which no quotation is
/// open. None: there is no such line yet.
pub(crate) fn last_row_end(bytes: &[u8]) -> Option<usize> {
    let mut end = bytes.iter().rposition(|byte| *byte == b'\n')? + 1;
    // A few lines may be those of one row; more are a quotation that nobody closes.
    for _ in 0..MAX_LINES_OF_ROW {
        let start = bytes[..end - 1].iter().rposition(|byte| *byte == b'\n').map_or(0, |at| at + 1);
        let quotes = bytes[start..end].split(|byte| *byte == b'"').count() - 1;
        if quotes.is_multiple_of(2) || start == 0 {
            break;
        }
        end = start;
    }
    Some(end)
}

/// A row of more lines than these is none.
const MAX_LINES_OF_ROW: usize = 8;

/// How many lines end in these bytes.
pub(super) fn line_breaks(bytes: &[u8]) -> u32 {
    bytes.split(|byte| *byte == b'\n').count() as u32 - 1
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::number::Country;
    use crate::replay::records::rules::RecordRules;

    const HEAD: &str = "calldate,src,dst,dcontext,lastapp,lastdata,uniqueid\n";

    fn read(rows: &str) -> (Vec<u32>, Vec<(RowTrouble, u32)>) {
        let rules = RecordRules::default();
        let layout = CsvLayout::recognized(HEAD, &rules).expect("headings");
        let reader = LegReader { rules: &rules, country: Country::UnitedStates, file: 0 };
        let text = format!("{HEAD}{rows}");
        let part = CsvPart { text, first_line: 1, is_last: true, has_headings: true };
        let reading = csv_legs(&part, &layout, &reader);
        (reading.legs.iter().map(|leg| leg.row).collect(), reading.troubles)
    }

    const ROW: &str = "2026-03-01 12:00:00,6155550100,100,main,Queue,\"sales,t\",1.1\n";

    #[test]
    fn a_broken_row_takes_no_other_with_it() {
        let broken = "2026-03-01 12:00:00,\"615555\n";
        assert_eq!(read(&[ROW, broken, ROW, ROW].concat()), (vec![2, 4, 5], vec![(RowTrouble::Torn, 3)]));
        assert_eq!(read(&[ROW, "a,b\n", ROW].concat()), (vec![2, 4], vec![(RowTrouble::Columns, 3)]));
        assert_eq!(read(&[ROW, "2026-03-01 12:0"].concat()), (vec![2], vec![(RowTrouble::Torn, 3)]));
        let late = ROW.replace("12:00:00", "noon");
        assert_eq!(read(&[ROW, &late].concat()), (vec![2], vec![(RowTrouble::Time, 3)]));
    }

    #[test]
    fn a_row_may_have_lines_of_its_own() {
        let two_lines = ROW.replace("sales,t", "sales\nand more");
        assert_eq!(read(&[ROW, &two_lines, ROW].concat()), (vec![2, 3, 5], vec![]));
    }

    #[test]
    fn parts_end_where_rows_do() {
        assert_eq!(last_row_end(b"a\nb\nc"), Some(4));
        assert_eq!(last_row_end(b"a\n\"b\nc"), Some(2));
        assert_eq!(last_row_end(b"abc"), None);
        assert_eq!(last_row_end(b"\"b\nc"), Some(3), "there is nothing before it");
    }
}
