use std::io::Write as _;

use super::ask;
use crate::cli::args::{Format, LinesArgs};
use crate::cli::context::CommandContext;
use crate::cli::exit::{CommandFailure, ExitStatus};
use crate::directory::report::LinesReport;
use crate::explore::incomplete::INCOMPLETE;
use crate::files::load::PlanSource;

pub(super) fn run(
    context: &mut CommandContext,
    source: &PlanSource,
    args: &LinesArgs,
) -> Result<ExitStatus, CommandFailure> {
    let (plan, at) = context.plan_at(source, |plan| ask::at(plan, args.at.as_deref(), context.now))?;
    let caller = ask::caller("--from", &plan, args.from.as_deref())?;
    let report = LinesReport::new(&plan, caller, at);
    match args.format {
        Format::Json => context.json(&report.json())?,
        Format::Text => {
            context.table(&report.table())?;
            for told in report.announced() {
                writeln!(context.out, "{told}")?;
            }
        }
    }
    if report.has_too_many_ways() {
        context.out.flush()?;
        writeln!(context.errors(), "{INCOMPLETE}")?;
    }
    Ok(ExitStatus::of_look(report.is_complete()))
}
