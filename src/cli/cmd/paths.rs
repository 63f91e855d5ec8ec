use std::io::Write as _;

use super::ask;
use crate::cli::args::{PathsArgs, TableFormat};
use crate::cli::context::CommandContext;
use crate::cli::exit::{CommandFailure, ExitStatus};
use crate::directory;
use crate::explore::incomplete::INCOMPLETE;
use crate::explore::report::PathsReport;
use crate::explore::{Horizon, PathFilter};
use crate::files::load::PlanSource;
use crate::plan::LineId;

pub(super) fn run(
    context: &mut CommandContext,
    source: &PlanSource,
    args: &PathsArgs,
) -> Result<ExitStatus, CommandFailure> {
    let plan = context.plan(source)?;
    let lines: Vec<LineId> = match &args.line {
        Some(name) => {
            vec![directory::line(&plan, name).map_err(|error| CommandFailure::Usage(error.to_string()))?]
        }
        None => plan.lines().map(|(id, _)| id).collect(),
    };
    let horizon = match &args.from {
        Some(text) => {
            let from = ask::since("--from", text, &plan, context.now)?;
            ask::looked_at(Horizon::since(from, args.years, plan.zone))
        }
        None => ask::looked_at(Horizon::of(&plan, args.years)),
    };
    let caller = args.caller.as_deref().map(|text| ask::caller("--caller", &plan, Some(text))).transpose()?;
    let ways = if args.all { PathFilter::All } else { PathFilter::Straight };
    let report = PathsReport::new(&plan, &lines, caller, horizon, ways);
    match args.format {
        TableFormat::Json => context.json(&report.json())?,
        TableFormat::Csv => report.csv(context.out.exact())?,
        TableFormat::Text => context.show(|paint| report.text(paint))?,
    }
    if !report.is_complete() && args.format != TableFormat::Text {
        writeln!(context.errors(), "{INCOMPLETE}")?;
    }
    Ok(ExitStatus::of_look(report.is_complete()))
}
