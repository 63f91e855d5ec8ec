//! Rows of a table whose columns have their meaning: who, which part of the company, numbers, hours.

use super::cells::{cell_text, topics};
use super::gatherer::Gatherer;
use super::naming::{self, spoken_name};
use super::records::Record;
use super::scan::{Part, Scanner};
use super::values::Values;
use super::whole_line::whole_line;
use crate::draft::document::{Cell, Document, Row, RowKind};
use crate::draft::question::{Choice, Expected, NewQuestion};
use crate::draft::words::hours;
use crate::draft::words::labels::{self, LabelKind};

/// What the columns of a table say.
#[derive(Clone, Debug)]
pub(super) struct Columns {
    kinds: Vec<LabelKind>,
    /// The words of the header, for columns of days.
    days: Vec<Option<String>>,
    /// How many columns hold what their header says.
    fitting: usize,
}

impl Columns {
    /// As the header says, where the cells below agree.
    pub(super) fn named(scanner: &Scanner, header: &Row, body: &[Row]) -> Option<Self> {
        let width = body.iter().map(|row| row.cells.len()).max()?.max(header.cells.len());
        let contents = contents(scanner, body, width);
        let mut columns = Self { kinds: Vec::new(), days: Vec::new(), fitting: 0 };
        let mut has_subject = false;
        for (at, content) in contents.iter().enumerate() {
            let text = header.cells.get(at).map(Cell::text).unwrap_or_default();
            let days = hours::is_days(&text).then(|| text.clone());
            let said: Vec<LabelKind> = labels::all_labels(&text).collect();
            let kind = match content {
                _ if days.is_some() => LabelKind::Hours,
                // A column of numbers without an area code or of extensions.
                _ if said.contains(&LabelKind::Extension) || said.contains(&LabelKind::Option) => said
                    .iter()
                    .copied()
                    .find(|kind| matches!(kind, LabelKind::Extension | LabelKind::Option))
                    .unwrap_or(LabelKind::Note),
                Some(LabelKind::Phone) => said
                    .iter()
                    .copied()
                    .find(|kind| matches!(kind, LabelKind::Fax | LabelKind::Typing))
                    .unwrap_or(LabelKind::Phone),
                Some(content) => *content,
                None => {
                    let words = said
                        .iter()
                        .copied()
                        .find(|kind| matches!(kind, LabelKind::Subject | LabelKind::Unit));
                    match words {
                        Some(LabelKind::Unit) => LabelKind::Unit,
                        _ if !has_subject => LabelKind::Subject,
                        Some(LabelKind::Subject)
                            if said.len() == 1 && text.to_lowercase().contains("depart") =>
                        {
                            LabelKind::Unit
                        }
                        _ if said.iter().any(|kind| is_value(*kind)) => said[0],
                        _ => LabelKind::Note,
                    }
                }
            };
            has_subject |= kind == LabelKind::Subject;
            columns.fitting += usize::from(days.is_some() || (said.contains(&kind) && is_value(kind)));
            columns.kinds.push(kind);
            columns.days.push(days);
        }
        columns.kinds.iter().any(|kind| is_value(*kind)).then_some(columns)
    }

    /// As the cells are, where no header names them.
    pub(super) fn by_content(scanner: &Scanner, body: &[Row]) -> Option<Self> {
        let width = body.iter().map(|row| row.cells.len()).max()?;
        let contents = contents(scanner, body, width);
        let has_numbers = contents.contains(&Some(LabelKind::Phone));
        let mut words = 0;
        let kinds: Vec<LabelKind> = contents
            .iter()
            .map(|content| {
                content.unwrap_or_else(|| {
                    words += 1;
                    if words == 1 { LabelKind::Subject } else { LabelKind::Note }
                })
            })
            .collect();
        let days = vec![None; kinds.len()];
        (has_numbers && words > 0).then_some(Self { kinds, days, fitting: 0 })
    }

    pub(super) fn fitting(&self) -> usize {
        self.fitting
    }

    fn of(&self, at: usize) -> LabelKind {
        self.kinds.get(at).copied().unwrap_or(LabelKind::Note)
    }
}

/// Whether cells of this kind hold values, and not only words.
fn is_value(kind: LabelKind) -> bool {
    !matches!(kind, LabelKind::Subject | LabelKind::Unit | LabelKind::Note)
}

/// What most cells of each column hold. None: words.
fn contents(scanner: &Scanner, body: &[Row], width: usize) -> Vec<Option<LabelKind>> {
    // The first rows tell what the others hold.
    let sample = &body[..body.len().min(40)];
    let content = |at: usize| {
        let mut counts =
            [(LabelKind::Phone, 0), (LabelKind::Hours, 0), (LabelKind::Email, 0), (LabelKind::Post, 0)];
        let mut filled = 0;
        for cell in sample.iter().filter_map(|row| row.cells.get(at)).filter(|cell| !cell.is_blank()) {
            filled += 1;
            let parts = scanner.parts(&cell_text(cell));
            for (kind, count) in &mut counts {
                let is_kind = |part: &Part| {
                    matches!(
                        (part, *kind),
                        (Part::Number(_), LabelKind::Phone)
                            | (Part::Week(_), LabelKind::Hours)
                            | (Part::Email(_), LabelKind::Email)
                            | (Part::Post(_), LabelKind::Post)
                    )
                };
                *count += usize::from(parts.iter().any(|placed| is_kind(&placed.part)));
            }
        }
        let (kind, count) = counts.into_iter().max_by_key(|(_, count)| *count)?;
        (count * 2 >= filled && count > 0).then_some(kind)
    };
    (0..width).map(content).collect()
}

/// Reads the rows of a directory.
pub(super) fn directory(
    gatherer: &mut Gatherer<'_, '_>,
    document: &Document,
    columns: &Columns,
    body: &[Row],
) {
    let mut above: Vec<Cell> = Vec::new();
    let mut unit_above: Option<String> = None;
    for row in body {
        if matches!(row.kind, RowKind::Cells { is_header: true }) && row.filled().count() > 1 {
            continue;
        }
        let filled = row.filled().count();
        let is_alone = filled == 1 && row.cells.first().is_some_and(|cell| !cell.is_blank());
        let goes_on = row.cells.iter().any(|cell| cell.goes_on);
        if is_alone && !goes_on {
            let text = row.text();
            let is_full = row.cells.first().is_some_and(|cell| cell.is_full);
            if is_full
                || has_values(gatherer.scanner, &text)
                || naming::footnote(&text).is_some()
                || !may_be_part(gatherer)
            {
                whole_line(gatherer, document, row);
            } else {
                blank_row(gatherer, document, row, &text);
            }
            continue;
        }
        // A header that a page repeats.
        if row.filled().all(|cell| labels::label(&cell.text()).is_some()) && filled > 1 {
            continue;
        }
        let mut cells: Vec<Cell> = row.cells.clone();
        for (at, cell) in cells.iter_mut().enumerate() {
            if cell.goes_on
                && let Some(before) = above.get(at)
            {
                cell.lines.clone_from(&before.lines);
            }
        }
        let is_only_subject =
            goes_on
                && row.cells.iter().enumerate().all(|(at, cell)| {
                    cell.goes_on || cell.is_blank() || columns.of(at) == LabelKind::Subject
                });
        if is_only_subject {
            part_of_above(gatherer, &row.text());
            continue;
        }
        unit_above = record(gatherer, document, columns, row, &cells, unit_above);
        above = cells;
    }
}

fn has_values(scanner: &Scanner, text: &str) -> bool {
    scanner.parts(text).iter().any(|placed| !matches!(placed.part, Part::Words(_)))
}

/// Whether there is an entry that a row without values can belong to.
fn may_be_part(gatherer: &Gatherer<'_, '_>) -> bool {
    gatherer.out.entries.last().is_some_and(|entry| entry.section == gatherer.section)
}

/// What a row names that belongs to the one above it.
fn part_of_above(gatherer: &mut Gatherer<'_, '_>, text: &str) {
    if let Some(entry) = gatherer.out.entries.last_mut() {
        entry.topics.push(naming::name_and_mark(text).0);
        entry.source = format!("{} … {text}", entry.source);
    }
}

/// A row with a name and nothing else.
fn blank_row(gatherer: &mut Gatherer<'_, '_>, document: &Document, row: &Row, text: &str) {
    let above = gatherer.out.entries.last().map(|entry| entry.name.clone()).unwrap_or_default();
    let (name, _) = naming::name_and_mark(text);
    let answer = gatherer.asker.ask(NewQuestion {
        kind: "blank-row",
        about: &name,
        text: format!("The row “{name}” has neither a number nor hours: what is it?"),
        words: text,
        place: row.place,
        choices: vec![
            Choice::new(format!("a part of the row above it, {above}"), "above"),
            Choice::new("the heading of the rows below it", "heading"),
            Choice::new("nothing that can be called", "nothing"),
        ],
        expected: Expected::Choice,
    });
    match &*answer.value {
        "heading" => gatherer.begin_section(text, if document.knows_headings { 7 } else { 2 }, row.place),
        "nothing" => gatherer.out.left_over.push((text.to_owned(), row.place)),
        _ => {
            part_of_above(gatherer, text);
            if let Some(entry) = gatherer.out.entries.last_mut() {
                entry.assumed.push(format!("The row of {name} has neither a number nor hours. It is read as part of the row above, which is this."));
                entry.open.extend((!answer.is_answered).then_some(answer.id));
            }
        }
    }
}

/// A row with values.
fn record(
    gatherer: &mut Gatherer<'_, '_>,
    document: &Document,
    columns: &Columns,
    row: &Row,
    cells: &[Cell],
    unit_above: Option<String>,
) -> Option<String> {
    let place = row.place;
    let source = cells.iter().filter(|cell| !cell.is_blank()).map(Cell::text).collect::<Vec<_>>().join(" ");
    let find = |kind: LabelKind| {
        cells
            .iter()
            .enumerate()
            .find(|(at, cell)| columns.of(*at) == kind && !cell.is_blank())
            .map(|(_, cell)| cell)
    };
    let subject = find(LabelKind::Subject);
    let unit_column = columns.kinds.contains(&LabelKind::Unit);
    let unit = find(LabelKind::Unit).map(Cell::text);
    let mut values = Values::default();
    let mut text = String::new();
    let mut days = String::new();
    let mut keys: Option<String> = None;
    let mut notes: Vec<String> = Vec::new();
    for (at, cell) in cells.iter().enumerate().filter(|(_, cell)| !cell.is_blank()) {
        let kind = columns.of(at);
        match kind {
            LabelKind::Subject | LabelKind::Unit => {}
            LabelKind::Note if !has_values(gatherer.scanner, &cell_text(cell)) => notes.push(cell.text()),
            LabelKind::Extension | LabelKind::Option => {
                let digits: String =
                    cell.text().chars().filter(|c| c.is_ascii_digit() || matches!(c, '*' | '#')).collect();
                keys = (!digits.is_empty() && digits.len() <= 8).then_some(digits).or(keys);
            }
            LabelKind::Hours if columns.days.get(at).is_some_and(Option::is_some) => {
                let header = columns.days.get(at).cloned().flatten().unwrap_or_default();
                days = format!("{days}{}{header} {}", if days.is_empty() { "" } else { ", " }, cell.text());
            }
            kind => {
                let number_kind =
                    if matches!(kind, LabelKind::Fax | LabelKind::Typing) { kind } else { LabelKind::Phone };
                let start = add(gatherer.scanner, &mut values, &mut text, &cell_text(cell), number_kind);
                gatherer.spots.push((start, cell.place()));
            }
        }
    }
    if !days.is_empty() {
        let start = add(gatherer.scanner, &mut values, &mut text, &days, LabelKind::Phone);
        gatherer.spots.push((start, place));
    }
    let (mut topics, mut open, mut assumed) =
        subject.map(|cell| topics(gatherer, cell, place)).unwrap_or_default();
    topics.extend(notes);
    topics.extend(values.words.iter().filter(|words| words.len() <= 100).cloned());
    let name =
        subject.and_then(|cell| cell.lines.first()).map(|line| line.text.clone()).or_else(|| unit.clone());
    let label = name.clone().unwrap_or_default();
    if unit_column && unit.is_none() && !document.knows_merged && values.voices().next().is_some() {
        assumed.push("The document names no unit in this row, so none is given.".to_owned());
    }
    let (entries, contacts) = (gatherer.out.entries.len(), gatherer.out.contacts.len());
    let has_values = !values.is_words();
    if values.voices().next().is_none() && !values.weeks.is_empty() {
        hours_without_number(gatherer, row, &label, &values, &text, topics.clone(), &source);
    } else if values.voices().next().is_none() && keys.is_some() {
        extension(
            gatherer,
            row,
            &label,
            keys.take().unwrap_or_default(),
            &topics,
            &source,
            &mut values,
            &text,
        );
    } else if has_values {
        let name = name.as_deref().filter(|name| !spoken_name(name).is_empty());
        let record = Record { name, unit: unit.clone(), topics, values, source, place, text: &text };
        if name.is_some() { gatherer.named_record(record) } else { gatherer.record(record) }
    } else {
        gatherer.out.left_over.push((source, place));
    }
    gatherer.spots.clear();
    for entry in &mut gatherer.out.entries[entries..] {
        entry.open.append(&mut open);
        entry.assumed.append(&mut assumed);
        entry.keys = entry.keys.take().or_else(|| keys.clone());
    }
    for contact in &mut gatherer.out.contacts[contacts..] {
        if contact.unit.is_none() {
            contact.unit.clone_from(&unit);
        }
    }
    unit.or(unit_above)
}

/// Adds what a cell holds; places count from the beginning of all cells. Where it begins.
fn add(scanner: &Scanner, values: &mut Values, text: &mut String, cell: &str, kind: LabelKind) -> usize {
    let start = if text.is_empty() { 0 } else { text.len() + 1 };
    let mut of_cell = Values::of(scanner.parts(cell), cell, kind);
    if start > 0 {
        text.push('\n');
    }
    text.push_str(cell);
    for number in &mut of_cell.numbers {
        number.found.at = number.found.at.start + start..number.found.at.end + start;
    }
    for (_, week) in &mut of_cell.weeks {
        week.at = week.at.start + start..week.at.end + start;
    }
    values.append(of_cell);
    start
}

/// Hours in a row that names no number.
fn hours_without_number(
    gatherer: &mut Gatherer<'_, '_>,
    row: &Row,
    label: &str,
    values: &Values,
    text: &str,
    topics: Vec<String>,
    source: &str,
) {
    let name = spoken_name(label);
    let above = gatherer
        .out
        .entries
        .last()
        .filter(|entry| entry.section == gatherer.section)
        .map(|entry| (entry.name.clone(), entry.numbers.clone()));
    let Some((above, numbers)) = above else {
        if let Some((_, week)) = values.weeks.first()
            && let Some(hours) = gatherer.week(&name, week, text, row.place)
        {
            gatherer.out.named_hours.push(super::entry::NamedHours { name, hours });
        }
        return;
    };
    let is_merged = row.cells.iter().any(|cell| cell.goes_on);
    let mut is_above = is_merged;
    let mut open = None;
    if !is_merged {
        let answer = gatherer.asker.ask(NewQuestion {
            kind: "no-number",
            about: &name,
            text: format!("{name} has hours and no number: how is it reached?"),
            words: source,
            place: row.place,
            choices: vec![
                Choice::new("the document does not say, so it is left out", "nothing"),
                Choice::new(format!("by the number of the row above it, {above}"), "above"),
            ],
            expected: Expected::Number,
        });
        is_above = answer.value == "above";
        open = (!answer.is_answered).then_some(answer.id);
    }
    if !is_above {
        gatherer.out.left_over.push((source.to_owned(), row.place));
        return;
    }
    let hours = values.weeks.first().and_then(|(_, week)| gatherer.week(&name, week, text, row.place));
    let entry = super::entry::Entry {
        name,
        topics,
        numbers,
        hours,
        section: gatherer.section,
        place: row.place,
        source: source.to_owned(),
        open: open.into_iter().collect(),
        ..super::entry::Entry::default()
    };
    gatherer.out.entries.push(entry);
}

/// A row with an extension and no number: it is behind the main one, which stands above the table or in it.
#[expect(clippy::too_many_arguments, reason = "these are the cells of one row")]
fn extension(
    gatherer: &mut Gatherer<'_, '_>,
    row: &Row,
    label: &str,
    keys: String,
    topics: &[String],
    source: &str,
    values: &mut Values,
    text: &str,
) {
    let (name, mark) = naming::name_and_mark(label);
    let entry = super::entry::Entry {
        name: spoken_name(&name),
        topics: topics.to_vec(),
        keys: Some(keys),
        section: gatherer.section,
        place: row.place,
        source: source.to_owned(),
        mark,
        ..super::entry::Entry::default()
    };
    match &mut gatherer.card {
        Some(card) => card.entry.options.push(entry),
        None => match gatherer.out.entries.last_mut() {
            Some(last) => last.options.push(entry),
            None => gatherer.card().entry.options.push(entry),
        },
    }
    if !values.is_words() {
        let values = std::mem::take(values);
        let record = Record {
            name: Some(label),
            unit: None,
            topics: Vec::new(),
            values,
            source: source.to_owned(),
            place: row.place,
            text,
        };
        gatherer.named_record(record);
    }
}
