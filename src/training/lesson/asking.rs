//! One question, until it is answered, skipped, or the learner leaves.

use std::io;

use super::account::{AnswerAccount, LessonAnswer};
use super::desk::{LearnerDesk, Typing};
use super::keyboard::{Awaited, Q};
use super::lesson_text;
use super::telephone::{HangUpReason, call};
use super::tone::TextTone;
use crate::call::{CallRecord, EventKind};
use crate::directory;
use crate::number::PhoneNumber;
use crate::plan::{Plan, keys_for_people};
use crate::training::drill::{AnswerForm, Question};

/// What may be asked for beside a question.
pub(super) enum LessonHelp<'a, 'p> {
    /// Everything; of the answer before, too, if there was one.
    All(Option<&'a AnswerAccount<'p>>),
    /// Nothing: it is an exam.
    None,
}

/// What became of a question.
pub(super) enum QuestionOutcome {
    /// It was answered.
    Answered(Box<LessonAnswer>),
    /// The learner wants another one.
    Skipped,
    /// The learner has left.
    Left,
}

/// What a learner typed, when it is no answer.
#[derive(Clone, Copy)]
enum Wish {
    Hint,
    Help,
    Why,
    Source,
    GiveUp,
    Skip,
    Leave,
}

impl Wish {
    /// What a line wishes for. Where one of its words is a name that could be the answer, it is an answer.
    fn of(line: &str, question: &Question<'_>) -> Option<Self> {
        if question.names(line) {
            return None;
        }
        let lower = line.to_ascii_lowercase().replace('\u{2019}', "'");
        let word = lower.trim_matches(['`', '"', '.', '!', '?', ' ']);
        // Of a question mark, nothing would be left.
        match if word.is_empty() { lower.as_str() } else { word } {
            "hint" | "?" => Some(Self::Hint),
            "help" => Some(Self::Help),
            "why" => Some(Self::Why),
            "source" => Some(Self::Source),
            "give up" | "i give up" | "no idea" | "don't know" | "i don't know" | "dont know"
            | "i dont know" | "i do not know" | "not sure" | "i'm not sure" | "im not sure"
            | "i am not sure" | "unsure" | "no clue" | "i have no idea" | "i have no clue" | "idk"
            | "i can't say" | "can't say" | "i don't remember" => Some(Self::GiveUp),
            "skip" | "next" => Some(Self::Skip),
            "quit" | "exit" | "q" => Some(Self::Leave),
            _ => None,
        }
    }
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
    let mut hints = 0;
    let mut slips = 0_u32;
    let mut next = first_try(plan, question, desk)?;
    for turn in 1.. {
        // A person goes away at some time; a pipe may say nothing for ever.
        if turn > MAX_TURNS && matches!(desk.typed, Typing::Lines(_)) {
            break;
        }
        let typed = match next {
            Try::Left => return Ok(QuestionOutcome::Left),
            Try::HungUp => {
                next = first_try(plan, question, desk)?;
                continue;
            }
            Try::Called(record) => {
                let (judgement, said) = (question.judge_call(&record), dialled(&record));
                let answered =
                    LessonAnswer { judgement, said, call: Some(record), hints, is_given_up: false };
                return Ok(QuestionOutcome::Answered(Box::new(answered)));
            }
            Try::Typed(typed) => typed,
        };
        match (Wish::of(&typed, question), help) {
            (Some(Wish::Leave), _) => {
                if is_meant(help, desk)? {
                    break;
                }
            }
            (Some(Wish::Skip), _) => return Ok(QuestionOutcome::Skipped),
            (Some(Wish::GiveUp), _) => {
                let judgement = question.given_up();
                let answered = LessonAnswer { judgement, said: typed, call: None, hints, is_given_up: true };
                return Ok(QuestionOutcome::Answered(Box::new(answered)));
            }
            (Some(Wish::Help), LessonHelp::All(_)) => lesson_text::help(desk)?,
            (Some(Wish::Help), LessonHelp::None) => lesson_text::help_in_exam(desk)?,
            (Some(Wish::Hint), LessonHelp::All(_)) => match question.hints.get(hints as usize) {
                Some(hint) => {
                    hints += 1;
                    desk.say(TextTone::Note, 0, hint)?;
                }
                None if hints == 0 => desk.say(TextTone::Plain, 0, "There is no hint for this one.")?,
                None => desk.say(TextTone::Plain, 0, "There are no more hints.")?,
            },
            (Some(Wish::Why), LessonHelp::All(Some(before))) => {
                before.why_before(desk)?;
            }
            (Some(Wish::Source), LessonHelp::All(Some(before))) => {
                before.why_before(desk)?;
                before.source(desk)?;
            }
            (Some(Wish::Why | Wish::Source), LessonHelp::All(None)) => {
                desk.say(TextTone::Plain, 0, "Answer first; then `why` and `source` explain it.")?;
            }
            (Some(Wish::Hint), LessonHelp::None) => {
                desk.say(TextTone::Plain, 0, "There are no hints in an exam.")?;
            }
            (Some(Wish::Why | Wish::Source), LessonHelp::None) => {
                desk.say(TextTone::Plain, 0, "You will see the right answers at the end of the exam.")?;
            }
            // A slip of the finger is no answer; who presses Enter too often is told how once, and then nothing.
            (None, _) if typed.is_empty() && slips > 0 => {}
            (None, help)
                if !question.is_answered_by(&typed)
                    && !is_call(question, &typed)
                    && (slips < MAX_SLIPS || !is_left_at_that(help, desk)) =>
            {
                // Nobody reads what a script is told.
                if slips >= MAX_SLIPS && matches!(desk.typed, Typing::Lines(_)) {
                    return Ok(QuestionOutcome::Skipped);
                }
                slips = slips.saturating_add(1);
                lesson_text::how(question, &typed, desk)?;
            }
            (None, _) => match (number_to_call(plan, question, &typed), question.form) {
                (Some(Ok(number)), AnswerForm::Call(situation)) => {
                    next = Try::of(call(plan, number, situation, desk)?);
                    continue;
                }
                (Some(Err(why)), _) => desk.say(TextTone::Plain, 0, &why)?,
                (Some(Ok(_)) | None, _) => {
                    let judgement = question.judge(&typed);
                    let answered =
                        LessonAnswer { judgement, said: typed, call: None, hints, is_given_up: false };
                    return Ok(QuestionOutcome::Answered(Box::new(answered)));
                }
            },
        }
        next = first_try(plan, question, desk)?;
    }
    Ok(QuestionOutcome::Left)
}

/// So many lines of a question may say nothing that is an answer, where nobody sits at a terminal.
const MAX_SLIPS: u32 = 2;

/// Whether what is no answer counts in the end, as what was said in an exam: a script must come to its end.
fn is_left_at_that(help: &LessonHelp<'_, '_>, desk: &LearnerDesk<'_>) -> bool {
    matches!((help, &desk.typed), (LessonHelp::None, Typing::Lines(_)))
}

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
        let at_once = if question.is_one_key() { "?0123456789*#" } else { "?" };
        let typed = desk.line(Awaited::Line { at_once, letters: &letters(question), q })?;
        return Ok(typed.map_or(Try::Left, Try::Typed));
    };
    Ok(Try::of(call(plan, number, situation, desk)?))
}

/// The letters and figures that are all of an answer, if nothing follows.
fn letters(question: &Question<'_>) -> String {
    match question.form {
        AnswerForm::Choice => {
            let choices = ('a'..='z').zip('1'..='9').take(question.choices.len());
            choices.flat_map(|(letter, figure)| [letter, figure]).collect()
        }
        AnswerForm::YesNo => "yn".to_owned(),
        AnswerForm::Keys
        | AnswerForm::Number
        | AnswerForm::Time
        | AnswerForm::Text
        | AnswerForm::Listen(..)
        | AnswerForm::Call(_) => String::new(),
    }
}

/// Whether somebody wants to call a number, where the question is about a call.
fn is_call(question: &Question<'_>, typed: &str) -> bool {
    matches!(question.form, AnswerForm::Call(_)) && number_in_call(typed).is_some()
}

/// What stands behind `call`.
fn number_in_call(typed: &str) -> Option<&str> {
    let (word, number) = typed.split_once(' ')?;
    ["call", "dial"].iter().any(|known| word.eq_ignore_ascii_case(known)).then_some(number)
}

/// The number that a learner wants to call, where the question is about a call.
fn number_to_call(plan: &Plan, question: &Question<'_>, typed: &str) -> Option<Result<PhoneNumber, String>> {
    let number = number_in_call(typed).filter(|_| is_call(question, typed))?;
    Some(directory::number(plan, number).map_err(|error| error.what()))
}

/// A call as people write it down: `call 1-855-720-2559, 6`.
fn dialled(record: &CallRecord) -> String {
    let keys = keys_for_people(record.events.iter().filter_map(|event| match event.what {
        EventKind::Pressed(key) => Some(key),
        _ => None,
    }));
    let between = if keys.is_empty() { "" } else { ", " };
    format!("call {}{between}{keys}", record.dialled)
}
