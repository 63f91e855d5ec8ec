//! What is kept of a learner, as lines of an export and back.

use std::time::Duration;

use jiff::Timestamp;
use jiff::civil::Date;

use super::line::{ExamLine, ExportRecord, MemoryLine};
use crate::training::learning::{
    AnswerJudgment, AnswerRecord, Assignment, CardMemory, CardProgress, ExamResult, LearningStage, StudyCard,
};

/// A line of an export, whose words mean something.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum ImportRecord {
    Card(StudyCard),
    Learner(String),
    Memory { learner: String, card: String, progress: CardProgress },
    Answer { learner: String, card: String, at: Timestamp, answer: AnswerRecord },
    Exam { learner: String, at: Timestamp, result: ExamResult },
    Assignment { learner: String, assignment: Assignment },
}

impl ExportRecord {
    pub(crate) fn card(StudyCard { id, kind, line, fact, name }: StudyCard) -> Self {
        Self::Card { id, kind, line, fact, name }
    }

    pub(crate) fn memory(learner: &str, card: &str, progress: CardProgress) -> Self {
        Self::Memory(MemoryLine::new(learner, card, progress))
    }

    pub(crate) fn answer(learner: &str, card: &str, at: Timestamp, answer: &AnswerRecord) -> Self {
        Self::Answer {
            learner: learner.to_owned(),
            card: card.to_owned(),
            at: at.to_string(),
            judged: answer.judged.word().to_owned(),
            hints: answer.hints,
            milliseconds: milliseconds(answer.took),
        }
    }

    pub(crate) fn exam(learner: &str, at: Timestamp, result: &ExamResult) -> Self {
        let ExamResult { seed, questions, points, pass_mark, took } = *result;
        let (learner, at, milliseconds) = (learner.to_owned(), at.to_string(), milliseconds(took));
        Self::Exam(ExamLine { learner, at, seed, questions, points, pass_mark, milliseconds })
    }

    pub(crate) fn assignment(learner: &str, Assignment { line, by }: Assignment) -> Self {
        Self::Assignment { learner: learner.to_owned(), line, by: by.to_string() }
    }

    /// The card that a line is about, by what it is known by.
    #[cfg(feature = "lessons")]
    pub(crate) fn card_id(&self) -> Option<&str> {
        match self {
            Self::Card { id, .. } => Some(id),
            Self::Memory(line) => Some(&line.card),
            Self::Answer { card, .. } => Some(card),
            Self::Version(_) | Self::Learner { .. } | Self::Exam(_) | Self::Assignment { .. } => None,
        }
    }

    /// What the line means; None: nothing but the version.
    pub(super) fn meaning(self) -> Result<Option<ImportRecord>, String> {
        Ok(Some(match self {
            Self::Version(_) => return Ok(None),
            Self::Card { id, kind, line, fact, name } => {
                ImportRecord::Card(StudyCard { id, kind, line, fact, name })
            }
            Self::Learner { name } => ImportRecord::Learner(name),
            Self::Memory(line) => {
                let progress = line.progress()?;
                ImportRecord::Memory { learner: line.learner, card: line.card, progress }
            }
            Self::Answer { learner, card, at, judged, hints, milliseconds } => {
                let judged = word(&judged, &AnswerJudgment::ALL, AnswerJudgment::word)?;
                let took = Duration::from_millis(milliseconds);
                let answer = AnswerRecord { judged, hints, took, quick: Duration::ZERO };
                ImportRecord::Answer { learner, card, at: instant(&at)?, answer }
            }
            Self::Exam(ExamLine { learner, at, seed, questions, points, pass_mark, milliseconds }) => {
                let took = Duration::from_millis(milliseconds);
                let result = ExamResult { seed, questions, points, pass_mark, took };
                ImportRecord::Exam { learner, at: instant(&at)?, result }
            }
            Self::Assignment { learner, line, by } => {
                ImportRecord::Assignment { learner, assignment: Assignment { line, by: day(&by)? } }
            }
        }))
    }
}

impl MemoryLine {
    fn new(learner: &str, card: &str, progress: CardProgress) -> Self {
        let CardProgress { memory, fact, first, learned, missed, spent } = progress;
        Self {
            learner: learner.to_owned(),
            card: card.to_owned(),
            state: memory.state.word().to_owned(),
            stability: memory.stability,
            difficulty: memory.difficulty,
            due: memory.due.to_string(),
            last: memory.last.to_string(),
            reps: memory.reps,
            lapses: memory.lapses,
            fact,
            first: first.to_string(),
            learned: learned.map(|at| at.to_string()),
            missed,
            milliseconds: milliseconds(spent),
        }
    }

    fn progress(&self) -> Result<CardProgress, String> {
        let is_memory = self.stability.is_finite() && self.stability > 0.0 && self.difficulty.is_finite();
        if !is_memory {
            return Err(format!(
                "a memory cannot have stability {} and difficulty {}",
                self.stability, self.difficulty
            ));
        }
        Ok(CardProgress {
            memory: CardMemory {
                state: word(&self.state, &LearningStage::ALL, LearningStage::word)?,
                stability: self.stability,
                difficulty: self.difficulty,
                due: instant(&self.due)?,
                last: instant(&self.last)?,
                reps: self.reps,
                lapses: self.lapses,
            },
            fact: self.fact.clone(),
            first: instant(&self.first)?,
            learned: self.learned.as_deref().map(instant).transpose()?,
            missed: self.missed,
            spent: Duration::from_millis(self.milliseconds),
        })
    }
}

fn milliseconds(length: Duration) -> u64 {
    u64::try_from(length.as_millis()).unwrap_or(u64::MAX)
}

fn instant(text: &str) -> Result<Timestamp, String> {
    text.parse().map_err(|_| format!("{text:?} is not a time; expected one such as 2026-03-02T15:00:00Z"))
}

fn day(text: &str) -> Result<Date, String> {
    text.parse().map_err(|_| format!("{text:?} is not a day; expected one such as 2026-03-02"))
}

fn word<T: Copy>(text: &str, all: &[T], word: fn(T) -> &'static str) -> Result<T, String> {
    let known = all.iter().copied().find(|one| word(*one) == text);
    known.ok_or_else(|| {
        format!(
            "unknown value {text:?}; expected {}",
            crate::base::diagnostic::list(all.iter().map(|one| word(*one)))
        )
    })
}
