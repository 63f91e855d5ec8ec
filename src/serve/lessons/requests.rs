use std::time::Duration;

use serde::Deserialize;

use crate::training::learning::{AnswerJudgment, AnswerRecord, ExamResult};

/// Somebody wants to sit down.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct SitRequest {
    /// The name, as it was typed or chosen.
    pub(super) name: String,
    /// Whether they may be new.
    #[serde(default, rename = "isNew")]
    pub(super) is_new: bool,
}

/// Somebody who sits asks for something.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct SeatRequest {
    pub(super) seat: String,
}

/// Cards were shown or answered.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct KeepRequest {
    pub(super) seat: String,
    pub(super) cards: Vec<KeptCardRequest>,
    /// Another one for each, so that the same twice is told from one that is sent again.
    #[serde(rename = "sent")]
    _sent: u64,
}

/// A card, and how it was answered, if it was.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct KeptCardRequest {
    /// What the card is known by.
    pub(super) id: String,
    pub(super) answer: Option<AnswerRequest>,
}

/// How a card was answered.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct AnswerRequest {
    judged: String,
    hints: u32,
    /// How long it took.
    milliseconds: u64,
    /// What counts as quick.
    quick: u64,
}

impl AnswerRequest {
    /// The answer; None: it was judged as nothing is.
    pub(super) fn record(&self) -> Option<AnswerRecord> {
        let judged = AnswerJudgment::ALL.into_iter().find(|judged| judged.word() == self.judged)?;
        let (took, quick) = (within_a_day(self.milliseconds), within_a_day(self.quick));
        Some(AnswerRecord { judged, hints: self.hints, took, quick })
    }
}

/// An exam was taken.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct ExamRequest {
    pub(super) seat: String,
    seed: u64,
    questions: u32,
    points: u32,
    pass_mark: u8,
    milliseconds: u64,
    /// As in [`KeepRequest`].
    #[serde(rename = "sent")]
    _sent: u64,
}

impl ExamRequest {
    /// The result; None: it is none that there can be.
    pub(super) fn result(&self) -> Option<ExamResult> {
        let Self { seed, questions, points, pass_mark, milliseconds, .. } = *self;
        let result = ExamResult { seed, questions, points, pass_mark, took: within_a_day(milliseconds) };
        ((1..=MAX_QUESTIONS).contains(&questions) && points <= result.most_points() && pass_mark <= 100)
            .then_some(result)
    }
}

/// No exam has more.
const MAX_QUESTIONS: u32 = 100_000;

fn within_a_day(milliseconds: u64) -> Duration {
    Duration::from_millis(milliseconds).min(Duration::from_hours(24))
}
