//! One question, until it is answered, skipped, or the learner leaves.

use std::io;

use super::telephone::{HungUp, call};
use super::{Desk, words};
use crate::call::Record;
use crate::drill::{Form, Judgement, Question};
use crate::find;
use crate::plan::Plan;
use crate::report::safe;

/// What became of a question.
pub(super) enum Asked {
    /// It was answered, with so many hints.
    Answered(Judgement, u32),
    /// The learner wants another one.
    Skipped,
    /// The learner has left.
    Left,
}

/// What a learner typed, when it is no answer.
enum Wish {
    Hint,
    Help,
    Skip,
    Leave,
}

impl Wish {
    fn of(line: &str) -> Option<Self> {
        match line.to_ascii_lowercase().as_str() {
            "hint" | "?" => Some(Self::Hint),
            "help" => Some(Self::Help),
            "skip" | "next" => Some(Self::Skip),
            "quit" | "exit" | "q" => Some(Self::Leave),
            _ => None,
        }
    }
}

/// Asks. In an examination there are no hints.
pub(super) fn ask(
    plan: &Plan,
    question: &Question<'_>,
    is_exam: bool,
    desk: &mut Desk<'_>,
) -> io::Result<Asked> {
    words::question(question, desk)?;
    let mut hints = 0;
    let mut line = match first(plan, question, desk)? {
        Ok(record) => return Ok(Asked::Answered(question.judge_call(&record), hints)),
        Err(line) => line,
    };
    loop {
        let Some(typed) = line else { return Ok(Asked::Left) };
        match Wish::of(&typed) {
            Some(Wish::Leave) => return Ok(Asked::Left),
            Some(Wish::Skip) if is_exam => {
                return Ok(Asked::Answered(question.judge(""), hints));
            }
            Some(Wish::Skip) => return Ok(Asked::Skipped),
            Some(Wish::Help) => words::help(desk)?,
            Some(Wish::Hint) if is_exam => desk.say("There are no hints in an examination.")?,
            Some(Wish::Hint) => match question.hints.get(hints as usize) {
                Some(hint) => {
                    hints += 1;
                    let hint = safe(hint).into_owned();
                    desk.say(desk.paint.note(hint))?;
                }
                None => desk.say("That is all the help there is.")?,
            },
            None if typed.is_empty() => {}
            None => match dialled(plan, question, &typed) {
                Some(Ok(number)) => {
                    let Form::Call(situation) = question.form else { return Ok(Asked::Skipped) };
                    match call(plan, number, situation, desk)? {
                        Ok(record) => return Ok(Asked::Answered(question.judge_call(&record), hints)),
                        Err(HungUp::Left) => return Ok(Asked::Left),
                        Err(HungUp::Said(said)) => {
                            line = Some(said);
                            continue;
                        }
                    }
                }
                Some(Err(why)) => desk.say(safe(&why))?,
                None => return Ok(Asked::Answered(question.judge(&typed), hints)),
            },
        }
        line = match first(plan, question, desk)? {
            Ok(record) => return Ok(Asked::Answered(question.judge_call(&record), hints)),
            Err(line) => line,
        };
    }
}

/// What the learner types first, or the call that a listening exercise begins with.
fn first(
    plan: &Plan,
    question: &Question<'_>,
    desk: &mut Desk<'_>,
) -> io::Result<Result<Record, Option<String>>> {
    let Form::Listen(number, situation) = question.form else { return Ok(Err(desk.line()?)) };
    Ok(call(plan, number, situation, desk)?.map_err(|why| match why {
        HungUp::Left => None,
        HungUp::Said(line) => Some(line),
    }))
}

/// The number that a learner wants to call, where the question is about a call.
fn dialled(
    plan: &Plan,
    question: &Question<'_>,
    typed: &str,
) -> Option<Result<crate::number::PhoneNumber, String>> {
    let Form::Call(_) = question.form else { return None };
    let (word, number) = typed.split_once(' ')?;
    let is_call = ["call", "dial"].iter().any(|known| word.eq_ignore_ascii_case(known));
    is_call.then(|| find::number(plan, number).map_err(|error| error.to_string()))
}
