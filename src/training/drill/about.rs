//! What a card is about.

use super::holidays::SpecialDay;
use super::moments::Situation;
use crate::plan::{ContactId, LineId, Origin, StepId};

/// What a card is about; teams by their place among the plan's.
#[derive(Clone, Debug)]
pub(super) enum CardSubject {
    Request { words: String, right: Vec<usize>, near: Vec<usize> },
    Option { team: usize, line: LineId },
    Number { team: usize },
    LineFor { words: String, right: Vec<LineId>, near: Vec<LineId> },
    Hours { team: usize },
    Special(SpecialDay),
    Contact { contact: ContactId, channel: Channel },
    WhatIs(LineId),
    WhatIsFax(ContactId),
    Listen { team: usize, line: LineId },
    Changed(ChangedFact),
    Own(OwnQuestion),
}

/// How a contact is reached.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Channel {
    Phone,
    Fax,
    Email,
    Post,
}

/// A change: what was right and what is right.
#[derive(Clone, Debug)]
pub(super) struct ChangedFact {
    /// What is asked.
    pub(super) text: String,
    /// What was right.
    pub(super) old: String,
    /// What is right.
    pub(super) new: String,
    /// What might be right, and is not.
    pub(super) others: Vec<String>,
    /// What the new plan says of itself there.
    pub(super) origins: Vec<Origin>,
}

impl ChangedFact {
    /// What there is to know of a change.
    pub(super) fn told(old: &str, new: &str) -> String {
        format!("{new} (was: {old})")
    }
}

/// A question of a company's own, checked.
#[derive(Clone, Debug)]
pub(super) enum OwnQuestion {
    /// An answer is typed, or chosen among wrong ones.
    Typed { ask: String, accept: Vec<String>, wrong: Vec<String>, why: String },
    /// A call is made to these destinations of these teams.
    Request { words: String, situation: Situation, right: Vec<(usize, Vec<StepId>)> },
}
