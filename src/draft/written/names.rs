//! Names of tables: those of an earlier plan for what is still there, others made of the words of the document.

use std::collections::{BTreeMap, HashMap};

use crate::import::names::{TakenNames, slug};
use crate::number::PhoneNumber;

/// Names that an earlier plan gives to what a later edition has, too.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct KnownNames {
    /// Of a number: its line.
    pub lines: HashMap<PhoneNumber, String>,
    /// Of what a number leads to: the name of the step that answers it.
    pub answers: HashMap<PhoneNumber, String>,
    /// Of what stands behind a key of a number.
    pub keyed: HashMap<(PhoneNumber, String), String>,
    /// Of the hours of a step.
    pub hours: HashMap<String, String>,
    /// Of a contact, by its fax, its e-mail or its address.
    pub contacts: BTreeMap<String, String>,
    /// What people call lines and teams, by the name of the table.
    pub spoken: HashMap<String, String>,
    /// The file that each line or contact stands in, by table.
    pub files: HashMap<String, String>,
}

/// What tables cannot be called, because steps of plans are.
const TAKEN: [&str; 6] = ["repeat", "back", "hang-up", "dropped", "closed", "goodbye"];

/// Names of tables that are taken.
#[derive(Debug)]
pub(super) struct TableNames {
    pub(super) steps: TakenNames,
    pub(super) lines: TakenNames,
    pub(super) hours: TakenNames,
    pub(super) contacts: TakenNames,
}

impl TableNames {
    /// No name of an earlier plan is given to something else.
    pub(super) fn new(known: &KnownNames) -> Self {
        let with = |names: Vec<&str>| TakenNames::with(&names);
        let steps = TAKEN
            .into_iter()
            .chain(known.answers.values().map(String::as_str))
            .chain(known.keyed.values().map(String::as_str));
        Self {
            steps: with(steps.collect()),
            lines: with(known.lines.values().map(String::as_str).collect()),
            hours: with(known.hours.values().map(String::as_str).collect()),
            contacts: with(known.contacts.values().map(String::as_str).collect()),
        }
    }
}

/// The name that something has already, or one that is free.
pub(super) fn known_or_free(
    known: Option<&String>,
    used: &mut Vec<String>,
    taken: &mut TakenNames,
    words: &str,
    otherwise: &str,
) -> String {
    // Lines, steps and hours may have one name.
    let own = |known: &&String| !used.contains(&format!("{otherwise}.{known}"));
    if let Some(known) = known.filter(own) {
        used.push(format!("{otherwise}.{known}"));
        return known.clone();
    }
    taken.free(&slug(words, otherwise))
}
