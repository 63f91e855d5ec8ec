//! One question, until it is answered, skipped, or the learner leaves.

use std::io;

use super::account::AnswerAccount;
use super::desk::{LearnerDesk, Typing};
use super::key_mode::{Awaited, Q};
use super::lesson_text;
use super::telephone::{HangUpReason, call};
use super::tone::TextTone;
use crate::call::CallRecord;
use crate::plan::Plan;
use crate::training::drill::{AnswerForm, Question};
use crate::training::study::{Attempt, Respondent, StudyAnswer, StudyRules, TypedReply};

/// What may be asked for beside a question.
pub(super) enum LessonHelp<'a, 'p> {
    /// Everything; of the answer before, too, if there was one.
    All(Option<&'a AnswerAccount<'p>>),
    /// Nothing: it is an exam.
    None,
}

impl LessonHelp<'_, '_> {
    fn rules(&self) -> StudyRules {
        match self {
            Self::All(_) => StudyRules::Lesson,
            Self::None => StudyRules::Exam,
        }
    }
}

/// What became of a question.
pub(super) enum QuestionOutcome {
    /// It was answered.
    Answered(Box<StudyAnswer>),
    /// The learner wants another one.
    Skipped,
    /// The learner has left.
    Left,
}

/// What the learner does about a question at first.
enum Try {
    Typed(String),
    Called(CallRecord),
    /// Hung up before the call came to its end.
    HungUp,
    Left,
}

impl Try {
    fn of(call: Result<CallRecord, HangUpReason>) -> Self {
        match call {
            Ok(record) => Self::Called(record),
            Err(HangUpReason::Said(said)) => Self::Typed(said),
            Err(HangUpReason::Silently) => Self::HungUp,
            Err(HangUpReason::Left) => Self::Left,
        }
    }
}

/// Asks until there is an answer.
pub(super) fn ask(
    plan: &Plan,
    question: &Question<'_>,
    help: &LessonHelp<'_, '_>,
    desk: &mut LearnerDesk<'_>,
) -> io::Result<QuestionOutcome> {
    lesson_text::question(question, desk)?;
    let is_script = matches!(desk.typed, Typing::Lines(_));
    let respondent = if is_script { Respondent::Script } else { Respondent::Person };
    let mut attempt = Attempt::new(help.rules(), respondent);
    let mut next = first_try(plan, question, desk)?;
    for turn in 1.. {
        // A person goes away at some time; a pipe may say nothing for ever.
        if turn > MAX_TURNS && is_script {
            break;
        }
        let typed = match next {
            Try::Left => return Ok(QuestionOutcome::Left),
            Try::HungUp => {
                next = first_try(plan, question, desk)?;
                continue;
            }
            Try::Called(record) => {
                let answer = attempt.called(question, record);
                return Ok(QuestionOutcome::Answered(Box::new(answer)));
            }
            Try::Typed(typed) => typed,
        };
        match attempt.typed(plan, question, &typed) {
            TypedReply::Answer(answer) => return Ok(QuestionOutcome::Answered(answer)),
            TypedReply::Skip => return Ok(QuestionOutcome::Skipped),
            TypedReply::Leave => {
                if is_meant(help, desk)? {
                    break;
                }
            }
            TypedReply::Nothing => {}
            TypedReply::Say(text) => desk.say(TextTone::Note, 0, &text)?,
            TypedReply::Hint(hint) => desk.say(TextTone::Note, 0, &hint)?,
            TypedReply::Help => match help {
                LessonHelp::All(_) => lesson_text::help(desk)?,
                LessonHelp::None => lesson_text::help_in_exam(desk)?,
            },
            TypedReply::Reason { is_full } => match help {
                LessonHelp::All(Some(before)) => {
                    before.why_before(desk)?;
                    if is_full {
                        before.source(desk)?;
                    }
                }
                LessonHelp::All(None) | LessonHelp::None => desk.say(TextTone::Plain, 0, NO_REASON_YET)?,
            },
            TypedReply::Call(number, situation) => {
                next = Try::of(call(plan, number, situation, desk)?);
                continue;
            }
        }
        next = first_try(plan, question, desk)?;
    }
    Ok(QuestionOutcome::Left)
}

/// What is said to whoever wants a reason before there is an answer.
const NO_REASON_YET: &str = "Answer first; then `why` and `source` explain it.";

/// So many lines a script may send for one question.
const MAX_TURNS: usize = 100;

/// Whether somebody who wishes to leave is sure of it: who leaves an exam loses it.
fn is_meant(help: &LessonHelp<'_, '_>, desk: &mut LearnerDesk<'_>) -> io::Result<bool> {
    match help {
        LessonHelp::All(_) => Ok(true),
        LessonHelp::None => {
            let told = "Enter leaves, and the exam does not count \u{b7} s stays ";
            Ok(desk.pause(told, "s")?.as_deref() != Some("s"))
        }
    }
}

/// What the learner types first, or the call that a listening exercise begins with.
fn first_try(plan: &Plan, question: &Question<'_>, desk: &mut LearnerDesk<'_>) -> io::Result<Try> {
    let AnswerForm::Listen(number, situation) = question.form else {
        let q = if question.names("q") { "" } else { Q };
        let typed = desk.line(Awaited::Line { answers: &answers(question), q })?;
        return Ok(typed.map_or(Try::Left, Try::Typed));
    };
    Ok(Try::of(call(plan, number, situation, desk)?))
}

/// The signs that are all of an answer, if nothing follows.
fn answers(question: &Question<'_>) -> String {
    match question.form {
        AnswerForm::Choice => {
            let choices = ('a'..='z').zip('1'..='9').take(question.choices.len());
            choices.flat_map(|(letter, figure)| [letter, figure]).collect()
        }
        AnswerForm::YesNo => {
            let own = [question.words().ask.yes, question.words().ask.no];
            own.iter().filter_map(|word| word.chars().next()).chain("yn".chars()).collect()
        }
        AnswerForm::Keys => "0123456789*#".to_owned(),
        AnswerForm::Number
        | AnswerForm::Time
        | AnswerForm::Text
        | AnswerForm::Listen(..)
        | AnswerForm::Call(_) => String::new(),
    }
}
