use std::io::Write as _;
use std::path::PathBuf;
use std::sync::Arc;

use crate::base::source::Sources;
use crate::cli::args::TrainQuestions;
use crate::cli::context::CommandContext;
use crate::cli::exit::{CommandFailure, ExitStatus};
use crate::files::load::{self, PlanSource};
use crate::plan::Plan;
use crate::training::drill::{Deck, own_questions};

pub(super) fn check(
    context: &mut CommandContext,
    source: &PlanSource,
    args: &TrainQuestions,
) -> Result<ExitStatus, CommandFailure> {
    let plan = context.plan(source)?;
    let count = read(&plan, &args.files)?.cards().len();
    writeln!(context.out, "{count} {}, no mistakes", if count == 1 { "question" } else { "questions" })?;
    Ok(ExitStatus::Success)
}

/// The questions of some files, or all that is wrong with them.
pub(super) fn read(plan: &Plan, files: &[PathBuf]) -> Result<Deck, CommandFailure> {
    Ok(read_with_texts(plan, files)?.0)
}

/// The same, with the text of each file.
pub(super) fn read_with_texts(plan: &Plan, files: &[PathBuf]) -> Result<(Deck, Vec<String>), CommandFailure> {
    let mut sources = Sources::default();
    let mut ids = Vec::new();
    for path in files {
        ids.push(sources.add(load::name(path), load::text(path)?));
    }
    let mut mistakes = Vec::new();
    match own_questions(plan, &sources, &ids, &mut mistakes) {
        Some(deck) => Ok((deck, sources.iter().map(|(_, file)| file.text().to_owned()).collect())),
        None => Err(CommandFailure::Mistakes(mistakes, Arc::new(sources))),
    }
}
