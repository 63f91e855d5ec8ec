//! What is gathered while documents are read from top to bottom, and how single records are taken.

use super::entry::{ContactEntry, Entry, Footnote, Gathered, Hours, NamedHours, Section};
use super::naming::{self, spoken_name};
use super::scan::{Scanner, trimmed};
use super::values::{NumberValue, Values};
use super::week_doubts::{self, About, ZoneAnswers};
use crate::draft::document::Place;
use crate::draft::question::{Asker, Choice, Expected, NewQuestion};
use crate::draft::words::hours::{self, FoundWeek};
use crate::draft::words::labels::LabelKind;
use crate::number::PhoneNumber;
use crate::time::ScheduleZone;

impl Card {
    /// Adds words that it was read from.
    pub(super) fn add_source(&mut self, words: &str) {
        if !self.entry.source.is_empty() {
            self.entry.source.push(' ');
        }
        self.entry.source.push_str(words);
    }
}

/// What is gathered.
#[derive(Debug)]
pub(super) struct Gatherer<'a, 'q> {
    pub(super) scanner: &'a Scanner,
    pub(super) asker: &'a mut Asker<'q>,
    pub(super) out: Gathered,
    /// The section at hand.
    pub(super) section: usize,
    /// What is told line by line.
    pub(super) card: Option<Card>,
    pub(super) zones: ZoneAnswers,
    /// Where the cells begin in the text at hand, each with its place.
    pub(super) spots: Vec<(usize, Place)>,
}

/// Something that is told on lines of its own: its name, its number, its hours.
#[derive(Clone, Debug, Default)]
pub(super) struct Card {
    pub(super) entry: Entry,
    /// Whether a line names it.
    pub(super) is_named: bool,
    pub(super) contacts: Vec<ContactEntry>,
    /// Whether what is read belongs to it without a blank line between.
    pub(super) group: u32,
}

impl<'a, 'q> Gatherer<'a, 'q> {
    pub(super) fn new(scanner: &'a Scanner, asker: &'a mut Asker<'q>) -> Self {
        let mut out = Gathered::default();
        out.sections.push(Section::default());
        Self { scanner, asker, out, section: 0, card: None, zones: ZoneAnswers::default(), spots: Vec::new() }
    }

    /// The place of a byte of the text at hand.
    pub(super) fn spot(&self, at: usize, otherwise: Place) -> Place {
        self.spots.iter().rev().find(|(start, _)| *start <= at).map_or(otherwise, |(_, place)| *place)
    }

    pub(super) fn done(mut self) -> Gathered {
        self.close_card();
        self.out
    }

    /// Begins a section below the last one that is less deep.
    pub(super) fn begin_section(&mut self, text: &str, level: u8, place: Place) {
        self.close_card();
        let mut parent = self.section;
        while self.out.sections[parent].level >= level
            && let Some(above) = self.out.sections[parent].parent
        {
            parent = above;
        }
        let (name, _) = naming::name_and_mark(text);
        self.out.sections.push(Section { name, level, parent: Some(parent), place, ..Section::default() });
        self.section = self.out.sections.len() - 1;
    }

    /// The card at hand, begun if there is none.
    pub(super) fn card(&mut self) -> &mut Card {
        let section = self.section;
        self.card
            .get_or_insert_with(|| Card { entry: Entry { section, ..Entry::default() }, ..Card::default() })
    }

    /// Begins something that is told on the lines below its name.
    pub(super) fn begin_card(&mut self, name: &str, place: Place, group: u32) {
        self.close_card();
        let (name_said, mark) = naming::name_and_mark(name);
        let card = self.card();
        card.entry.name = spoken_name(&name_said);
        if card.entry.name != name_said {
            card.entry.topics.push(name_said);
        }
        (card.entry.mark, card.entry.place, card.group) = (mark, place, group);
        name.clone_into(&mut card.entry.source);
        card.is_named = !card.entry.name.is_empty();
    }

    /// What a card says becomes an entry, contacts, or hours of its section.
    pub(super) fn close_card(&mut self) {
        let Some(Card { mut entry, is_named, mut contacts, .. }) = self.card.take() else { return };
        let section = entry.section;
        let name = if is_named { entry.name.clone() } else { spoken_name(&self.out.sections[section].name) };
        for contact in &mut contacts {
            if contact.name.is_empty() {
                contact.name.clone_from(&name);
            }
        }
        self.out.contacts.append(&mut contacts);
        entry.name = name;
        if !entry.numbers.is_empty() {
            if entry.name.is_empty() {
                "Main number".clone_into(&mut entry.name);
                entry.assumed.push("The document does not say what the number is called.".to_owned());
            }
            self.out.entries.push(entry);
        } else if is_named && let Some(hours) = entry.hours {
            self.out.named_hours.push(NamedHours { name: entry.name, hours });
        } else {
            let place = entry.place;
            let section = &mut self.out.sections[section];
            section.topics.append(&mut entry.topics);
            if section.hours.is_none() {
                section.hours = entry.hours;
            }
            if is_named {
                self.out.left_over.push((entry.source, place));
            }
        }
    }

    /// Hours of a week, with the questions that they leave.
    pub(super) fn week(&mut self, name: &str, week: &FoundWeek, text: &str, place: Place) -> Option<Hours> {
        let place = self.spot(week.at.start, place);
        let words = text.get(week.at.clone()).unwrap_or_default().replace('\n', " ");
        let about = About { name, words: &words, place };
        let mut hours = week_doubts::settled(self.asker, &mut self.zones, week, about)?;
        hours.mark = text.get(week.at.end..).and_then(naming::mark_behind);
        Some(hours)
    }

    /// A number that is one, or what is answered for one that is not.
    pub(super) fn number(
        &mut self,
        name: &str,
        number: &NumberValue,
        text: &str,
        place: Place,
    ) -> (Option<PhoneNumber>, Option<String>) {
        let error = match &number.found.number {
            Ok(number) => return (Some(*number), None),
            Err(error) => error,
        };
        let place = self.spot(number.found.at.start, place);
        let words = text.get(number.found.at.clone()).unwrap_or_default().replace('\n', " ");
        let choices = vec![Choice::new("it is left out", "")];
        let answer = self.asker.ask(NewQuestion {
            kind: "number",
            about: name,
            text: format!("“{words}” of {name} is no phone number ({error}): which number is meant?"),
            words: &words,
            place,
            choices,
            expected: Expected::Number,
        });
        let number = PhoneNumber::parse(&answer.value, crate::number::Country::UnitedStates)
            .ok()
            .map(|dialled| dialled.number);
        (number, (!answer.is_answered).then_some(answer.id))
    }

    /// What the lines at hand are about.
    pub(super) fn heading_at_hand(&self) -> String {
        match &self.card {
            Some(card) if card.is_named => card.entry.name.clone(),
            _ => self.out.sections[self.section].name.clone(),
        }
    }

    /// A footnote, with the hours that it may tell.
    pub(super) fn footnote(&mut self, mark: char, words: &str, place: Place) {
        let parts = self.scanner.parts(words);
        let values = Values::of(parts, words, LabelKind::Phone);
        let (name, hours) = match values.weeks.first() {
            Some((label, week)) => {
                let name = label.clone();
                let about = name.clone().unwrap_or_else(|| format!("the footnote {mark}"));
                (name, self.week(&about, week, words, place))
            }
            None => (None, None),
        };
        let text = words.to_owned();
        self.out.footnotes.push(Footnote { mark, name, hours, text, section: self.section, place });
    }

    /// Whether a line tells by which clock all times go.
    pub(super) fn is_zone_statement(&mut self, text: &str, place: Place) -> bool {
        let lower = text.to_lowercase();
        let speaks_of_all = [
            "all times",
            "times are",
            "times shown",
            "hours are",
            "toutes les heures",
            "times in",
            "all hours",
        ];
        let Some(said) =
            hours::zone(text).filter(|_| speaks_of_all.iter().any(|words| lower.contains(words)))
        else {
            return false;
        };
        if said.zone == ScheduleZone::Caller && lower.contains("hours of operation") {
            return false;
        }
        self.out.zone.get_or_insert((said, trimmed(text).to_owned(), place));
        true
    }
}

impl Gatherer<'_, '_> {
    /// The clock that a note names, where it has a name of one half of the year.
    pub(super) fn zone_in_note(
        &mut self,
        name: &str,
        note: &str,
        place: Place,
        assumed: &mut Vec<String>,
        open: &mut Vec<String>,
    ) {
        for (said, at) in hours::zones(note) {
            if said.is_half_year {
                let about = About { name, words: &note[at], place };
                week_doubts::settled_zone(self.asker, &mut self.zones, said, about, assumed, open);
            }
        }
    }
}
