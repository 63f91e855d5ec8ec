use std::time::Duration;

use serde::Serialize;

use crate::training::learning::AnswerJudgment;
use crate::training::phrases::LessonPhrases;

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

impl StudySummary {
    pub(super) fn of(
        words: &LessonPhrases,
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
        let all = answers.len().to_string();
        let count = words.fill(words.study.right_of, &[("right", &right.to_string()), ("all", &all)]);
        let length = words.fill(words.study.took, &[("length", &length_in_minutes(words, took))]);
        Self {
            answered: answers.len(),
            right,
            count: if is_empty { words.study.nothing_answered.to_owned() } else { count },
            length: if is_empty { String::new() } else { length },
            review: again.into_iter().map(told).collect(),
            ahead: words.fill(
                words.study.left,
                &[("left", &left_today.to_string()), ("due", &due_tomorrow.to_string())],
            ),
        }
    }
}

/// How long something took: "5 minutes".
fn length_in_minutes(words: &LessonPhrases, length: Duration) -> String {
    match usize::try_from((length.as_secs() + 30) / 60).unwrap_or(usize::MAX) {
        0 => words.study.no_minute.to_owned(),
        minutes => words.counted(minutes, words.study.one_minute, words.study.many_minutes),
    }
}
