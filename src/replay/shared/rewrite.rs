//! Files of records, written anew without anything that is not to be shared.

use std::io::{self, Read, Write};

use serde_json::{Map, Value};

use super::shared_text::SharedTexts;
use crate::replay::records::{
    CsvLayout, JsonPiece, JsonSplitter, RecordColumn, RecordFormat, RecordRules, json_format,
};

/// What became of a file.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct SharedCount {
    /// Records that were written.
    pub written: usize,
    /// Rows that could not be read, and were left out: nobody knows what is in them.
    pub left_out: usize,
}

/// So much is read at a time.
const PART_BYTES: usize = 1 << 20;

/// Fields of JSON records that are shared, by what they say. All others are left out.
const JSON_FIELDS: [(&str, RecordColumn); 20] = [
    ("sid", RecordColumn::Id),
    ("parent_call_sid", RecordColumn::Link),
    ("start_time", RecordColumn::Start),
    ("date_created", RecordColumn::Start),
    ("end_time", RecordColumn::End),
    ("duration", RecordColumn::Duration),
    ("from", RecordColumn::From),
    ("to", RecordColumn::To),
    ("direction", RecordColumn::Direction),
    ("status", RecordColumn::Status),
    ("ContactId", RecordColumn::Id),
    ("Id", RecordColumn::Id),
    ("InitialContactId", RecordColumn::Link),
    ("PreviousContactId", RecordColumn::Link),
    ("Channel", RecordColumn::Medium),
    ("InitiationMethod", RecordColumn::Direction),
    ("InitiationTimestamp", RecordColumn::Start),
    ("DisconnectTimestamp", RecordColumn::End),
    ("DisconnectReason", RecordColumn::Status),
    ("LastUpdateTimestamp", RecordColumn::End),
];

/// Parts of contact records that have fields of their own.
const JSON_PARTS: [(&str, &[&str], RecordColumn); 6] = [
    ("CustomerEndpoint", &["Address"], RecordColumn::From),
    ("SystemEndpoint", &["Address"], RecordColumn::To),
    ("Queue", &["Name", "Id"], RecordColumn::Queue),
    ("QueueInfo", &["Name", "Id"], RecordColumn::Queue),
    ("Agent", &["Name", "Username", "Id"], RecordColumn::Agent),
    ("AgentInfo", &["Name", "Username", "Id"], RecordColumn::Agent),
];

/// Writes the records of a file, in the same format, as far as it is known. JSON is written a record a line.
pub(crate) fn rewrite(
    mut input: impl Read,
    mut out: impl Write,
    rules: &RecordRules,
    texts: &SharedTexts<'_>,
) -> io::Result<SharedCount> {
    let mut begin = Vec::new();
    input.by_ref().take(PART_BYTES as u64).read_to_end(&mut begin)?;
    if begin.starts_with(b"\xef\xbb\xbf") {
        begin.drain(..3);
    }
    let is_json =
        begin.iter().find(|byte| !byte.is_ascii_whitespace()).is_some_and(|byte| b"{[".contains(byte));
    if is_json && rules.columns.is_empty() {
        return json(begin, input, &mut out, texts);
    }
    let look = String::from_utf8_lossy(&begin[..begin.len().min(64 * 1024)]).into_owned();
    match CsvLayout::recognized(&look, rules) {
        Some(layout) => csv_rows(io::Cursor::new(begin).chain(input), &mut out, &layout, texts),
        None => Ok(SharedCount::default()),
    }
}

fn csv_rows(
    input: impl Read,
    out: &mut impl Write,
    layout: &CsvLayout,
    texts: &SharedTexts<'_>,
) -> io::Result<SharedCount> {
    let mut reader = csv::ReaderBuilder::new();
    let mut reader = reader.delimiter(layout.delimiter).flexible(true).has_headers(false).from_reader(input);
    let mut writer = csv::WriterBuilder::new();
    let mut writer = writer
        .delimiter(layout.delimiter)
        .flexible(true)
        .quote_style(csv::QuoteStyle::NonNumeric)
        .from_writer(out);
    let mut row = csv::ByteRecord::new();
    let mut count = SharedCount::default();
    let mut is_head = layout.has_headings;
    while reader.read_byte_record(&mut row)? {
        if std::mem::take(&mut is_head) {
            writer.write_byte_record(&row)?;
            continue;
        }
        let columns = layout.columns(row.len());
        let is_row = columns.is_some_and(|columns| {
            let start = columns.iter().position(|column| *column == Some(RecordColumn::Start));
            start.and_then(|start| row.get(start)).is_some_and(|text| !text.is_empty())
        });
        let Some(columns) = columns.filter(|_| is_row) else {
            count.left_out += 1;
            continue;
        };
        for (index, field) in row.iter().enumerate() {
            match columns.get(index).copied().flatten() {
                Some(column) => {
                    let text = String::from_utf8_lossy(field);
                    writer.write_field(texts.of(column, &text).as_bytes())?;
                }
                None => writer.write_field(b"")?,
            }
        }
        writer.write_record(None::<&[u8]>)?;
        count.written += 1;
    }
    writer.flush()?;
    Ok(count)
}

fn json(
    mut bytes: Vec<u8>,
    mut input: impl Read,
    out: &mut impl Write,
    texts: &SharedTexts<'_>,
) -> io::Result<SharedCount> {
    let mut splitter = JsonSplitter::default();
    let mut count = SharedCount::default();
    loop {
        let mut pieces = Vec::new();
        splitter.look(&bytes, &mut pieces);
        for piece in pieces {
            let record = match &piece {
                JsonPiece::Record(range) => std::str::from_utf8(&bytes[range.clone()]).ok(),
                JsonPiece::Torn => None,
            };
            let known = record.filter(|record| json_format(record).is_some_and(RecordFormat::is_json));
            match known.and_then(|record| serde_json::from_str::<Map<String, Value>>(record).ok()) {
                Some(record) => {
                    serde_json::to_writer(&mut *out, &shared_record(&record, texts))?;
                    writeln!(out)?;
                    count.written += 1;
                }
                None => count.left_out += 1,
            }
        }
        bytes.drain(..splitter.consumed());
        if bytes.len() > 4 * PART_BYTES {
            splitter.give_up();
            count.left_out += 1;
        }
        if input.by_ref().take(PART_BYTES as u64).read_to_end(&mut bytes)? == 0 {
            count.left_out += usize::from(splitter.give_up());
            out.flush()?;
            return Ok(count);
        }
    }
}

fn shared_record(record: &Map<String, Value>, texts: &SharedTexts<'_>) -> Map<String, Value> {
    let mut shared = Map::new();
    for (name, value) in record {
        if let Some((_, column)) = JSON_FIELDS.iter().find(|(known, _)| known == name) {
            shared.insert(name.clone(), shared_value(*column, value, texts));
        }
        let part = JSON_PARTS.iter().find(|(known, ..)| known == name);
        if let Some((_, fields, column)) = part
            && let Value::Object(part) = value
        {
            let fields = part.iter().filter(|(field, _)| fields.contains(&field.as_str()));
            let fields = fields.map(|(field, value)| (field.clone(), shared_value(*column, value, texts)));
            shared.insert(name.clone(), Value::Object(fields.collect()));
        }
    }
    shared
}

fn shared_value(column: RecordColumn, value: &Value, texts: &SharedTexts<'_>) -> Value {
    match value {
        Value::String(text) => Value::String(texts.of(column, text).into_owned()),
        Value::Number(number) => Value::Number(number.clone()),
        _ => Value::Null,
    }
}
