use std::io::Write as _;
use std::path::Path;
use std::sync::Arc;

use crate::cli::cmd::ask;

use super::exam;
use super::seat::seated;
use crate::base::text::safe;
use crate::cli::args::TrainLesson;
use crate::cli::cmd::compared::compared;
use crate::cli::cmd::diff::old_source;
use crate::cli::cmd::questions;
use crate::cli::context::CommandContext;
use crate::cli::exit::{CommandFailure, ExitStatus};
use crate::explore::Horizon;
use crate::explore::incomplete::INCOMPLETE;
use crate::files::load::PlanSource;
use crate::plan::Plan;
use crate::training::drill::{CardKind, Deck};
use crate::training::learning::SessionGoal;
use crate::training::lesson::{Lesson, TourChoice};
use crate::training::store::Store;

pub(super) fn run(
    context: &mut CommandContext,
    source: &PlanSource,
    file: &Path,
    args: &TrainLesson,
) -> Result<ExitStatus, CommandFailure> {
    let plan = context.plan(source)?;
    if args.exam {
        return exam::run(context, &plan, file, args);
    }
    let changes = match &args.since {
        Some(old) => match changes(context, source, old, &plan) {
            Err(CommandFailure::Interrupted) => return Ok(ExitStatus::Interrupted),
            changes => {
                let changes = changes?;
                if changes.cards().is_empty() {
                    context.say(&format!("Nothing has changed for callers since {}.\n", safe(old)))?;
                }
                Some(changes)
            }
        },
        None => None,
    };
    let deck = Deck::of(&plan, context.now).and(questions::read(&plan, &args.questions)?);
    if !deck.is_complete() {
        writeln!(context.errors(), "{INCOMPLETE}")?;
    }
    let (mut store, learner) = Store::open_for(file, &args.learner)?;
    let mut assigned = store.assignments(&learner)?;
    assigned.sort_by_key(|assignment| assignment.by);
    let mut lesson = Lesson::new(&plan, &deck, changes.as_ref(), &mut store, learner);
    let ten = SessionGoal::default().minutes;
    let goal = SessionGoal {
        cards: args.cards,
        minutes: args.minutes.or(ten.filter(|_| args.cards.is_none())),
        new_a_day: args.new,
        lines_first: assigned.into_iter().map(|assignment| assignment.line).collect(),
        kinds_first: changes.iter().map(|_| CardKind::Changed.word().to_owned()).collect(),
    };
    let tour = if args.tour { TourChoice::Again } else { TourChoice::Once };
    seated(context, |desk| lesson.train(goal, tour, desk))?;
    Ok(ExitStatus::Success)
}

/// The cards of what has changed since an old plan.
fn changes(
    context: &CommandContext,
    source: &PlanSource,
    old: &str,
    plan: &Arc<Plan>,
) -> Result<Deck, CommandFailure> {
    let old = context.plan(&old_source(Path::new(old), source)?)?;
    let differences = compared(context, &old, plan, ask::looked_at(Horizon::of(plan, 1)))?;
    Ok(Deck::changes(&old, plan, &differences))
}
