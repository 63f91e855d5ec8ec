//! One run of scenarios.

use std::io::Write as _;
use std::num::NonZeroUsize;
use std::sync::atomic::{AtomicBool, Ordering};

use super::suites::{Suites, no_scenario, shown};
use super::test_bless;
use super::test_coverage::{self, Run};
use super::test_reports::{self, Console};
use crate::cli::args::{Format, Global, Test};
use crate::cli::context::Context;
use crate::cli::exit::{Exit, Failure};
use crate::cli::interrupts::Interrupts;
use crate::files::load::ScenarioFile;
use crate::suite::report::{Detail, Scene, TestList};
use crate::suite::runner::{self, Filter, Jobs, Limits, Queue, Runnable, Selection};

/// What a run is a part of.
#[derive(Clone, Copy, Debug)]
pub(super) enum Occasion<'a> {
    /// Nothing else. Files with mistakes stop it, so that nobody takes a part for the whole.
    Alone,
    /// A watch. Files with mistakes are told of, and the others are played. This says whether somebody wants an end.
    Watch(&'a AtomicBool),
}

/// Runs the scenarios of these files, in this order.
pub(super) fn once(
    context: &mut Context,
    global: &Global,
    args: &Test,
    files: Vec<ScenarioFile>,
    occasion: Occasion<'_>,
) -> Result<Exit, Failure> {
    let (suites, failure) = Suites::load(context, global, files);
    if let Some(failure) = failure {
        if matches!(occasion, Occasion::Alone) || suites.is_empty() {
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
        return test_bless::run(context, args.tending.yes, &runnables, sources);
    }
    let plan_path = |runnable: Runnable<'_>| suites.plan_path(runnable);
    let queue = Queue::new(&runnables, sources, &selection(args));
    let totals = queue.totals();
    if totals.cases == 0 && totals.shard.is_none() {
        return Err(Failure::Usage(format!(
            "none of {} in {} fits the filters: `ivrsim test --list` shows what there is",
            if totals.of == 1 { "1 case".to_owned() } else { format!("the {} cases", totals.of) },
            shown(&args.paths)
        )));
    }
    if args.list {
        let list = TestList { queue: &queue, sources };
        match args.format {
            Format::Text => list.text(&mut context.out)?,
            Format::Json => list.json(context.out.exact())?,
        }
        return Ok(Exit::Success);
    }
    let console = Console::beside(args)?;
    // Nobody waits for a run to hear that there is no room for what came of it.
    let coverage = test_coverage::begun(&args.coverage, &queue)?;
    let limits = Limits {
        call: args.timeout,
        failures: if args.fail_fast { Some(NonZeroUsize::MIN) } else { args.max_failures },
    };
    let jobs = args.jobs.map_or(Jobs::Processors, Jobs::Fixed);
    let own;
    let interrupted = match occasion {
        Occasion::Alone => {
            own = Interrupts::watched()?;
            &*own
        }
        Occasion::Watch(interrupted) => interrupted,
    };
    let scene = Scene { sources, plan_path: &plan_path };
    let detail = if args.verbose { Detail::Everything } else { Detail::Failures };
    let tally = test_reports::written(context, &args.report, console, scene, detail, |tell| {
        runner::run(&queue, jobs, limits, |event| {
            if interrupted.load(Ordering::Relaxed) {
                return Err(Failure::Interrupted);
            }
            tell(event)
        })
    });
    let tally = match tally {
        Ok(tally) => tally,
        Err(Failure::Interrupted) => return Ok(Exit::Interrupted),
        Err(failure) => return Err(failure),
    };
    let covered = match test_coverage::tell(
        context,
        &args.coverage,
        coverage,
        console,
        &Run { queue: &queue, suites: &suites, interrupted },
    ) {
        Err(Failure::Interrupted) => return Ok(Exit::Interrupted),
        told => told?,
    };
    Ok(if tally.is_failure() { Exit::Failed } else { covered })
}

/// Which cases are played.
fn selection(args: &Test) -> Selection {
    let filter = if args.exact { Filter::exactly } else { Filter::containing };
    Selection {
        filters: args.filter.iter().map(|text| filter(text)).collect(),
        shard: args.shard,
        shuffle: args.shuffle.then_some(args.seed),
    }
}
