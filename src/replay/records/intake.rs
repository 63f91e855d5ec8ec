//! Files of records, read part by part on all cores, and kept as legs.

use std::io::{self, Read};
use std::sync::Arc;

use super::csv_rows::{CsvPart, csv_legs, last_row_end, line_breaks};
use super::format::{CsvLayout, RecordFormat};
use super::json_objects::{JsonPiece, JsonSplitter};
use super::json_row::{json_format, json_leg};
use super::leg::Leg;
use super::names::{NameId, RecordNames};
use super::part_reading::PartReading;
use super::row::LegReader;
use super::row_trouble::RowTrouble;
use super::rules::RecordRules;
use crate::base::threads;
use crate::number::Country;

/// All that was read of some files of records.
#[derive(Debug)]
pub struct RecordIntake {
    /// What each record says.
    pub legs: Vec<Leg>,
    /// The texts that legs speak of.
    pub names: RecordNames,
    /// The files.
    pub files: Vec<RecordFile>,
    /// How the records are to be read.
    pub rules: Arc<RecordRules>,
    country: Country,
}

/// A file that was read.
#[derive(Clone, Debug)]
pub struct RecordFile {
    /// Its name.
    pub name: String,
    /// Which system has written it. None: that is not known, and nothing was read.
    pub format: Option<RecordFormat>,
    /// How many records were read of it.
    pub records: usize,
    /// What was passed over, each with the first place.
    pub troubles: Vec<TroubleCount>,
    /// How many records are earlier than the one before.
    pub unsorted: usize,
}

/// So many records with one mistake.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct TroubleCount {
    /// What is wrong.
    pub trouble: RowTrouble,
    /// How many.
    pub count: usize,
    /// The row of the first.
    pub first: u32,
}

/// So much is read at a time, and given to a thread.
const PART_BYTES: usize = 512 * 1024;

/// So many parts at a time.
const PARTS: usize = 8;

/// A row or a record that is longer is none.
const MAX_ROW_BYTES: usize = 4 * 1024 * 1024;

impl RecordIntake {
    /// Nothing yet.
    #[must_use]
    pub fn new(rules: RecordRules, country: Country) -> Self {
        let rules = Arc::new(rules);
        Self { legs: Vec::new(), names: RecordNames::default(), files: Vec::new(), rules, country }
    }

    /// Reads a file. `goes_on` says whether to go on; what was read until it does not is kept.
    ///
    /// An error is one of reading; what is wrong in the file is counted.
    pub fn read(
        &mut self,
        name: &str,
        mut input: impl Read,
        mut goes_on: impl FnMut() -> bool,
    ) -> io::Result<()> {
        let file = u16::try_from(self.files.len())
            .map_err(|_| io::Error::other("more files than can be told apart"))?;
        let (troubles, format) = (Vec::new(), None);
        self.files.push(RecordFile { name: name.to_owned(), format, records: 0, troubles, unsorted: 0 });
        let mut bytes = Vec::new();
        fill(&mut input, &mut bytes, PART_BYTES)?;
        if bytes.starts_with(b"\xef\xbb\xbf") {
            bytes.drain(..3);
        }
        let is_json =
            bytes.iter().find(|byte| !byte.is_ascii_whitespace()).is_some_and(|byte| b"{[".contains(byte));
        if is_json && self.rules.columns.is_empty() {
            return self.json(file, bytes, input, &mut goes_on);
        }
        let look = text_of(bytes[..bytes.len().min(LOOK_BYTES)].to_vec());
        match CsvLayout::recognized(&look, &self.rules) {
            Some(layout) => self.csv(file, bytes, input, &layout, &mut goes_on),
            None => Ok(()),
        }
    }

    fn reader(rules: &RecordRules, country: Country, file: u16) -> LegReader<'_> {
        LegReader { rules, country, file }
    }

    fn csv(
        &mut self,
        file: u16,
        mut bytes: Vec<u8>,
        mut input: impl Read,
        layout: &CsvLayout,
        goes_on: &mut impl FnMut() -> bool,
    ) -> io::Result<()> {
        self.files[usize::from(file)].format = Some(layout.format);
        let rules = Arc::clone(&self.rules);
        let reader = Self::reader(&rules, self.country, file);
        let mut line = 1;
        let mut has_headings = layout.has_headings;
        let mut is_over = false;
        while !is_over {
            let mut parts = Vec::new();
            let mut wanted = PART_BYTES;
            while parts.len() < PARTS && !is_over {
                is_over = fill(&mut input, &mut bytes, wanted)?;
                let end = if is_over { Some(bytes.len()) } else { last_row_end(&bytes) };
                let Some(end) = end else {
                    if bytes.len() > MAX_ROW_BYTES {
                        self.trouble(file, RowTrouble::TooLong, line);
                        bytes.clear();
                        skip_line(&mut input, &mut bytes)?;
                        line += 1;
                        wanted = PART_BYTES;
                    } else {
                        wanted = bytes.len() + PART_BYTES;
                    }
                    continue;
                };
                wanted = PART_BYTES;
                let rest = bytes.split_off(end);
                let lines = line_breaks(&bytes);
                let text = text_of(std::mem::replace(&mut bytes, rest));
                parts.push(CsvPart { text, first_line: line, is_last: is_over, has_headings });
                has_headings = false;
                line = line.saturating_add(lines);
            }
            for reading in threads::map(&parts, |part| csv_legs(part, layout, &reader)) {
                self.keep(file, reading);
            }
            if !goes_on() {
                return Ok(());
            }
        }
        Ok(())
    }

    fn json(
        &mut self,
        file: u16,
        mut bytes: Vec<u8>,
        mut input: impl Read,
        goes_on: &mut impl FnMut() -> bool,
    ) -> io::Result<()> {
        let mut splitter = JsonSplitter::default();
        let mut format = None;
        let mut row = 0;
        let mut is_over = false;
        while !is_over {
            let more = bytes.len() + PART_BYTES * PARTS;
            is_over = fill(&mut input, &mut bytes, more)?;
            let mut pieces = Vec::new();
            splitter.look(&bytes, &mut pieces);
            let mut records = Vec::new();
            for piece in pieces {
                row += 1;
                match piece {
                    JsonPiece::Record(range) => records.push((range, row)),
                    JsonPiece::Torn => self.trouble(file, RowTrouble::Torn, row),
                }
            }
            format = format.or_else(|| {
                let mut texts = records
                    .iter()
                    .take(LOOKED_AT)
                    .filter_map(|(range, _)| std::str::from_utf8(&bytes[range.clone()]).ok());
                texts.find_map(json_format)
            });
            self.files[usize::from(file)].format = format;
            if let Some(format) = format {
                let rules = Arc::clone(&self.rules);
                let reader = Self::reader(&rules, self.country, file);
                let groups: Vec<_> = records.chunks(RECORDS_OF_PART).collect();
                let readings = threads::map(&groups, |group| {
                    let mut reading = PartReading::default();
                    for (range, row) in *group {
                        let leg = match std::str::from_utf8(&bytes[range.clone()]) {
                            Ok(text) => json_leg(text, format, *row, &reader, &mut reading.names),
                            Err(_) => Err(RowTrouble::Json),
                        };
                        match leg {
                            Ok(leg) => reading.legs.push(leg),
                            Err(trouble) => reading.troubles.push((trouble, *row)),
                        }
                    }
                    reading
                });
                for reading in readings {
                    self.keep(file, reading);
                }
            }
            bytes.drain(..splitter.consumed());
            if bytes.len() > MAX_ROW_BYTES {
                splitter.give_up();
                row += 1;
                self.trouble(file, RowTrouble::TooLong, row);
            }
            if !goes_on() {
                return Ok(());
            }
        }
        if splitter.give_up() {
            self.trouble(file, RowTrouble::Torn, row + 1);
        }
        Ok(())
    }

    /// Keeps what was read of a part.
    fn keep(&mut self, file: u16, reading: PartReading) {
        let ids = self.names.absorb(&reading.names);
        let known = &mut self.files[usize::from(file)];
        known.records += reading.legs.len();
        let mut before = self.legs.last().filter(|leg| leg.file == file).map_or(0, |leg| leg.seconds);
        for leg in reading.legs {
            known.unsorted += usize::from(leg.seconds < before);
            before = leg.seconds;
            let name = |id: NameId| ids[id.index()];
            self.legs.push(Leg {
                dialed: name(leg.dialed),
                extension: name(leg.extension),
                context: name(leg.context),
                reached: name(leg.reached),
                ..leg
            });
        }
        for (trouble, row) in reading.troubles {
            self.trouble(file, trouble, row);
        }
    }

    /// Counts a record that is passed over.
    pub(crate) fn trouble(&mut self, file: u16, trouble: RowTrouble, row: u32) {
        let troubles = &mut self.files[usize::from(file)].troubles;
        match troubles.iter_mut().find(|known| known.trouble == trouble) {
            Some(known) => known.count += 1,
            None => troubles.push(TroubleCount { trouble, count: 1, first: row }),
        }
    }
}

/// So much of a file is looked at to recognize it.
const LOOK_BYTES: usize = 64 * 1024;

/// So many records are looked at to recognize them.
const LOOKED_AT: usize = 20;

/// So many records a thread reads at a time.
const RECORDS_OF_PART: usize = 2_000;

/// Reads until there are so many bytes. Gives whether the input is over.
fn fill(input: &mut impl Read, bytes: &mut Vec<u8>, until: usize) -> io::Result<bool> {
    let missing = until.saturating_sub(bytes.len());
    let read = input.by_ref().take(missing as u64).read_to_end(bytes)?;
    Ok(read < missing)
}

/// Passes over the rest of a line that is too long.
fn skip_line(input: &mut impl Read, bytes: &mut Vec<u8>) -> io::Result<()> {
    loop {
        bytes.clear();
        let is_over = fill(input, bytes, PART_BYTES)?;
        if let Some(end) = bytes.iter().position(|byte| *byte == b'\n') {
            bytes.drain(..=end);
            return Ok(());
        }
        if is_over {
            bytes.clear();
            return Ok(());
        }
    }
}

/// Old systems write one byte a letter.
fn text_of(bytes: Vec<u8>) -> String {
    String::from_utf8(bytes).unwrap_or_else(|error| error.into_bytes().into_iter().map(char::from).collect())
}
