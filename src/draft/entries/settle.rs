//! From what documents say here and there to a directory in order: footnotes find whom they are about, hours that hold for
//! several are given to each, numbers are put together.

use std::collections::{HashMap, HashSet};

use super::directory::{Directory, DirectoryLine, DirectoryPart};
use super::entry::{ContactEntry, Entry, Gathered, Hours};
use super::numbers;
use super::week_doubts::spoken;
use super::whole::{self, Defaults};
use crate::draft::document::Place;
use crate::draft::question::{Asker, Choice, Expected, NewQuestion};
use crate::draft::words::labels::bare;
use crate::number::PhoneNumber;
use crate::time::ScheduleZone;

/// So many lines that give hours to a name are matched with entries; a directory has a few.
const MAX_NAMED_HOURS: usize = 200;

/// Puts in order what was gathered.
pub(in crate::draft) fn settled(
    mut gathered: Gathered,
    asker: &mut Asker<'_>,
    defaults: &Defaults<'_>,
) -> Directory {
    footnotes(&mut gathered, asker);
    named_hours(&mut gathered, asker);
    inherited(&mut gathered, asker);
    let name = whole::name(&gathered, defaults);
    let effective = whole::effective(&gathered, asker, defaults);
    let zone = whole::zone(&gathered, asker, defaults);
    let Gathered { sections, entries, contacts, mut left_over, .. } = gathered;
    let lines = numbers::lines(entries, &sections, asker, &mut left_over);
    // What stands below a heading goes with the heading above it that belongs to the document.
    let top = |section: usize| {
        let mut at = section;
        while let Some(parent) = sections[at].parent.filter(|parent| *parent != 0) {
            at = parent;
        }
        at
    };
    let mut parts: Vec<(usize, DirectoryPart)> = Vec::new();
    let part = |section: usize, place: Place, parts: &mut Vec<(usize, DirectoryPart)>| -> usize {
        let top = top(section);
        if let Some(at) = parts.iter().position(|(of, _)| *of == top) {
            return at;
        }
        let name = sections[top].name.clone();
        parts.push((top, DirectoryPart { name, place, ..DirectoryPart::default() }));
        parts.len() - 1
    };
    let contacts = faxes(contacts, &lines, &mut left_over);
    for (section, line) in lines {
        let at = part(section, line.place, &mut parts);
        parts[at].1.lines.push(line);
    }
    for contact in contacts {
        let at = part(contact.section, contact.place, &mut parts);
        parts[at].1.contacts.push(contact);
    }
    // Sections are numbered as they come.
    parts.sort_by_key(|(section, _)| *section);
    let parts = parts.into_iter().map(|(_, part)| part).collect();
    Directory { name, effective, zone, parts, left_over }
}

/// Each fax number once: who shares it is what it is asked for, too. One that is a line is left to that.
fn faxes(
    contacts: Vec<ContactEntry>,
    lines: &[(usize, DirectoryLine)],
    left_over: &mut Vec<(String, Place)>,
) -> Vec<ContactEntry> {
    let dialed: HashSet<PhoneNumber> =
        lines.iter().flat_map(|(_, line)| line.numbers.iter().copied()).collect();
    let mut places: HashMap<PhoneNumber, usize> = HashMap::new();
    let mut kept: Vec<ContactEntry> = Vec::new();
    for mut contact in contacts {
        if let Some(fax) = contact.fax {
            if dialed.contains(&fax) {
                contact.fax = None;
                left_over.push((contact.source.clone(), contact.place));
            } else if let Some(&first) = places.get(&fax) {
                contact.fax = None;
                kept[first].topics.push(contact.name.clone());
                kept[first].source = format!("{} … {}", kept[first].source, contact.source);
            } else {
                places.insert(fax, kept.len());
            }
        }
        if contact.fax.is_some() || contact.email.is_some() || !contact.post.is_empty() {
            kept.push(contact);
        }
    }
    kept
}

/// All entries with those behind their numbers.
fn all_entries(entries: &mut [Entry]) -> Vec<&mut Entry> {
    let mut all = Vec::new();
    for entry in entries {
        let (own, options) = {
            let Entry { options, .. } = entry;
            let options = std::mem::take(options);
            (entry, options)
        };
        own.options = options;
        all.push(own);
    }
    all
}

/// Does something to the first entry that fits, wherever it is.
fn find<'e>(entries: &'e mut [Entry], fits: &dyn Fn(&Entry) -> bool) -> Option<&'e mut Entry> {
    for entry in all_entries(entries) {
        if fits(entry) {
            return Some(entry);
        }
        if let Some(at) = entry.options.iter().position(fits) {
            return entry.options.get_mut(at);
        }
    }
    None
}

/// Whether a name in a text is that of an entry: its own, that of its unit, or the first letters of either.
fn is_called(entry: &Entry, name: &str) -> bool {
    let wanted = bare(name);
    let unit = entry.unit.as_deref().unwrap_or_default();
    let initials = |text: &str| -> String {
        text.split_whitespace().filter_map(|word| word.chars().next()).filter(|c| c.is_uppercase()).collect()
    };
    let is_short = name.len() >= 3 && name.chars().all(char::is_uppercase);
    bare(&entry.name) == wanted
        || bare(unit) == wanted
        || entry.topics.first().is_some_and(|topic| bare(topic) == wanted)
        || (is_short
            && [entry.name.as_str(), unit]
                .iter()
                .any(|text| initials(text) == name || text.contains(&format!("({name})"))))
}

/// Footnotes with hours are about somebody.
fn footnotes(gathered: &mut Gathered, asker: &mut Asker<'_>) {
    for footnote in std::mem::take(&mut gathered.footnotes).into_iter().take(MAX_NAMED_HOURS) {
        let Some(hours) = footnote.hours else {
            gathered.left_over.push((format!("{} {}", footnote.mark, footnote.text), footnote.place));
            continue;
        };
        let name = footnote.name.clone().unwrap_or_default();
        if !name.is_empty()
            && let Some(entry) = find(&mut gathered.entries, &|entry| is_called(entry, &name))
        {
            entry.hours = Some(hours);
            continue;
        }
        let section = footnote.section;
        let is_near = |entry: &Entry| entry.section == section || entry.mark == Some(footnote.mark);
        let mut choices = vec![Choice::new("the document does not say, so these hours are not kept", "")];
        for entry in gathered.entries.iter().filter(|entry| is_near(entry)) {
            let own = (entry.options.is_empty() || entry.mark == Some(footnote.mark)).then_some(entry);
            for entry in own.into_iter().chain(&entry.options).take(20) {
                choices.push(Choice::new(entry.name.clone(), entry.name.clone()));
            }
        }
        let who = if name.is_empty() {
            format!("the footnote “{}”", footnote.mark)
        } else {
            format!("“{name}”")
        };
        let question = NewQuestion {
            kind: "whose-hours",
            about: if name.is_empty() { "footnote" } else { &name },
            text: format!("By a footnote the hours of {who} are {}: who is that?", spoken(&hours.notation)),
            words: &footnote.text,
            place: footnote.place,
            choices,
            expected: Expected::Choice,
        };
        give(gathered, &asker.ask(question), hours, &footnote.text, footnote.place);
    }
}

/// Hours that a line gives to a name go to whoever has it.
fn named_hours(gathered: &mut Gathered, asker: &mut Asker<'_>) {
    for (at, named) in std::mem::take(&mut gathered.named_hours).into_iter().enumerate() {
        if at >= MAX_NAMED_HOURS {
            gathered.left_over.push((format!("{} {}", named.name, named.hours.source), named.hours.place));
            continue;
        }
        if let Some(entry) = find(&mut gathered.entries, &|entry| is_called(entry, &named.name)) {
            entry.hours.get_or_insert(named.hours);
            continue;
        }
        let mut choices = vec![Choice::new("nobody’s who is called", "")];
        choices.extend(
            gathered.entries.iter().take(20).map(|entry| Choice::new(entry.name.clone(), entry.name.clone())),
        );
        let words = named.hours.source.clone();
        let question = NewQuestion {
            kind: "whose-hours",
            about: &named.name,
            text: format!(
                "The hours of “{}” are {}: whose are they?",
                named.name,
                spoken(&named.hours.notation)
            ),
            words: &words,
            place: named.hours.place,
            choices,
            expected: Expected::Choice,
        };
        let (source, place) = (format!("{} {words}", named.name), named.hours.place);
        give(gathered, &asker.ask(question), named.hours, &source, place);
    }
}

fn give(
    gathered: &mut Gathered,
    answer: &crate::draft::question::TakenAnswer,
    mut hours: Hours,
    words: &str,
    place: Place,
) {
    let entry = find(&mut gathered.entries, &|entry| !answer.value.is_empty() && entry.name == answer.value);
    match entry {
        Some(entry) => {
            hours.assumed.push("Whose hours these are was asked.".to_owned());
            entry.hours = Some(hours);
        }
        None => gathered.left_over.push((words.to_owned(), place)),
    }
}

/// Whoever has no hours of their own has those of what is above.
fn inherited(gathered: &mut Gathered, asker: &mut Asker<'_>) {
    let sections = gathered.sections.clone();
    let above = |section: usize| {
        let mut at = Some(section);
        while let Some(section) = at {
            if let Some(hours) = &sections[section].hours {
                return Some(hours.clone());
            }
            at = sections[section].parent;
        }
        None
    };
    let all = gathered.hours.clone();
    let has_any = gathered
        .entries
        .iter()
        .any(|entry| entry.hours.is_some() || entry.options.iter().any(|option| option.hours.is_some()))
        || sections.iter().any(|section| section.hours.is_some());
    let mut answered: HashMap<String, (Option<Hours>, Option<String>)> = HashMap::new();
    let mut others: Vec<Hours> = sections.iter().filter_map(|section| section.hours.clone()).collect();
    others.truncate(3);
    for entry in &mut gathered.entries {
        let own = entry.options.iter().any(|option| option.hours.is_some()) && entry.hours.is_none();
        if entry.hours.is_none() {
            entry.hours = above(entry.section).or_else(|| all.clone());
        }
        if entry.hours.is_none() && !own {
            let about = if has_any { entry.name.clone() } else { "document".to_owned() };
            let place = if has_any {
                entry.place
            } else {
                Place { document: entry.place.document, ..Place::default() }
            };
            let name = if has_any { entry.name.as_str() } else { "anybody" };
            let (hours, open) = answered
                .entry(about.clone())
                .or_insert_with(|| no_hours(asker, &about, name, &entry.source, place, &others));
            entry.hours.clone_from(hours);
            entry.open.extend(open.clone());
            if hours.is_none() {
                let note = "The document gives no hours, so calls are put through at any time.".to_owned();
                entry.assumed.push(note);
            }
        }
        for option in &mut entry.options {
            if option.hours.is_none() {
                option.hours.clone_from(&entry.hours);
            }
        }
    }
}

fn no_hours(
    asker: &mut Asker<'_>,
    about: &str,
    name: &str,
    words: &str,
    place: Place,
    others: &[Hours],
) -> (Option<Hours>, Option<String>) {
    let mut choices = vec![Choice::new("the document does not say: calls are put through at any time", "")];
    for hours in others {
        choices
            .push(Choice::new(format!("{}, as elsewhere", spoken(&hours.notation)), hours.notation.clone()));
    }
    choices.push(Choice::new("day and night", "24/7"));
    let question = NewQuestion {
        kind: "no-hours",
        about,
        text: format!("No hours are given for {name}: when is somebody there?"),
        words,
        place,
        choices,
        expected: Expected::Hours,
    };
    let answer = asker.ask(question);
    let open = (!answer.is_answered).then_some(answer.id);
    if answer.value.is_empty() {
        return (None, open);
    }
    let zone = others.iter().find(|hours| hours.notation == answer.value).and_then(|hours| hours.zone);
    let hours = Hours {
        notation: answer.value,
        zone: zone.filter(|said| said.zone != ScheduleZone::Caller),
        source: String::new(),
        place,
        assumed: vec!["The document gives no hours: these were asked.".to_owned()],
        open: Vec::new(),
        mark: None,
    };
    (Some(hours), open)
}
