use std::time::Duration;

use serde::Serialize;

use crate::base::text::length_in_minutes;
use crate::training::learning::AnswerJudgment;

/// What one answer of a lesson came to.
#[derive(Clone, Debug)]
pub(super) struct AnswerResult {
    /// What the card is about.
    pub(super) name: String,
    pub(super) judged: AnswerJudgment,
    /// What the plan says about it.
    pub(super) why: String,
}

/// What was learned in a lesson, and what to look at again.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct StudySummary {
    /// How many questions were answered.
    pub answered: usize,
    /// How many of them rightly.
    pub right: usize,
    /// That in words: "7 of 9 right".
    pub count: String,
    /// What stands behind it: ", in 5 minutes."
    pub length: String,
    /// What to look at again, a sentence each.
    pub review: Vec<String>,
    /// What there is to do today and tomorrow.
    pub ahead: String,
}

/// What is said to whoever answered nothing.
const NOTHING: &str = "You answered nothing, and nothing is lost.";

impl StudySummary {
    pub(super) fn of(
        answers: &[AnswerResult],
        took: Duration,
        left_today: usize,
        due_tomorrow: usize,
    ) -> Self {
        let right = answers.iter().filter(|came| came.judged == AnswerJudgment::Right).count();
        let mut again: Vec<&AnswerResult> = Vec::new();
        for came in answers.iter().filter(|came| came.judged != AnswerJudgment::Right) {
            if again.iter().all(|known| known.name != came.name) {
                again.push(came);
            }
        }
        let told =
            |came: &AnswerResult| if came.why.is_empty() { came.name.clone() } else { came.why.clone() };
        let is_empty = answers.is_empty();
        Self {
            answered: answers.len(),
            right,
            count: if is_empty { NOTHING.to_owned() } else { format!("{right} of {} right", answers.len()) },
            length: if is_empty { String::new() } else { format!(", in {}.", length_in_minutes(took)) },
            review: again.into_iter().map(told).collect(),
            ahead: format!("Left for today: {left_today}. Due tomorrow: {due_tomorrow}."),
        }
    }
}
