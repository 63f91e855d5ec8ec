//! The command line: arguments, the world outside, exit codes, and one file for each command.

mod args;
mod chapters;
mod cmd;
mod context;
mod exit;
mod interrupts;
mod log;

use std::io::{self, ErrorKind, Write as _};

pub use args::Args;
pub use context::Context;
pub use exit::{Exit, Failure};

/// Runs the program with the arguments, streams and clock of this process.
#[must_use]
pub fn run() -> Exit {
    let args = match Args::of_process() {
        Ok(args) => args,
        Err(error) => {
            // Help and version go to standard output and are no mistake.
            let _ = error.print();
            return if error.use_stderr() { Exit::CannotRun } else { Exit::Success };
        }
    };
    let mut context = Context::of_process(args.global.color);
    if let Err(error) = log::start(&args.global) {
        return context.complain(&Failure::Usage(error));
    }
    let is_verdict = args.command.as_ref().is_some_and(args::Command::is_verdict);
    let (exit, is_told) = match cmd::run(&mut context, args) {
        Ok(exit) => (exit, false),
        // Nobody knows what the answer would have been, and a machine must not take it for a yes.
        Err(Failure::Io(error)) if is_verdict && is_reader_gone(&error) => (Exit::CannotRun, true),
        Err(failure) => (context.complain(&failure), matches!(failure, Failure::Io(_))),
    };
    match context.out.flush() {
        // What could not be written a moment ago cannot be written now, either, and one word about it is enough.
        Err(_) if is_told => exit,
        // The answer stays the same, whoever has read enough of it.
        Err(error) if is_reader_gone(&error) => exit,
        Err(error) => context.complain(&Failure::Io(error)),
        Ok(()) => exit,
    }
}

/// Whether nobody reads on, as behind `| head`.
fn is_reader_gone(error: &io::Error) -> bool {
    error.kind() == ErrorKind::BrokenPipe
}
