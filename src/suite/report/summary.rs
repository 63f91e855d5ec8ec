//! A run of scenarios for people, on one screen if it can be: what failed by what caused it.

use std::io::{self, Write};
use std::time::Duration;

use super::causes::{CausesText, headline};
use super::reporter::{ReportContext, Reporter};
use crate::base::text::Paint;
use crate::suite::cause::RunCauses;
use crate::suite::runner::{RunEvent, RunTally, Status, Totals};

/// Writes what a run comes to, at its end: each cause with one example, then the names of what failed.
pub struct TestSummary<'a, W> {
    out: W,
    scene: ReportContext<'a>,
    paint: Paint,
    took: &'a dyn Fn() -> Option<Duration>,
}

impl<'a, W: Write> TestSummary<'a, W> {
    /// Writes to `out`. `took` is asked at the end how long the run took, which is told if it is known.
    pub fn new(
        out: W,
        scene: ReportContext<'a>,
        paint: Paint,
        took: &'a dyn Fn() -> Option<Duration>,
    ) -> Self {
        Self { out, scene, paint, took }
    }

    fn ended(&mut self, tally: RunTally) -> io::Result<()> {
        let told = if tally.is_failure() { self.paint.bad(tally) } else { self.paint.good(tally) };
        write!(self.out, "{told}")?;
        // What a script reads of a run in which all is well is the same every time.
        let is_told = tally.is_failure() || self.paint.columns().is_some();
        if let Some(took) = (self.took)().filter(|_| is_told) {
            write!(self.out, "{}", self.paint.dim(format_args!(" in {:.2} s", took.as_secs_f64())))?;
        }
        writeln!(self.out)
    }
}

impl<W: Write> Reporter for TestSummary<'_, W> {
    fn tell(&mut self, event: RunEvent<'_>) -> io::Result<()> {
        match event {
            RunEvent::Began(Totals { cases: 0, shard: Some(shard), .. }) => {
                writeln!(self.out, "part {shard} has no cases; they are all in the other parts")
            }
            RunEvent::Began(_) => Ok(()),
            RunEvent::Played(played) => match played.status() {
                // What is known to fail is not to be forgotten.
                Status::XFailed => {
                    writeln!(self.out, "{}", headline(&played, self.scene, self.paint))
                }
                // Why it failed is told at the end.
                Status::Failed | Status::XPassed | Status::Passed | Status::Skipped => Ok(()),
            },
            RunEvent::Ended(tally) => self.ended(tally),
        }
    }

    fn explain(&mut self, causes: &RunCauses<'_>) -> io::Result<()> {
        CausesText { causes, scene: self.scene, paint: self.paint }.tell(&mut self.out)?;
        self.out.flush()
    }
}
