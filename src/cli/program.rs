use std::io::Write as _;

use super::args::Args;
use super::context::CommandContext;
use super::exit::{CommandFailure, ExitStatus, is_reader_gone};
use super::{args, cmd, interrupts, log};

/// Runs the program with the arguments, streams and clock of this process.
#[must_use]
pub fn run() -> ExitStatus {
    let args = match Args::of_process() {
        Ok(args) => args,
        Err(error) => return told(&error),
    };
    let mut context = CommandContext::of_process(args.global.color);
    context.plan_note.set(args.global.plan_note().map(|note| (args.global.plan_source(), note)));
    let plan_of_environment = args.global.plan.clone().filter(|_| !args.global.plan_is_named);
    // Before anything has a thread.
    if context.interactive
        && args.command.as_ref().is_none_or(args::Command::holds_terminal)
        && let Err(failure) = interrupts::quit_in_order()
    {
        return context.complain(&failure);
    }
    if let Err(error) = log::start(&args.global) {
        return context.complain(&CommandFailure::Usage(error));
    }
    let is_verdict = args.command.as_ref().is_some_and(args::Command::is_verdict);
    let is_kept = args.command.as_ref().is_some_and(args::Command::is_kept);
    let (exit, is_told) = match cmd::run(&mut context, args) {
        Ok(exit) => (exit, false),
        // Nobody knows what the answer would have been, or of what this is a part; a machine must not take it for a yes.
        Err(CommandFailure::Io(error)) if (is_verdict || is_kept) && is_reader_gone(&error) => {
            (ExitStatus::CannotRun, true)
        }
        Err(failure) => {
            let exit = context.complain(&failure);
            if plan_of_environment.is_some_and(|plan| failure.is_about(&plan)) {
                let _ = writeln!(
                    context.errors(),
                    "  help: the environment variable IVRSIM_PLAN names this plan"
                );
            }
            (exit, matches!(failure, CommandFailure::Io(_)))
        }
    };
    match context.out.flush() {
        // What could not be written a moment ago cannot be written now, either, and one word about it is enough.
        Err(_) if is_told => exit,
        // An answer stays the same, whoever has read enough of it; of what is kept, a part is not the whole.
        Err(error) if is_reader_gone(&error) => match exit {
            ExitStatus::Success if is_kept => ExitStatus::CannotRun,
            exit => exit,
        },
        Err(error) => context.complain(&CommandFailure::Io(error)),
        Ok(()) => exit,
    }
}

/// Says what is wrong with the arguments, or gives the help that was asked for, which is no mistake and goes to standard
/// output.
fn told(error: &clap::Error) -> ExitStatus {
    let mut context = CommandContext::of_process(args::Color::Auto);
    let told = error.render();
    if error.use_stderr() {
        let told = if context.color_errors { told.ansi().to_string() } else { told.to_string() };
        // There is nobody left to tell if standard error is gone.
        let _ = write!(context.errors(), "{told}");
        return ExitStatus::CannotRun;
    }
    let told = if context.color { told.ansi().to_string() } else { told.to_string() };
    match context.out.write_all(told.as_bytes()).and_then(|()| context.out.flush()) {
        Err(error) if !is_reader_gone(&error) => context.complain(&CommandFailure::Io(error)),
        _ => ExitStatus::Success,
    }
}
