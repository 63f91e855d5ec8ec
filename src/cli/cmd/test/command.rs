use super::round::{RunOccasion, once};
use super::{bless, watch};
use crate::cli::args::{GlobalArgs, TestArgs};
use crate::cli::cmd::suites::found;
use crate::cli::context::CommandContext;
use crate::cli::exit::{CommandFailure, ExitStatus};

pub(in crate::cli::cmd) fn run(
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
