use jiff::Timestamp;

use super::error::StoreError;
use super::file::{Store, StoreRefusal};
use super::record::{keep_answered, keep_exam, keep_shown, present};
use crate::training::learning::{AnswerRecord, ExamResult, Learner, StudyCard};

/// Something that is to be kept of a learner.
#[derive(Clone, Debug, PartialEq)]
pub struct StudyEntry {
    /// Whose it is.
    pub learner: Learner,
    /// When it was.
    pub at: Timestamp,
    /// What it is.
    pub event: StudyEvent,
}

/// What a learner did.
#[derive(Clone, Debug, PartialEq)]
pub enum StudyEvent {
    /// Read what a card says.
    Shown(StudyCard),
    /// Answered a card.
    Answered(StudyCard, AnswerRecord),
    /// Took an exam.
    Examined(ExamResult),
}

impl Store {
    /// Keeps entries of many learners in one go, which takes hardly longer than one of them: all are on the disk when this
    /// returns. Gives of each what was against it; that others were kept all the same. Fails where none was.
    pub fn keep(&mut self, entries: &[StudyEntry]) -> Result<Vec<Result<(), StoreError>>, StoreError> {
        self.write(|transaction| {
            let mut results = Vec::with_capacity(entries.len());
            for StudyEntry { learner, at, event } in entries {
                // Asked before anything of it is written.
                match present(transaction, learner) {
                    Ok(()) => {}
                    Err(StoreRefusal::Store(gone)) => {
                        results.push(Err(gone));
                        continue;
                    }
                    Err(refusal) => return Err(refusal),
                }
                match event {
                    StudyEvent::Shown(card) => keep_shown(transaction, learner, card, *at)?,
                    StudyEvent::Answered(card, answer) => {
                        keep_answered(transaction, learner, card, answer, *at)?;
                    }
                    StudyEvent::Examined(result) => keep_exam(transaction, learner.id, result, *at)?,
                }
                results.push(Ok(()));
            }
            Ok(results)
        })
    }
}
