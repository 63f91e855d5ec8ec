//! Reads the handout: a small parser for exactly the shapes that this text has.

use jiff::civil::{Time, Weekday, time};

/// The handout as it came, its tables flattened: a line for each row, tabs between cells.
const TEXT: &str = include_str!("../../../cases/ally/document.txt");

/// The option that the footnote on page 1 is about: the letters CSG fit no other.
const OPTION_OF_THE_FOOTNOTE: &str = "Commercial Transactions";

/// Who answers a number, or an option behind it, and when.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Row {
    /// As printed.
    pub(super) number: &'static str,
    pub(super) option: Option<char>,
    /// Empty where the document names none.
    pub(super) unit: &'static str,
    pub(super) open: Vec<Opening>,
    /// As printed: `ET`, `CT`, `Local Time`.
    pub(super) zone: &'static str,
}

/// Opening hours on some days of the week, the last second of which is the one before `to`.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Opening {
    pub(super) first: Weekday,
    pub(super) last: Weekday,
    pub(super) from: Time,
    pub(super) to: Time,
}

/// A row of the table on page 2. A row without a number continues the one above it.
pub(super) struct TableRow {
    pub(super) inquiries: Vec<&'static str>,
    pub(super) unit: &'static str,
    pub(super) number: &'static str,
    pub(super) hours: &'static str,
}

/// The document's words in order, without markup and with single spaces.
pub(super) fn words() -> String {
    let mut plain = String::new();
    let mut rest = TEXT;
    while let Some((before, markup)) = rest.split_once('<') {
        plain += before;
        rest = markup.split_once('>').expect("markup ends").1;
    }
    plain += rest;
    single_spaced(&plain)
}

/// The same words with one space between them.
pub(super) fn single_spaced(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// Every telephone and fax number, as printed.
pub(super) fn numbers() -> Vec<&'static str> {
    numbers_in(TEXT)
}

/// The fax numbers with their names.
pub(super) fn faxes() -> Vec<(&'static str, &'static str)> {
    two_cells().filter_map(|(name, cell)| Some((name, cell.strip_prefix("Fax: ")?))).collect()
}

/// The e-mail addresses with their names.
pub(super) fn emails() -> Vec<(&'static str, &'static str)> {
    two_cells().filter_map(|(name, cell)| Some((name, cell.strip_prefix("Email: ")?))).collect()
}

/// The postal addresses. All of them begin with the company's name and end with a ZIP code.
pub(super) fn addresses() -> Vec<&'static str> {
    let zip_codes = find(TEXT, &["AA 99999-9999", "AA 99999"]);
    let addresses = zip_codes.into_iter().map(|(at, zip_code)| {
        let begins = TEXT[..at].rfind("Ally ").expect("an address begins with the company");
        &TEXT[begins..at + zip_code.len()]
    });
    addresses.collect()
}

/// The options of page 1: the key, and what it is for.
pub(super) fn options() -> Vec<(char, &'static str)> {
    two_cells().filter_map(|(option, name)| Some((option_in(option)?, name))).collect()
}

/// All rows of both pages, one for each option or number.
pub(super) fn rows() -> Vec<Row> {
    page_one().chain(table().iter().flat_map(rows_of)).collect()
}

/// The table on page 2.
pub(super) fn table() -> Vec<TableRow> {
    let mut table: Vec<TableRow> = Vec::new();
    let rows = TEXT.lines().skip_while(|line| !line.starts_with("Questions and Inquiries")).skip(1);
    for line in rows {
        match line.split('\t').map(str::trim).collect::<Vec<_>>()[..] {
            [inquiry, unit, number, hours] if !number.is_empty() => {
                table.push(TableRow { inquiries: vec![inquiry], unit, number, hours });
            }
            [inquiry, "", "", ""] => table.last_mut().expect("a row above").inquiries.push(inquiry),
            [_] => {}
            _ => panic!("not a row of the table: {line}"),
        }
    }
    table
}

fn page_one() -> impl Iterator<Item = Row> {
    let [number, ..] = numbers()[..] else { panic!("no number on page 1") };
    let line = |begins: &str| TEXT.lines().find(|line| line.starts_with(begins)).expect(begins);
    let center = line("Monday");
    let (unit, footnote) = line("*")[1..].split_once(" – ").expect("the footnote's unit");
    options().into_iter().map(move |(option, name)| {
        let (unit, hours) = if name == OPTION_OF_THE_FOOTNOTE { (unit, footnote) } else { ("", center) };
        let (open, zone) = hours_in(hours);
        Row { number, option: Some(option), unit, open, zone }
    })
}

/// A row as it stands, or, for the five business centers in one row, each number with the hours in the same place.
fn rows_of(table_row: &TableRow) -> Vec<Row> {
    let numbers = numbers_in(table_row.number);
    let hours: Vec<_> = if numbers.len() == 1 {
        vec![table_row.hours]
    } else {
        let begins = table_row.hours.match_indices("Mon-Fri").map(|(at, _)| at);
        let ends = begins.clone().skip(1).chain([table_row.hours.len()]);
        begins.zip(ends).map(|(from, to)| &table_row.hours[from..to]).collect()
    };
    assert_eq!(numbers.len(), hours.len(), "numbers and hours in {:?}", table_row.inquiries);
    let option = option_in(table_row.number);
    let rows = numbers.into_iter().zip(hours).map(|(number, hours)| {
        let (open, zone) = hours_in(hours);
        Row { number, option, unit: table_row.unit, open, zone }
    });
    rows.collect()
}

/// Reads hours such as `Mon-Fri 8 am – 11pm ET Sat 8 am – 10 pm ET Sun Closed`. All of a cell are in one zone.
fn hours_in(text: &'static str) -> (Vec<Opening>, &'static str) {
    const DAYS: [(&str, Weekday, Weekday); 4] = [
        ("Monday – Friday", Weekday::Monday, Weekday::Friday),
        ("Mon-Fri", Weekday::Monday, Weekday::Friday),
        ("Sat", Weekday::Saturday, Weekday::Saturday),
        ("Sun", Weekday::Sunday, Weekday::Sunday),
    ];
    let mut open = Vec::new();
    let mut zones = Vec::new();
    let mut rest = text.trim();
    while !rest.is_empty() {
        let (name, first, last) = *DAYS.iter().find(|(name, ..)| rest.starts_with(name)).expect(rest);
        rest = rest[name.len()..].trim_start();
        if let Some(after) = rest.strip_prefix("Closed") {
            rest = after.trim_start();
            continue;
        }
        let (from, after) = time_in(rest);
        let separators = [" – ", " - ", "-", " to ", " at "];
        let after = separators.iter().find_map(|separator| after.strip_prefix(separator)).expect(after);
        let (to, after) = time_in(after);
        open.push(Opening { first, last, from, to });
        let length = DAYS.iter().filter_map(|(name, ..)| after.find(name)).min().unwrap_or(after.len());
        zones.push(after[..length].trim().trim_end_matches('*'));
        rest = &after[length..];
    }
    zones.dedup();
    let [zone] = zones[..] else { panic!("several zones in {text:?}") };
    (open, zone)
}

/// Reads a time such as `8 am`, `9:30 am`, `11pm`, and gives what follows it.
fn time_in(text: &'static str) -> (Time, &'static str) {
    let length = text.find(['a', 'p', 'A', 'P']).expect("am or pm");
    let (hour, minute) = text[..length].trim().split_once(':').unwrap_or((text[..length].trim(), "0"));
    let afternoon = text[length..].starts_with(['p', 'P']);
    let hour: i8 = hour.parse().expect("an hour");
    let hour = hour % 12 + if afternoon { 12 } else { 0 };
    (time(hour, minute.parse().expect("minutes"), 0, 0), &text[length + "am".len()..])
}

fn numbers_in(text: &'static str) -> Vec<&'static str> {
    const SHAPES: [&str; 4] = ["9-999-999-9999", "999.999.9999", "(999)999-9999", "(999) 999-9999"];
    find(text, &SHAPES).into_iter().map(|(_, number)| number).collect()
}

fn option_in(text: &str) -> Option<char> {
    text.split_once("Option ").and_then(|(_, option)| option.chars().next())
}

/// Rows of two cells, both filled.
fn two_cells() -> impl Iterator<Item = (&'static str, &'static str)> {
    let rows = TEXT.lines().filter_map(|line| line.split_once('\t'));
    rows.filter(|(left, right)| !left.is_empty() && !right.is_empty())
}

/// Where the text has one of the shapes, the first shape before the others: `9` stands for a digit, `A` for a capital.
fn find(text: &'static str, shapes: &[&str]) -> Vec<(usize, &'static str)> {
    let has = |at: usize, shape: &str| {
        let found = text.as_bytes().get(at..at + shape.len())?;
        let alike = found.iter().zip(shape.bytes()).all(|(&found, wanted)| match wanted {
            b'9' => found.is_ascii_digit(),
            b'A' => found.is_ascii_uppercase(),
            exact => found == exact,
        });
        alike.then_some(shape.len())
    };
    let mut found = Vec::new();
    let mut from = 0;
    for at in 0..text.len() {
        if let Some(length) = shapes.iter().find_map(|shape| has(at, shape)).filter(|_| at >= from) {
            found.push((at, &text[at..at + length]));
            from = at + length;
        }
    }
    found
}

#[test]
fn the_document_is_read_to_its_last_row() {
    assert_eq!(numbers().len(), 16);
    assert_eq!(options().len(), 5);
    assert_eq!(faxes().len(), 2);
    assert_eq!(emails().len(), 1);
    assert_eq!(table().len(), 9);
    assert_eq!(rows().len(), 5 + 13);
    assert_eq!(
        addresses(),
        [
            "Ally Suite 2070 4054 Willow Lake Blvd Memphis, TN 38153",
            "Ally Suite 2070 4054 Willow Lake Blvd Memphis, TN 38118",
            "Ally Payment Processing P.O. Box 9001951 Louisville, KY 40290-1951",
        ]
    );
}
