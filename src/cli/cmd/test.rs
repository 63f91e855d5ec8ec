use super::suites::found;
use super::test_round::{RunOccasion, once};
use super::{test_bless, test_watch};
use crate::cli::args::{GlobalArgs, TestArgs};
use crate::cli::context::CommandContext;
use crate::cli::exit::{CommandFailure, ExitStatus};

pub(super) fn run(
    context: &mut CommandContext,
    global: &GlobalArgs,
    args: &TestArgs,
) -> Result<ExitStatus, CommandFailure> {
    if args.tending.bless && CommandContext::is_ci() {
        return Err(test_bless::not_in_ci());
    }
    if args.tending.watch {
        return test_watch::run(context, global, args);
    }
    once(context, global, args, found(&args.paths)?, RunOccasion::Alone)
}
