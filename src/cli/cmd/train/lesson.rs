use std::io;
use std::path::Path;

use crate::cli::args::TrainLesson;
use crate::cli::context::Context;
use crate::cli::exit::{Exit, Failure};
use crate::diff::diff;
use crate::drill::Deck;
use crate::explore::Horizon;
use crate::learning::{Exam, Goal};
use crate::lesson::{Desk, Lesson, LessonError};
use crate::load::PlanSource;
use crate::report::Paint;
use crate::store::Store;

/// How many questions an examination has if nobody says.
const PAPER: usize = 20;

pub(super) fn run(
    context: &mut Context,
    source: &PlanSource,
    file: &Path,
    args: &TrainLesson,
) -> Result<Exit, Failure> {
    let plan = context.plan(source)?;
    let old = args
        .since
        .as_ref()
        .map(|old| context.plan(&PlanSource::named(Path::new(old), source)))
        .transpose()?;
    let changes = old.as_ref().map(|old| {
        let differences = diff(old, &plan, Horizon::of(&plan, 1));
        Deck::changes(old, &plan, &differences)
    });
    let deck = Deck::of(&plan, context.now);
    let mut store = Store::open_or_create(file)?;
    let learner = store.enroll(&args.learner)?;
    let mut assigned = store.assignments(&learner)?;
    assigned.sort_by_key(|assignment| assignment.by);
    let mut lesson = Lesson::new(&plan, &deck, changes.as_ref(), &mut store, learner);
    let mut typed = io::stdin().lock();
    let mut seat = Desk {
        typed: &mut typed,
        shown: &mut context.out,
        paint: Paint::new(context.color),
        prompts: context.interactive,
        clock: &Context::real_time,
    };
    if args.exam {
        let exam = Exam { seed: args.seed, cards: args.cards.unwrap_or(PAPER), pass_mark: args.pass };
        let result = lesson.exam(exam, &mut seat).map_err(failure)?;
        return Ok(if result.is_some_and(|result| result.is_passed()) {
            Exit::Success
        } else {
            Exit::Failed
        });
    }
    let ten = Goal::default().minutes;
    let goal = Goal {
        cards: args.cards,
        minutes: args.minutes.or(ten.filter(|_| args.cards.is_none())),
        new_a_day: args.new,
        lines_first: assigned.into_iter().map(|assignment| assignment.line).collect(),
    };
    lesson.train(goal, &mut seat).map_err(failure)?;
    Ok(Exit::Success)
}

fn failure(error: LessonError) -> Failure {
    match error {
        LessonError::Store(error) => error.into(),
        LessonError::Io(error) => error.into(),
    }
}
