use std::io::Write as _;
use std::path::Path;
use std::sync::Arc;

use super::ask;
use super::compared::compared;
use super::out::OutputPlace;
use crate::base::source::{DisplayPath, Sources};
use crate::cli::args::{DiffArgs, DiffFormat};
use crate::cli::context::CommandContext;
use crate::cli::exit::{CommandFailure, ExitStatus};
use crate::diff::BeforeAfter;
use crate::diff::report::{DiffReport, PlanName, ReviewedList};
use crate::explore::Horizon;
use crate::files::load::{self, PlanSource};
use crate::files::save::{self, Pending};
use crate::plan::Plan;

pub(super) fn run(
    context: &mut CommandContext,
    source: &PlanSource,
    args: &DiffArgs,
) -> Result<ExitStatus, CommandFailure> {
    let sources = sources(source, args)?;
    // What is wrong with a list is told before anybody waits.
    let expected = args.expect.as_deref().map(reviewed).transpose()?;
    let list = args.write_expect.as_deref().map(|path| begun(OutputPlace::of(Some(path)))).transpose()?;
    let BeforeAfter { old, new } = plans(context, &sources)?;
    let horizon = horizon(context, &new, args)?;
    let mut diff = match compared(context, &old, &new, horizon) {
        Err(CommandFailure::Interrupted) => return Ok(ExitStatus::Interrupted),
        compared => compared?,
    };
    if !args.only.is_empty() {
        diff.keep(|kind| args.only.iter().any(|only| only.has(kind)));
    }
    let names = sources.map(|source| PlanName { plan: source.word() });
    let mut report = DiffReport::new(&old, &new, names, &diff, args.all);
    if let Some(list) = list {
        return written(context, &report, list, expected);
    }
    if let Some(expected) = &expected {
        report.review(expected);
    }
    match args.format {
        DiffFormat::Text => context.show(|paint| report.human(paint))?,
        DiffFormat::Json => context.json(&report.json())?,
        DiffFormat::Markdown => write!(context.out.exact(), "{}", report.markdown())?,
        DiffFormat::Html => write!(context.out.exact(), "{}", report.html())?,
        DiffFormat::Github => write!(context.out.exact(), "{}", report.github(&CommandContext::checkout()))?,
    }
    Ok(match (report.is_unsure(), report.is_empty()) {
        (true, _) => ExitStatus::CannotRun,
        (false, true) => ExitStatus::Success,
        (false, false) => ExitStatus::Failed,
    })
}

/// Which plans are meant. A revision without a path is that of the other plan.
fn sources(present: &PlanSource, args: &DiffArgs) -> Result<BeforeAfter<PlanSource>, CommandFailure> {
    let new = match &args.new {
        None => present.clone(),
        Some(new) if is_bare(new) && is_bare(&args.old) => old_source(new, present)?,
        Some(new) => old_source(new, &PlanSource::named(&args.old, present))?,
    };
    Ok(BeforeAfter { old: old_source(&args.old, &new)?, new })
}

/// The plan of a word, whose path is that of the other one if it is a revision alone.
pub(super) fn old_source(word: &Path, other: &PlanSource) -> Result<PlanSource, CommandFailure> {
    if is_bare(word) && *other == PlanSource::Builtin {
        let text = "which plan of the revision? Name it with --plan, or as `git:REV:PATH`";
        return Err(CommandFailure::Usage(text.to_owned()));
    }
    if let PlanSource::Undecided(_) = other {
        load::plan(other)?;
    }
    Ok(PlanSource::named(word, other))
}

/// Whether a word is a revision without a path.
fn is_bare(word: &Path) -> bool {
    word.to_str().and_then(|word| word.strip_prefix("git:")).is_some_and(|rest| !rest.contains(':'))
}

/// Both plans, or what is wrong with either.
fn plans(
    context: &CommandContext,
    sources: &BeforeAfter<PlanSource>,
) -> Result<BeforeAfter<Arc<Plan>>, CommandFailure> {
    let BeforeAfter { old, new } = sources.as_ref().map(|source| context.plan(source));
    match (old, new) {
        (Ok(old), Ok(new)) => Ok(BeforeAfter { old, new }),
        (Err(old), Err(new)) => Err(CommandFailure::Several(vec![old, new])),
        (Err(failure), Ok(_)) | (Ok(_), Err(failure)) => Err(failure),
    }
}

fn horizon(context: &CommandContext, new: &Plan, args: &DiffArgs) -> Result<Horizon, CommandFailure> {
    let Some(from) = &args.from else { return Ok(ask::looked_at(Horizon::of(new, args.years))) };
    let from = ask::since("--from", from, new, context.now)?;
    Ok(ask::looked_at(Horizon::since(from, args.years, new.zone)))
}

/// Reads a list of expected differences.
fn reviewed(path: &Path) -> Result<ReviewedList, CommandFailure> {
    read(path, &load::text(path)?)
}

fn read(path: &Path, text: &str) -> Result<ReviewedList, CommandFailure> {
    let mut sources = Sources::default();
    let file = sources.add(load::name(path), text);
    ReviewedList::read(&sources, file)
        .map_err(|mistakes| CommandFailure::Mistakes(mistakes, Arc::new(sources)))
}

/// A list that is to be written: where, and what it holds by now.
struct List<'a> {
    place: OutputPlace<'a>,
    file: Option<Pending>,
    /// With its text.
    present: Option<(ReviewedList, String)>,
}

/// Begins a list of expected differences. What stands there is replaced if it is one.
fn begun(place: OutputPlace<'_>) -> Result<List<'_>, CommandFailure> {
    let file = place.file().map(Pending::beside).transpose()?;
    let there = place.file().filter(|path| path.exists() && !save::is_stream(path));
    let present = there.map(|path| {
        let text = load::text(path)?;
        Ok::<_, CommandFailure>((read(path, &text).map_err(|_| in_the_way(path))?, text))
    });
    let present = present.transpose()?;
    Ok(List { place, file, present })
}

fn in_the_way(path: &Path) -> CommandFailure {
    let path = DisplayPath(path);
    CommandFailure::Usage(format!(
        "{path} already exists and is not a list of expected differences, so it was not replaced; `--expect \
         {path}` says what is wrong with it"
    ))
}

/// Writes a list of expected differences, with the reasons of those that stood there or in `known`.
fn written(
    context: &mut CommandContext,
    report: &DiffReport<'_>,
    list: List<'_>,
    known: Option<ReviewedList>,
) -> Result<ExitStatus, CommandFailure> {
    let List { place, file, present } = list;
    let (present, old_text) = present.unzip();
    let list = report.reviewed(&known.or(present).unwrap_or_default());
    match (file, place) {
        (Some(mut file), OutputPlace::File(path)) => {
            file.write_all(list.text().as_bytes())?;
            match old_text {
                Some(read) => file.keep_over(&read)?,
                None => file.keep_new()?,
            }
            writeln!(context.out, "wrote {}: {} expected", DisplayPath(path), list.len())?;
        }
        _ => write!(context.out.exact(), "{}", list.text())?,
    }
    Ok(ExitStatus::Success)
}
