//! Tables: which column says what, and the records of their rows.

use super::cells::{cell_text, topics};
use super::gatherer::Gatherer;
use super::naming::{self, spoken_name};
use super::options;
use super::records::Record;
use super::rows::{self, Columns};
use super::scan::{Part, PlacedPart};
use super::values::{Values, is_label};
use super::whole_line::whole_line;
use crate::draft::document::{Cell, Document, Row, RowKind};
use crate::draft::words::labels::{self, LabelKind};

/// Reads a table.
pub(super) fn table(gatherer: &mut Gatherer<'_, '_>, document: &Document, table: &[Row]) {
    let width = table
        .iter()
        .map(|row| row.cells.iter().rposition(|cell| !cell.is_blank()).map_or(0, |at| at + 1))
        .max()
        .unwrap_or(0);
    let mut rest = table;
    // Lines that take the whole width, above the header.
    while let [first, after @ ..] = rest
        && is_whole_line(first, width)
        && !(width > 2 && header(gatherer, rest).is_some())
    {
        whole_line(gatherer, document, first);
        rest = after;
    }
    if rest.is_empty() {
        return;
    }
    if let Some(columns) = header(gatherer, rest) {
        rows::directory(gatherer, document, &columns, &rest[1..]);
        return;
    }
    if width > 2
        && let Some(columns) = Columns::by_content(gatherer.scanner, rest)
    {
        rows::directory(gatherer, document, &columns, rest);
        return;
    }
    pairs(gatherer, document, rest, width);
}

/// The columns, if the first row names them.
fn header(gatherer: &Gatherer<'_, '_>, table: &[Row]) -> Option<Columns> {
    let [first, body @ ..] = table else { return None };
    let filled: Vec<String> = first.filled().map(Cell::text).collect();
    let is_header = matches!(first.kind, RowKind::Cells { is_header: true });
    let has_values = |text: &String| {
        !gatherer.scanner.parts(text).iter().all(|placed| matches!(placed.part, super::scan::Part::Words(_)))
    };
    if filled.len() < 2
        || body.is_empty()
        || filled.iter().any(has_values)
        || filled.iter().any(|text| labels::option(text, false).is_some())
    {
        return None;
    }
    let known = filled.iter().filter(|text| labels::label(text).is_some()).count();
    let is_days = filled.iter().any(|text| crate::draft::words::hours::is_days(text));
    // A word that is a label somewhere is a header only above what it names.
    let columns = Columns::named(gatherer.scanner, first, body);
    let fits = columns.as_ref().is_some_and(|columns| columns.fitting() > 0);
    let is_named = is_header || known >= 2 || (known == 1 && fits) || is_days;
    columns.filter(|_| is_named && (fits || known >= 2))
}

/// Whether nothing but one cell of a row is filled, and that takes the whole width or may.
fn is_whole_line(row: &Row, width: usize) -> bool {
    let mut filled = row.filled();
    let (Some(cell), None) = (filled.next(), filled.next()) else { return false };
    cell.is_full || (row.cells.first().is_some_and(|first| !first.is_blank()) && width <= 2) || width == 1
}

/// A table of names and values, or of headings with what belongs to each below.
fn pairs(gatherer: &mut Gatherer<'_, '_>, document: &Document, table: &[Row], width: usize) {
    if let Some((header, body)) = columns_of_addresses(gatherer, table) {
        below_each_other(gatherer, &header, &body);
        return;
    }
    let mut at = 0;
    while let Some(row) = table.get(at) {
        at += 1;
        if is_whole_line(row, width) {
            whole_line(gatherer, document, row);
            continue;
        }
        let cells: Vec<&Cell> = row.filled().collect();
        let Some((first, others)) = cells.split_first() else { continue };
        let label = first.text();
        if let Some((keys, rest)) =
            labels::option(&label, false).filter(|(_, rest)| rest.is_empty() || others.is_empty())
        {
            let rest = std::iter::once(rest)
                .chain(others.iter().map(|cell| cell.text()))
                .filter(|text| !text.is_empty())
                .collect::<Vec<_>>();
            options::option(gatherer, row, &keys, &rest.join(" "), &row.text());
            continue;
        }
        // `3 | Customer Interview` below a number.
        let is_key = label.len() <= 2 && label.chars().all(|c| c.is_ascii_digit() || matches!(c, '*' | '#'));
        if is_key && !others.is_empty() {
            let rest = others.iter().map(|cell| cell.text()).collect::<Vec<_>>().join(" ");
            options::option(gatherer, row, &label, &rest, &row.text());
            continue;
        }
        let first_values = Values::of(gatherer.scanner.parts(&label), &label, LabelKind::Phone);
        let next = table.get(at).filter(|next| is_below(gatherer, row, next));
        if let Some(next) = next.filter(|_| first_values.is_words()) {
            below_each_other(gatherer, row, next);
            at += 1;
            continue;
        }
        pair(gatherer, row, first, others, &first_values);
    }
}

/// Addresses beside each other, line by line: their headings, and each as one cell.
fn columns_of_addresses(gatherer: &Gatherer<'_, '_>, table: &[Row]) -> Option<(Row, Row)> {
    const MOST_LINES: usize = 8;
    let [header, first, more @ ..] = table else { return None };
    let count = header.cells.len();
    if more.is_empty() || more.len() > MOST_LINES || !(2..=4).contains(&count) {
        return None;
    }
    let mut body = Row { cells: vec![Cell::default(); count], ..first.clone() };
    for row in std::iter::once(first).chain(more) {
        for (cell, of_row) in body.cells.iter_mut().zip(&row.cells) {
            cell.lines.extend(of_row.lines.iter().cloned());
        }
    }
    let is_post = |cell: &Cell| {
        let text = cell_text(cell);
        let whole =
            |placed: &PlacedPart| matches!(placed.part, Part::Post(_)) && placed.at == (0..text.len());
        gatherer.scanner.parts(&text).iter().any(whole)
    };
    body.cells.iter().all(is_post).then(|| (header.clone(), body))
}

/// Whether each cell of a row is a heading of the cell below it: no values above, and values in each below.
fn is_below(gatherer: &Gatherer<'_, '_>, row: &Row, next: &Row) -> bool {
    let is_words = |cell: &Cell| {
        let text = cell.text();
        Values::of(gatherer.scanner.parts(&text), &text, LabelKind::Phone).is_words()
    };
    row.cells.iter().filter(|cell| !cell.is_blank()).count() >= 2
        && row.cells.iter().all(|cell| cell.is_blank() || is_words(cell))
        && row.cells.iter().zip(&next.cells).all(|(above, below)| above.is_blank() == below.is_blank())
        && next.filled().all(|cell| !is_words(cell))
}

fn below_each_other(gatherer: &mut Gatherer<'_, '_>, row: &Row, next: &Row) {
    for (above, below) in row.cells.iter().zip(&next.cells).filter(|(above, _)| !above.is_blank()) {
        let (label, text) = (above.text(), cell_text(below));
        let place = crate::draft::document::Place { cell: below.place().cell, ..next.place };
        let values = Values::of(gatherer.scanner.parts(&text), &text, LabelKind::Phone);
        let source = format!("{label} … {}", text.replace('\n', " "));
        if values.voices().next().is_some() || values.posts.is_empty() {
            let record = Record {
                name: Some(&label),
                unit: None,
                topics: Vec::new(),
                values,
                source,
                place,
                text: &text,
            };
            gatherer.record(record);
            continue;
        }
        by_courier(gatherer, &label, values, source, place, &text);
    }
}

/// Addresses of which each is for one way of sending, which their heading tells.
fn by_courier(
    gatherer: &mut Gatherer<'_, '_>,
    label: &str,
    values: Values,
    source: String,
    place: crate::draft::document::Place,
    text: &str,
) {
    let section = gatherer.out.sections[gatherer.section].name.clone();
    let (topics, way) = match label.split_once(':') {
        Some((topics, way)) if naming::is_courier(way) => (naming::listed(topics), way.trim()),
        _ if naming::is_courier(label) => (Vec::new(), label),
        _ => (Vec::new(), ""),
    };
    let way =
        ["Via ", "via ", "By ", "by "].iter().find_map(|word| way.strip_prefix(word)).unwrap_or(way).trim();
    let mut words = values.words.clone();
    words.retain(|words| !is_label(words));
    let before = gatherer.out.contacts.len();
    let name = if way.is_empty() {
        spoken_name(label)
    } else if section.is_empty() {
        spoken_name(way)
    } else {
        spoken_name(&format!("{section}: {way}"))
    };
    let note = note_of(text, &values);
    let record = Record { name: Some(&name), unit: None, topics: Vec::new(), values, source, place, text };
    gatherer.named_record(record);
    let (mut assumed, mut open) = (Vec::new(), Vec::new());
    if let Some(note) = &note {
        gatherer.zone_in_note(&name, note, place, &mut assumed, &mut open);
    }
    for contact in &mut gatherer.out.contacts[before..] {
        // The name of the way, and not that of the first line, which others have, too.
        contact.name.clone_from(&name);
        contact.only_for = (!way.is_empty()).then(|| way.to_owned());
        contact.topics.extend(topics.iter().cloned());
        if !way.is_empty() && !section.is_empty() {
            contact.topics.push(section.clone());
        }
        contact.note.clone_from(&note);
        contact.assumed.extend(assumed.iter().cloned());
        contact.open.extend(open.iter().cloned());
    }
}

/// What stands behind an address.
fn note_of(text: &str, values: &Values) -> Option<String> {
    let end = values.posts.iter().map(|post| post.at.end).max()?;
    let note = text.get(end..)?.replace('\n', " ");
    let note = note.trim().trim_start_matches(['.', ',', ';', '-', ' ']);
    note.chars().any(char::is_alphanumeric).then(|| note.to_owned())
}

/// A name with its values, or a word such as `Phone` with the values of what stands above.
fn pair(gatherer: &mut Gatherer<'_, '_>, row: &Row, first: &Cell, others: &[&Cell], first_values: &Values) {
    let source = row.text();
    if options::special(gatherer, row, &source) {
        return;
    }
    let label = first.lines.first().map(|line| line.text.clone()).unwrap_or_default();
    let kind = labels::label(&label).filter(|_| first_values.is_words());
    let text: String = others.iter().map(|cell| cell_text(cell)).collect::<Vec<_>>().join("\n");
    let place = row.place;
    if !first_values.is_words() {
        // Values in both: each cell is a line of its own.
        let whole = std::iter::once(cell_text(first)).chain([text]).collect::<Vec<_>>().join("\n");
        let values = Values::of(gatherer.scanner.parts(&whole), &whole, LabelKind::Phone);
        let record =
            Record { name: None, unit: None, topics: Vec::new(), values, source, place, text: &whole };
        gatherer.record(record);
        return;
    }
    let number_kind = match kind {
        Some(kind @ (LabelKind::Fax | LabelKind::Typing)) => kind,
        _ => LabelKind::Phone,
    };
    let values = Values::of(gatherer.scanner.parts(&text), &text, number_kind);
    if values.is_words() {
        let is_title = naming::is_title(&source);
        if kind.is_none() && is_title && values.words.len() <= 1 {
            gatherer.begin_card(&source, place, row.group);
        } else {
            gatherer.out.left_over.push((source, place));
        }
        return;
    }
    let is_general = is_label(&label);
    let (topics, open, assumed) = topics(gatherer, first, place);
    let before = (gatherer.out.entries.len(), gatherer.out.contacts.len());
    let record = Record {
        name: (!is_general).then_some(label.as_str()),
        unit: None,
        topics: topics.clone(),
        values,
        source,
        place,
        text: &text,
    };
    gatherer.record(record);
    for entry in &mut gatherer.out.entries[before.0..] {
        entry.open.extend(open.iter().cloned());
        entry.assumed.extend(assumed.iter().cloned());
    }
    for contact in &mut gatherer.out.contacts[before.1..] {
        contact.topics.extend(topics.iter().cloned());
    }
}
