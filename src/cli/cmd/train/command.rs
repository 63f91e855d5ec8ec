use std::path::Path;

use super::{assign, lesson, people, report, transfer};
use crate::cli::args::{Train, TrainCommand};
use crate::cli::cmd::learners_file::learners_file;
use crate::cli::cmd::questions;
use crate::cli::context::CommandContext;
use crate::cli::exit::{CommandFailure, ExitStatus};
use crate::files::load::PlanSource;

pub(in crate::cli::cmd) fn run(
    context: &mut CommandContext,
    source: &PlanSource,
    args: &Train,
) -> Result<ExitStatus, CommandFailure> {
    // Their questions need no learner.
    if let Some(TrainCommand::Questions(args)) = &args.command {
        return questions::check(context, source, args);
    }
    let file = learners_file(context, args.db.as_deref())?;
    let file: &Path = &file;
    let Some(command) = &args.command else { return lesson::run(context, source, file, &args.lesson) };
    match command {
        TrainCommand::Report(args) => report::run(context, source, file, args),
        TrainCommand::Assign(args) => assign::run(context, source, file, args),
        TrainCommand::Learners(args) => people::list(context, file, args),
        TrainCommand::Reset(args) => people::reset(context, file, args),
        TrainCommand::Forget(args) => people::forget(context, file, args),
        TrainCommand::Export => transfer::export(context, file),
        TrainCommand::Import(args) => transfer::import(context, file, args),
        TrainCommand::Questions(args) => questions::check(context, source, args),
    }
}
