//! What holds for the whole directory: its name, from when it is in force, its clock.

use std::collections::BTreeMap;

use jiff::civil::Date;

use super::directory::Told;
use super::entry::{Entry, Gathered, Hours};
use super::naming::spoken_name;
use crate::draft::document::Place;
use crate::draft::question::{Asker, Choice, Expected, NewQuestion};
use crate::time::{ScheduleZone, Zone};

/// What is taken where documents say nothing.
#[derive(Clone, Debug)]
pub(in crate::draft) struct Defaults<'d> {
    /// What was given as the directory's name.
    pub(in crate::draft) name: Option<&'d str>,
    /// What the first document is called.
    pub(in crate::draft) file_name: String,
    pub(in crate::draft) zone: Option<Zone>,
    pub(in crate::draft) effective: Option<Date>,
    pub(in crate::draft) today: Date,
}

/// What the directory is called: what was given, else its first heading, else its file.
pub(super) fn name(gathered: &Gathered, defaults: &Defaults<'_>) -> Told<String> {
    let told = |value: String, source: Option<String>, place, assumed| Told {
        value,
        source,
        place,
        assumed,
        open: Vec::new(),
    };
    if let Some(name) = defaults.name {
        return told(name.to_owned(), None, Place::default(), Some("The name was given.".to_owned()));
    }
    let title = gathered
        .sections
        .iter()
        .skip(1)
        .find(|section| section.level <= 1 && !spoken_name(&section.name).is_empty());
    if let Some(section) = title {
        let name = spoken_name(&section.name);
        told(name, Some(section.name.clone()), section.place, None)
    } else {
        let name = crate::import::names::spaced(&defaults.file_name);
        let capital = name.chars().take(1).flat_map(char::to_uppercase).chain(name.chars().skip(1)).collect();
        told(
            capital,
            None,
            Place::default(),
            Some("The document has no title: this is the name of its file.".to_owned()),
        )
    }
}

/// From when it is in force.
pub(super) fn effective(gathered: &Gathered, asker: &mut Asker<'_>, defaults: &Defaults<'_>) -> Told<Date> {
    let mut told = Told {
        value: defaults.today,
        source: None,
        place: Place::default(),
        assumed: None,
        open: Vec::new(),
    };
    if let Some(day) = defaults.effective {
        told.value = day;
        told.assumed = Some("The day from which it is in force was given.".to_owned());
        return told;
    }
    let mut days: Vec<Date> = gathered.effective.iter().flat_map(|(days, ..)| days.iter().copied()).collect();
    days.dedup();
    let words = gathered.effective.first();
    if let Some((_, words, place)) = words {
        told.source = Some(words.clone());
        told.place = *place;
    }
    match &days[..] {
        [only] => {
            told.value = *only;
            let lower = told.source.as_deref().unwrap_or_default().to_lowercase();
            if ["updated", "revised"].iter().any(|word| lower.contains(word)) {
                told.assumed = Some(
                    "The document says when it was changed: it is taken to be in force from then.".to_owned(),
                );
            }
        }
        several => {
            let mut choices: Vec<Choice> =
                several.iter().map(|day| Choice::new(day.to_string(), day.to_string())).collect();
            // The last of several that stand in a document is the one that is in force.
            choices.sort_by(|one, other| other.value.cmp(&one.value));
            if words.is_some_and(|(days, ..)| days.len() > 1) {
                choices.sort_by_key(|choice| several.iter().position(|day| day.to_string() == choice.value));
            }
            let (text, assumed) = if choices.is_empty() {
                choices.push(Choice::new(format!("{}, today", defaults.today), defaults.today.to_string()));
                (
                    "The document does not say from which day it is in force: from which?",
                    "The document does not say from which day it is in force: it is the day of the draft.",
                )
            } else {
                (
                    "The document names several days from which it is in force, or one that can be read in two ways: which is meant?",
                    "The day can be read in several ways, or there are several.",
                )
            };
            let source = told.source.clone().unwrap_or_default();
            let question = NewQuestion {
                kind: "effective",
                about: "directory",
                text: text.to_owned(),
                words: &source,
                place: told.place,
                choices,
                expected: Expected::Date,
            };
            let answer = asker.ask(question);
            told.value = answer.value.parse().unwrap_or(defaults.today);
            told.assumed = Some(assumed.to_owned());
            told.open.extend((!answer.is_answered).then_some(answer.id));
        }
    }
    told
}

/// By which clock hours go that name none.
pub(super) fn zone(gathered: &Gathered, asker: &mut Asker<'_>, defaults: &Defaults<'_>) -> Told<Zone> {
    let mut told =
        Told { value: Zone::UTC, source: None, place: Place::default(), assumed: None, open: Vec::new() };
    if let Some(zone) = defaults.zone {
        told.value = zone;
        told.assumed = Some("The clock was given.".to_owned());
        return told;
    }
    if let Some((said, words, place)) = &gathered.zone
        && let ScheduleZone::Fixed(zone) = said.zone
    {
        (told.value, told.source, told.place) = (zone, Some(words.clone()), *place);
        return told;
    }
    let sections = gathered.sections.iter().filter_map(|section| section.hours.as_ref());
    let entries = gathered.entries.iter().flat_map(|entry| std::iter::once(entry).chain(&entry.options));
    let hours: Vec<&Hours> = entries.filter_map(|entry| entry.hours.as_ref()).chain(sections).collect();
    let mut counts: BTreeMap<&'static str, usize> = BTreeMap::new();
    let fixed = |hours: &&Hours| match hours.zone.map(|said| said.zone) {
        Some(ScheduleZone::Fixed(zone)) => Some(zone),
        _ => None,
    };
    for zone in hours.iter().filter_map(fixed) {
        *counts.entry(zone.name()).or_default() += 1;
    }
    let most = counts.iter().max_by_key(|(_, count)| **count).and_then(|(name, _)| Zone::named(name));
    let is_silent = hours.iter().any(|hours| hours.zone.is_none() && hours.notation != "24/7");
    if let Some(zone) = most {
        told.value = zone;
        told.source = hours.iter().find(|hours| fixed(hours) == Some(zone)).map(|hours| hours.source.clone());
        if !is_silent || counts.len() == 1 {
            return told;
        }
    }
    let numbers = gathered.entries.iter().flat_map(|entry: &Entry| &entry.numbers);
    let mut local: Vec<Zone> = Vec::new();
    for zone in numbers.filter_map(|number| number.locality().zone()) {
        if !local.iter().any(|known| known.is_same_clock(zone)) {
            local.push(zone);
        }
    }
    let mut choices: Vec<Choice> = most
        .into_iter()
        .map(|zone| Choice::new(format!("{}, as most hours have it", zone.spoken()), zone.name()))
        .chain(
            local
                .iter()
                .map(|zone| Choice::new(format!("{}, by the area codes", zone.spoken()), zone.name())),
        )
        .collect();
    if choices.is_empty() {
        choices = ["America/New_York", "America/Chicago", "America/Denver", "America/Los_Angeles"]
            .iter()
            .filter_map(|name| Zone::named(name))
            .map(|zone| Choice::new(zone.spoken(), zone.name()))
            .collect();
    }
    choices.dedup_by(|one, other| one.value == other.value);
    let question = NewQuestion {
        kind: "no-zone",
        about: "directory",
        text: "No clock is named for some of the hours: by which do they go?".to_owned(),
        words: "",
        place: Place::default(),
        choices,
        expected: Expected::Zone,
    };
    // Where nothing has hours, no clock matters.
    if hours.is_empty() {
        told.value = local.first().copied().or(most).or(Zone::named("America/New_York")).unwrap_or(Zone::UTC);
        told.assumed = Some("The document names no clock; by the area codes it is this one.".to_owned());
        return told;
    }
    let answer = asker.ask(question);
    told.value = Zone::named(&answer.value).unwrap_or(Zone::UTC);
    told.assumed = Some("The document names no clock for some of the hours.".to_owned());
    told.open.extend((!answer.is_answered).then_some(answer.id));
    told
}
