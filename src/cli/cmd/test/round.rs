//! One run of scenarios.

use std::io::Write as _;
use std::num::NonZeroUsize;
use std::sync::atomic::{AtomicBool, Ordering};

use super::bless;
use super::coverage::{self, CoverageRun};
use super::last_failed::LastFailed;
use super::reports::{self, Console, RunDetail};
use super::since::EditsSince;
use crate::base::text::FoldedLines;
use crate::cli::args::{Format, GlobalArgs, TestArgs};
use crate::cli::cmd::suites::{Suites, called, no_scenario, shown};
use crate::cli::context::CommandContext;
use crate::cli::exit::{CommandFailure, ExitStatus};
use crate::cli::interrupts::Interrupts;
use crate::files::load::ScenarioFile;
use crate::suite::cause::RunFailures;
use crate::suite::report::{ConsoleDetail, PlanStamp, ReportContext, RunStamp, TestList};
use crate::suite::runner::{self, CaseFilter, JobCount, Queue, RunLimits, Runnable, Selection};

/// What a run is a part of.
#[derive(Clone, Copy, Debug)]
pub(super) enum RunOccasion<'a> {
    /// Nothing else. Files with mistakes stop it, so that nobody takes a part for the whole.
    Alone,
    /// A watch. Files with mistakes are told of, and the others are played. This says whether somebody wants an end.
    Watch(&'a AtomicBool),
}

/// Runs the scenarios of these files, in this order.
pub(super) fn once(
    context: &mut CommandContext,
    global: &GlobalArgs,
    args: &TestArgs,
    files: Vec<ScenarioFile>,
    occasion: RunOccasion<'_>,
) -> Result<ExitStatus, CommandFailure> {
    let (suites, failure) = Suites::load(context, global, files);
    if let Some(failure) = failure {
        if matches!(occasion, RunOccasion::Alone) || suites.is_empty() {
            return Err(failure);
        }
        context.out.flush()?;
        context.complain(&failure);
    }
    let runnables = suites.runnables();
    let sources = &suites.sources;
    if runnables.iter().all(|runnable| runnable.suite.scenarios.is_empty()) {
        return Err(no_scenario(&args.paths));
    }
    if args.tending.bless {
        return bless::run(context, args.tending.yes, &runnables, sources);
    }
    let plan_path = |runnable: Runnable<'_>| suites.plan_path(runnable);
    let mut last_failed = LastFailed::here(context);
    let mut selection = selection(args);
    if args.rerun_failed {
        let Some(filter) = last_failed.filter(context, &runnables, sources)? else {
            return Ok(ExitStatus::Success);
        };
        selection.filters.push(filter);
    }
    let queue = Queue::new(&runnables, sources, &selection);
    let totals = queue.totals();
    if totals.cases == 0 && totals.shard.is_none() {
        return Err(CommandFailure::Usage(format!(
            "none of {} in {} matches the filters: `ivrsim test --list` shows what there is",
            if totals.of == 1 { "1 case".to_owned() } else { format!("the {} cases", totals.of) },
            shown(&args.paths)
        )));
    }
    if args.list {
        let list = TestList { queue: &queue, sources };
        match args.format {
            Format::Text => list.text(&mut FoldedLines::new(&mut context.out, context.columns))?,
            Format::Json => list.json(context.out.exact())?,
        }
        return Ok(ExitStatus::Success);
    }
    let console = Console::beside(args)?;
    let since =
        args.since.as_deref().map(|revision| EditsSince::read(revision, &queue, &suites)).transpose()?;
    // Nobody waits for a run to hear that there is no room for what came of it.
    let coverage = coverage::begun(&args.coverage, &queue)?;
    let limits = RunLimits {
        call: args.timeout,
        failures: if args.fail_fast { Some(NonZeroUsize::MIN) } else { args.max_failures },
    };
    let jobs = args.jobs.map_or(JobCount::Processors, JobCount::Fixed);
    let own;
    let interrupted = match occasion {
        RunOccasion::Alone => {
            own = Interrupts::watched()?;
            &*own
        }
        RunOccasion::Watch(interrupted) => interrupted,
    };
    let is_kept = !args.report.is_empty() || !args.coverage.reports.is_empty();
    let stamp = if is_kept {
        stamp(context, &suites, &queue)
    } else {
        RunStamp { at: context.made_at(), plans: Vec::new() }
    };
    let scene = ReportContext { sources, plan_path: &plan_path, stamp: Some(&stamp) };
    let detail = detail(args);
    let explained = |failures: RunFailures| match &since {
        Some(since) => since.explained(failures, &queue, args.timeout),
        None => failures.explained(&queue, args.timeout),
    };
    let tally = reports::written(context, &args.report, console, scene, detail, explained, |tell| {
        runner::run(&queue, jobs, limits, |event| {
            if interrupted.load(Ordering::Relaxed) {
                return Err(CommandFailure::Interrupted);
            }
            last_failed.tell(event, sources);
            tell(event)
        })
    });
    let tally = match tally {
        Ok(tally) => tally,
        Err(CommandFailure::Interrupted) => return Ok(ExitStatus::Interrupted),
        Err(failure) => return Err(failure),
    };
    last_failed.keep(context);
    let covered = match coverage::tell(
        context,
        &args.coverage,
        coverage,
        console,
        &CoverageRun { queue: &queue, suites: &suites, stamp: &stamp, interrupted },
    ) {
        Err(CommandFailure::Interrupted) => return Ok(ExitStatus::Interrupted),
        told => told?,
    };
    Ok(if tally.is_failure() { ExitStatus::Failed } else { covered })
}

/// How much people are told.
fn detail(args: &TestArgs) -> RunDetail {
    match (args.verbose, args.all) {
        (true, _) => RunDetail::Full(ConsoleDetail::Everything),
        (false, true) => RunDetail::Full(ConsoleDetail::Failures),
        (false, false) => RunDetail::Causes,
    }
}

/// What is run, and when.
fn stamp(context: &CommandContext, suites: &Suites, queue: &Queue<'_>) -> RunStamp {
    let plans = called(queue.cases()).into_iter().filter_map(|runnable| {
        let (source, plan) = suites.plan(runnable)?;
        let state = source.state();
        Some(PlanStamp {
            name: plan.name.clone(),
            path: source.written(),
            effective: plan.effective,
            changed: state.as_ref().is_some_and(|state| state.is_changed),
            revision: state.map(|state| state.commit),
        })
    });
    RunStamp { at: context.made_at(), plans: plans.collect() }
}

/// Which cases are played.
fn selection(args: &TestArgs) -> Selection {
    let filter = if args.exact { CaseFilter::exactly } else { CaseFilter::containing };
    Selection {
        filters: args.filter.iter().map(|text| filter(text)).collect(),
        shard: args.shard,
        shuffle: args.shuffle.then_some(args.seed),
    }
}
