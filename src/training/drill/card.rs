//! One fact of a plan, to be asked about.

use std::sync::Arc;

use super::about::CardSubject;
use crate::base::Language;
use crate::directory::teams::Teams;
use crate::plan::LineId;
use crate::training::phrases::LessonPhrases;

/// A kind of question.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum CardKind {
    /// Somebody asks for something at some time: make the call.
    Route,
    /// Which option of a menu.
    Option,
    /// Which number to dial.
    Number,
    /// Whether it is open, until when, from when.
    Open,
    /// Which fax number, e-mail or postal address.
    Channel,
    /// What a number is for.
    Reverse,
    /// What has changed from one plan to the next.
    Changed,
    /// Listen to the phone and press.
    Listen,
    /// A question of a company's own.
    Own,
}

impl CardKind {
    /// The word for it.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Self::Route => "route",
            Self::Option => "option",
            Self::Number => "number",
            Self::Open => "open",
            Self::Channel => "channel",
            Self::Reverse => "reverse",
            Self::Changed => "changed",
            Self::Listen => "listen",
            Self::Own => "own",
        }
    }

    /// What it is called where people read it.
    #[must_use]
    pub fn label(self) -> &'static str {
        self.label_in(LessonPhrases::of(Language::English))
    }

    /// The same in a language.
    pub(in crate::training) fn label_in(self, words: &'static LessonPhrases) -> &'static str {
        match self {
            Self::Route => words.card.kind_route,
            Self::Option => words.card.kind_option,
            Self::Number => words.card.kind_number,
            Self::Open => words.card.kind_open,
            Self::Channel => words.card.kind_channel,
            Self::Reverse => words.card.kind_reverse,
            Self::Changed => words.card.kind_changed,
            Self::Listen => words.card.kind_listen,
            Self::Own => words.card.kind_own,
        }
    }

    /// The kind that has a word.
    #[must_use]
    pub fn of_word(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.word() == word)
    }

    const ALL: [Self; 9] = [
        Self::Route,
        Self::Option,
        Self::Number,
        Self::Open,
        Self::Channel,
        Self::Reverse,
        Self::Changed,
        Self::Listen,
        Self::Own,
    ];
}

impl Card {
    /// What is right, without the callers for whom it is.
    pub(super) fn fact_of_keys(&self) -> &str {
        self.fact.strip_suffix(&self.only).unwrap_or(&self.fact)
    }
}

/// One fact of a plan.
#[derive(Clone, Debug)]
pub struct Card {
    /// What it is known by from plan to plan, made of names that people use: `option/commercial transactions`.
    pub id: String,
    /// The kind of question that it asks.
    pub kind: CardKind,
    /// The line that it is about, if it is about one.
    pub line: Option<LineId>,
    /// What is right. It differs when there is something to learn anew.
    pub fact: String,
    /// What it is about, for people.
    pub name: String,
    /// For which callers it holds, where that is not all of them: a part of the fact that facts did not have once.
    pub(super) only: String,
    pub(super) about: CardSubject,
    /// All teams of the plan.
    pub(super) teams: Arc<Teams>,
}
