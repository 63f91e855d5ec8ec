//! A run of scenarios for people: nothing about what passed, everything about what failed.

use std::io::{self, Write};

use super::causes::headline;
use super::failure::{FailureText, Indented};
use super::reporter::{ReportContext, Reporter};
use crate::base::source::Sources;
use crate::base::text::Paint;
use crate::call::report::CallText;
use crate::suite::runner::{PlayedCase, RunEvent, RunTally, Runnable, Status, Totals};

/// Which cases are told.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum ConsoleDetail {
    /// Those that failed.
    #[default]
    Failures,
    /// All of them, with their transcripts.
    Everything,
}

impl ConsoleDetail {
    /// Whether a case of this status is told. What is known to fail is not to be forgotten.
    #[must_use]
    pub fn shows(self, status: Status) -> bool {
        self == Self::Everything || !matches!(status, Status::Passed | Status::Skipped)
    }
}

/// Writes what a run tells, as it comes.
pub struct TestConsole<'a, W> {
    /// Where to.
    pub out: W,
    /// The scenario files.
    pub sources: &'a Sources,
    /// How a plan is named on a command line that replays a case; none for the plan that needs no name.
    pub plan_path: &'a dyn Fn(Runnable<'_>) -> Option<String>,
    /// Which cases are told.
    pub detail: ConsoleDetail,
    /// Colors.
    pub paint: Paint,
}

impl<W: Write> TestConsole<'_, W> {
    fn began(&mut self, totals: Totals) -> io::Result<()> {
        match totals {
            Totals { cases: 0, shard: Some(shard), .. } => {
                writeln!(self.out, "part {shard} has no cases; they are all in the other parts")
            }
            _ => Ok(()),
        }
    }

    fn played(&mut self, played: &PlayedCase<'_>) -> io::Result<()> {
        let status = played.status();
        if !self.detail.shows(status) {
            return Ok(());
        }
        match status {
            Status::Failed | Status::XPassed => self.failed(played)?,
            Status::Passed => self.shown(played)?,
            Status::XFailed | Status::Skipped => self.named(played)?,
        }
        match self.detail {
            // Whoever waits for a long run sees at once what fails, and all of it.
            ConsoleDetail::Failures => self.out.flush(),
            ConsoleDetail::Everything => Ok(()),
        }
    }

    fn headline(&mut self, played: &PlayedCase<'_>) -> io::Result<()> {
        let scene = ReportContext { sources: self.sources, plan_path: self.plan_path, stamp: None };
        write!(self.out, "{}", headline(played, scene, self.paint))
    }

    /// A case of which there is nothing to tell but why its file excuses it.
    fn named(&mut self, played: &PlayedCase<'_>) -> io::Result<()> {
        self.headline(played)?;
        writeln!(self.out)
    }

    fn shown(&mut self, played: &PlayedCase<'_>) -> io::Result<()> {
        self.headline(played)?;
        let record = played.case.record();
        let call = CallText { plan: played.case.plan(), record: &record, why: false, paint: self.paint };
        writeln!(self.out, "\n{}", Indented(&call))
    }

    fn failed(&mut self, played: &PlayedCase<'_>) -> io::Result<()> {
        self.headline(played)?;
        let scene = ReportContext { sources: self.sources, plan_path: self.plan_path, stamp: None };
        let with_trace = self.detail == ConsoleDetail::Everything;
        write!(self.out, "\n{}", FailureText { played, scene, with_trace, paint: self.paint })
    }

    fn ended(&mut self, tally: RunTally) -> io::Result<()> {
        if tally.is_failure() {
            writeln!(self.out, "{}", self.paint.bad(tally))
        } else {
            writeln!(self.out, "{}", self.paint.good(tally))
        }
    }
}

impl<W: Write> Reporter for TestConsole<'_, W> {
    fn tell(&mut self, event: RunEvent<'_>) -> io::Result<()> {
        match event {
            RunEvent::Began(totals) => self.began(totals),
            RunEvent::Played(played) => self.played(&played),
            RunEvent::Ended(tally) => self.ended(tally),
        }
    }
}
