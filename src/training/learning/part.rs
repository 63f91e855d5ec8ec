use std::time::Duration;

use jiff::Timestamp;

use super::progress::{CardProgress, CardStanding};

/// A part of what there is to know, and how it stands: a line, a kind of question, a fact, or all of it.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct KnowledgeArea {
    /// Its name: the line's or kind's in the plan, or what the card is about.
    pub name: String,
    /// How many cards there are, for each learner.
    pub cards: u32,
    /// Learned, and not due.
    pub known: u32,
    /// Learned, and due.
    pub due: u32,
    /// Being learned.
    pub learning: u32,
    /// Changed since they were last asked.
    pub changed: u32,
    /// Never asked.
    pub new: u32,
    /// How many answers were given.
    pub answers: u32,
    /// How many of them were not right.
    pub missed: u32,
    /// The time that they took.
    pub spent: Duration,
    /// How many cards would be answered right now: the probabilities of what is learned, added up.
    pub(super) expected: f64,
}

/// One learner and one card that they were asked.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct FactRow {
    /// The learner, as an index of [`learners`](super::Survey::learners).
    pub learner: usize,
    /// The card, as an index of [`deck`](super::Survey::deck).
    pub card: usize,
    /// How it stands.
    pub standing: CardStanding,
    /// The probability, 0 to 1, that it would be answered right now.
    pub recall: f64,
    /// When it is asked again.
    pub due: Timestamp,
    /// How often it was asked.
    pub answers: u32,
    /// How many answers were not right.
    pub missed: u32,
    /// The time that they took.
    pub spent: Duration,
}

impl KnowledgeArea {
    pub(super) fn named(name: &str) -> Self {
        Self { name: name.to_owned(), ..Self::default() }
    }

    /// The share of the cards that would be answered right now, 0 to 1.
    #[must_use]
    pub fn knowledge(&self) -> f64 {
        if self.cards == 0 { 0.0 } else { self.expected / f64::from(self.cards) }
    }

    /// The share of the answers that were not right, 0 to 1; 0 without answers.
    #[must_use]
    pub fn missed_share(&self) -> f64 {
        if self.answers == 0 { 0.0 } else { f64::from(self.missed) / f64::from(self.answers) }
    }

    /// Counts what a learner knows of a card that is new in it.
    pub(super) fn add(&mut self, fact: &FactRow) {
        // Every card begins as new, for every learner.
        self.new = self.new.saturating_sub(1);
        match fact.standing {
            CardStanding::Known => self.known += 1,
            CardStanding::Due => self.due += 1,
            CardStanding::Learning => self.learning += 1,
            CardStanding::Changed => self.changed += 1,
            CardStanding::New => self.new += 1,
        }
        self.answers = self.answers.saturating_add(fact.answers);
        self.missed = self.missed.saturating_add(fact.missed);
        self.spent = self.spent.saturating_add(fact.spent);
        self.expected += fact.recall;
    }

    /// Counts only the answers to a card, and the card if it is not counted yet.
    pub(super) fn add_answers(&mut self, is_new: bool, progress: &CardProgress) {
        self.cards += u32::from(is_new);
        self.answers = self.answers.saturating_add(progress.memory.reps);
        self.missed = self.missed.saturating_add(progress.missed);
        self.spent = self.spent.saturating_add(progress.spent);
    }
}
