//! The command line: arguments, the world outside, exit codes, and one file for each command.

mod args;
mod chapters;
mod cmd;
mod context;
mod exit;
mod interrupts;
mod log;
mod pager;
mod plain;
mod program;
mod progress;

pub use exit::ExitStatus;
pub use program::run;
