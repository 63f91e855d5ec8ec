use std::io::Write as _;
use std::path::Path;

use super::seat::seated;
use crate::base::source::DisplayPath;
use crate::cli::args::TrainLesson;
use crate::cli::cmd::out::OutputPlace;
use crate::cli::cmd::questions;
use crate::cli::context::CommandContext;
use crate::cli::exit::{CommandFailure, ExitStatus};
use crate::explore::Horizon;
use crate::explore::incomplete::INCOMPLETE;
use crate::files::save::{self, Pending};
use crate::plan::Plan;
use crate::training::drill::Deck;
use crate::training::learning::Exam;
use crate::training::lesson::Lesson;
use crate::training::report::ResultJson;
use crate::training::store::Store;

/// How many questions an exam has if nobody says.
const PAPER: usize = 20;

pub(super) fn run(
    context: &mut CommandContext,
    plan: &Plan,
    file: &Path,
    args: &TrainLesson,
) -> Result<ExitStatus, CommandFailure> {
    // What a class is asked does not depend on the day on which it sits.
    let deck = Deck::of(plan, Horizon::of(plan, 1).from).and(questions::read(plan, &args.questions)?);
    if !deck.is_complete() {
        writeln!(context.errors(), "{INCOMPLETE}")?;
    }
    // Nobody answers for half an hour to learn that there is no room for the result.
    let pending = args.result.as_deref().map(begun).transpose()?;
    let (mut store, learner) = Store::open_for(file, &args.learner)?;
    let name = learner.name.clone();
    let mut lesson = Lesson::new(plan, &deck, None, &mut store, learner);
    let exam = Exam { seed: args.seed, cards: args.cards.unwrap_or(PAPER), pass_mark: args.pass };
    let Some(sitting) = seated(context, |desk| lesson.exam(exam, desk))? else {
        return Ok(ExitStatus::Failed);
    };
    if let (Some(mut pending), Some(path)) = (pending, &args.result) {
        let result = ResultJson::new(&sitting, &name, plan);
        serde_json::to_writer_pretty(&mut pending, &result).map_err(std::io::Error::from)?;
        writeln!(pending)?;
        pending
            .keep_new()
            .map_err(|error| if error.is_in_the_way() { in_the_way(path) } else { error.into() })?;
    }
    Ok(if sitting.result.is_passed() { ExitStatus::Success } else { ExitStatus::Failed })
}

/// Begins a file of a result, which must not be there yet: it may be somebody else's.
fn begun(path: &Path) -> Result<Pending, CommandFailure> {
    if OutputPlace::of(Some(path)).file().is_none() {
        let text = "the exam itself uses standard output: name a file for --result";
        return Err(CommandFailure::Usage(text.to_owned()));
    }
    let file = Pending::beside(path)?;
    if path.symlink_metadata().is_ok() && !save::is_stream(path) { Err(in_the_way(path)) } else { Ok(file) }
}

fn in_the_way(path: &Path) -> CommandFailure {
    CommandFailure::Usage(format!("{} already exists: name a new file for --result", DisplayPath(path)))
}
