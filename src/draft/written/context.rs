//! What all parts of a plan are written by, and what they need of it.

use super::names::KnownNames;
use super::table::WrittenTable;
use crate::draft::document::{Document, Place};
use crate::draft::entries::{Directory, Hours};
use crate::draft::question::Question;
use crate::time::ScheduleZone;

/// What all parts of a plan are written by.
#[derive(Debug)]
pub(super) struct PlanContext<'p> {
    pub(super) directory: &'p Directory,
    pub(super) documents: &'p [Document],
    pub(super) questions: &'p [Question],
    pub(super) known: &'p KnownNames,
}

impl PlanContext<'_> {
    /// Writes the questions that are open about a table on top of it.
    pub(super) fn ask(&self, table: &mut WrittenTable, open: &[String]) {
        let mut told: Vec<&str> = Vec::new();
        for id in open {
            let Some(question) =
                self.questions.iter().find(|question| question.id == *id && !told.contains(&id.as_str()))
            else {
                continue;
            };
            told.push(id);
            table.comment(&format!("Question {id}: {}", question.text));
            if let Some(choice) = question.choices.get(question.taken) {
                table.comment(&format!(
                    "  Taken until it is answered: {}.",
                    choice.text.trim_end_matches('.')
                ));
            }
        }
    }
}

/// Where something stands, with the document where there are several.
pub(super) fn place_words(context: &PlanContext<'_>, place: Place) -> String {
    let name =
        context.documents.get(usize::from(place.document)).map_or("the document", |document| &document.name);
    format!("{name}, {place}")
}

/// What the steps of a plan need of the plan itself.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct PlanNeeds {
    /// Somebody is closed at times.
    pub(super) closes: bool,
    /// Something is pressed.
    pub(super) has_menu: bool,
    /// Some hours are the caller's.
    pub(super) has_caller_hours: bool,
}

impl PlanNeeds {
    /// Adds what others need.
    pub(super) fn join(&mut self, other: Self) {
        self.closes |= other.closes;
        self.has_menu |= other.has_menu;
        self.has_caller_hours |= other.has_caller_hours;
    }
}

/// The zone that hours are written with. None: that of the plan.
pub(super) fn zone_of(hours: &Hours, context: &PlanContext<'_>) -> Option<&'static str> {
    match hours.zone.map(|said| (said.zone, said.is_half_year)) {
        // The caller's, unless it was answered that the plan's is meant.
        Some((ScheduleZone::Caller, false)) => Some("caller"),
        Some((ScheduleZone::Fixed(zone), _)) if !zone.is_same_clock(context.directory.zone.value) => {
            Some(zone.name())
        }
        _ => None,
    }
}
