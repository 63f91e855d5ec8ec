use std::io;
use std::path::Path;
use std::sync::Arc;

use super::{exam, questions};
use crate::cli::args::TrainLesson;
use crate::cli::cmd::diff::old_source;
use crate::cli::cmd::diff_progress::compared;
use crate::cli::context::Context;
use crate::cli::exit::{Exit, Failure};
use crate::cli::interrupts::keep_terminal;
use crate::drill::Deck;
use crate::explore::Horizon;
use crate::learning::Goal;
use crate::lesson::{Desk, Keyboard, Lesson, LessonError, Tour, Typing};
use crate::load::PlanSource;
use crate::plan::Plan;
use crate::report::Paint;
use crate::store::Store;

pub(super) fn run(
    context: &mut Context,
    source: &PlanSource,
    file: &Path,
    args: &TrainLesson,
) -> Result<Exit, Failure> {
    let plan = context.plan(source)?;
    if args.exam {
        return exam::run(context, &plan, file, args);
    }
    let changes = match &args.since {
        Some(old) => match changes(context, source, old, &plan) {
            Err(Failure::Interrupted) => return Ok(Exit::Interrupted),
            changes => Some(changes?),
        },
        None => None,
    };
    let deck = Deck::of(&plan, context.now).and(questions::read(&plan, &args.questions)?);
    let mut store = Store::open_or_create(file)?;
    let learner = store.enroll(&args.learner)?;
    let mut assigned = store.assignments(&learner)?;
    assigned.sort_by_key(|assignment| assignment.by);
    let mut lesson = Lesson::new(&plan, &deck, changes.as_ref(), &mut store, learner);
    let ten = Goal::default().minutes;
    let goal = Goal {
        cards: args.cards,
        minutes: args.minutes.or(ten.filter(|_| args.cards.is_none())),
        new_a_day: args.new,
        lines_first: assigned.into_iter().map(|assignment| assignment.line).collect(),
    };
    let tour = if args.tour { Tour::Again } else { Tour::Once };
    seated(context, |desk| lesson.train(goal, tour, desk))?;
    Ok(Exit::Success)
}

/// The cards of what has changed since an old plan.
fn changes(context: &Context, source: &PlanSource, old: &str, plan: &Arc<Plan>) -> Result<Deck, Failure> {
    let old = context.plan(&old_source(Path::new(old), source)?)?;
    let differences = compared(context, &old, plan, Horizon::of(plan, 1))?;
    Ok(Deck::changes(&old, plan, &differences))
}

/// Lets somebody sit down at the terminal, or a script at the pipe.
pub(super) fn seated<T>(
    context: &mut Context,
    work: impl FnOnce(&mut Desk<'_>) -> Result<T, LessonError>,
) -> Result<T, Failure> {
    let mut lines;
    let typed = if context.interactive {
        keep_terminal()?;
        Typing::Keys(Box::new(Keyboard::of_terminal()?))
    } else {
        lines = io::stdin().lock();
        Typing::Lines(&mut lines)
    };
    let paint = Paint::new(context.color);
    let mut desk = Desk { typed, shown: &mut context.out, paint, clock: &Context::real_time };
    work(&mut desk).map_err(|error| match error {
        LessonError::Store(error) => error.into(),
        LessonError::Io(error) => error.into(),
    })
}
