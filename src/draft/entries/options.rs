//! Lines that mean the same wherever they stand: those that tell of the whole document, and options.

use super::entry::Entry;
use super::gatherer::Gatherer;
use super::naming::{self, spoken_name};
use super::values::Values;
use crate::draft::document::{Row, RowKind};
use crate::draft::question::{Choice, Expected, NewQuestion};
use crate::draft::words::labels::{self, LabelKind};

/// Lines that tell of the whole document: a footnote, its date, its clock.
pub(super) fn special(gatherer: &mut Gatherer<'_, '_>, row: &Row, text: &str) -> bool {
    if let Some((mark, words)) = naming::footnote(text).filter(|_| !matches!(row.kind, RowKind::Heading(_))) {
        if !gatherer.is_zone_statement(words, row.place) {
            gatherer.footnote(mark, words, row.place);
        }
        return true;
    }
    if let Some(days) = labels::effective(text) {
        gatherer.out.effective.push((days, text.to_owned(), row.place));
        return true;
    }
    gatherer.is_zone_statement(text, row.place)
}

/// What can be chosen behind the number that was told last.
pub(super) fn option(gatherer: &mut Gatherer<'_, '_>, row: &Row, keys: &str, rest: &str, source: &str) {
    let parts = gatherer.scanner.parts(rest);
    let values = Values::of(parts, rest, LabelKind::Phone);
    let name = if values.is_words() {
        rest.to_owned()
    } else {
        let named = values.weeks.iter().find_map(|(name, _)| name.clone());
        named.or_else(|| values.words.first().cloned()).unwrap_or_default()
    };
    let (name, mark) = naming::name_and_mark(&name);
    let mut entry = Entry {
        keys: Some(keys.to_owned()),
        mark,
        place: row.place,
        section: gatherer.section,
        ..Entry::default()
    };
    entry.name = spoken_name(&name);
    if entry.name != name && !name.is_empty() {
        entry.topics.push(name.clone());
    }
    source.clone_into(&mut entry.source);
    if let Some((_, week)) = values.weeks.first() {
        let about = if entry.name.is_empty() { format!("option {keys}") } else { entry.name.clone() };
        entry.hours = gatherer.week(&about, week, rest, row.place);
    }
    if entry.name.is_empty() {
        let answer = gatherer.asker.ask(NewQuestion {
            kind: "option-name",
            about: keys,
            text: format!("Option {keys} has no name: what is behind it?"),
            words: source,
            place: row.place,
            choices: vec![Choice::new(format!("“Option {keys}”"), format!("Option {keys}"))],
            expected: Expected::Words,
        });
        entry.name = spoken_name(&answer.value);
        entry.open.extend((!answer.is_answered).then_some(answer.id));
    }
    let section = gatherer.section;
    match (&mut gatherer.card, gatherer.out.entries.last_mut()) {
        (Some(card), _) if !card.entry.numbers.is_empty() => card.entry.options.push(entry),
        (_, Some(last)) if last.section == section => last.options.push(entry),
        // The number may come behind its options.
        _ => gatherer.card().entry.options.push(entry),
    }
}
