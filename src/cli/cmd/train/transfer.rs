use std::io::{self, Write as _};
use std::path::Path;

use crate::cli::args::TrainImport;
use crate::cli::context::Context;
use crate::cli::exit::{Exit, Failure};
use crate::files::load;
use crate::training::store::Store;

pub(super) fn export(context: &mut Context, file: &Path) -> Result<Exit, Failure> {
    Store::open_to_read(file)?.export(context.out.exact())??;
    Ok(Exit::Success)
}

pub(super) fn import(context: &mut Context, file: &Path, args: &TrainImport) -> Result<Exit, Failure> {
    let imported = if args.file.as_os_str() == "-" {
        Store::import_into(file, io::stdin().lock())?
    } else {
        Store::import_into(file, load::lines(&args.file)?)?
    };
    let count = |count: usize, what: &str| format!("{count} {what}{}", if count == 1 { "" } else { "s" });
    let (learners, answers) = (count(imported.learners, "learner"), count(imported.answers, "answer"));
    writeln!(context.out, "{learners}, {answers}")?;
    Ok(Exit::Success)
}
