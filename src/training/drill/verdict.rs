//! How good an answer is, and what is said of one that is not right.

use jiff::Timestamp;

use super::answer::{Fit, Times};
use super::moments::When;
use crate::call::{Caller, Record};
use crate::directory::Way;
use crate::directory::reached::put_through;
use crate::number::PhoneNumber;
use crate::plan::{Dialable, Plan};
use crate::time::Zone;

/// How good an answer is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Score {
    /// Not what the plan says.
    Wrong,
    /// Something of it: the number without its option, the time without its day.
    Partly,
    /// What the plan says.
    Right,
}

impl Score {
    /// The word for it.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Self::Right => "right",
            Self::Partly => "partly",
            Self::Wrong => "wrong",
        }
    }
}

/// How good an answer is, and what is to be said of it before what is right.
#[derive(Clone, Debug)]
pub(super) struct Verdict {
    pub(super) score: Score,
    pub(super) note: String,
    /// Whether it can mean right and wrong alike: whoever said it is asked again.
    pub(super) is_unclear: bool,
}

impl Verdict {
    pub(super) fn of(score: Score) -> Self {
        Self { score, note: String::new(), is_unclear: false }
    }

    pub(super) fn unclear() -> Self {
        let note = "That can mean more than one of them: say all of the name.";
        Self { is_unclear: true, ..Self::partly(note) }
    }

    pub(super) fn right_if(is_right: bool) -> Self {
        Self::of(if is_right { Score::Right } else { Score::Wrong })
    }

    pub(super) fn partly(note: impl Into<String>) -> Self {
        Self { score: Score::Partly, note: note.into(), is_unclear: false }
    }

    pub(super) fn wrong(note: impl Into<String>) -> Self {
        Self { score: Score::Wrong, note: note.into(), is_unclear: false }
    }
}

/// Judges a moment that was typed.
pub(super) fn when(answer: &str, moment: When) -> Verdict {
    let When { at, now, clock, caller } = moment;
    let times = Times::read(answer, clock, 1);
    if times.clocks.is_empty() && times.days.is_empty() {
        return Verdict::wrong("The answer is a time, such as 8:30 am.");
    }
    let Fit { time, day } = times.fit(at, now, clock, caller);
    // Midnight ends the day.
    let last = at.checked_sub(jiff::SignedDuration::from_secs(1)).unwrap_or(at);
    let dates = |at| [clock, caller].map(|zone: Zone| zone.wall_clock(at).date());
    let is_today =
        [at, last].iter().any(|&at| dates(at).iter().zip(dates(now)).any(|(then, now)| *then == now));
    match (time, day) {
        (true, Some(true)) => Verdict::of(Score::Right),
        (true, None) if is_today => Verdict::of(Score::Right),
        (true, None) => {
            Verdict::partly("The time is right, but it is not on the same day: the day belongs to it.")
        }
        (true, Some(false)) => Verdict::partly("The time is right, the day is not."),
        (false, Some(true)) if !is_today => Verdict::partly("The day is right, the time is not."),
        (false, _) => Verdict::of(Score::Wrong),
    }
}

/// Whose number this is.
pub(super) fn whose(plan: &Plan, number: PhoneNumber) -> String {
    match plan.dial(number) {
        Some(Dialable::Line(line)) => format!("{number} is the number of {}.", plan.line(line).name),
        Some(Dialable::Fax(contact)) => format!("{number} is the fax of {}.", plan.contact(contact).name),
        None => format!("{number} is not a number of this directory."),
    }
}

/// Takes a way.
pub(super) fn call(plan: &Plan, way: &Way, caller: Caller, at: Timestamp) -> Record {
    Record::make(plan, plan.line(way.line).number.value, caller, at, &way.keys).0
}

/// How a call ended, for its caller.
pub(super) fn ended(plan: &Plan, record: &Record) -> String {
    match (put_through(record), record.outcome()) {
        (Some(step), _) => {
            let name = plan.step(step).name.as_deref().unwrap_or("somebody else");
            format!("Your call was put through to {name}.")
        }
        (None, Some(_)) => {
            let reason = record.reason(plan).unwrap_or_default();
            format!("Your call ended elsewhere: {reason}.")
        }
        (None, None) => "Your call has not ended.".to_owned(),
    }
}
