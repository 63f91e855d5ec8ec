//! The draft of documents.

use std::collections::BTreeMap;

use jiff::civil::Date;

use super::document::Document;
use super::entries::{self, Defaults};
use super::question::{Asker, Question};
use super::written::{self, DraftFact, DraftFile, KnownNames};
use crate::number::Country;
use crate::time::Zone;

/// What is known beside the documents.
#[derive(Clone, Debug)]
pub struct DraftRequest {
    /// What the directory is called, if its documents shall not tell.
    pub name: Option<String>,
    /// The clock of hours that name none, if it is known.
    pub zone: Option<Zone>,
    /// From when it is in force, if that is known.
    pub effective: Option<Date>,
    /// The day on which it is drafted, for documents that say nothing of when they are in force.
    pub today: Date,
    /// How numbers without a country code are read.
    pub country: Country,
    /// Answers to questions, by the name of the question: the number or the words of a choice, or what else is expected.
    pub answers: BTreeMap<String, String>,
    /// Names of an earlier plan.
    pub known: KnownNames,
}

impl DraftRequest {
    /// Nothing is known but the day.
    #[must_use]
    pub fn of_day(today: Date) -> Self {
        Self {
            name: None,
            zone: None,
            effective: None,
            today,
            country: Country::UnitedStates,
            answers: BTreeMap::new(),
            known: KnownNames::default(),
        }
    }
}

/// A plan that was drafted.
#[derive(Clone, Debug)]
pub struct Draft {
    /// The files of the plan.
    pub files: Vec<DraftFile>,
    /// What it says.
    pub facts: Vec<DraftFact>,
    /// What the documents leave open, with what was answered.
    pub questions: Vec<Question>,
    /// The words that no fact was made of, each with its place.
    pub left_over: Vec<(String, super::document::Place)>,
    /// Whether there were more questions than are kept.
    pub is_cut: bool,
}

impl Draft {
    /// Questions that nobody has answered.
    pub fn open(&self) -> impl Iterator<Item = &Question> {
        self.questions.iter().filter(|question| question.answer.is_none())
    }

    /// How many numbers it found.
    #[must_use]
    pub fn numbers(&self) -> usize {
        self.facts
            .iter()
            .filter(|fact| fact.kind == written::FactKind::Number || fact.kind == written::FactKind::Fax)
            .count()
    }
}

/// Drafts a plan. The same documents and answers give the same draft.
#[must_use]
pub fn draft(documents: &[Document], request: &DraftRequest) -> Draft {
    let mut asker = Asker::new(&request.answers, request.country);
    let file_name = documents.first().map(|document| document.name.as_str()).unwrap_or_default();
    let base = file_name.rsplit(['/', '\\']).next().unwrap_or(file_name);
    let defaults = Defaults {
        name: request.name.as_deref(),
        file_name: base.rsplit_once('.').map_or(base, |(stem, _)| stem).to_owned(),
        zone: request.zone,
        effective: request.effective,
        today: request.today,
    };
    let directory = entries::read_out(documents, request.country, &mut asker, &defaults);
    let is_cut = asker.is_full();
    let questions = asker.done();
    let Some(directory) = directory else {
        return Draft { files: Vec::new(), facts: Vec::new(), questions, left_over: Vec::new(), is_cut };
    };
    let plan = written::written(&directory, documents, &questions, &request.known, request.country);
    Draft { files: plan.files, facts: plan.facts, questions, left_over: directory.left_over, is_cut }
}
