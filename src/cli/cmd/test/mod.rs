//! Scenarios, run.

mod bless;
mod command;
mod coverage;
mod last_failed;
mod progress;
mod reports;
mod round;
mod watch;

pub(super) use command::run;
pub(super) use coverage::{YEARS, shown};
