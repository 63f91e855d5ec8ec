//! What a page has of learners: lines of an export, which the browser keeps card by card.

use std::collections::HashMap;

use jiff::Timestamp;
use serde::Serialize;

use crate::training::learning::{AnswerJudgment, Assignment, CardProgress};
use crate::training::transfer::{ExportReader, ExportRecord, ImportRecord};

/// What is known of one learner.
#[derive(Clone, Debug, Default)]
pub(super) struct LearnerRecords {
    /// What is remembered, by the ids of cards.
    pub(super) known: HashMap<String, CardProgress>,
    /// When something was answered, and how it was judged; the oldest first.
    pub(super) answers: Vec<(Timestamp, AnswerJudgment)>,
    /// What is to be learned by when; the most urgent first.
    pub(super) assignments: Vec<Assignment>,
}

impl LearnerRecords {
    /// What the lines say of whoever they are about.
    pub(super) fn read(text: &str) -> Result<Self, String> {
        let mut records = Self::default();
        for record in all(text)? {
            match record {
                ImportRecord::Memory { card, progress, .. } => {
                    records.known.insert(card, progress);
                }
                ImportRecord::Answer { at, answer, .. } => records.answers.push((at, answer.judged)),
                ImportRecord::Assignment { assignment, .. } => records.assignments.push(assignment),
                ImportRecord::Card(_) | ImportRecord::Learner(_) | ImportRecord::Exam { .. } => {}
            }
        }
        records.answers.sort_by_key(|(at, _)| *at);
        records.assignments.sort_by_key(|assignment| assignment.by);
        Ok(records)
    }
}

/// A learner of a file, as a browser keeps them: line by line, those of a card together.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub(super) struct LearnerFile {
    name: String,
    cards: Vec<CardFile>,
    /// How many answers there are.
    answers: usize,
    /// Exams and assignments, line by line.
    others: Vec<String>,
}

/// What is kept of a learner and a card.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub(super) struct CardFile {
    /// What the card is known by.
    pub(super) id: String,
    /// The line of the card.
    pub(super) card: String,
    /// The line of what is remembered of it; empty where nothing is.
    pub(super) memory: String,
    /// The lines of its answers.
    pub(super) answers: Vec<String>,
}

impl LearnerFile {
    /// The learners of a file. What is wrong with it is told, with the line.
    pub(super) fn all_of(text: &str) -> Result<Vec<Self>, String> {
        let mut cards: HashMap<String, String> = HashMap::new();
        let mut learners: Vec<Self> = Vec::new();
        for record in all(text)? {
            let line = ImportLine::of(&record);
            match record {
                ImportRecord::Card(card) => {
                    cards.entry(card.id).or_insert(line.0);
                }
                ImportRecord::Learner(name) => learners.push(Self { name, ..Self::default() }),
                ImportRecord::Memory { learner, card, .. } => {
                    if let Some(file) = find(&mut learners, &learner) {
                        file.card(&card, &cards).memory = line.0;
                    }
                }
                ImportRecord::Answer { learner, card, .. } => {
                    if let Some(file) = find(&mut learners, &learner) {
                        file.answers += 1;
                        file.card(&card, &cards).answers.push(line.0);
                    }
                }
                ImportRecord::Exam { learner, .. } | ImportRecord::Assignment { learner, .. } => {
                    if let Some(file) = find(&mut learners, &learner) {
                        file.others.push(line.0);
                    }
                }
            }
        }
        Ok(learners)
    }

    fn card(&mut self, id: &str, cards: &HashMap<String, String>) -> &mut CardFile {
        let place = self.cards.iter().position(|known| known.id == id).unwrap_or_else(|| {
            let card = cards.get(id).cloned().unwrap_or_default();
            self.cards.push(CardFile { id: id.to_owned(), card, ..CardFile::default() });
            self.cards.len() - 1
        });
        &mut self.cards[place]
    }
}

fn find<'f>(learners: &'f mut [LearnerFile], name: &str) -> Option<&'f mut LearnerFile> {
    learners.iter_mut().find(|learner| learner.name == name)
}

/// All records of some lines.
fn all(text: &str) -> Result<Vec<ImportRecord>, String> {
    let mut reader = ExportReader::default();
    let mut records = Vec::new();
    for (index, line) in text.lines().enumerate() {
        let record =
            reader.read(line).map_err(|why| format!("line {}: {why}; nothing was loaded", index + 1))?;
        records.extend(record);
    }
    reader.end().map_err(|why| format!("{why}; nothing was loaded"))?;
    Ok(records)
}

/// A line of an export.
pub(super) struct ImportLine(pub(super) String);

impl ImportLine {
    fn of(record: &ImportRecord) -> Self {
        Self(match record {
            ImportRecord::Card(card) => written(&ExportRecord::card(card.clone())),
            ImportRecord::Learner(name) => written(&ExportRecord::Learner { name: name.clone() }),
            ImportRecord::Memory { learner, card, progress } => {
                written(&ExportRecord::memory(learner, card, progress.clone()))
            }
            ImportRecord::Answer { learner, card, at, answer } => {
                written(&ExportRecord::answer(learner, card, *at, answer))
            }
            ImportRecord::Exam { learner, at, result } => written(&ExportRecord::exam(learner, *at, result)),
            ImportRecord::Assignment { learner, assignment } => {
                written(&ExportRecord::assignment(learner, assignment.clone()))
            }
        })
    }
}

/// A record as a line.
pub(super) fn written(record: &ExportRecord) -> String {
    serde_json::to_string(record).unwrap_or_default()
}
