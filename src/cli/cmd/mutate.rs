use std::io::Write as _;
use std::path::Path;
use std::sync::atomic::Ordering;

use rayon::ThreadPoolBuilder;

use super::ask;
use super::out::OutputPlace;
use super::own_file::OwnFile;
use super::suites::{self, Suites};
use crate::base::source::{self, Sources};
use crate::base::text::{Paint, counted, safe};
use crate::cli::args::{Format, GlobalArgs, MutateArgs};
use crate::cli::context::CommandContext;
use crate::cli::exit::{CommandFailure, ExitStatus};
use crate::cli::interrupts::Interrupts;
use crate::cli::progress::Progress;
use crate::explore::Horizon;
use crate::files::{load, save};
use crate::plan::Plan;
use crate::suite::mutation::{CaseChoice, CatchingScenario, Mutant, Watchers, cover, mutants, sample};
use crate::suite::report::MutationReport;
use crate::suite::runner::{Queue, QueuedCase};
use crate::suite::scenario::written;

/// So many failing cases are named.
const MAX_NAMED: usize = 10;

/// What a file begins with that was written here.
const OURS: &str = "# Written by `ivrsim mutate --out`";

pub(super) fn run(
    context: &mut CommandContext,
    global: &GlobalArgs,
    args: &MutateArgs,
) -> Result<ExitStatus, CommandFailure> {
    let place = OutputPlace::of(args.out.as_deref());
    // What is for people makes way for the scenarios.
    let makes_way = args.out.is_some() && place.file().is_none();
    if makes_way && args.format == Format::Json {
        let text = "the scenarios and the JSON cannot both go to standard output: name a file for --out";
        return Err(CommandFailure::Usage(text.to_owned()));
    }
    let mut out = place.file().map(|path| OwnFile::at(path, OURS)).transpose()?;
    let mut files = suites::found(&args.paths)?;
    if let Some(out) = &out {
        out.leave_out(&mut files);
    }
    let (suites, failure) = Suites::load(context, global, files);
    if let Some(failure) = failure {
        return Err(failure);
    }
    let runnables = suites.runnables();
    let queue = Queue::all(&runnables);
    let cases: Vec<QueuedCase<'_>> = queue.cases().collect();
    if cases.is_empty() {
        return Err(suites::no_scenario(&args.paths));
    }
    let plans = suites::called(cases.iter().copied());
    if plans.len() > 1 && (args.out.is_some() || args.format == Format::Json) {
        let text = "these scenarios call several plans, but one file or answer is about one plan: run them \
                    separately";
        return Err(CommandFailure::Usage(text.to_owned()));
    }
    let threads = args.jobs.map_or(0, std::num::NonZeroUsize::get);
    let pool = ThreadPoolBuilder::new()
        .num_threads(threads)
        .build()
        .map_err(|error| CommandFailure::Usage(format!("cannot start threads: {error}")))?;
    let interrupted = Interrupts::watched()?;
    let mut exit = ExitStatus::Success;
    for runnable in plans {
        let horizon = ask::looked_at(Horizon::of(runnable.plan, args.years));
        let watchers = pool.install(|| Watchers::new(runnable.plan, horizon, cases.iter().copied()));
        passing(&watchers, &suites.sources, &pool)?;
        let mutants = planted(runnable.plan, args);
        let of = counted(mutants.len(), "mistake");
        let template = format!("[{{bar:24}}] {{pos}} of {of} tried, {{remarkable}} not noticed");
        let progress = Progress::new(context.watched, &template);
        let tried = pool.install(|| {
            watchers.watch(
                &mutants,
                CaseChoice::Affected,
                |so_far| progress.is_with(so_far.tried, so_far.of, so_far.survived),
                || !interrupted.load(Ordering::Relaxed),
            )
        });
        drop(progress);
        let report = MutationReport {
            plan: runnable.plan,
            path: suites.plan_path(runnable),
            sources: &suites.sources,
            cases: watchers.count(),
            not_tried: mutants.len() - tried.len(),
            tried: &tried,
            min_score: args.min_score,
        };
        match args.format {
            Format::Text if makes_way => {
                let text = report.limited(Paint::new(context.color_errors), args.limit.0);
                write!(context.errors(), "{text}")?;
            }
            Format::Text => context.show(|paint| report.limited(paint, args.limit.0))?,
            Format::Json => context.json(&report.json())?,
        }
        if interrupted.load(Ordering::Relaxed) {
            return Ok(ExitStatus::Interrupted);
        }
        if args.out.is_some() {
            // What goes to a stream is read as if it stood here.
            let path =
                place.file().filter(|path| !save::is_stream(path)).unwrap_or(Path::new("missing.toml"));
            let named = match suites.plan(runnable) {
                Some((source, _)) => source.seen_from(path)?,
                None => None,
            };
            let told =
                write_out(context, place, out.take(), named.as_deref(), &cover(runnable.plan, &tried))?;
            // JSON has standard output for itself, and so do scenarios.
            match told {
                Some(told) if makes_way || args.format == Format::Json => {
                    writeln!(context.errors(), "{told}")?;
                }
                Some(told) => writeln!(context.out, "{told}")?,
                None => {}
            }
        }
        let score = report.tally().score();
        if let Some(least) = args.min_score.filter(|&least| score < least) {
            exit = ExitStatus::Failed;
            let plan = safe(&runnable.plan.name);
            writeln!(context.errors(), "{plan}: {} is less than --min-score, {least}%", report.score())?;
        }
    }
    Ok(exit)
}

/// The mistakes that were asked for.
fn planted(plan: &Plan, args: &MutateArgs) -> Vec<Mutant> {
    let wanted = |operator| args.operators.is_empty() || args.operators.iter().any(|one| one.0 == operator);
    let mutants = mutants(plan, wanted);
    match args.sample {
        Some(count) => sample(mutants, count.get(), args.seed),
        None => mutants,
    }
}

/// Refuses to go on with a suite that fails without any mistake planted.
fn passing(
    watchers: &Watchers<'_>,
    sources: &Sources,
    pool: &rayon::ThreadPool,
) -> Result<(), CommandFailure> {
    let failing = pool.install(|| watchers.failing());
    if failing.is_empty() {
        return Ok(());
    }
    let named: Vec<String> = failing
        .iter()
        .take(MAX_NAMED)
        .map(|case| format!("\n  {}: {}", case.place(sources), safe(&case.name().to_string())))
        .collect();
    let more = match failing.len().saturating_sub(MAX_NAMED) {
        0 => String::new(),
        more => format!("\n  and {more} more"),
    };
    let text = format!(
        "these cases already fail without any planted mistake, so they cannot show anything:{}{more}\n`ivrsim test` \
         says why; mark those that have to wait with `xfail` or `skip`",
        named.concat()
    );
    Err(CommandFailure::Usage(text))
}

/// Writes the scenarios that notice what no case has noticed. Gives what is to be told of it.
fn write_out(
    context: &mut CommandContext,
    place: OutputPlace<'_>,
    file: Option<OwnFile<'_>>,
    named: Option<&Path>,
    catching: &[&CatchingScenario],
) -> Result<Option<String>, CommandFailure> {
    if catching.is_empty() {
        return Ok(Some(match place {
            OutputPlace::File(path) => {
                format!("no mistakes are left to notice, so {} was not written", source::DisplayPath(path))
            }
            OutputPlace::Standard => "no mistakes are left to notice".to_owned(),
        }));
    }
    let suite = written::SuiteDraft {
        about: vec![
            format!("{}: mistakes that the other scenarios do not notice.", OURS.trim_start_matches("# ")),
            "The command replaces this file as long as it begins with these words.".to_owned(),
        ],
        plan: named.map(load::name),
        scenarios: catching.iter().map(|catching| catching.scenario.clone()).collect(),
    };
    let Some(file) = file else {
        write!(context.out.exact(), "{suite}")?;
        return Ok(None);
    };
    file.write(&suite.to_string())?;
    let count = catching.len();
    let scenarios = if count == 1 { "1 scenario" } else { &format!("{count} scenarios") };
    Ok(place.file().map(|path| format!("wrote {}: {scenarios}", source::DisplayPath(path))))
}
