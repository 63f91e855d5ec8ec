use std::time::Duration;

use jiff::SignedDuration;

use crate::call::{CallRecord, EventKind};
use crate::plan::keys_for_people;
use crate::training::drill::{AnswerForm, Judgement, Question};
use crate::training::learning::{AnswerJudgment, AnswerRecord};
use crate::training::phrases::LessonPhrases;

/// An answer to a question, judged.
#[derive(Clone, Debug)]
pub struct StudyAnswer {
    /// What it is worth.
    pub judgement: Judgement,
    /// What was typed; of a call, the number and the keys.
    pub said: String,
    /// The call that was made, if it was answered by one.
    pub call: Option<CallRecord>,
    /// How many hints it took.
    pub hints: u32,
    /// Whether the learner gave no answer, and wants to see what is right.
    pub is_given_up: bool,
}

impl StudyAnswer {
    /// An answer that was typed.
    pub(super) fn typed(question: &Question<'_>, said: &str, hints: u32) -> Self {
        Self { judgement: question.judge(said), said: said.to_owned(), call: None, hints, is_given_up: false }
    }

    /// No answer: whoever typed this wants to see what is right.
    pub(super) fn given_up(question: &Question<'_>, said: &str, hints: u32) -> Self {
        let judgement = question.given_up();
        Self { judgement, said: said.to_owned(), call: None, hints, is_given_up: true }
    }

    /// A call that came to its end.
    pub(super) fn called(question: &Question<'_>, record: CallRecord, hints: u32) -> Self {
        let (judgement, said) = (question.judge_call(&record), dialed(question.words(), &record));
        Self { judgement, said, call: Some(record), hints, is_given_up: false }
    }

    /// What is kept of it. A call takes longer than a letter: what counts as quick depends on what is asked.
    #[must_use]
    pub fn record(&self, question: &Question<'_>, took: SignedDuration) -> AnswerRecord {
        let quick = match question.form {
            AnswerForm::Choice | AnswerForm::YesNo | AnswerForm::Keys => 5,
            AnswerForm::Number | AnswerForm::Time | AnswerForm::Text => 10,
            AnswerForm::Call(_) | AnswerForm::Listen(..) => 25,
        };
        AnswerRecord {
            judged: AnswerJudgment::from(self.judgement.score),
            hints: self.hints,
            took: Duration::try_from(took).unwrap_or_default(),
            quick: Duration::from_secs(quick),
        }
    }
}

/// A call as people write it down: `call 1-855-720-2559, 6`.
fn dialed(words: &LessonPhrases, record: &CallRecord) -> String {
    let keys = keys_for_people(record.events.iter().filter_map(|event| match event.what {
        EventKind::Pressed(key) => Some(key),
        _ => None,
    }));
    let between = if keys.is_empty() { "" } else { ", " };
    let number = format!("{}{between}{keys}", record.dialled);
    words.fill(words.study.called, &[("number", &number)])
}
