//! Which system has written some records, told by their first lines.

use super::column::RecordColumn as C;
use super::rules::{ColumnPlace, RecordRules};
use super::time_text::RecordTime;

/// Which system's records they are.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[non_exhaustive]
pub enum RecordFormat {
    /// Asterisk's `Master.csv`.
    Asterisk,
    /// The table `cdr` of Asterisk or `FreePBX`, with headings.
    FreePbx,
    /// `FreeSWITCH`'s `Master.csv`.
    FreeSwitch,
    /// Twilio's call log in columns.
    TwilioCsv,
    /// Twilio's call log in JSON.
    TwilioJson,
    /// Contact records of Amazon Connect.
    Connect,
    /// Columns whose headings are known, or that somebody has named.
    Columns,
}

/// How the columns of a file lie.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct CsvLayout {
    pub(crate) format: RecordFormat,
    pub(crate) delimiter: u8,
    /// Whether the first row is one of headings.
    pub(crate) has_headings: bool,
    /// By the number of columns of a row, what stands in them.
    shapes: Vec<(usize, Vec<Option<C>>)>,
    /// Whether a row may have any number of columns that holds all that were named.
    is_open: bool,
}

impl RecordFormat {
    /// The word for it in JSON.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Self::Asterisk => "asterisk",
            Self::FreePbx => "freepbx",
            Self::FreeSwitch => "freeswitch",
            Self::TwilioCsv | Self::TwilioJson => "twilio",
            Self::Connect => "connect",
            Self::Columns => "columns",
        }
    }

    /// What it is called.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Asterisk => "Asterisk",
            Self::FreePbx => "FreePBX",
            Self::FreeSwitch => "FreeSWITCH",
            Self::TwilioCsv | Self::TwilioJson => "Twilio",
            Self::Connect => "Amazon Connect",
            Self::Columns => "columns",
        }
    }

    /// Whether its records are JSON.
    #[must_use]
    pub fn is_json(self) -> bool {
        matches!(self, Self::TwilioJson | Self::Connect)
    }
}

/// The columns of Asterisk's `cdr_csv.c`, as far as they are read: sixteen, then `uniqueid` and `userfield` if the configuration wants
/// them, then `peeraccount`, `linkedid` and `sequence` if it wants the newer ones. The template `asterisk` of `FreeSWITCH`'s
/// `cdr_csv.conf` has the same places.
const ASTERISK: [Option<C>; 16] = [
    None,
    Some(C::From),
    Some(C::Extension),
    Some(C::Context),
    None,
    None,
    None,
    Some(C::App),
    Some(C::AppData),
    Some(C::Start),
    None,
    Some(C::End),
    Some(C::Duration),
    None,
    Some(C::Status),
    None,
];

/// The columns of the template `example` of `FreeSWITCH`'s `cdr_csv.conf`, which is used where nobody has chosen another, as far as they
/// are read.
const FREESWITCH: [Option<C>; 12] = [
    None,
    Some(C::From),
    Some(C::Extension),
    Some(C::Context),
    Some(C::Start),
    None,
    Some(C::End),
    Some(C::Duration),
    None,
    Some(C::Status),
    Some(C::Id),
    Some(C::Link),
];

impl CsvLayout {
    /// What the first rows of a file tell of it. None: they are no records that are known.
    pub(crate) fn recognized(text: &str, rules: &RecordRules) -> Option<Self> {
        let first = text.lines().find(|line| !line.trim().is_empty())?;
        let delimiter = rules.delimiter.unwrap_or_else(|| delimiter_of(first));
        let rows = first_rows(text, delimiter);
        if !rules.columns.is_empty() {
            return Self::named(&rows, delimiter, rules);
        }
        let by_headings = rows.first().and_then(|row| Self::by_headings(row, delimiter));
        by_headings.or_else(|| rows.iter().find_map(|row| Self::by_shape(row, delimiter)))
    }

    /// The columns that somebody has named.
    fn named(rows: &[Vec<String>], delimiter: u8, rules: &RecordRules) -> Option<Self> {
        let head = rows.first()?;
        let mut columns = Vec::new();
        let mut has_headings = false;
        for (column, place) in &rules.columns {
            let index = match place {
                ColumnPlace::At(index) => *index,
                ColumnPlace::Under(heading) => {
                    has_headings = true;
                    head.iter().position(|known| known.trim().eq_ignore_ascii_case(heading.trim()))?
                }
            };
            if columns.len() <= index {
                columns.resize(index + 1, None);
            }
            columns[index] = Some(*column);
        }
        // Headings that nobody has quoted are no time.
        let start = columns.iter().position(|column| *column == Some(C::Start))?;
        let is_time = |text: &String| match &rules.time {
            Some(form) => RecordTime::parse_as(form, text).is_some(),
            None => RecordTime::parse(text).is_some(),
        };
        let has_headings = has_headings || !head.get(start).is_some_and(is_time);
        let format = RecordFormat::Columns;
        Some(Self { format, delimiter, has_headings, shapes: vec![(columns.len(), columns)], is_open: true })
    }

    fn by_headings(head: &[String], delimiter: u8) -> Option<Self> {
        let mut columns: Vec<Option<C>> = head.iter().map(|heading| C::of_heading(heading)).collect();
        let plain: Vec<String> = head.iter().map(|heading| heading.trim().to_ascii_lowercase()).collect();
        let has = |column| columns.contains(&Some(column));
        if !has(C::Start) || !(has(C::From) || has(C::To) || has(C::Extension)) {
            return None;
        }
        let named = |heading: &str| plain.iter().any(|known| known == heading);
        let format = if named("calldate") || (named("dcontext") && named("lastapp")) {
            RecordFormat::FreePbx
        } else if named("start_stamp") {
            RecordFormat::FreeSwitch
        } else if (named("sid") || named("call sid") || named("callsid")) && has(C::Direction) {
            RecordFormat::TwilioCsv
        } else {
            RecordFormat::Columns
        };
        // `calldate` is the time; a `date` beside it, or one beside `start`, would be read as another one.
        keep_first(&mut columns);
        let shapes = vec![(columns.len(), columns)];
        Some(Self { format, delimiter, has_headings: true, shapes, is_open: false })
    }

    /// Columns without headings, told by the kinds of what stands in them.
    fn by_shape(row: &[String], delimiter: u8) -> Option<Self> {
        let is_time = |index: usize| row.get(index).is_some_and(|text| RecordTime::parse(text).is_some());
        let is_number = |index: usize| {
            row.get(index).is_some_and(|text| {
                !text.is_empty() && text.len() < 10 && text.bytes().all(|byte| byte.is_ascii_digit())
            })
        };
        let is_free = |index: usize| row.get(index).is_some_and(String::is_empty) || is_number(index);
        if (16..=21).contains(&row.len()) && is_time(9) && is_number(12) && is_free(13) {
            let is_freeswitch = row.get(16).is_some_and(|text| is_uuid(text));
            let format = if is_freeswitch { RecordFormat::FreeSwitch } else { RecordFormat::Asterisk };
            let tail_of_17 = row.get(16).filter(|_| row.len() == 17);
            let has_id = tail_of_17.is_none_or(|text| is_uuid(text) || is_unique_id(text));
            let shapes = (16..=21).map(|count| (count, asterisk_columns(count, has_id))).collect();
            return Some(Self { format, delimiter, has_headings: false, shapes, is_open: false });
        }
        if row.len() >= 12
            && is_time(4)
            && is_number(7)
            && is_free(8)
            && row.get(10).is_some_and(|text| is_uuid(text))
        {
            let mut columns = FREESWITCH.to_vec();
            columns.resize(row.len(), None);
            let format = RecordFormat::FreeSwitch;
            let shapes = vec![(columns.len(), columns)];
            return Some(Self { format, delimiter, has_headings: false, shapes, is_open: false });
        }
        None
    }

    /// What stands in the columns of a row of so many. None: no row of these records has so many.
    pub(crate) fn columns(&self, count: usize) -> Option<&[Option<C>]> {
        let fits = |known: usize| if self.is_open { known <= count } else { known == count };
        self.shapes.iter().find(|(known, _)| fits(*known)).map(|(_, columns)| &**columns)
    }
}

/// Of several columns of one kind the first is read.
fn keep_first(columns: &mut [Option<C>]) {
    for index in 1..columns.len() {
        if columns[..index].contains(&columns[index]) {
            columns[index] = None;
        }
    }
}

fn asterisk_columns(count: usize, has_id: bool) -> Vec<Option<C>> {
    let mut columns = ASTERISK.to_vec();
    let more: &[Option<C>] = match count {
        17 if has_id => &[Some(C::Id)],
        17 => &[None],
        18 => &[Some(C::Id), None],
        19 => &[None, Some(C::Link), None],
        20 => &[Some(C::Id), None, Some(C::Link), None],
        21 => &[Some(C::Id), None, None, Some(C::Link), None],
        _ => &[],
    };
    columns.extend(more);
    columns
}

/// `1772366400.42`, with the name of the machine before it where one is set.
fn is_unique_id(text: &str) -> bool {
    let last = text.rsplit('-').next().unwrap_or(text);
    last.split_once('.').is_some_and(|(time, count)| {
        let is_number = |text: &str| !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
        is_number(time) && is_number(count)
    })
}

fn is_uuid(text: &str) -> bool {
    text.len() == 36
        && text.bytes().enumerate().all(|(index, byte)| match index {
            8 | 13 | 18 | 23 => byte == b'-',
            _ => byte.is_ascii_hexdigit(),
        })
}

/// What stands between the columns of a row.
fn delimiter_of(row: &str) -> u8 {
    const DELIMITERS: [u8; 4] = *b",;\t|";
    let mut is_quoted = false;
    let mut counts = [0_usize; 4];
    for byte in row.bytes() {
        is_quoted ^= byte == b'"';
        if let Some(index) = DELIMITERS.iter().position(|&known| known == byte && !is_quoted) {
            counts[index] += 1;
        }
    }
    let most = (0..DELIMITERS.len()).rev().max_by_key(|&index| counts[index]).unwrap_or(0);
    DELIMITERS[most]
}

/// The first rows, for a look.
fn first_rows(text: &str, delimiter: u8) -> Vec<Vec<String>> {
    let mut reader = csv::ReaderBuilder::new();
    let mut reader =
        reader.delimiter(delimiter).flexible(true).has_headers(false).from_reader(text.as_bytes());
    let rows = reader.records().take(LOOKED_AT).map_while(Result::ok);
    rows.map(|row| row.iter().map(str::to_owned).collect()).collect()
}

/// So many rows are looked at: the first may be broken.
const LOOKED_AT: usize = 20;
