use std::path::{Path, PathBuf};
use std::sync::Arc;

use super::ask;
use crate::base::source::DisplayPath;
use crate::cli::args::{ExportArgs, Format};
use crate::cli::context::CommandContext;
use crate::cli::exit::{CommandFailure, ExitStatus};
use crate::cli::interrupts::Interrupts;
use crate::cli::progress::run_with_progress;
use crate::diff::BeforeAfter;
use crate::diff::report::PlanName;
use crate::explore::Horizon;
use crate::export::{
    self, CalendarExport, CalendarSummary, Export, ExportProof, ExportRequest, ExportSpan, ExportSummary,
    PhoneFiles, WrittenFile,
};
use crate::files::load::{self, ForeignFiles, PlanSource};
use crate::files::save;
use crate::import::{self, SoundWords};
use crate::plan::Plan;

/// The list of words that an export writes.
const WORDS: &str = "words.txt";

pub(super) fn run(
    context: &mut CommandContext,
    source: &PlanSource,
    args: &ExportArgs,
) -> Result<ExitStatus, CommandFailure> {
    let plan = context.plan(source)?;
    let span = span(context, &plan, args)?;
    let plan = plan.in_force(plan.zone.start_of(span.first));
    let Some(platform) = args.to.platform() else { return calendars(context, &plan, span, args) };
    let request = ExportRequest { platform, scope: args.what.into(), span, approximate: args.approximate };
    let name = PlanName { plan: source.word() };
    match &args.out {
        Some(out) => write(context, &plan, request, out, args, name),
        None => check(context, &plan, request, args, name),
    }
}

/// The days for which something is written: they end where another plan comes into force.
fn span(context: &CommandContext, plan: &Plan, args: &ExportArgs) -> Result<ExportSpan, CommandFailure> {
    let now = context.fixed_time.unwrap_or(context.now);
    let first = match &args.from {
        Some(from) => plan.zone.wall_clock(ask::since("--from", from, plan, context.now)?).date(),
        None => plan.zone.wall_clock(now).date().max(plan.effective),
    };
    let horizon = ask::looked_at(Horizon::since(plan.zone.start_of(first), args.years, plan.zone));
    let end = plan.zone.wall_clock(horizon.to).date();
    let next = plan.later().iter().map(|later| later.effective).find(|day| *day > first);
    let end = next.map_or(end, |next| next.min(end));
    Ok(ExportSpan { first, last: end.yesterday().unwrap_or(end).max(first) })
}

fn write(
    context: &mut CommandContext,
    plan: &Arc<Plan>,
    request: ExportRequest,
    out: &Path,
    args: &ExportArgs,
    name: PlanName,
) -> Result<ExitStatus, CommandFailure> {
    let its_plan = Arc::clone(plan);
    let made = run_with_progress(context, &*Interrupts::watched()?, "numbers compared", move |progress| {
        export::export(&its_plan, &request, |done, all| progress.is(done, all))
    })?;
    let Export { files, limits, proof } =
        made.map_err(|mistakes| CommandFailure::Mistakes(mistakes, Arc::clone(&plan.sources)))?;
    let names = BeforeAfter { old: name.clone(), new: name };
    let mut summary = ExportSummary::new(&request, &limits, &proof, &plan.sources, names, args.all);
    if !proof.is_same() || !proof.is_complete() {
        let is_same = proof.is_same();
        told(context, summary, args)?;
        let why = if is_same { "not every call was compared" } else { "it does not say what the plan says" };
        return Err(CommandFailure::Usage(format!("{why}, so nothing was written")));
    }
    summary.wrote(keep(out, &files)?);
    told(context, summary, args)?;
    Ok(ExitStatus::Success)
}

/// Writes calendars for people. There is no phone system that could have changed them.
fn calendars(
    context: &mut CommandContext,
    plan: &Plan,
    span: ExportSpan,
    args: &ExportArgs,
) -> Result<ExitStatus, CommandFailure> {
    let Some(out) = &args.out else {
        return Err(CommandFailure::Usage(
            "--check compares files of a phone system; calendars are none".to_owned(),
        ));
    };
    let stamp = context.fixed_time.unwrap_or_else(|| plan.zone.start_of(plan.effective));
    let CalendarExport { files, limits, unlike } = export::calendars(plan, span, stamp);
    if !args.approximate && !limits.is_empty() {
        let mistakes = limits.into_iter().map(|limit| limit.told).collect();
        return Err(CommandFailure::Mistakes(mistakes, Arc::clone(&plan.sources)));
    }
    if let Some(name) = unlike.first() {
        return Err(CommandFailure::Usage(format!(
            "the calendar `{name}` is not read back as it is, so nothing was written"
        )));
    }
    if files.is_empty() {
        return Err(CommandFailure::Usage("the plan has no calendars and no overrides".to_owned()));
    }
    let paths = keep(out, &files)?;
    let summary = CalendarSummary::new(span, &limits, &plan.sources, paths);
    match args.format {
        Format::Json => context.json(&summary.json)?,
        Format::Text => context.show(|_| summary.text())?,
    }
    Ok(ExitStatus::Success)
}

/// Keeps files of which none is there yet: all of them, or none.
fn keep(out: &Path, files: &[WrittenFile]) -> Result<Vec<String>, CommandFailure> {
    let paths: Vec<PathBuf> = files.iter().map(|file| out.join(&file.path)).collect();
    for path in &paths {
        if path.symlink_metadata().is_ok() {
            return Err(CommandFailure::Usage(format!(
                "{} already exists and was not replaced: name a new folder with --out, or compare the files in use with --check",
                DisplayPath(path)
            )));
        }
    }
    // A moment that Ctrl-C does not cut in two.
    let _whole = Interrupts::watched()?;
    save::all_new(paths.iter().map(PathBuf::as_path).zip(files.iter().map(|file| file.text.as_str())))?;
    Ok(paths.iter().map(|path| load::name(path)).collect())
}

fn check(
    context: &mut CommandContext,
    plan: &Arc<Plan>,
    request: ExportRequest,
    args: &ExportArgs,
    name: PlanName,
) -> Result<ExitStatus, CommandFailure> {
    let ForeignFiles { sources, named } = load::foreign(&args.paths, import::wanted)?;
    let files = PhoneFiles { sources, named, words: words(args)? };
    let foreign = Arc::new(files.sources.clone());
    let its_plan = Arc::clone(plan);
    let found = run_with_progress(context, &*Interrupts::watched()?, "numbers compared", move |progress| {
        export::check(&its_plan, &request, &files, |done, all| progress.is(done, all))
    })?;
    let (limits, proof): (_, ExportProof) = match found {
        Ok(found) => found,
        Err(mistakes) => {
            // What is wrong with the plan is told in its files, all else in those of the phone system.
            let is_limit = mistakes
                .iter()
                .any(|told| told.code.ends_with("be-exported") || told.code.ends_with("to-export"));
            let sources = if is_limit { Arc::clone(&plan.sources) } else { foreign };
            return Err(CommandFailure::Mistakes(mistakes, sources));
        }
    };
    let names = BeforeAfter { old: name.clone(), new: name };
    let summary = ExportSummary::new(&request, &limits, &proof, &plan.sources, names, args.all);
    told(context, summary, args)?;
    Ok(match (proof.is_same(), proof.is_complete()) {
        (false, _) => ExitStatus::Failed,
        (true, true) => ExitStatus::Success,
        (true, false) => ExitStatus::CannotRun,
    })
}

/// The words of recordings: those of a file that is named, or of the list beside the files.
fn words(args: &ExportArgs) -> Result<SoundWords, CommandFailure> {
    let beside = args.paths.iter().map(|path| path.join(WORDS)).find(|path| path.is_file());
    match args.words.clone().or(beside) {
        Some(path) => Ok(SoundWords::parse(&load::text(&path)?)),
        None => Ok(SoundWords::default()),
    }
}

fn told(
    context: &mut CommandContext,
    summary: ExportSummary<'_>,
    args: &ExportArgs,
) -> Result<(), CommandFailure> {
    match args.format {
        Format::Json => context.json(&summary.whole_json())?,
        Format::Text => context.show(|paint| summary.text(paint))?,
    }
    Ok(())
}
