//! What people mean when they name something of a plan.

use std::fmt;

use jiff::Timestamp;

use crate::base::diagnostic::did_you_mean;
use crate::number::{DialText, Dialed, Extension, NumberError, PhoneNumber};
use crate::plan::{
    Dialable, Digits, Key, Line, LineId, Plan, ScheduleId, TakenEntry, Target, keys_for_people,
};
use crate::time::moment::{self, MomentError};

/// A name or number that means nothing here.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum NameError {
    /// The name of a step, not of a line.
    Step(String),
    /// The name of a schedule, not of a line.
    Schedule(String),
    /// Neither a line nor a number.
    NoLine {
        /// What was written.
        text: String,
        /// The nearest line, if one is near.
        near: Option<String>,
        /// Why it is no number.
        error: NumberError,
    },
    /// No schedule, line or number.
    NoSchedule {
        /// What was written.
        text: String,
        /// The nearest schedule, if one is near.
        near: Option<String>,
    },
    /// A number that no line has.
    NoSuchNumber(Dialed),
    /// What is dialed once a line has answered.
    Entry {
        /// What was written.
        text: String,
        /// What is dialed to come to where it is taken.
        number: Dialed,
    },
    /// A number with an extension, which nothing would press.
    Extension {
        /// The number.
        number: PhoneNumber,
        /// What stands behind it.
        extension: Extension,
    },
}

/// The most digits that people take for an extension and not for a number.
const MAX_EXTENSION: usize = 6;

/// Whether anything is dialed in a plan that is no phone number.
fn has_dial_texts(plan: &Plan) -> bool {
    plan.lines().any(|(_, line)| line.numbers().any(|number| matches!(number.value, Dialed::Code(_))))
}

const LINES: &str = "`lines` lists the numbers that can be dialed";

/// A number in any usual spelling or another dial string of the plan, or that of a line by its name in the plan's files or its
/// name for people.
pub fn number(plan: &Plan, text: &str) -> Result<Dialed, NameError> {
    let text = text.trim();
    let of_people = || plan.lines().find(|(_, line)| line.name.eq_ignore_ascii_case(text)).map(|(id, _)| id);
    if let Some(line) = plan.line_named(text).or_else(of_people) {
        return Ok(plan.line(line).number.value);
    }
    if let Some(code) = plan.dial_typed(text) {
        return Ok(code);
    }
    let dialled = PhoneNumber::parse(text, plan.country).map_err(|error| {
        if plan.step_named(text).is_some() {
            return NameError::Step(text.to_owned());
        }
        if plan.schedule_named(text).is_some() {
            return NameError::Schedule(text.to_owned());
        }
        if let Some(number) = line_with_entry(plan, text) {
            return NameError::Entry { text: text.to_owned(), number };
        }
        // Where extensions are dialed, so few digits are meant for one.
        let is_short = text.len() <= MAX_EXTENSION && text.chars().all(|c| c.is_ascii_digit());
        let extension = DialText::new(text).filter(|_| is_short).map(Dialed::Code);
        if let Some(code) = extension.filter(|_| has_dial_texts(plan)) {
            return NameError::NoSuchNumber(code);
        }
        let near = did_you_mean(text, plan.lines().map(|(_, line)| line.key.as_str()));
        NameError::NoLine { text: text.to_owned(), near: near.map(str::to_owned), error }
    })?;
    match dialled.extension {
        Some(extension) => Err(NameError::Extension { number: dialled.number, extension }),
        None => Ok(dialled.number.into()),
    }
}

/// The first line at which an extension can be dialed as soon as it answers.
fn line_with_entry(plan: &Plan, text: &str) -> Option<Dialed> {
    let keys = text.chars().map(Key::new).collect::<Option<Vec<Key>>>()?;
    if keys.is_empty() || keys.len() > Digits::MAX {
        return None;
    }
    let entry: Digits = keys.into_iter().collect();
    let mut lines = plan.lines();
    let takes = |(_, line): &(LineId, &Line)| match line.answer.target {
        Target::Step(step) => matches!(plan.step(step).taken(&entry), Some(TakenEntry::Route(_))),
        _ => false,
    };
    lines.find(takes).map(|(_, line)| line.number.value)
}

/// A time as people write it, in the plan's zone; a holiday of the plan is a day.
pub fn moment(plan: &Plan, text: &str, now: Timestamp) -> Result<Timestamp, MomentError> {
    moment::parse_among(text, plan.zone, now, &|name, from| plan.holiday(name, from))
}

/// A time as [`moment()`] reads it, or a day, which means its first instant.
pub fn moment_or_day(plan: &Plan, text: &str, now: Timestamp) -> Result<Timestamp, MomentError> {
    moment::parse_day(text, plan.zone, now, &|name, from| plan.holiday(name, from))
}

/// A line by its name or number.
pub fn line(plan: &Plan, text: &str) -> Result<LineId, NameError> {
    let number = number(plan, text)?;
    match plan.dial(number) {
        Some(Dialable::Line(id)) => Ok(id),
        Some(Dialable::Fax(_)) | None => Err(NameError::NoSuchNumber(number)),
    }
}

/// The schedules that a name means: a schedule's own, or those that a call of a line or number can meet.
pub fn schedules(plan: &Plan, text: &str) -> Result<Vec<ScheduleId>, NameError> {
    if let Some(schedule) = plan.schedule_named(text.trim()) {
        return Ok(vec![schedule]);
    }
    line(plan, text).map(|line| plan.schedules_of(line)).map_err(|error| {
        let near = did_you_mean(text, plan.schedules().map(|(_, schedule)| schedule.key.as_str()));
        match (near, error) {
            (Some(near), _) => NameError::NoSchedule { text: text.to_owned(), near: Some(near.to_owned()) },
            (None, NameError::NoLine { text, near: None, .. }) if !has_digit(&text) => {
                NameError::NoSchedule { text, near: None }
            }
            (None, error) => error,
        }
    })
}

fn has_digit(text: &str) -> bool {
    text.chars().any(|c| c.is_ascii_digit())
}

impl NameError {
    /// What is wrong, without a word of commands: a lesson has none of them.
    #[must_use]
    pub fn what(&self) -> String {
        match self {
            Self::Step(text) => {
                format!("`{text}` is a step, not a line: calls reach it, but it has no number of its own")
            }
            Self::Schedule(text) => format!("`{text}` is a schedule, not a line"),
            Self::NoLine { text, near: Some(near), .. } => {
                format!("there is no line {text:?}; did you mean `{near}`?")
            }
            Self::NoLine { text, near: None, error } if has_digit(text) => {
                format!("{text:?} is not a phone number: {error}")
            }
            Self::NoLine { text, near: None, .. } => format!("there is no line {text:?}"),
            Self::NoSchedule { text, near: Some(near) } => {
                format!("there is no schedule {text:?}; did you mean `{near}`?")
            }
            Self::NoSchedule { text, near: None } => format!("there is no schedule or line {text:?}"),
            Self::Extension { number, extension } => {
                let keys = keys_for_people(extension.to_string().chars().filter_map(Key::new));
                format!("an extension is not part of a number: dial {number}, then press {keys}")
            }
            Self::Entry { text, number } => {
                let keys = keys_for_people(text.chars().filter_map(Key::new));
                format!("{text} has no number of its own: dial {number}, then press {keys}")
            }
            Self::NoSuchNumber(number) => format!("no line of the plan has the number {number}"),
        }
    }
}

/// What is wrong, and which command tells more.
impl fmt::Display for NameError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.what())?;
        match self {
            Self::Step(_) => write!(f, "\n{LINES}"),
            Self::Schedule(_) => write!(f, "; `hours` shows it\n{LINES}"),
            Self::NoLine { text, near: None, .. } if !has_digit(text) => write!(f, "\n{LINES}"),
            Self::NoSchedule { near: None, .. } => f.write_str("\n`hours` and `lines` list them"),
            Self::NoLine { .. }
            | Self::NoSchedule { .. }
            | Self::Entry { .. }
            | Self::Extension { .. }
            | Self::NoSuchNumber(_) => Ok(()),
        }
    }
}

impl std::error::Error for NameError {}
