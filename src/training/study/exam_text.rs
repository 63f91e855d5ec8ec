use serde::Serialize;

use crate::base::text::Percent;
use crate::plan::Plan;
use crate::training::learning::{AnswerJudgment, Exam, ExamSitting};
use crate::training::phrases::LessonPhrases;

/// What an exam is, said before its first question.
#[must_use]
pub fn announcement(plan: &Plan, exam: Exam, questions: usize) -> String {
    let words = LessonPhrases::of_plan(plan);
    let needed = Percent(exam.pass_mark.into()).whole();
    let questions = words.counted(questions, words.study.one_question, words.study.many_questions);
    words.fill(words.study.exam_has, &[("questions", &questions), ("needed", &needed)])
}

/// What an exam is like, said behind that.
#[must_use]
pub fn exam_rules(plan: &Plan) -> &'static str {
    LessonPhrases::of_plan(plan).study.exam_rules
}

/// What is said to whoever leaves an exam before its end.
#[must_use]
pub fn left(plan: &Plan) -> &'static str {
    LessonPhrases::of_plan(plan).study.exam_left
}

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
    /// The answer and what would have been right, each as a sentence of its own: "you said: 6".
    pub told: [String; 2],
}

impl ExamReport {
    /// What came of it.
    #[must_use]
    pub fn of(plan: &Plan, sitting: &ExamSitting) -> Self {
        let phrases = LessonPhrases::of_plan(plan);
        let words = &phrases.study;
        let mistake = |(index, answer): (usize, &crate::training::learning::PaperAnswer)| {
            let word = match answer.judged {
                AnswerJudgment::Right => return None,
                AnswerJudgment::Partly => words.partly,
                AnswerJudgment::Wrong => words.wrong,
            };
            let said = answer.said.clone().unwrap_or_else(|| words.was_skipped.to_owned());
            let right = answer.right.join(words.or_also);
            let told = [
                phrases.fill(words.you_said, &[("said", &said)]),
                phrases.fill(words.right_answer_was, &[("right", &right)]),
            ];
            Some(ExamMistake {
                number: index + 1,
                judged: answer.judged.word(),
                word,
                question: answer.question.clone(),
                said,
                right,
                told,
            })
        };
        let result = &sitting.result;
        let whole = |percent: u8| Percent(percent.into()).whole();
        Self {
            is_passed: result.is_passed(),
            word: if result.is_passed() { words.passed } else { words.not_passed },
            score: phrases.fill(
                words.score,
                &[("score", &whole(result.percent())), ("needed", &whole(result.pass_mark))],
            ),
            mistakes: sitting.answers.iter().enumerate().filter_map(mistake).collect(),
        }
    }
}
