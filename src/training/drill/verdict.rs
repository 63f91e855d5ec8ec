//! How good an answer is, and what is said of one that is not right.

use jiff::Timestamp;

use super::answer::{NamedTimes, TimeFit};
use super::moments::MomentPhrase;
use crate::call::{CallRecord, CallSpec, Caller, OutcomeKind, call_back_from};
use crate::directory::StepRoute;
use crate::directory::reached::put_through;
use crate::number::Dialed;
use crate::plan::{Dialable, Plan};
use crate::time::Zone;

/// How good an answer is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum AnswerScore {
    /// Not what the plan says.
    Wrong,
    /// Something of it: the number without its option, the time without its day.
    Partly,
    /// What the plan says.
    Right,
}

impl AnswerScore {
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
pub(super) struct AnswerVerdict {
    pub(super) score: AnswerScore,
    pub(super) note: String,
    /// Whether it can mean right and wrong alike: whoever said it is asked again.
    pub(super) is_unclear: bool,
}

impl AnswerVerdict {
    pub(super) fn of(score: AnswerScore) -> Self {
        Self { score, note: String::new(), is_unclear: false }
    }

    pub(super) fn unclear() -> Self {
        let note = "That can mean more than one of them: give the full name.";
        Self { is_unclear: true, ..Self::partly(note) }
    }

    pub(super) fn right_if(is_right: bool) -> Self {
        Self::of(if is_right { AnswerScore::Right } else { AnswerScore::Wrong })
    }

    pub(super) fn partly(note: impl Into<String>) -> Self {
        Self { score: AnswerScore::Partly, note: note.into(), is_unclear: false }
    }

    pub(super) fn wrong(note: impl Into<String>) -> Self {
        Self { score: AnswerScore::Wrong, note: note.into(), is_unclear: false }
    }
}

/// Judges a moment that was typed.
pub(super) fn when(answer: &str, moment: MomentPhrase) -> AnswerVerdict {
    let MomentPhrase { at, now, clock, caller } = moment;
    let times = NamedTimes::read(answer, clock, 1);
    if times.clocks.is_empty() && times.days.is_empty() {
        return AnswerVerdict::wrong("The answer is a time, such as 8:30 am.");
    }
    let TimeFit { time, day } = times.fit(at, now, clock, caller);
    // Midnight ends the day.
    let last = at.checked_sub(jiff::SignedDuration::from_secs(1)).unwrap_or(at);
    let dates = |at| [clock, caller].map(|zone: Zone| zone.wall_clock(at).date());
    let is_today =
        [at, last].iter().any(|&at| dates(at).iter().zip(dates(now)).any(|(then, now)| *then == now));
    match (time, day) {
        (true, Some(true)) => AnswerVerdict::of(AnswerScore::Right),
        (true, None) if is_today => AnswerVerdict::of(AnswerScore::Right),
        (true, None) => {
            AnswerVerdict::partly("The time is right, but it is on another day: say the day, too.")
        }
        (true, Some(false)) => AnswerVerdict::partly("The time is right, the day is not."),
        (false, Some(true)) if !is_today => AnswerVerdict::partly("The day is right, the time is not."),
        (false, _) => AnswerVerdict::of(AnswerScore::Wrong),
    }
}

/// Whose number this is.
pub(super) fn whose(plan: &Plan, number: Dialed) -> String {
    match plan.dial(number) {
        Some(Dialable::Line(line)) => format!("{number} is the number of {}.", plan.line(line).name),
        Some(Dialable::Fax(contact)) => format!("{number} is the fax of {}.", plan.contact(contact).name),
        None => format!("{number} is not a number in this directory."),
    }
}

/// Takes a way.
pub(super) fn call(plan: &Plan, way: &StepRoute, caller: Caller, at: Timestamp) -> CallRecord {
    plan.call(&CallSpec::to_line(plan, way.line, at).with_caller(caller).with_keys(way.keys.clone())).record
}

/// How a call ended, for its caller.
pub(super) fn ended(plan: &Plan, record: &CallRecord) -> String {
    match (put_through(record), record.outcome()) {
        (Some(step), _) => {
            let name = plan.step(step).name.as_deref().unwrap_or("somebody else");
            if record.outcome().is_some_and(|outcome| outcome.kind() == OutcomeKind::Callback) {
                return format!("You were promised {}.", call_back_from(name));
            }
            format!("Your call was put through to {name}.")
        }
        (None, Some(_)) => {
            let reason = record.reason(plan).unwrap_or_default();
            format!("Your call ended elsewhere: {reason}.")
        }
        (None, None) => "Your call has not ended.".to_owned(),
    }
}
