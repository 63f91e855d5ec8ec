//! Failures as annotations for GitHub Actions: a line of the log that its pages show beside the line of the file. Its pages
//! show few of them, and one for each cause is enough: at the line of the plan that decides.

use std::io::{self, Write};

use super::causes::place_of;
use super::reporter::{ReportContext, Reporter};
use crate::base::diagnostic::render::{Checkout, CommandData, CommandProperty};
use crate::base::source::FileLine;
use crate::suite::cause::{CauseCases, CausePlace, RunCauses};
use crate::suite::runner::{PlayedCase, RunEvent};

/// So many cases of a cause are named.
const MAX_NAMED: usize = 10;

/// Writes annotations.
pub struct TestGithub<'a, W> {
    /// Where to.
    pub out: W,
    /// What the run speaks of.
    pub scene: ReportContext<'a>,
    /// Where the files are that it speaks of.
    pub checkout: &'a Checkout,
}

impl<W: Write> TestGithub<'_, W> {
    fn cause(&mut self, causes: &RunCauses<'_>, cause: &CauseCases) -> io::Result<()> {
        let Some(first) = causes.cases(cause).next() else { return Ok(()) };
        let mut lines = vec![cause.cause.told(cause.count)];
        for played in causes.cases(cause).take(MAX_NAMED) {
            let place = self.case_place(&played);
            let path = self.checkout.path(place.file);
            let record = played.case.record();
            let name = played.case.name();
            lines.push(format!("{name} ({path}:{}): {}", place.line, played.message(&record)));
        }
        if cause.count > MAX_NAMED {
            lines.push(format!("and {} more", cause.count - MAX_NAMED));
        }
        lines.push(format!("replay: {}", self.scene.replay(first.case)));
        // What was run, for whoever reads the log later.
        if let Some(stamp) = self.scene.stamp {
            lines.extend(stamp.plans.iter().map(|plan| format!("plan: {plan}")));
            lines.push(format!("run at: {}", stamp.at));
        }
        let message = lines.join("\n");
        let (path, line) = self.place(cause, &first);
        // A case that stands alone is known by its name.
        let title = match cause.count {
            1 => first.case.name().to_string(),
            _ => cause.cause.title.clone(),
        };
        writeln!(
            self.out,
            "::error file={},line={line},title={}::{}",
            CommandProperty(&path),
            CommandProperty(&title),
            CommandData(&message)
        )
    }

    /// Where a cause is written, if that is in a file that is checked out; else where its first case fails.
    fn place(&self, cause: &CauseCases, first: &PlayedCase<'_>) -> (String, u32) {
        let plan = (self.scene.plan_path)(first.case.runnable());
        let is_on_disk = plan.is_some_and(|path| !path.starts_with("git:"));
        let place = match cause.cause.place {
            Some(CausePlace::Plan(_)) if !is_on_disk => None,
            _ => place_of(cause, first, self.scene),
        };
        let place = place.unwrap_or_else(|| self.case_place(first));
        (self.checkout.path(place.file).into_owned(), place.line)
    }

    /// Where the first expectation of a case was missed.
    fn case_place(&self, played: &PlayedCase<'_>) -> FileLine<'_> {
        let missed = played.missed(&played.case.record());
        let span = missed.first().map_or(played.case.scenario.name.span, |missed| missed.span);
        self.scene.sources.place(span)
    }
}

impl<W: Write> Reporter for TestGithub<'_, W> {
    fn tell(&mut self, event: RunEvent<'_>) -> io::Result<()> {
        match event {
            RunEvent::Began(_) | RunEvent::Played(_) => Ok(()),
            RunEvent::Ended(_) => self.out.flush(),
        }
    }

    fn explain(&mut self, causes: &RunCauses<'_>) -> io::Result<()> {
        causes.all().try_for_each(|cause| self.cause(causes, cause))
    }
}
