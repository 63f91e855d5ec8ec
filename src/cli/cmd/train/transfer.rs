use std::io::{self, Write as _};
use std::path::Path;

use crate::base::text::counted;
use crate::cli::args::TrainImport;
use crate::cli::context::CommandContext;
use crate::cli::exit::{CommandFailure, ExitStatus};
use crate::files::load;
use crate::training::store::{KnownLearners, Store};

pub(super) fn export(context: &mut CommandContext, file: &Path) -> Result<ExitStatus, CommandFailure> {
    Store::open_to_read(file)?.export(context.out.exact())??;
    Ok(ExitStatus::Success)
}

pub(super) fn import(
    context: &mut CommandContext,
    file: &Path,
    args: &TrainImport,
) -> Result<ExitStatus, CommandFailure> {
    let known = if args.replace { KnownLearners::MakeWay } else { KnownLearners::Stay };
    let imported = if args.file.as_os_str() == "-" {
        Store::import_into(file, io::stdin().lock(), known)?
    } else {
        Store::import_into(file, load::lines(&args.file)?, known)?
    };
    let (learners, answers) = (counted(imported.learners, "learner"), counted(imported.answers, "answer"));
    writeln!(context.out, "{learners}, {answers}")?;
    Ok(ExitStatus::Success)
}
