//! One question, until it is answered, skipped, or the learner leaves.

use std::io;

use super::account::{Account, Answered};
use super::desk::{Desk, Typing};
use super::keyboard::{Awaited, Q};
use super::telephone::{HungUp, call};
use super::tone::Tone;
use super::words;
use crate::call::Record;
use crate::directory;
use crate::number::PhoneNumber;
use crate::plan::Plan;
use crate::training::drill::{Form, Question};

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
    Called(Record),
    /// Hung up before the call came to its end.
    HungUp,
    Left,
}

impl Try {
    fn of(call: Result<Record, HungUp>) -> Self {
        match call {
            Ok(record) => Self::Called(record),
            Err(HungUp::Said(said)) => Self::Typed(said),
            Err(HungUp::Silently) => Self::HungUp,
            Err(HungUp::Left) => Self::Left,
        }
    }
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
    let mut slips = 0_u32;
    let mut next = first_try(plan, question, desk)?;
    for turn in 1.. {
        // A person goes away at some time; a pipe may say nothing for ever.
        if turn > MOST_TURNS && matches!(desk.typed, Typing::Lines(_)) {
            break;
        }
        let typed = match next {
            Try::Left => return Ok(Asked::Left),
            Try::HungUp => {
                next = first_try(plan, question, desk)?;
                continue;
            }
            Try::Called(record) => {
                let (judgement, said) = (question.judge_call(&record), dialled(&record));
                let answered = Answered { judgement, said, call: Some(record), hints };
                return Ok(Asked::Answered(Box::new(answered)));
            }
            Try::Typed(typed) => typed,
        };
        match (Wish::of(&typed, question), help) {
            (Some(Wish::Leave), _) => {
                if is_meant(help, desk)? {
                    break;
                }
            }
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
            // A slip of the finger is no answer; who presses Enter too often is told how once, and then nothing.
            (None, _) if typed.is_empty() && slips > 0 => {}
            (None, help)
                if !question.is_answered_by(&typed)
                    && !is_call(question, &typed)
                    && (slips < MOST_SLIPS || !is_left_at_that(help, desk)) =>
            {
                // Nobody reads what a script is told.
                if slips >= MOST_SLIPS && matches!(desk.typed, Typing::Lines(_)) {
                    return Ok(Asked::Skipped);
                }
                slips = slips.saturating_add(1);
                words::how(question, &typed, desk)?;
            }
            (None, _) => match (number_to_call(plan, question, &typed), question.form) {
                (Some(Ok(number)), Form::Call(situation)) => {
                    next = Try::of(call(plan, number, situation, desk)?);
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
    Ok(Asked::Left)
}

/// So many lines of a question may say nothing that is an answer, where nobody sits at a terminal.
const MOST_SLIPS: u32 = 2;

/// Whether what is no answer counts in the end, as what was said in an examination: a script must come to its end.
fn is_left_at_that(help: &Help<'_, '_>, desk: &Desk<'_>) -> bool {
    matches!((help, &desk.typed), (Help::None, Typing::Lines(_)))
}

/// So many lines a script may send for one question.
const MOST_TURNS: usize = 100;

/// Whether somebody who wishes to leave is sure of it: who leaves an examination loses it.
fn is_meant(help: &Help<'_, '_>, desk: &mut Desk<'_>) -> io::Result<bool> {
    match help {
        Help::All(_) => Ok(true),
        Help::None => {
            let told = "Enter leaves, and it does not count \u{b7} s stays ";
            Ok(desk.pause(told, "s")?.as_deref() != Some("s"))
        }
    }
}

/// What the learner types first, or the call that a listening exercise begins with.
fn first_try(plan: &Plan, question: &Question<'_>, desk: &mut Desk<'_>) -> io::Result<Try> {
    let Form::Listen(number, situation) = question.form else {
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
        Form::Choice => {
            let choices = ('a'..='z').zip('1'..='9').take(question.choices.len());
            choices.flat_map(|(letter, figure)| [letter, figure]).collect()
        }
        Form::YesNo => "yn".to_owned(),
        Form::Keys | Form::Number | Form::Time | Form::Text | Form::Listen(..) | Form::Call(_) => {
            String::new()
        }
    }
}

/// Whether somebody wants to call a number, where the question is about a call.
fn is_call(question: &Question<'_>, typed: &str) -> bool {
    matches!(question.form, Form::Call(_)) && number_in_call(typed).is_some()
}

/// What stands behind `call`.
fn number_in_call(typed: &str) -> Option<&str> {
    let (word, number) = typed.split_once(' ')?;
    ["call", "dial"].iter().any(|known| word.eq_ignore_ascii_case(known)).then_some(number)
}

/// The number that a learner wants to call, where the question is about a call.
fn number_to_call(plan: &Plan, question: &Question<'_>, typed: &str) -> Option<Result<PhoneNumber, String>> {
    let number = number_in_call(typed).filter(|_| is_call(question, typed))?;
    // Nobody has that command here.
    let told = |error: String| {
        let lines: Vec<&str> = error.lines().filter(|line| !line.starts_with("`lines`")).collect();
        lines.join("\n")
    };
    Some(directory::number(plan, number).map_err(|error| told(error.to_string())))
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
