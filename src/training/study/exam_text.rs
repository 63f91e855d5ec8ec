use serde::Serialize;

use crate::base::text::{Percent, counted};
use crate::training::learning::{AnswerJudgment, Exam, ExamSitting};

/// What an exam is, said before its first question.
#[must_use]
pub fn announcement(exam: Exam, questions: usize) -> String {
    let needed = Percent(exam.pass_mark.into()).whole();
    format!("This exam has {}; you need {needed} to pass.", counted(questions, "question"))
}

/// What is said to whoever leaves an exam before its end.
pub const LEFT: &str = "You left before the end: this exam does not count.";

/// What came of an exam, for the learner.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct ExamReport {
    /// Whether it is passed.
    pub is_passed: bool,
    /// That in words: "Passed:".
    pub word: &'static str,
    /// What stands behind it: "85% (80% needed)."
    pub score: String,
    /// What was not right.
    pub mistakes: Vec<ExamMistake>,
}

/// A question of an exam that was not answered rightly.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct ExamMistake {
    /// Which question of the paper, from 1 on.
    pub number: usize,
    /// `partly` or `wrong`.
    pub judged: &'static str,
    /// That in words: "partly right".
    pub word: &'static str,
    /// The question.
    pub question: String,
    /// What was answered; "(skipped)" if nothing was.
    pub said: String,
    /// What would have been right.
    pub right: String,
}

impl ExamReport {
    /// What came of it.
    #[must_use]
    pub fn of(sitting: &ExamSitting) -> Self {
        let mistake = |(index, answer): (usize, &crate::training::learning::PaperAnswer)| {
            let word = match answer.judged {
                AnswerJudgment::Right => return None,
                AnswerJudgment::Partly => "partly right",
                AnswerJudgment::Wrong => "wrong",
            };
            Some(ExamMistake {
                number: index + 1,
                judged: answer.judged.word(),
                word,
                question: answer.question.clone(),
                said: answer.said.clone().unwrap_or_else(|| "(skipped)".to_owned()),
                right: answer.right.join("; or: "),
            })
        };
        let result = &sitting.result;
        let whole = |percent: u8| Percent(percent.into()).whole();
        Self {
            is_passed: result.is_passed(),
            word: if result.is_passed() { "Passed:" } else { "Not passed:" },
            score: format!("{} ({} needed).", whole(result.percent()), whole(result.pass_mark)),
            mistakes: sitting.answers.iter().enumerate().filter_map(mistake).collect(),
        }
    }
}
