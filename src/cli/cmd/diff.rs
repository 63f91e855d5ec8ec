use std::io::Write as _;
use std::path::Path;
use std::sync::Arc;

use super::ask;
use super::diff_progress::compared;
use super::out::Out;
use crate::base::source::{Shown, Sources};
use crate::base::text::Paint;
use crate::cli::args::{Diff, DiffFormat};
use crate::cli::context::Context;
use crate::cli::exit::{Exit, Failure};
use crate::diff::Both;
use crate::diff::report::{DiffReport, Named, Reviewed};
use crate::explore::Horizon;
use crate::files::load::{self, PlanSource};
use crate::files::save::{self, Pending};
use crate::plan::Plan;

pub(super) fn run(context: &mut Context, source: &PlanSource, args: &Diff) -> Result<Exit, Failure> {
    let sources = sources(source, args)?;
    // What is wrong with a list is told before anybody waits.
    let expected = args.expect.as_deref().map(reviewed).transpose()?;
    let list = args.write_expect.as_deref().map(|path| begun(Out::of(Some(path)))).transpose()?;
    let Both { old, new } = plans(context, &sources)?;
    let horizon = horizon(context, &new, args)?;
    let mut diff = match compared(context, &old, &new, horizon) {
        Err(Failure::Interrupted) => return Ok(Exit::Interrupted),
        compared => compared?,
    };
    if !args.only.is_empty() {
        diff.keep(|kind| args.only.iter().any(|only| only.has(kind)));
    }
    let names = sources.map(|source| Named { plan: source.word() });
    let mut report = DiffReport::new(&old, &new, names, &diff, args.all);
    if let Some(list) = list {
        return written(context, &report, list, expected);
    }
    if let Some(expected) = &expected {
        report.review(expected);
    }
    match args.format {
        DiffFormat::Human => context.show(report.human(Paint::new(context.color)))?,
        DiffFormat::Json => context.json(&report.json())?,
        DiffFormat::Markdown => write!(context.out.exact(), "{}", report.markdown())?,
        DiffFormat::Html => write!(context.out.exact(), "{}", report.html())?,
        DiffFormat::Github => write!(context.out.exact(), "{}", report.github(&Context::checkout()))?,
    }
    Ok(match (report.is_unsure(), report.is_empty()) {
        (true, _) => Exit::CannotRun,
        (false, true) => Exit::Success,
        (false, false) => Exit::Failed,
    })
}

/// Which plans are meant. A revision without a path is that of the other plan.
fn sources(present: &PlanSource, args: &Diff) -> Result<Both<PlanSource>, Failure> {
    let new = match &args.new {
        None => present.clone(),
        Some(new) if is_bare(new) && is_bare(&args.old) => old_source(new, present)?,
        Some(new) => old_source(new, &PlanSource::named(&args.old, present))?,
    };
    Ok(Both { old: old_source(&args.old, &new)?, new })
}

/// The plan of a word, whose path is that of the other one if it is a revision alone.
pub(super) fn old_source(word: &Path, other: &PlanSource) -> Result<PlanSource, Failure> {
    if is_bare(word) && *other == PlanSource::Ally {
        let text = "which plan of the revision? Name it with --plan, or as `git:REVISION:PATH`";
        return Err(Failure::Usage(text.to_owned()));
    }
    Ok(PlanSource::named(word, other))
}

/// Whether a word is a revision without a path.
fn is_bare(word: &Path) -> bool {
    word.to_str().and_then(|word| word.strip_prefix("git:")).is_some_and(|rest| !rest.contains(':'))
}

/// Both plans, or what is wrong with either.
fn plans(context: &Context, sources: &Both<PlanSource>) -> Result<Both<Arc<Plan>>, Failure> {
    let Both { old, new } = sources.as_ref().map(|source| context.plan(source));
    match (old, new) {
        (Ok(old), Ok(new)) => Ok(Both { old, new }),
        (Err(old), Err(new)) => Err(Failure::Several(vec![old, new])),
        (Err(failure), Ok(_)) | (Ok(_), Err(failure)) => Err(failure),
    }
}

fn horizon(context: &Context, new: &Plan, args: &Diff) -> Result<Horizon, Failure> {
    let Some(from) = &args.from else { return Ok(ask::looked_at(Horizon::of(new, args.years))) };
    let from = ask::since("--from", from, new.zone, context.now)?;
    Ok(ask::looked_at(Horizon::since(from, args.years, new.zone)))
}

/// Reads a list of expected differences.
fn reviewed(path: &Path) -> Result<Reviewed, Failure> {
    read(path, &load::text(path)?)
}

fn read(path: &Path, text: &str) -> Result<Reviewed, Failure> {
    let mut sources = Sources::default();
    let file = sources.add(load::name(path), text);
    Reviewed::read(&sources, file).map_err(|mistake| Failure::Mistakes(vec![*mistake], Arc::new(sources)))
}

/// A list that is to be written: where, and what it holds by now.
struct List<'a> {
    place: Out<'a>,
    file: Option<Pending>,
    /// With its text.
    present: Option<(Reviewed, String)>,
}

/// Begins a list of expected differences. What stands there is replaced if it is one.
fn begun(place: Out<'_>) -> Result<List<'_>, Failure> {
    let file = place.file().map(Pending::beside).transpose()?;
    let there = place.file().filter(|path| path.exists() && !save::is_stream(path));
    let present = there.map(|path| {
        let text = load::text(path)?;
        Ok::<_, Failure>((read(path, &text).map_err(|_| in_the_way(path))?, text))
    });
    let present = present.transpose()?;
    Ok(List { place, file, present })
}

fn in_the_way(path: &Path) -> Failure {
    let path = Shown(path);
    Failure::Usage(format!(
        "{path} is there already and cannot be read as a list of expected differences, so nothing is written over it; if \
         it is one, `--expect {path}` says what is wrong with it"
    ))
}

/// Writes a list of expected differences, with the reasons of those that stood there or in `known`.
fn written(
    context: &mut Context,
    report: &DiffReport<'_>,
    list: List<'_>,
    known: Option<Reviewed>,
) -> Result<Exit, Failure> {
    let List { place, file, present } = list;
    let (present, old_text) = present.unzip();
    let list = report.reviewed(&known.or(present).unwrap_or_default());
    match (file, place) {
        (Some(mut file), Out::File(path)) => {
            file.write_all(list.text().as_bytes())?;
            match old_text {
                Some(read) => file.keep_over(&read)?,
                None => file.keep_new()?,
            }
            writeln!(context.out, "wrote {}: {} expected", Shown(path), list.len())?;
        }
        _ => write!(context.out.exact(), "{}", list.text())?,
    }
    Ok(Exit::Success)
}
