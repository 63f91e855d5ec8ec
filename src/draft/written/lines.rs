//! Lines with what is behind them, and contacts.

use super::context::{PlanContext, PlanNeeds, place_words, zone_of};
use super::fact::{DraftFact, FactKind};
use super::names::{TableNames, known_or_free};
use super::table::{WrittenTable, as_name};
use crate::draft::document::Place;
use crate::draft::entries::{ContactEntry, Entry, Hours};
use crate::draft::entries::{DirectoryLine, DirectoryPart};
use crate::number::PhoneNumber;

/// So many hours before these are looked at for the same ones: those of one section.
const NEAR_HOURS: usize = 100;

/// Writes a part of a plan.
pub(super) struct PartWriter<'w, 'p> {
    context: &'w PlanContext<'p>,
    names: &'w mut TableNames,
    used: &'w mut Vec<String>,
    facts: &'w mut Vec<DraftFact>,
    tables: Vec<WrittenTable>,
    /// Hours that were written, with their names.
    hours: Vec<(Hours, String)>,
    pub(super) needs: PlanNeeds,
}

/// Where a fact comes from.
#[derive(Clone, Copy)]
struct FactOrigin<'f> {
    source: &'f str,
    place: Place,
    open: &'f [String],
}

impl<'w, 'p> PartWriter<'w, 'p> {
    pub(super) fn new(
        context: &'w PlanContext<'p>,
        names: &'w mut TableNames,
        used: &'w mut Vec<String>,
        facts: &'w mut Vec<DraftFact>,
    ) -> Self {
        Self {
            context,
            names,
            used,
            facts,
            tables: Vec::new(),
            hours: Vec::new(),
            needs: PlanNeeds::default(),
        }
    }

    pub(super) fn done(self) -> Vec<WrittenTable> {
        self.tables
    }

    pub(super) fn part(&mut self, part: &DirectoryPart) {
        for line in &part.lines {
            self.line(line);
        }
        for contact in &part.contacts {
            self.contact(contact);
        }
    }

    fn fact(&mut self, kind: FactKind, table: &str, value: impl Into<String>, origin: FactOrigin<'_>) {
        let source = (!origin.source.is_empty()).then(|| origin.source.to_owned());
        let (place, open) = (origin.place, origin.open.to_vec());
        self.facts.push(DraftFact {
            kind,
            table: table.to_owned(),
            value: value.into(),
            source,
            place,
            open,
        });
    }

    fn line(&mut self, line: &DirectoryLine) {
        let Some(&number) = line.numbers.first() else { return };
        let known = self.context.known;
        let id =
            known_or_free(known.lines.get(&number), self.used, &mut self.names.lines, &line.name, "line");
        let table_name = format!("lines.{id}");
        let mut table = WrittenTable::new(table_name.clone());
        self.context.ask(&mut table, &line.open);
        let numbers: Vec<String> = line.numbers.iter().map(ToString::to_string).collect();
        match &numbers[..] {
            [number] => table.text("number", number),
            several => table.list("number", several),
        }
        table.text("name", known.spoken.get(&table_name).unwrap_or(&line.name));
        let origin = FactOrigin { source: &line.source, place: line.place, open: &line.open };
        for number in &numbers {
            self.fact(FactKind::Number, &table_name, number, origin);
        }
        if line.keyed.is_empty() {
            let Some(entry) = &line.direct else { return };
            let step = self.step_name(known.answers.get(&number), &entry.name);
            let hours = entry.hours.as_ref().map(|hours| self.hours_of(hours, &step, &step));
            table.text("answer", &step);
            table.origin(&line.source, &line.assumed);
            self.tables.push(table);
            self.team(&step, entry, hours.as_deref());
        } else {
            self.menu(line, number, &id, table);
        }
    }

    fn step_name(&mut self, known: Option<&String>, words: &str) -> String {
        known_or_free(known, self.used, &mut self.names.steps, words, "team")
    }

    fn menu(&mut self, line: &DirectoryLine, number: PhoneNumber, id: &str, mut table: WrittenTable) {
        let known = self.context.known;
        let menu = self.step_name(known.answers.get(&number), &format!("{id}-menu"));
        let hours = line.hours.as_ref().map(|hours| self.hours_of(hours, &menu, id));
        table.text("answer", &menu);
        table.topics(&line.topics);
        table.origin(&line.source, &line.assumed);
        self.tables.push(table);
        let line_table = format!("lines.{id}");
        let origin = FactOrigin { source: &line.source, place: line.place, open: &line.open };
        for topic in &line.topics {
            self.fact(FactKind::Topic, &line_table, topic, origin);
        }
        let menu_table = format!("menus.{menu}");
        let mut table = WrittenTable::new(menu_table.clone());
        table.maybe_text("hours", hours.as_deref());
        table.text("say", "Thank you for calling {name}. {options}");
        let sources: Vec<&str> = line.keyed.iter().map(|entry| entry.source.as_str()).collect();
        let printed = sources.join(" … ");
        let assumed =
            ["The document prints the options only: the greeting is ours, and other keys do nothing."
                .to_owned()];
        table.origin(&printed.chars().take(1_500).collect::<String>(), &assumed);
        let (mut keys, mut entries, mut teams) = (Vec::new(), Vec::new(), Vec::new());
        for entry in &line.keyed {
            let digits = entry.keys.clone().unwrap_or_default();
            let step = self.step_name(known.keyed.get(&(number, digits.clone())), &entry.name);
            let target = if digits.chars().count() == 1 { &mut keys } else { &mut entries };
            target.push((digits.clone(), step.clone()));
            let origin = FactOrigin { source: &entry.source, place: entry.place, open: &entry.open };
            self.fact(FactKind::Option, &menu_table, format!("{digits} {}", entry.name), origin);
            teams.push((step, entry));
        }
        let never_closes = hours.is_some()
            || line
                .keyed
                .iter()
                .any(|entry| entry.hours.as_ref().is_none_or(|hours| hours.notation == "24/7"));
        if !never_closes {
            table.text(
                "allow.menu-open-when-all-closed",
                "The document gives hours for what is behind the keys, not for the number: other keys may have others.",
            );
        }
        if keys.is_empty() {
            table.raw("keys", "{}");
        }
        table.below("keys", keys);
        table.below("entries", entries);
        self.tables.push(table);
        self.needs.has_menu = true;
        for (step, entry) in teams {
            let hours = entry.hours.as_ref().map(|hours| self.hours_of(hours, &step, &step));
            self.team(&step, entry, hours.as_deref());
        }
    }

    /// The name of hours, which are written once for all who have the same in the same words.
    fn hours_of(&mut self, hours: &Hours, step: &str, words: &str) -> String {
        if let Some((_, name)) = self.hours.iter().rev().take(NEAR_HOURS).find(|(other, _)| other == hours) {
            return name.clone();
        }
        let known = self.context.known.hours.get(step);
        let name = known_or_free(known, self.used, &mut self.names.hours, words, "hours");
        let table_name = format!("hours.{name}");
        let mut table = WrittenTable::new(table_name.clone());
        self.context.ask(&mut table, &hours.open);
        table.text("open", &hours.notation);
        let zone = zone_of(hours, self.context);
        table.maybe_text("timezone", zone);
        table.origin(&hours.source, &hours.assumed);
        self.tables.push(table);
        let origin = FactOrigin { source: &hours.source, place: hours.place, open: &hours.open };
        self.fact(FactKind::Hours, &table_name, &hours.notation, origin);
        self.fact(
            FactKind::HoursZone,
            &table_name,
            zone.unwrap_or(self.context.directory.zone.value.name()),
            origin,
        );
        self.needs.closes |= hours.notation != "24/7";
        self.needs.has_caller_hours |= zone == Some("caller");
        self.hours.push((hours.clone(), name.clone()));
        name
    }

    fn team(&mut self, step: &str, entry: &Entry, hours: Option<&str>) {
        let table_name = format!("destinations.{step}");
        let mut table = WrittenTable::new(table_name.clone());
        self.context.ask(&mut table, &entry.open);
        let name = self.context.known.spoken.get(&table_name).unwrap_or(&entry.name).clone();
        table.text("name", &name);
        table.maybe_text("unit", entry.unit.as_deref().map(as_name).as_deref());
        table.maybe_text("hours", hours);
        let mut topics: Vec<String> = Vec::new();
        for topic in &entry.topics {
            if !topics.contains(topic) && *topic != entry.name {
                topics.push(topic.clone());
            }
        }
        table.topics(&topics);
        table.origin(&entry.source, &entry.assumed);
        self.tables.push(table);
        let origin = FactOrigin { source: &entry.source, place: entry.place, open: &entry.open };
        self.fact(FactKind::Team, &table_name, &entry.name, origin);
        if let Some(unit) = &entry.unit {
            self.fact(FactKind::Unit, &table_name, unit, origin);
        }
        for topic in topics {
            self.fact(FactKind::Topic, &table_name, topic, origin);
        }
    }

    fn contact(&mut self, contact: &ContactEntry) {
        let post = contact.post.join("\n");
        let fax = contact.fax.map(|number| number.to_string());
        let keys =
            [fax.as_deref(), contact.email.as_deref(), Some(post.as_str()).filter(|post| !post.is_empty())];
        let known = keys.into_iter().flatten().find_map(|key| self.context.known.contacts.get(key));
        if keys.iter().all(Option::is_none) {
            return;
        }
        let name = if contact.name.is_empty() {
            place_words(self.context, contact.place)
        } else {
            contact.name.clone()
        };
        let id = known_or_free(known, self.used, &mut self.names.contacts, &name, "contact");
        let table_name = format!("contacts.{id}");
        let mut table = WrittenTable::new(table_name.clone());
        self.context.ask(&mut table, &contact.open);
        table.text("name", self.context.known.spoken.get(&table_name).unwrap_or(&name));
        table.maybe_text("unit", contact.unit.as_deref().map(as_name).as_deref());
        table.maybe_text("fax", fax.as_deref());
        table.maybe_text("email", contact.email.as_deref());
        table.list("post", &contact.post);
        table.maybe_text("only_for", contact.only_for.as_deref());
        table.maybe_text("note", contact.note.as_deref());
        table.topics(&contact.topics);
        table.origin(&contact.source, &contact.assumed);
        self.tables.push(table);
        let origin = FactOrigin { source: &contact.source, place: contact.place, open: &contact.open };
        let values = [
            (FactKind::Fax, fax.as_deref()),
            (FactKind::Email, contact.email.as_deref()),
            (FactKind::Post, keys[2]),
            (FactKind::OnlyFor, contact.only_for.as_deref()),
            (FactKind::Note, contact.note.as_deref()),
        ];
        for (kind, value) in values {
            if let Some(value) = value {
                self.fact(kind, &table_name, value, origin);
            }
        }
    }
}
