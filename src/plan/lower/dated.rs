//! Files of a plan that hold from a later day on: which there are, and what the plan is made of from then on.
//!
//! A file with a `[plan]` table of its own says what changes from its `effective` on. The earliest is the plan as it begins, with
//! all files that have no such table. An entry of a later file takes the place of the one of the same name.

use std::collections::HashMap;

use jiff::civil::Date;
use toml::de::DeValue;

use super::names::Namespace;
use crate::base::diagnostic::Diagnostic;
use crate::base::source::{Sources, Span};
use crate::plan::dated_change::DatedChange;
use crate::plan::sections::{Section, SectionEntry};

/// A file with a `[plan]` of its own.
#[derive(Clone, Copy, Debug)]
pub(super) struct DatedHead<'v> {
    pub(super) date: Date,
    pub(super) entry: SectionEntry<'v>,
}

/// What a plan is made of from a day on.
pub(super) struct DatedEntries<'v> {
    /// The table that says from when.
    pub(super) head: SectionEntry<'v>,
    pub(super) entries: Vec<SectionEntry<'v>>,
    pub(super) change: DatedChange,
}

/// The files that say from when they hold, the earliest first. None, if there are fewer than two or their days cannot be told
/// apart, which has been reported.
pub(super) fn heads<'v>(
    entries: &[SectionEntry<'v>],
    diagnostics: &mut Vec<Diagnostic>,
) -> Option<Vec<DatedHead<'v>>> {
    let all: Vec<SectionEntry<'v>> =
        entries.iter().copied().filter(|entry| entry.section == Section::Plan).collect();
    if all.len() < 2 {
        return None;
    }
    let mut heads = Vec::new();
    let mut is_clear = true;
    for entry in all {
        if let Some(date) = date_of(&entry) {
            heads.push(DatedHead { date, entry });
            continue;
        }
        is_clear = false;
        let message = "this file has a `[plan]` of its own, and no day from which it holds";
        diagnostics.push(Diagnostic::error("undated-change", entry.span, message).help(
            "write `effective = 2027-01-01` for what changes on that day, or remove this `[plan]`: a file without \
             one belongs to the plan as it begins",
        ));
    }
    heads.sort_by_key(|head| head.date);
    for pair in heads.windows(2).filter(|pair| pair[0].date == pair[1].date) {
        is_clear = false;
        let message = format!("two files say what holds from {} on", pair[1].date);
        diagnostics.push(
            Diagnostic::error("same-day-twice", pair[1].entry.span, message)
                .related(pair[0].entry.span, "the other one")
                .help(
                    "write what changes on one day in one file; what holds from the beginning needs no `[plan]` but one",
                ),
        );
    }
    is_clear.then_some(heads)
}

/// The day of a `[plan]`, if it is written as one.
fn date_of(entry: &SectionEntry<'_>) -> Option<Date> {
    let DeValue::Table(table) = entry.value.get_ref() else { return None };
    match table.get("effective")?.get_ref() {
        DeValue::Datetime(moment) if moment.time.is_none() => moment.to_string().parse().ok(),
        DeValue::String(text) => text.parse().ok(),
        _ => None,
    }
}

/// The entries of all files but those that hold later.
pub(super) fn as_it_begins<'v>(
    entries: &[SectionEntry<'v>],
    heads: &[DatedHead<'v>],
) -> Vec<SectionEntry<'v>> {
    let later: Vec<Span> = heads[1..].iter().map(|head| head.entry.span).collect();
    entries.iter().copied().filter(|entry| later.iter().all(|head| head.file != entry.span.file)).collect()
}

impl<'v> DatedEntries<'v> {
    /// What the plan is made of when a file has taken effect, `before` being what it was made of until then. What the file takes
    /// out is named by `without`, each with its place.
    pub(super) fn of(
        head: DatedHead<'v>,
        all: &[SectionEntry<'v>],
        before: &[SectionEntry<'v>],
        without: &[(String, Span)],
        sources: &Sources,
        diagnostics: &mut Vec<Diagnostic>,
    ) -> Self {
        let mut entries = before.to_vec();
        let mut removed = Vec::new();
        for (name, span) in without {
            let position = name.split_once('.').and_then(|(section, name)| {
                entries.iter().position(|entry| entry.section.name() == section && entry.name == name)
            });
            if let Some(position) = position {
                removed.push(told(&entries.remove(position)));
                continue;
            }
            let message = format!("the plan before has no `{}`", name.escape_debug());
            let help = "name a table of the plan before, as in `without = [\"lines.sales\"]`";
            diagnostics.push(Diagnostic::error("unknown-name", *span, message).help(help));
        }
        let place = |entry: &SectionEntry<'v>| {
            (Namespace::of(entry.section), entry.section.is_single().then_some(entry.section), entry.name)
        };
        let mut places: HashMap<_, usize> = HashMap::new();
        for (at, entry) in entries.iter().enumerate() {
            places.entry(key(place(entry))).or_insert(at);
        }
        let mut changed = Vec::new();
        let own = all.iter().copied().filter(|entry| entry.span.file == head.entry.span.file);
        for entry in own.filter(|entry| entry.section != Section::Plan) {
            changed.push(told(&entry));
            match places.get(&key(place(&entry))) {
                Some(&at) => entries[at] = entry,
                None => entries.push(entry),
            }
        }
        let file = sources.file(head.entry.span.file).name().to_owned();
        let change = DatedChange { file, entries: changed, removed };
        Self { head: head.entry, entries, change }
    }
}

/// What has one place in a plan, as something that can be looked up.
fn key(
    (space, section, name): (Option<Namespace>, Option<Section>, &str),
) -> (Option<u8>, Option<Section>, &str) {
    (space.map(|space| space as u8), section, name)
}

/// A table as people name it: ``hours `office` ``.
fn told(entry: &SectionEntry<'_>) -> String {
    if entry.section.is_single() {
        entry.section.word().to_owned()
    } else {
        format!("{} `{}`", entry.section.word(), entry.name)
    }
}
