//! One question, until it is answered, skipped, or the learner leaves.

use std::io;

use super::account::{Account, Answered};
use super::keyboard::Awaited;
use super::paragraph::Tone;
use super::telephone::{HungUp, call};
use super::{Desk, words};
use crate::call::Record;
use crate::drill::{Form, Question};
use crate::find;
use crate::number::PhoneNumber;
use crate::plan::Plan;

/// What may be asked for beside a question.
pub(super) enum Help<'a, 'p> {
    /// Everything; of the answer before, too, if there was one.
    All(Option<&'a Account<'p>>),
    /// Nothing: it is an examination.
    None,
}

/// What became of a question.
pub(super) enum Asked {
    /// It was answered.
    Answered(Box<Answered>),
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
    fn of(line: &str) -> Option<Self> {
        match line.to_ascii_lowercase().as_str() {
            "hint" | "?" => Some(Self::Hint),
            "help" => Some(Self::Help),
            "why" => Some(Self::Why),
            "source" => Some(Self::Source),
            "give up" | "no idea" | "don't know" | "i don't know" => Some(Self::GiveUp),
            "skip" | "next" => Some(Self::Skip),
            "quit" | "exit" | "q" => Some(Self::Leave),
            _ => None,
        }
    }
}

/// What the learner does about a question at first.
enum Try {
    Typed(String),
    Called(Record),
    Left,
}

/// Asks until there is an answer.
pub(super) fn ask(
    plan: &Plan,
    question: &Question<'_>,
    help: &Help<'_, '_>,
    desk: &mut Desk<'_>,
) -> io::Result<Asked> {
    words::question(question, desk)?;
    let mut hints = 0;
    let mut was_told_how = false;
    let mut next = first_try(plan, question, desk)?;
    loop {
        let typed = match next {
            Try::Left => return Ok(Asked::Left),
            Try::Called(record) => {
                let (judgement, said) = (question.judge_call(&record), dialled(&record));
                let answered = Answered { judgement, said, call: Some(record), hints };
                return Ok(Asked::Answered(Box::new(answered)));
            }
            Try::Typed(typed) => typed,
        };
        match (Wish::of(&typed), help) {
            (Some(Wish::Leave), _) => return Ok(Asked::Left),
            (Some(Wish::Skip), _) => return Ok(Asked::Skipped),
            (Some(Wish::GiveUp), _) => {
                let answered = Answered { judgement: question.given_up(), said: typed, call: None, hints };
                return Ok(Asked::Answered(Box::new(answered)));
            }
            (Some(Wish::Help), Help::All(_)) => words::help(desk)?,
            (Some(Wish::Help), Help::None) => words::help_in_exam(desk)?,
            (Some(Wish::Hint), Help::All(_)) => match question.hints.get(hints as usize) {
                Some(hint) => {
                    hints += 1;
                    desk.say(Tone::Note, 0, hint)?;
                }
                None if hints == 0 => desk.say(Tone::Plain, 0, "There is no hint for this one.")?,
                None => desk.say(Tone::Plain, 0, "That is all the help there is.")?,
            },
            (Some(Wish::Why), Help::All(Some(before))) => {
                before.reminder(desk)?;
                before.why(desk)?;
            }
            (Some(Wish::Source), Help::All(Some(before))) => {
                before.reminder(desk)?;
                before.source(desk)?;
            }
            (Some(Wish::Why | Wish::Source), Help::All(None)) => {
                desk.say(Tone::Plain, 0, "First answer; then `why` and `source` tell about it.")?;
            }
            (Some(Wish::Hint), Help::None) => {
                desk.say(Tone::Plain, 0, "There are no hints in an examination.")?;
            }
            (Some(Wish::Why | Wish::Source), Help::None) => {
                desk.say(Tone::Plain, 0, "What was right is told at the end of the examination.")?;
            }
            (None, _) if typed.is_empty() => {}
            // A slip of the finger is no answer; whoever means it says it again.
            (None, _) if !was_told_how && !question.is_answered_by(&typed) => {
                was_told_how = true;
                words::how(question, desk)?;
            }
            (None, _) => match (number_to_call(plan, question, &typed), question.form) {
                (Some(Ok(number)), Form::Call(situation)) => {
                    next = match call(plan, number, situation, desk)? {
                        Ok(record) => Try::Called(record),
                        Err(HungUp::Left) => Try::Left,
                        Err(HungUp::Said(said)) => Try::Typed(said),
                    };
                    continue;
                }
                (Some(Err(why)), _) => desk.say(Tone::Plain, 0, &why)?,
                (Some(Ok(_)) | None, _) => {
                    let judgement = question.judge(&typed);
                    let answered = Answered { judgement, said: typed, call: None, hints };
                    return Ok(Asked::Answered(Box::new(answered)));
                }
            },
        }
        next = first_try(plan, question, desk)?;
    }
}

/// What the learner types first, or the call that a listening exercise begins with.
fn first_try(plan: &Plan, question: &Question<'_>, desk: &mut Desk<'_>) -> io::Result<Try> {
    let Form::Listen(number, situation) = question.form else {
        let typed = desk.line(Awaited::Line(&keys(question)))?;
        return Ok(typed.map_or(Try::Left, Try::Typed));
    };
    Ok(match call(plan, number, situation, desk)? {
        Ok(record) => Try::Called(record),
        Err(HungUp::Left) => Try::Left,
        Err(HungUp::Said(line)) => Try::Typed(line),
    })
}

/// The keys that are all of an answer, and the one that asks for a hint, which no answer begins with.
fn keys(question: &Question<'_>) -> String {
    let mut keys: String = match question.form {
        Form::Choice => {
            let choices = ('a'..='z').zip('1'..='9').take(question.choices.len());
            choices.flat_map(|(letter, figure)| [letter, figure]).collect()
        }
        Form::YesNo => "yn".to_owned(),
        Form::Keys if question.is_one_key() => "0123456789*#".to_owned(),
        Form::Keys | Form::Number | Form::Time | Form::Text | Form::Listen(..) | Form::Call(_) => {
            String::new()
        }
    };
    keys.push('?');
    keys
}

/// The number that a learner wants to call, where the question is about a call.
fn number_to_call(plan: &Plan, question: &Question<'_>, typed: &str) -> Option<Result<PhoneNumber, String>> {
    let Form::Call(_) = question.form else { return None };
    let (word, number) = typed.split_once(' ')?;
    let is_call = ["call", "dial"].iter().any(|known| word.eq_ignore_ascii_case(known));
    is_call.then(|| find::number(plan, number).map_err(|error| error.to_string()))
}

/// A call as one would type it: `call 1-855-720-2559, 6`.
fn dialled(record: &Record) -> String {
    let keys: String = record
        .events
        .iter()
        .filter_map(|event| match event.what {
            crate::call::What::Pressed(key) => Some(key.character()),
            _ => None,
        })
        .collect();
    let between = if keys.is_empty() { "" } else { ", " };
    format!("call {}{between}{keys}", record.dialled)
}
