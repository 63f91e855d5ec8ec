//! The reports of a run, each in its place: files beside their places until the run is over, then all of them at once.

use std::io::{self, Write};

use super::test_progress::Progress;
use crate::cli::args::{ReportKind, ReportTo};
use crate::cli::context::Context;
use crate::cli::exit::Failure;
use crate::report::{
    Detail, Paint, Reporter, Scene, TestConsole, TestGithub, TestHtml, TestJson, TestJunit, TestTap,
};
use crate::runner::Event;
use crate::save::{self, Pending};

/// Whoever wants to be told what happens.
pub(super) type Tell<'t> = &'t mut dyn FnMut(Event<'_>) -> Result<(), Failure>;

/// Lets `run` tell its events to all reports, and keeps the files if it comes to its end. Whatever stops it, a file that
/// stood there before stays as it was.
pub(super) fn written<T>(
    context: &mut Context,
    reports: &[ReportTo],
    scene: Scene<'_>,
    detail: Detail,
    run: impl FnOnce(Tell<'_>) -> Result<T, Failure>,
) -> Result<T, Failure> {
    let on_stdout = one_on_stdout(reports)?;
    let mut files: Vec<(&ReportTo, Pending)> = Vec::new();
    for report in reports {
        if let Some(path) = &report.path {
            let pending = Pending::beside(path).map_err(|error| cannot_write(report, &error))?;
            files.push((report, pending));
        }
    }
    let paint = Paint::new(if on_stdout.is_some() { context.color_errors } else { context.color });
    let watched = context.watched;
    let (console, rest): (Box<dyn Write + '_>, _) = match on_stdout {
        Some(report) => (Box::new(io::stderr()), Some((report, &mut context.out))),
        None => (Box::new(&mut context.out), None),
    };
    let (sources, plan_path) = (scene.sources, scene.plan_path);
    let mut reporters: Vec<Box<dyn Reporter + '_>> =
        vec![Box::new(TestConsole { out: console, sources, plan_path, detail, paint })];
    if let Some((report, out)) = rest {
        reporters.push(reporter(report.kind, out, scene));
    }
    for (report, file) in &mut files {
        reporters.push(reporter(report.kind, file, scene));
    }
    let is_wanted = watched && detail == Detail::Failures;
    let mut progress = is_wanted.then(|| Progress::new(io::stderr(), Context::stopwatch()));
    let told = run(&mut |event| {
        if let Some(progress) = &mut progress {
            progress.tell(event, Context::stopwatch)?;
        }
        Ok(reporters.iter_mut().try_for_each(|reporter| reporter.tell(event))?)
    });
    if let Some(progress) = &mut progress {
        progress.clear()?;
    }
    let told = told?;
    drop(reporters);
    for (report, file) in files {
        file.keep().map_err(|error| cannot_write(report, &error))?;
    }
    Ok(told)
}

fn reporter<'a>(kind: ReportKind, out: impl Write + 'a, scene: Scene<'a>) -> Box<dyn Reporter + 'a> {
    match kind {
        ReportKind::Junit => Box::new(TestJunit::new(out, save::spool(), scene)),
        ReportKind::Tap => Box::new(TestTap { out, scene }),
        ReportKind::Json => Box::new(TestJson { out, scene }),
        ReportKind::Html => Box::new(TestHtml::new(out, save::spool(), scene)),
        ReportKind::Github => Box::new(TestGithub { out, scene }),
    }
}

/// The report that goes to standard output, of which there can be only one.
fn one_on_stdout(reports: &[ReportTo]) -> Result<Option<&ReportTo>, Failure> {
    let mut on_stdout = reports.iter().filter(|report| report.path.is_none());
    let first = on_stdout.next();
    if on_stdout.next().is_some() {
        let text =
            "only one report can go to standard output: name a file for the others, as in `junit=junit.xml`";
        return Err(Failure::Usage(text.to_owned()));
    }
    for (index, report) in reports.iter().enumerate() {
        if report.path.is_some() && reports[..index].iter().any(|before| before.path == report.path) {
            return Err(Failure::Usage("two reports go to the same file".to_owned()));
        }
    }
    Ok(first)
}

fn cannot_write(report: &ReportTo, error: &io::Error) -> Failure {
    let path = report.path.as_deref().map(|path| path.display().to_string()).unwrap_or_default();
    Failure::Usage(format!("the report {path} cannot be written: {error}"))
}
