//! Records: what stands on one line, or in one row, with its name or as a line of a card.

use super::entry::{ContactEntry, Entry, Hours, NamedHours};
use super::gatherer::Gatherer;
use super::naming::{self, spoken_name};
use super::values::{NumberValue, Values};
use super::week_doubts;
use crate::draft::document::Place;
use crate::draft::question::{Choice, Expected, NewQuestion};
use crate::draft::words::labels::{self, LabelKind};

/// A record: what stands on one line, or in one row.
#[derive(Debug)]
pub(super) struct Record<'r> {
    /// What it is called, where it says so.
    pub(super) name: Option<&'r str>,
    pub(super) unit: Option<String>,
    pub(super) topics: Vec<String>,
    pub(super) values: Values,
    /// All of its words.
    pub(super) source: String,
    /// The text of its hours, for questions.
    pub(super) place: Place,
    /// The text that parts were cut from.
    pub(super) text: &'r str,
}

impl Gatherer<'_, '_> {
    /// Takes a line that tells of a card, or of something that has a name of its own.
    pub(super) fn record(&mut self, mut record: Record<'_>) {
        let has_hours_alone = record.values.numbers.is_empty()
            && record.values.emails.is_empty()
            && record.values.posts.is_empty()
            && !record.values.weeks.is_empty();
        if has_hours_alone {
            self.hours_alone(record);
            return;
        }
        let names_one = record.values.voices().any(|number| number.name.is_some());
        if record.name.is_none() && !names_one && record.values.voices().next().is_some() {
            let words = record.values.words.iter().find(|words| naming::is_title(words)).cloned();
            let first = record.values.voices().next().map(|number| number.found.at.start);
            // Words in front of everything name it, unless they are behind a number.
            let in_front = words.filter(|words| {
                first.is_some_and(|first| record.text.find(words.as_str()).is_some_and(|at| at < first))
            });
            if let Some(words) = in_front {
                record.values.words.retain(|other| *other != words);
                self.named_record(Record { name: Some(&words), ..record });
                return;
            }
        }
        if record.name.is_some() || names_one {
            self.named_record(record);
        } else {
            self.card_record(record);
        }
    }

    /// A line of hours: those of the card, of a name, or of all that stands below.
    fn hours_alone(&mut self, record: Record<'_>) {
        let Record { name, values, text, place, .. } = record;
        for (label, week) in &values.weeks {
            let named = name.map(str::to_owned).or_else(|| label.clone());
            let is_general = |words: &str| {
                let lower = words.to_lowercase();
                ["office hours", "all ", "unless otherwise", "heures de bureau", "general hours"]
                    .iter()
                    .any(|word| lower.contains(word))
            };
            let title = self.heading_at_hand();
            let about = named
                .clone()
                .unwrap_or_else(|| if title.is_empty() { "the directory".to_owned() } else { title.clone() });
            let Some(hours) = self.week(&about, week, text, place) else { continue };
            match named.filter(|name| !super::values::is_label(name)) {
                Some(name) if is_general(&name) => {
                    self.out.hours.get_or_insert(hours);
                }
                Some(name) if labels::bare(&name) != labels::bare(&title) => {
                    self.out.named_hours.push(NamedHours { name, hours });
                }
                _ if is_general(text) && self.out.entries.is_empty() => {
                    self.out.hours.get_or_insert(hours);
                }
                _ => match &mut self.card {
                    Some(card) if card.is_named || !card.entry.numbers.is_empty() => {
                        card.add_source(&record.source);
                        card.entry.hours.get_or_insert(hours);
                    }
                    _ => {
                        self.out.sections[self.section].hours.get_or_insert(hours);
                    }
                },
            }
        }
    }

    /// A line of a card: nothing in it is a name.
    fn card_record(&mut self, record: Record<'_>) {
        let title = self.heading_at_hand();
        let about = if title.is_empty() { "the directory" } else { &title };
        let Record { values, text, place, source, topics, .. } = record;
        let mut numbers = Vec::new();
        let mut open = Vec::new();
        let mut options = Vec::new();
        for number in values.numbers.iter().filter(|number| number.kind == LabelKind::Phone) {
            let (found, unanswered) = self.number(about, number, text, place);
            numbers.extend(found);
            open.extend(unanswered);
            let extension = number.found.extension.map(|extension| extension.to_string());
            options.extend(number.option.clone().or_else(|| extension.map(|keys| (keys, String::new()))));
        }
        let weeks: Vec<Hours> =
            values.weeks.iter().filter_map(|(_, week)| self.week(about, week, text, place)).collect();
        let contacts = self.contacts(None, &values, &source, text, place);
        let card = self.card();
        if card.entry.place == Place::default() {
            card.entry.place = place;
        }
        card.add_source(&source);
        card.entry.numbers.extend(numbers);
        card.entry.numbers.dedup();
        card.entry.open.extend(open);
        card.entry.topics.extend(topics);
        if let Some(hours) = weeks.into_iter().next() {
            card.entry.hours.get_or_insert(hours);
        }
        for (keys, name) in options {
            // A number with an option and nothing else: the option is what is asked for.
            if name.is_empty() && card.entry.keys.is_none() {
                card.entry.keys = Some(keys);
            } else if !name.is_empty() {
                let option = Entry {
                    name: spoken_name(&name),
                    keys: Some(keys),
                    source: source.clone(),
                    place,
                    ..Entry::default()
                };
                card.entry.options.push(option);
            }
        }
        card.contacts.extend(contacts);
    }

    /// Something with a name: its numbers, each with the hours that belong to it, and how it is written to.
    pub(super) fn named_record(&mut self, record: Record<'_>) {
        let (title, mark) = naming::name_and_mark(record.name.unwrap_or_default());
        let Record { unit, topics, values, text, place, source, .. } = record;
        let subject = spoken_name(&title);
        let base = if subject.is_empty() { spoken_name(&self.heading_at_hand()) } else { subject.clone() };
        let about = if base.is_empty() { "the directory".to_owned() } else { base.clone() };
        let voices: Vec<&NumberValue> = values.voices().collect();
        let contacts = self.contacts(Some(&base), &values, &source, text, place);
        let weeks = self.paired(&about, &voices, &values, text, place);
        let several =
            voices.len() > 1 && (voices.iter().any(|voice| voice.name.is_some()) || values.weeks.len() > 1);
        let mut entries: Vec<Entry> = Vec::new();
        for (at, voice) in voices.iter().enumerate() {
            let own = voice.name.clone().filter(|name| *name != title);
            let name = match (&own, several) {
                (Some(own), _) if base.is_empty() || voices.len() == 1 && subject.is_empty() => {
                    spoken_name(own)
                }
                (Some(own), true) => {
                    let base = unit
                        .as_deref()
                        .map(spoken_name)
                        .filter(|unit| !unit.is_empty())
                        .unwrap_or(base.clone());
                    spoken_name(&format!("{base}: {own}"))
                }
                _ => base.clone(),
            };
            let (number, open) = self.number(&name, voice, text, place);
            let mut entry = Entry {
                name,
                unit: unit.clone(),
                topics: topics.clone(),
                section: self.section,
                place: self.spot(voice.found.at.start, place),
                mark,
                ..Entry::default()
            };
            entry.source.clone_from(&source);
            entry.open.extend(open);
            let Some(number) = number else {
                self.out.left_over.push((source.clone(), place));
                continue;
            };
            entry.numbers.push(number);
            let extension = voice.found.extension.map(|extension| (extension.to_string(), String::new()));
            if let Some((keys, option)) = voice.option.clone().or(extension) {
                entry.keys = Some(keys);
                if !option.is_empty() && subject.is_empty() {
                    entry.name = spoken_name(&option);
                }
            }
            if entry.name != title && !title.is_empty() && !entry.topics.contains(&title) {
                entry.topics.insert(0, title.clone());
            }
            entry.hours = weeks.get(at).cloned().flatten();
            // Several numbers without names or hours of their own reach the same people.
            if !several
                && let Some(first) = entries.first_mut().filter(|first: &&mut Entry| first.keys == entry.keys)
            {
                first.numbers.extend(entry.numbers);
                continue;
            }
            entries.push(entry);
        }
        self.out.entries.extend(entries);
        self.out.contacts.extend(contacts);
    }

    /// The hours of each number: in order where there are as many, the same for all where there are one.
    fn paired(
        &mut self,
        about: &str,
        voices: &[&NumberValue],
        values: &Values,
        text: &str,
        place: Place,
    ) -> Vec<Option<Hours>> {
        let weeks = &values.weeks;
        let all: Vec<Option<Hours>> =
            weeks.iter().map(|(_, week)| self.week(about, week, text, place)).collect();
        match (voices.len(), weeks.len()) {
            (numbers, 0) => vec![None; numbers],
            (numbers, 1) => vec![all.into_iter().next().flatten(); numbers],
            (numbers, weeks) if numbers == weeks => {
                let word = ["first", "second", "third", "fourth", "fifth", "sixth"];
                let assumed = |at: usize| match word.get(at) {
                    Some(word) => format!("The {word} number is paired with the {word} hours."),
                    None => format!("Number {0} is paired with hours {0}.", at + 1),
                };
                let pair = |(at, hours): (usize, Option<Hours>)| {
                    hours.map(|mut hours| {
                        hours.assumed.push(assumed(at));
                        hours
                    })
                };
                all.into_iter().enumerate().map(pair).collect()
            }
            (0, _) => Vec::new(),
            (numbers, _) => {
                let by_name = |voice: &&NumberValue| {
                    let name = voice.name.as_deref().map(labels::bare)?;
                    let at = weeks
                        .iter()
                        .position(|(label, _)| label.as_deref().map(labels::bare) == Some(name.clone()))?;
                    all[at].clone()
                };
                let named: Vec<Option<Hours>> = voices.iter().map(by_name).collect();
                if named.iter().any(Option::is_some) {
                    return named;
                }
                let words = weeks
                    .iter()
                    .filter_map(|(_, week)| text.get(week.at.clone()))
                    .collect::<Vec<_>>()
                    .join("; ");
                let mut choices = vec![Choice::new("no hours are kept", "")];
                choices.extend(all.iter().flatten().map(|hours| {
                    Choice::new(
                        format!("all of them: {}", week_doubts::spoken(&hours.notation)),
                        hours.notation.clone(),
                    )
                }));
                let question = NewQuestion {
                    kind: "pairing",
                    about,
                    text: format!(
                        "{about} has {numbers} numbers and {} hours: which hours belong to which number?",
                        weeks.len()
                    ),
                    words: &words,
                    place,
                    choices,
                    expected: Expected::Hours,
                };
                let answer = self.asker.ask(question);
                let chosen = all.iter().flatten().find(|hours| hours.notation == answer.value).cloned();
                vec![chosen; numbers]
            }
        }
    }

    /// Faxes, mail and addresses of a record.
    fn contacts(
        &mut self,
        name: Option<&str>,
        values: &Values,
        source: &str,
        text: &str,
        place: Place,
    ) -> Vec<ContactEntry> {
        let mut contacts: Vec<ContactEntry> = Vec::new();
        let section = self.section;
        let new = |own: &Option<String>| {
            let name =
                own.clone().or(name.map(str::to_owned)).map(|name| spoken_name(&name)).unwrap_or_default();
            ContactEntry { name, section, place, source: source.to_owned(), ..ContactEntry::default() }
        };
        let about = name.map_or_else(|| self.heading_at_hand(), str::to_owned);
        for number in values.numbers.iter().filter(|number| number.kind != LabelKind::Phone) {
            let (found, open) = self.number(&about, number, text, place);
            let mut contact = new(&number.name);
            if number.kind == LabelKind::Typing {
                // People who type call it; it is a line of its own.
                if let Some(found) = found {
                    let mut entry = Entry {
                        name: spoken_name(&format!("{about} TTY")),
                        section,
                        place,
                        ..Entry::default()
                    };
                    source.clone_into(&mut entry.source);
                    entry.numbers.push(found);
                    self.out.entries.push(entry);
                }
                continue;
            }
            contact.open.extend(open);
            contact.fax = found;
            if contact.fax.is_some() {
                contacts.push(contact);
            }
        }
        for (own, address) in &values.emails {
            match contacts.iter_mut().find(|contact| contact.email.is_none() && own.is_none()) {
                Some(contact) => contact.email = Some(address.clone()),
                None => contacts.push(ContactEntry { email: Some(address.clone()), ..new(own) }),
            }
        }
        for post in &values.posts {
            let mut contact = ContactEntry { post: post.lines.clone(), ..new(&None) };
            if post.ran_together {
                contact
                    .assumed
                    .push("The address runs on one line; its lines are told by their words.".to_owned());
            }
            // An address that says whom it is for has that name.
            let first = post
                .lines
                .first()
                .filter(|line| !line.contains(|c: char| c.is_ascii_digit()) && post.lines.len() > 2);
            if let (Some(first), false) = (first, values.voices().next().is_none()) {
                contact.name = spoken_name(first);
            }
            contacts.push(contact);
        }
        contacts
    }
}
