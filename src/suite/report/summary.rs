//! A run of scenarios for people, on one screen if it can be: what failed by what caused it.

use std::io::{self, Write};
use std::time::Duration;

use super::causes::{FailureCauses, headline};
use super::reporter::{ReportContext, Reporter};
use crate::base::text::Paint;
use crate::suite::runner::{RunEvent, RunTally, Status, Totals};

/// Writes what a run comes to, at its end: each cause with one example, then the names of what failed.
pub struct TestSummary<'a, W> {
    out: W,
    scene: ReportContext<'a>,
    paint: Paint,
    took: &'a dyn Fn() -> Option<Duration>,
    causes: FailureCauses,
}

impl<'a, W: Write> TestSummary<'a, W> {
    /// Writes to `out`. `took` is asked at the end how long the run took, which is told if it is known.
    pub fn new(
        out: W,
        scene: ReportContext<'a>,
        paint: Paint,
        took: &'a dyn Fn() -> Option<Duration>,
    ) -> Self {
        Self { out, scene, paint, took, causes: FailureCauses::default() }
    }

    /// Tells what has failed so far, because the run does not come to its end.
    pub fn interrupted(&mut self) -> io::Result<()> {
        self.causes.tell(&mut self.out, self.scene, self.paint)?;
        self.out.flush()
    }

    fn ended(&mut self, tally: RunTally) -> io::Result<()> {
        self.causes.tell(&mut self.out, self.scene, self.paint)?;
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
                Status::Failed | Status::XPassed => {
                    self.causes.add(&played, self.scene, self.paint);
                    Ok(())
                }
                // What is known to fail is not to be forgotten.
                Status::XFailed => {
                    writeln!(self.out, "{}", headline(&played, self.scene, self.paint))
                }
                Status::Passed | Status::Skipped => Ok(()),
            },
            RunEvent::Ended(tally) => self.ended(tally),
        }
    }
}
