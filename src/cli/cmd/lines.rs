use std::io::Write as _;

use super::ask;
use crate::base::text::Paint;
use crate::cli::args::{Format, Lines};
use crate::cli::context::Context;
use crate::cli::exit::{Exit, Failure};
use crate::directory::report::LinesReport;
use crate::explore::incomplete::INCOMPLETE;
use crate::files::load::PlanSource;

pub(super) fn run(context: &mut Context, source: &PlanSource, args: &Lines) -> Result<Exit, Failure> {
    let plan = context.plan(source)?;
    let caller = ask::caller(&plan, args.from.as_deref())?;
    let at = ask::at(plan.zone, args.at.as_deref(), context.now)?;
    let report = LinesReport::new(&plan, caller, at);
    match args.format {
        Format::Json => context.json(&report.json())?,
        Format::Text => context.table(report.text(Paint::new(context.color)))?,
    }
    if !report.is_complete() {
        context.out.flush()?;
        writeln!(context.errors(), "{INCOMPLETE}")?;
    }
    Ok(Exit::of_look(report.is_complete()))
}
