use std::io::Write as _;
use std::num::NonZeroUsize;
use std::path::Path;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use super::{test_bless, test_coverage, test_reports, test_watch};
use crate::cli::args::{Format, Global, Test};
use crate::cli::context::Context;
use crate::cli::exit::{Exit, Failure};
use crate::cli::interrupts::Interrupts;
use crate::diagnostic::{Diagnostic, has_errors};
use crate::load::{self, PlanSource, ScenarioFile, scenario_files};
use crate::plan::Plan;
use crate::report::{Detail, Scene, TestList};
use crate::runner::{self, Filter, Jobs, Limits, Queue, Runnable, Selection};
use crate::scenario::{Draft, Suite};
use crate::source::{Sources, Spanned};

/// Where scenarios are looked for if nobody says where.
pub(super) const DEFAULT_FOLDER: &str = "scenarios";

pub(super) fn run(context: &mut Context, global: &Global, args: &Test) -> Result<Exit, Failure> {
    if args.tending.bless && Context::is_ci() {
        return Err(test_bless::not_in_ci());
    }
    if args.tending.watch {
        return test_watch::run(context, global, args);
    }
    once(context, global, args, found(args)?, Occasion::Alone)
}

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
    let mut sources = Sources::default();
    let mut diagnostics = Vec::new();
    let mut drafts = Vec::with_capacity(files.len());
    for ScenarioFile { path, name, text } in files {
        let file = sources.add(name, text);
        let draft = load::draft(&mut sources, &path, file, &mut diagnostics);
        drafts.push((path, draft));
    }
    let mut plans = Plans::default();
    let mut suites: Vec<(Suite, usize)> = Vec::new();
    for (path, draft) in &drafts {
        let named_by = draft.plan().filter(|_| !global.plan_is_named);
        let wanted = wanted_plan(global, path, draft);
        let Some(index) = plans.load(context, wanted, named_by, &mut diagnostics) else { continue };
        let suite = draft.lower(&plans.loaded[index].1, &sources, &mut diagnostics);
        suites.extend(suite.map(|suite| (suite, index)));
    }
    diagnostics.sort_by_key(|diagnostic| diagnostic.primary.as_ref().map(|primary| primary.span));
    let sources = Arc::new(sources);
    let mut failures = std::mem::take(&mut plans.failures);
    if has_errors(&diagnostics) {
        failures.push(Failure::Mistakes(diagnostics, Arc::clone(&sources)));
    }
    if !failures.is_empty() {
        let failure = Failure::Several(failures);
        if matches!(occasion, Occasion::Alone) || suites.is_empty() {
            return Err(failure);
        }
        context.out.flush()?;
        context.complain(&failure);
    }
    let runnables: Vec<Runnable<'_>> =
        suites.iter().map(|(suite, index)| Runnable { suite, plan: &plans.loaded[*index].1 }).collect();
    if runnables.iter().all(|runnable| runnable.suite.scenarios.is_empty()) {
        return Err(Failure::Usage(format!(
            "there is no scenario in {}: a scenario file has `[[scenario]]` tables; `ivrsim init DIR` writes one to \
             start from",
            shown(args)
        )));
    }
    if args.tending.bless {
        return test_bless::run(context, args.tending.yes, &runnables, &sources);
    }
    let plan_path = |runnable: Runnable<'_>| {
        let index = plans.loaded.iter().position(|(_, plan)| std::ptr::eq(Arc::as_ptr(plan), runnable.plan));
        match index.map(|index| &plans.loaded[index].0) {
            Some(PlanSource::Path(path)) => Some(path.display().to_string()),
            Some(PlanSource::Git(revision)) => Some(revision.to_string()),
            Some(PlanSource::Ally) | None => None,
        }
    };
    let queue = Queue::new(&runnables, &sources, &selection(args));
    let totals = queue.totals();
    if totals.cases == 0 && totals.shard.is_none() {
        return Err(Failure::Usage(format!(
            "none of the {} cases in {} fits the filters: `ivrsim test --list` shows what there is",
            totals.of,
            shown(args)
        )));
    }
    if args.list {
        let list = TestList { queue: &queue, sources: &sources };
        match args.format {
            Format::Text => list.text(&mut context.out)?,
            Format::Json => list.json(&mut context.out)?,
        }
        return Ok(Exit::Success);
    }
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
    let scene = Scene { sources: &sources, plan_path: &plan_path };
    let detail = if args.verbose { Detail::Everything } else { Detail::Failures };
    let tally = test_reports::written(context, &args.report, scene, detail, |tell| {
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
    let is_covered = test_coverage::tell(context, args, &queue, &plan_path)?;
    Ok(if tally.is_failure() || !is_covered { Exit::Failed } else { Exit::Success })
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

/// The scenario files that were asked for.
pub(super) fn found(args: &Test) -> Result<Vec<ScenarioFile>, Failure> {
    if !args.paths.is_empty() {
        return Ok(scenario_files(&args.paths)?);
    }
    let folder = Path::new(DEFAULT_FOLDER);
    if !folder.exists() {
        return Err(Failure::Usage(format!(
            "there is no folder `{DEFAULT_FOLDER}` here: name scenario files or a folder of them, as in `ivrsim test \
             my-scenarios`, or let `ivrsim init DIR` write a first one"
        )));
    }
    Ok(scenario_files(&[folder.to_owned()])?)
}

fn shown(args: &Test) -> String {
    match args.paths.as_slice() {
        [] => format!("`{DEFAULT_FOLDER}`"),
        paths => paths.iter().map(|path| format!("`{}`", path.display())).collect::<Vec<_>>().join(", "),
    }
}

/// The plan that a file is held against: the one of the command line, else the one that the file names, else the one of
/// the environment, else the one that comes with the program.
pub(super) fn wanted_plan(global: &Global, path: &Path, draft: &Draft) -> PlanSource {
    match draft.plan() {
        Some(plan) if !global.plan_is_named => {
            let folder = path.parent().unwrap_or(Path::new(""));
            PlanSource::Path(load::joined(folder, Path::new(&plan.value)))
        }
        _ => global.plan_source(),
    }
}

/// The plans of a run, each read once however many files call it.
#[derive(Default)]
struct Plans {
    /// Each with how it is named.
    loaded: Vec<(PlanSource, Arc<Plan>)>,
    /// Those that cannot be used, which has been reported.
    broken: Vec<PlanSource>,
    /// Why they cannot.
    failures: Vec<Failure>,
}

impl Plans {
    /// The position of the plan among those that are loaded. A file that names what cannot be read is told so.
    fn load(
        &mut self,
        context: &Context,
        source: PlanSource,
        named_by: Option<&Spanned<String>>,
        diagnostics: &mut Vec<Diagnostic>,
    ) -> Option<usize> {
        if let Some(index) = self.loaded.iter().position(|(known, _)| *known == source) {
            return Some(index);
        }
        let is_known = self.broken.contains(&source);
        match context.plan(&source) {
            Ok(plan) => {
                self.loaded.push((source, plan));
                return Some(self.loaded.len() - 1);
            }
            Err(Failure::Load(error)) if named_by.is_some() => {
                let span = named_by.map(|plan| plan.span);
                diagnostics.extend(span.map(|span| {
                    Diagnostic::error("no-plan", span, error.to_string())
                        .help("the path is read as seen from this file")
                }));
            }
            Err(failure) if !is_known => self.failures.push(failure),
            Err(_) => {}
        }
        if !is_known {
            self.broken.push(source);
        }
        None
    }
}
