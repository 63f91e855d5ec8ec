//! What several commands are told in the same words: which number, which caller, which time.

use std::io::Write as _;

use jiff::Timestamp;

use crate::call::{Caller, OutsideAnswers};
use crate::cli::exit::CommandFailure;
use crate::cli::plain::errors;
use crate::directory;
use crate::explore::Horizon;
use crate::number::Dialed;
use crate::plan::Plan;

/// A number in any spelling, or the name of a line.
pub(super) fn number(plan: &Plan, text: &str) -> Result<Dialed, CommandFailure> {
    directory::number(plan, text).map_err(|error| CommandFailure::Usage(error.to_string()))
}

/// The caller of an option: a number or a time zone; unknown if none is given.
pub(super) fn caller(option: &str, plan: &Plan, text: Option<&str>) -> Result<Caller, CommandFailure> {
    text.map_or(Ok(Caller::default()), |text| Caller::parse(text, plan.country))
        .map_err(|error| CommandFailure::Usage(format!("{option}: {error}")))
}

/// What the outside answers.
pub(super) fn answers(plan: &Plan, texts: &[String]) -> Result<OutsideAnswers, CommandFailure> {
    OutsideAnswers::read(&texts.join(";"), plan)
        .map_err(|error| CommandFailure::Usage(format!("--answer: {error}")))
}

/// A time, read in the plan's zone; now if none is given.
pub(super) fn at(plan: &Plan, text: Option<&str>, now: Timestamp) -> Result<Timestamp, CommandFailure> {
    let read = |text| directory::moment(plan, text, now);
    text.map_or(Ok(now), read).map_err(|error| CommandFailure::Usage(format!("--at: {error}")))
}

/// The first instant of what is looked at: a time, or a day's beginning, read in the plan's zone.
pub(super) fn since(
    option: &str,
    text: &str,
    plan: &Plan,
    now: Timestamp,
) -> Result<Timestamp, CommandFailure> {
    directory::moment_or_day(plan, text, now)
        .map_err(|error| CommandFailure::Usage(format!("{option}: {error}")))
}

/// The same time, once it is said if it ends before it should.
pub(super) fn looked_at(horizon: Horizon) -> Horizon {
    if horizon.is_cut_off() {
        let note = "hours are known until the end of 2199, so the answer ends there";
        let _ = writeln!(errors(false), "note: {note}");
    }
    horizon
}
