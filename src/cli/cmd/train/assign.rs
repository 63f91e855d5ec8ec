use std::io::Write as _;
use std::path::Path;

use jiff::civil::Date;

use crate::base::text::safe;
use crate::cli::args::TrainAssign;
use crate::cli::cmd::ask;
use crate::cli::context::CommandContext;
use crate::cli::exit::{CommandFailure, ExitStatus};
use crate::files::load::PlanSource;
use crate::plan::{Line, Plan};
use crate::training::learning::Assignment;
use crate::training::store::Store;

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
    let lines: Vec<&Line> = args.lines.iter().map(|text| line(&plan, text)).collect::<Result<_, _>>()?;
    let assignments: Vec<Assignment> =
        lines.iter().map(|line| Assignment { line: line.key.clone(), by }).collect();
    let (mut store, learner) = Store::open_for(file, &args.learner)?;
    store.assign(&learner, &assignments)?;
    // Most likely a slip; but a list may be kept for what was.
    let over = if by < plan.zone.wall_clock(context.now).date() { ", which is over" } else { "" };
    for line in lines {
        writeln!(context.out, "{}: {} by {by}{over}", safe(&learner.name), safe(&line.name))?;
    }
    Ok(ExitStatus::Success)
}

/// A line of the plan, by its name or number. Another number than those of the plan is no line to learn.
fn line<'p>(plan: &'p Plan, text: &str) -> Result<&'p Line, CommandFailure> {
    let number = ask::number(plan, text)?;
    let found = plan.lines().map(|(_, line)| line).find(|line| line.number.value == number);
    let unknown =
        || CommandFailure::Usage(format!("{text:?} is not a line of the plan; `ivrsim lines` lists them"));
    // Two names may share a number: the one that was named is meant.
    plan.line_named(text.trim()).map(|id| plan.line(id)).or(found).ok_or_else(unknown)
}
