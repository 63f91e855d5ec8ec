//! What a browser is given to keep, before anything more is shown.

use jiff::Timestamp;
use serde::Serialize;

use super::records::written;
use crate::training::learning::{CardProgress, ExamResult, StudyCard};
use crate::training::study::StudyRecord;
use crate::training::transfer::ExportRecord;

/// What is to be kept of a card: lines of an export, each in place of the one before, but for the answer, which is one more.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub(super) struct KeptCard {
    id: String,
    card: String,
    memory: String,
    answer: Option<String>,
    /// How quick an answer counts as quick, in milliseconds: a server decides itself what is remembered.
    quick: u64,
}

impl KeptCard {
    /// A card that was shown.
    pub(super) fn shown(learner: &str, card: StudyCard, progress: CardProgress) -> Self {
        Self {
            id: card.id.clone(),
            memory: written(&ExportRecord::memory(learner, &card.id, progress)),
            card: written(&ExportRecord::card(card)),
            answer: None,
            quick: 0,
        }
    }

    /// A card that was answered.
    pub(super) fn answered(
        learner: &str,
        record: StudyRecord,
        progress: CardProgress,
        at: Timestamp,
    ) -> Self {
        let answer = written(&ExportRecord::answer(learner, &record.card.id, at, &record.answer));
        let quick = record.answer.quick.as_millis() as u64;
        Self { answer: Some(answer), quick, ..Self::shown(learner, record.card, progress) }
    }
}

/// The line of an exam that was taken.
pub(super) fn kept_exam(learner: &str, result: &ExamResult, at: Timestamp) -> String {
    written(&ExportRecord::exam(learner, at, result))
}
