use super::suites::found;
use super::test_round::{Occasion, once};
use super::{test_bless, test_watch};
use crate::cli::args::{Global, Test};
use crate::cli::context::Context;
use crate::cli::exit::{Exit, Failure};

pub(super) fn run(context: &mut Context, global: &Global, args: &Test) -> Result<Exit, Failure> {
    if args.tending.bless && Context::is_ci() {
        return Err(test_bless::not_in_ci());
    }
    if args.tending.watch {
        return test_watch::run(context, global, args);
    }
    once(context, global, args, found(&args.paths)?, Occasion::Alone)
}
