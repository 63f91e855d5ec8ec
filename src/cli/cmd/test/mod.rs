//! Scenarios, run.

mod bless;
mod command;
mod coverage;
mod last_failed;
mod progress;
mod reports;
mod round;
mod since;
mod watch;

pub(super) use command::run;
pub(super) use coverage::{YEARS, shown};
