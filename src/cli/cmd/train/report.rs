use std::io::Write as _;
use std::path::Path;

use crate::base::text::Paint;
use crate::cli::args::{TrainBy, TrainFormat, TrainReport};
use crate::cli::cmd::{ask, questions};
use crate::cli::context::CommandContext;
use crate::cli::exit::{CommandFailure, ExitStatus};
use crate::explore::incomplete::INCOMPLETE;
use crate::files::load::PlanSource;
use crate::training::drill::Deck;
use crate::training::learning::StudyCard;
use crate::training::report::{CsvRows, TrainingReport};
use crate::training::store::Store;

pub(super) fn run(
    context: &mut CommandContext,
    source: &PlanSource,
    file: &Path,
    args: &TrainReport,
) -> Result<ExitStatus, CommandFailure> {
    if args.by != TrainBy::Card && args.format != TrainFormat::Csv {
        return Err(CommandFailure::Usage(
            "--by needs --format csv; the other formats show everything".to_owned(),
        ));
    }
    let plan = context.plan(source)?;
    let at = ask::at(&plan, args.at.as_deref(), context.now)?;
    let store = Store::open_to_read(file)?;
    let learner = args.learner.as_deref().map(|name| store.learner(name)).transpose()?;
    let deck = Deck::of(&plan, at).and(questions::read(&plan, &args.questions)?);
    if !deck.is_complete() {
        writeln!(context.errors(), "{INCOMPLETE}")?;
    }
    let deck = deck.cards().iter().map(|card| StudyCard::of(card, &plan)).collect();
    let survey = store.survey(deck, learner.as_ref(), plan.zone, at)?;
    let report = TrainingReport { survey: &survey, plan: &plan, is_of_one: learner.is_some() };
    match args.format {
        TrainFormat::Text if survey.learners.is_empty() => writeln!(context.out, "nobody has trained yet")?,
        TrainFormat::Text => {
            write!(context.out, "{}", report.text(Paint::new(context.color), context.columns))?;
        }
        TrainFormat::Csv => {
            let rows = match args.by {
                TrainBy::Card => CsvRows::Cards,
                TrainBy::Day => CsvRows::Days,
                TrainBy::Learner => CsvRows::Learners,
                TrainBy::Assignment => CsvRows::Assignments,
                TrainBy::Exam => CsvRows::Exams,
            };
            report.csv(rows, context.out.exact())?;
            // Rows have no place for it.
            let note = report.not_counted();
            if !note.is_empty() {
                let _ = writeln!(context.errors(), "note: {note}");
            }
        }
        TrainFormat::Json => context.json(&report.json())?,
        TrainFormat::Html => report.html(context.out.exact())?,
    }
    Ok(ExitStatus::Success)
}
