//! What of their plans the cases of a run cover.

use std::io::{self, Write};
use std::sync::Arc;
use std::sync::atomic::AtomicBool;

use super::reports::Console;
use crate::call::CallRecord;
use crate::cli::args::{CoverageArgs, CoverageKind};
use crate::cli::cmd::suites::{Suites, called};
use crate::cli::cmd::{ask, out};
use crate::cli::context::CommandContext;
use crate::cli::exit::{CommandFailure, ExitStatus};
use crate::cli::progress::run_with_progress;
use crate::explore::Horizon;
use crate::files::save::Pending;
use crate::plan::Plan;
use crate::suite::coverage::{Cell, Cells, Covered, Universe};
use crate::suite::report::{CoverageReport, RunStamp};
use crate::suite::runner::{Queue, QueuedCase};

/// For how many years moments of hours are looked for, from the plan's first day.
pub(in crate::cli::cmd) const YEARS: u8 = 2;

/// What was run.
pub(super) struct CoverageRun<'r> {
    /// The cases.
    pub(super) queue: &'r Queue<'r>,
    /// Where they come from.
    pub(super) suites: &'r Suites,
    /// What is told of it where reports are kept.
    pub(super) stamp: &'r RunStamp,
    /// Whether somebody wants an end.
    pub(super) interrupted: &'r AtomicBool,
}

/// Begins the files of the reports, in the order in which they were asked for. None: standard output.
pub(super) fn begun(
    wanted: &CoverageArgs,
    queue: &Queue<'_>,
) -> Result<Vec<Option<Pending>>, CommandFailure> {
    if !wanted.reports.is_empty() && called(queue.cases()).len() > 1 {
        let text = "a coverage report is about one plan, but these cases call several: run them separately";
        return Err(CommandFailure::Usage(text.to_owned()));
    }
    wanted.reports.iter().map(|to| to.path.as_deref().map(out::report).transpose()).collect()
}

/// Tells of coverage, plan by plan, and writes its reports, if that is wanted. Gives whether it is enough; that cannot be said
/// where not every call could be looked at.
pub(super) fn tell(
    context: &mut CommandContext,
    wanted: &CoverageArgs,
    files: Vec<Option<Pending>>,
    console: Console,
    run: &CoverageRun<'_>,
) -> Result<ExitStatus, CommandFailure> {
    let CoverageRun { queue, suites, stamp, interrupted } = *run;
    if !wanted.is_wanted() {
        return Ok(ExitStatus::Success);
    }
    let (mut is_enough, mut complete) = (true, true);
    let mut files = files.into_iter();
    for runnable in called(queue.cases()) {
        let Some((_, plan)) = suites.plan(runnable) else { continue };
        let plan = Arc::clone(plan);
        let universe = run_with_progress(context, interrupted, "numbers explored", move |progress| {
            Universe::watched(&plan, ask::looked_at(Horizon::of(&plan, YEARS)), |done, all| {
                progress.is(done, all);
            })
        })?;
        complete &= universe.is_complete();
        let covered = covered(&universe, queue, runnable.plan);
        let report = CoverageReport::new(runnable.plan, &covered, suites.plan_path(runnable));
        match console {
            Console::Out => context.show(|paint| report.limited(paint, wanted.limit.0))?,
            Console::Errors => {
                write!(context.errors(), "{}", report.limited(console.paint(context), wanted.limit.0))?;
            }
        }
        for (to, file) in wanted.reports.iter().zip(files.by_ref()) {
            let written = match to.kind {
                CoverageKind::Json => {
                    serde_json::to_string_pretty(&report.json()).map_err(io::Error::from)? + "\n"
                }
                CoverageKind::Html => report.stamped_html(stamp).to_string(),
                CoverageKind::Lcov => report.lcov().to_string(),
            };
            match file {
                Some(mut file) => {
                    file.write_all(written.as_bytes())?;
                    file.keep()?;
                }
                None => context.out.exact().write_all(written.as_bytes())?,
            }
        }
        if let Some(least) = wanted.least.filter(|least| covered.share().percent() < *least) {
            is_enough = false;
            let plan = crate::base::text::safe(&runnable.plan.name).into_owned();
            let share = report.share();
            writeln!(context.errors(), "{plan}: {share} is less than --coverage-min, {least}%")?;
        }
    }
    Ok(if is_enough { ExitStatus::of_look(complete) } else { ExitStatus::Failed })
}

/// What the cases cover of one plan.
fn covered<'u>(universe: &'u Universe, queue: &Queue<'_>, plan: &Plan) -> Covered<'u> {
    let mut cells = Cells::new(plan, Horizon::of(plan, YEARS));
    let mut covered = Covered::new(universe);
    for case in queue.cases().filter(|case| std::ptr::eq(case.runnable().plan, plan)) {
        covered.add(shown(&mut cells, case, &case.record()));
    }
    covered
}

/// What the call of a case shows of the plan of its suite.
pub(in crate::cli::cmd) fn shown(
    cells: &mut Cells<'_>,
    case: QueuedCase<'_>,
    call: &CallRecord,
) -> Vec<Cell> {
    let mut shown = cells.of(call);
    // Under hours that a scenario makes up, a call shows nothing of the plan's own.
    if !std::ptr::eq(case.plan(), case.runnable().plan) {
        shown.retain(|cell| !matches!(cell, Cell::Hours(..)));
    }
    shown
}
