//! Scenarios, run.

mod bless;
mod coverage;
mod last_failed;
mod progress;
mod reports;
mod round;
mod watch;

use self::round::{RunOccasion, once};
use super::suites::found;
use crate::cli::args::{GlobalArgs, TestArgs};
use crate::cli::context::CommandContext;
use crate::cli::exit::{CommandFailure, ExitStatus};

pub(super) use self::coverage::{YEARS, shown};

pub(super) fn run(
    context: &mut CommandContext,
    global: &GlobalArgs,
    args: &TestArgs,
) -> Result<ExitStatus, CommandFailure> {
    if args.tending.bless && CommandContext::is_ci() {
        return Err(bless::not_in_ci());
    }
    if args.tending.watch {
        return watch::run(context, global, args);
    }
    once(context, global, args, found(&args.paths)?, RunOccasion::Alone)
}
