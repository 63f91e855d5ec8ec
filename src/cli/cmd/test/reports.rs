//! The reports of a run, each in its place: files beside their places until the run is over, then all of them at once.

use std::io::{self, Write};
use std::path::Path;

use super::progress::RunProgress;
use crate::base::diagnostic::render::Checkout;
use crate::base::source::DisplayPath;
use crate::base::text::{FoldedLines, Paint};
use crate::cli::args::{ReportKind, ReportTo, TestArgs};
use crate::cli::cmd::out;
use crate::cli::context::CommandContext;
use crate::cli::exit::CommandFailure;
use crate::files::save::{self, Pending};
use crate::suite::cause::{RunCauses, RunFailures};
use crate::suite::report::{
    ConsoleDetail, ReportContext, Reporter, TestConsole, TestGithub, TestHtml, TestJson, TestJunit,
    TestSummary, TestTap,
};
use crate::suite::runner::RunEvent;

/// Whoever wants to be told what happens.
pub(super) type Tell<'t> = &'t mut dyn FnMut(RunEvent<'_>) -> Result<(), CommandFailure>;

/// How much people are told.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum RunDetail {
    /// Each cause of failures once.
    Causes,
    /// Each of these cases in full, as soon as it was played.
    Full(ConsoleDetail),
}

/// Where what is for people goes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Console {
    /// To standard output.
    Out,
    /// To standard error, because a report has standard output.
    Errors,
}

impl Console {
    /// Makes sure that no two reports have the same place, of which standard output is one.
    pub(super) fn beside(args: &TestArgs) -> Result<Self, CommandFailure> {
        let mut places: Vec<Option<&Path>> =
            args.report.iter().map(|report| report.path.as_deref()).collect();
        places.extend(args.coverage.reports.iter().map(|report| report.path.as_deref()));
        if places.iter().filter(|place| place.is_none()).count() > 1 {
            let text = "only one report can go to standard output: name a file for the others, as in \
                        `junit=junit.xml`";
            return Err(CommandFailure::Usage(text.to_owned()));
        }
        for (index, place) in places.iter().enumerate() {
            if let Some(path) = place.filter(|_| places[..index].contains(place)) {
                return Err(CommandFailure::Usage(format!("two reports go to {}", DisplayPath(path))));
            }
        }
        Ok(if places.contains(&None) { Self::Errors } else { Self::Out })
    }

    /// How it is colored, and how wide it is.
    pub(super) fn paint(self, context: &CommandContext) -> Paint {
        match self {
            Self::Out => Paint::new(context.color).within(context.columns),
            Self::Errors => Paint::new(context.color_errors).within(context.error_columns),
        }
    }
}

/// Lets `run` tell its events to all reports, and keeps the files if it comes to its end. Whatever stops it, a file that
/// stood there before stays as it was.
pub(super) fn written<'q, T>(
    context: &mut CommandContext,
    reports: &[ReportTo],
    console: Console,
    scene: ReportContext<'_>,
    detail: RunDetail,
    explained: impl FnOnce(RunFailures) -> RunCauses<'q>,
    run: impl FnOnce(Tell<'_>) -> Result<T, CommandFailure>,
) -> Result<T, CommandFailure> {
    let mut files: Vec<(&ReportTo, Pending)> = Vec::new();
    for report in reports {
        if let Some(path) = &report.path {
            files.push((report, out::report(path)?));
        }
    }
    let paint = console.paint(context);
    let watched = context.watched;
    let begun = context.fixed_time.is_none().then(CommandContext::stopwatch);
    let took = || begun.map(|begun| begun.elapsed());
    let on_stdout = reports.iter().find(|report| report.path.is_none());
    let (console, rest): (Box<dyn Write + '_>, _) = match console {
        Console::Errors => {
            (Box::new(context.errors()), on_stdout.map(|report| (report, context.out.exact())))
        }
        Console::Out => (Box::new(&mut context.out), None),
    };
    let console = FoldedLines::new(console, paint.columns());
    let mut console = match detail {
        RunDetail::Causes => RunConsole::Causes(TestSummary::new(console, scene, paint, &took)),
        RunDetail::Full(detail) => {
            let (sources, plan_path) = (scene.sources, scene.plan_path);
            RunConsole::Full(TestConsole { out: console, sources, plan_path, detail, paint })
        }
    };
    let checkout = CommandContext::checkout();
    let mut reporters: Vec<Box<dyn Reporter + '_>> = Vec::new();
    if let Some((report, out)) = rest {
        reporters.push(reporter(report.kind, out, scene, &checkout));
    }
    for (report, file) in &mut files {
        reporters.push(reporter(report.kind, file, scene, &checkout));
    }
    let is_quiet = detail != RunDetail::Full(ConsoleDetail::Everything);
    let mut progress = is_quiet.then(|| RunProgress::new(watched));
    let mut failures = RunFailures::default();
    let mut explained = Some(explained);
    let told = run(&mut |event| {
        failures.tell(event);
        if let Some(progress) = &mut progress {
            progress.tell(event);
        }
        if let (RunEvent::Ended(_), Some(explained)) =
            (event, explained.take_if(|_| matches!(event, RunEvent::Ended(_))))
        {
            let causes = explained(std::mem::take(&mut failures));
            console.explain(&causes)?;
            reporters.iter_mut().try_for_each(|reporter| reporter.explain(&causes))?;
        }
        console.tell(event)?;
        Ok(reporters.iter_mut().try_for_each(|reporter| reporter.tell(event))?)
    });
    drop(progress);
    // What has failed so far is told, because the run does not come to its end.
    if let (Err(CommandFailure::Interrupted), Some(explained)) = (&told, explained.take()) {
        console.explain(&explained(failures))?;
    }
    let told = told?;
    drop((console, reporters));
    for (_, file) in files {
        file.keep()?;
    }
    Ok(told)
}

/// What people read.
enum RunConsole<'a, W: Write> {
    Causes(TestSummary<'a, W>),
    Full(TestConsole<'a, W>),
}

impl<W: Write> Reporter for RunConsole<'_, W> {
    fn tell(&mut self, event: RunEvent<'_>) -> io::Result<()> {
        match self {
            Self::Causes(summary) => summary.tell(event),
            Self::Full(console) => console.tell(event),
        }
    }

    fn explain(&mut self, causes: &RunCauses<'_>) -> io::Result<()> {
        match self {
            Self::Causes(summary) => summary.explain(causes),
            Self::Full(console) => console.explain(causes),
        }
    }
}

fn reporter<'a>(
    kind: ReportKind,
    out: impl Write + 'a,
    scene: ReportContext<'a>,
    checkout: &'a Checkout,
) -> Box<dyn Reporter + 'a> {
    match kind {
        ReportKind::Junit => Box::new(TestJunit::new(out, save::spool(), scene)),
        ReportKind::Tap => Box::new(TestTap { out, scene }),
        ReportKind::Json => Box::new(TestJson::new(out, scene)),
        ReportKind::Html => Box::new(TestHtml::new(out, save::spool(), scene)),
        ReportKind::Github => Box::new(TestGithub { out, scene, checkout }),
    }
}
