use std::path::Path;

use jiff::civil::Date;

use crate::base::text::safe;
use crate::cli::args::TrainAssign;
use crate::cli::cmd::agreed::agreed;
use crate::cli::cmd::ask;
use crate::cli::context::CommandContext;
use crate::cli::exit::{CommandFailure, ExitStatus};
use crate::files::load::PlanSource;
use crate::plan::{Dialable, Line, Plan};
use crate::training::learning::Assignment;
use crate::training::store::{Store, StoreError};

pub(super) fn run(
    context: &mut CommandContext,
    source: &PlanSource,
    file: &Path,
    args: &TrainAssign,
) -> Result<ExitStatus, CommandFailure> {
    let plan = context.plan(source)?;
    let by = args.by.trim();
    let by: Date = by
        .parse()
        .map_err(|_| CommandFailure::Usage(format!("--by: {by:?} is not a day; write it as 2026-12-01")))?;
    let today = plan.zone.wall_clock(context.now).date();
    if by < today {
        return Err(CommandFailure::Usage(format!("--by: {by} is over; today is {today}")));
    }
    let lines: Vec<&Line> = args.lines.iter().map(|text| line(&plan, text)).collect::<Result<_, _>>()?;
    let assignments: Vec<Assignment> =
        lines.iter().map(|line| Assignment { line: line.key.clone(), by }).collect();
    if !args.new && !is_wanted(context, file, &args.learner)? {
        return Ok(ExitStatus::Failed);
    }
    let (mut store, learner) = Store::open_for(file, &args.learner)?;
    store.assign(&learner, &assignments)?;
    for line in lines {
        context.say(&format!("{}: {} by {by}", safe(&learner.name), safe(&line.name)))?;
    }
    Ok(ExitStatus::Success)
}

/// Whether somebody of this name is there, or is wanted: a name with a slip would be another person, whom nobody knows.
fn is_wanted(context: &mut CommandContext, file: &Path, name: &str) -> Result<bool, CommandFailure> {
    Store::check_name(name)?;
    let unknown = match Store::open(file).and_then(|store| store.learner(name)) {
        Ok(_) => return Ok(true),
        Err(StoreError::NotThere(_)) => format!("there is no learner {:?} yet", name.trim()),
        Err(error @ StoreError::NoLearner(..)) => error.to_string(),
        Err(error) => return Err(error.into()),
    };
    let nobody = format!("{unknown}; for a new learner, add --new");
    let end = if unknown.ends_with('?') { "" } else { "." };
    agreed(context, &format!("{unknown}{end} Add {}?", safe(name.trim())), &nobody)
}

/// A line of the plan, by its name or number. Another number than those of the plan is no line to learn.
fn line<'p>(plan: &'p Plan, text: &str) -> Result<&'p Line, CommandFailure> {
    let number = ask::number(plan, text)?;
    let found = match plan.dial(number) {
        Some(Dialable::Line(id)) => Some(plan.line(id)),
        Some(Dialable::Fax(_)) | None => None,
    };
    let unknown =
        || CommandFailure::Usage(format!("{text:?} is not a line of the plan; `ivrsim lines` lists them"));
    // Two names may share a number: the one that was named is meant.
    plan.line_named(text.trim()).map(|id| plan.line(id)).or(found).ok_or_else(unknown)
}
