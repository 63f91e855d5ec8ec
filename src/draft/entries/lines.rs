//! Lines of text: headings, names of what follows, options, records.

use super::gatherer::Gatherer;
use super::naming;
use super::options::{option, special};
use super::records::Record;
use super::scan::{Part, PlacedPart};
use super::tables;
use super::values::Values;
use crate::draft::document::{Document, Row, RowKind};
use crate::draft::words::labels::{self, LabelKind};

/// Reads a document from top to bottom.
pub(super) fn document(gatherer: &mut Gatherer<'_, '_>, document: &Document) {
    let rows = &document.rows;
    // What another document said of its sections says nothing of this one.
    gatherer.close_card();
    gatherer.section = 0;
    let mut at = 0;
    while let Some(row) = rows.get(at) {
        if row.is_of_table() {
            let length =
                rows[at..].iter().take_while(|other| other.is_of_table() && other.group == row.group).count();
            tables::table(gatherer, document, &rows[at..at + length]);
            at += length;
            continue;
        }
        if let Some(length) = address(gatherer, &rows[at..]) {
            at += length;
            continue;
        }
        let is_alone = (at == 0 || rows[at - 1].group != row.group)
            && rows.get(at + 1).is_none_or(|next| next.group != row.group);
        match row.kind {
            RowKind::Heading(level) => heading(gatherer, row, level),
            _ => line(gatherer, document, row, is_alone, rows.get(at + 1)),
        }
        at += 1;
    }
    gatherer.close_card();
}

/// An address that begins here and goes over several lines; how many.
fn address(gatherer: &mut Gatherer<'_, '_>, rows: &[Row]) -> Option<usize> {
    const MOST: usize = 6;
    let first = rows.first().filter(|row| row.kind == RowKind::Text)?;
    let together =
        rows.iter().take(MOST).take_while(|row| row.kind == RowKind::Text && row.group == first.group);
    let lines: Vec<String> = together.map(Row::text).collect();
    if lines.len() < 2 || !lines.iter().any(|line| line.contains(|c: char| c.is_ascii_digit())) {
        return None;
    }
    let text = lines.join("\n");
    let mut parts = gatherer.scanner.parts(&text);
    let is_whole = |part: &PlacedPart| {
        matches!(part.part, Part::Post(_)) && part.at.start == 0 && text[part.at.clone()].contains('\n')
    };
    let post = parts.iter().position(is_whole).map(|at| parts.swap_remove(at))?;
    let words = text[post.at.clone()].to_owned();
    let length = words.split('\n').count();
    let values = Values::of(vec![post], &text, LabelKind::Phone);
    let source = words.replace('\n', " ");
    gatherer.record(Record {
        name: None,
        unit: None,
        topics: Vec::new(),
        values,
        source,
        place: first.place,
        text: &words,
    });
    Some(length)
}

fn heading(gatherer: &mut Gatherer<'_, '_>, row: &Row, level: u8) {
    let text = row.text();
    if special(gatherer, row, &text) {
        return;
    }
    let parts = gatherer.scanner.parts(&text);
    let values = Values::of(parts, &text, LabelKind::Phone);
    if values.is_words() {
        gatherer.begin_section(&text, level, row.place);
        return;
    }
    // `Billing: 555-0100` as a heading: its words are the heading, its values those of what is below.
    let name = values
        .words
        .first()
        .cloned()
        .or_else(|| values.numbers.first().and_then(|number| number.name.clone()));
    gatherer.begin_section(&name.unwrap_or_default(), level, row.place);
    let mut values = values;
    values.words.clear();
    for number in &mut values.numbers {
        number.name = None;
    }
    let record = Record {
        name: None,
        unit: None,
        topics: Vec::new(),
        values,
        source: text.clone(),
        place: row.place,
        text: &text,
    };
    gatherer.record(record);
}

fn line(gatherer: &mut Gatherer<'_, '_>, document: &Document, row: &Row, is_alone: bool, next: Option<&Row>) {
    let text = row.text();
    if special(gatherer, row, &text) {
        return;
    }
    let is_item = matches!(row.kind, RowKind::Item(_));
    let has_line = gatherer.card.as_ref().is_some_and(|card| !card.entry.numbers.is_empty())
        || !gatherer.out.entries.is_empty();
    if let Some((keys, rest)) = labels::option(&text, is_item || has_line) {
        option(gatherer, row, &keys, &rest, &text);
        return;
    }
    let parts = gatherer.scanner.parts(&text);
    let values = Values::of(parts, &text, LabelKind::Phone);
    if !values.is_words() {
        let record = Record {
            name: None,
            unit: None,
            topics: Vec::new(),
            values,
            source: text.clone(),
            place: row.place,
            text: &text,
        };
        gatherer.record(record);
        return;
    }
    if let Some(about) = topics_of(&text) {
        gatherer.card().entry.topics.extend(about);
        let card = gatherer.card();
        card.add_source(&text);
        return;
    }
    if is_item {
        match (&mut gatherer.card, gatherer.out.entries.last_mut()) {
            (Some(card), _) => card.entry.topics.push(text),
            (None, Some(entry)) if entry.section == gatherer.section => entry.topics.push(text),
            _ => gatherer.out.left_over.push((text, row.place)),
        }
        return;
    }
    if labels::label(&text).is_some_and(|kind| kind != LabelKind::Subject && kind != LabelKind::Unit)
        && text.ends_with(':')
    {
        // `Hours:` with the hours on the next line names nothing.
        return;
    }
    let follows = next.is_some_and(|next| next.group == row.group);
    if naming::is_title(&text) && (is_alone || follows) {
        if is_alone && !document.knows_headings {
            gatherer.begin_section(&text, 1, row.place);
        } else {
            gatherer.begin_card(&text, row.place, row.group);
        }
        return;
    }
    gatherer.out.left_over.push((text, row.place));
}

/// `For customer interviews, held offerings and general inquiries.`: what a number is called for.
fn topics_of(text: &str) -> Option<Vec<String>> {
    let rest = ["For ", "Pour "].iter().find_map(|word| text.strip_prefix(word))?;
    let rest =
        ["questions about ", "help with "].iter().find_map(|words| rest.strip_prefix(words)).unwrap_or(rest);
    let is_list = rest.len() <= 300 && !rest.trim_end_matches('.').contains(". ");
    let topics =
        naming::listed(rest.split(" please ").next().unwrap_or(rest).split(", call").next().unwrap_or(rest));
    (is_list && !topics.is_empty() && topics.iter().all(|topic| topic.len() <= 100)).then_some(topics)
}
