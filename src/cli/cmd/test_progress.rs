//! A line on the terminal that says how far a long run has come, and leaves nothing behind.

use std::io::{self, Write};
use std::time::Instant;

use super::line::{ERASE, NO_WRAP, PACE, PATIENCE, WRAP};
use crate::base::text::counted;
use crate::suite::report::ConsoleDetail;
use crate::suite::runner::RunEvent;

/// The clock is read once in so many cases.
const STRIDE: usize = 256;

/// The line, if it is there.
pub(super) struct Progress<W> {
    out: W,
    next: Instant,
    total: usize,
    failures: usize,
    is_shown: bool,
}

impl<W: Write> Progress<W> {
    /// A line for a run that begins now.
    pub(super) fn new(out: W, now: Instant) -> Self {
        Self { out, next: now + PATIENCE, total: 0, failures: 0, is_shown: false }
    }

    /// Takes note of an event before anybody else is told of it. Where others are going to write, the line goes away.
    pub(super) fn tell(&mut self, event: RunEvent<'_>, now: impl FnOnce() -> Instant) -> io::Result<()> {
        match event {
            RunEvent::Began(totals) => self.total = totals.cases,
            RunEvent::Played(played) if ConsoleDetail::Failures.shows(played.status()) => {
                self.failures += usize::from(played.status().is_failure());
                self.clear()?;
            }
            RunEvent::Played(played) if played.index % STRIDE == 0 => {
                let now = now();
                if now >= self.next {
                    self.next = now + PACE;
                    self.show(played.index)?;
                }
            }
            RunEvent::Played(_) => {}
            RunEvent::Ended(_) => self.clear()?,
        }
        Ok(())
    }

    fn show(&mut self, played: usize) -> io::Result<()> {
        self.is_shown = true;
        let Self { out, total, failures, .. } = self;
        // One write, so that it does not flicker. In a narrow terminal the line is cut: what wraps could not be taken away,
        // and neither could the terminal's own ^C if it were shown behind the margin.
        let cases = counted(*total, "case");
        let line = format!("{NO_WRAP}{ERASE}{played} of {cases}, {failures} failed\r{WRAP}");
        out.write_all(line.as_bytes())?;
        out.flush()
    }

    /// Takes the line away.
    pub(super) fn clear(&mut self) -> io::Result<()> {
        if std::mem::take(&mut self.is_shown) {
            self.out.write_all(ERASE.as_bytes())?;
            self.out.flush()?;
        }
        Ok(())
    }
}

#[cfg(test)]
#[expect(clippy::disallowed_methods, reason = "the test needs some instant to count from")]
mod tests {
    use std::time::Duration;

    use super::*;
    use crate::base::source::Sources;
    use crate::suite::runner;
    use crate::suite::runner::{JobCount, Queue, RunLimits, Runnable};
    use crate::suite::scenario::ParsedScenarioFile;

    fn shown(seconds: u64) -> String {
        let text =
            "[[scenario]]\nname = 'x'\ncall = 'cpc'\nat = '2023-08-28 10:00'\nexpect = { line = 'cpc' }\n";
        let (mut sources, mut diagnostics) = (Sources::default(), Vec::new());
        let file = sources.add("x.toml", text);
        let suite = ParsedScenarioFile::read(&sources, file, &mut diagnostics).lower(
            crate::plan::builtin(),
            &sources,
            &mut diagnostics,
        );
        let (mut out, began) = (Vec::new(), Instant::now());
        let mut progress = Progress::new(&mut out, began);
        let now = || began + Duration::from_secs(seconds);
        let suites = [Runnable { suite: &suite.unwrap(), plan: crate::plan::builtin() }];
        let queue = Queue::all(&suites);
        runner::run(&queue, JobCount::default(), RunLimits::default(), |event| progress.tell(event, now))
            .unwrap();
        String::from_utf8(out).unwrap()
    }

    #[test]
    fn only_a_long_run_shows_a_line_and_it_goes_away() {
        assert_eq!(shown(0), "");
        assert_eq!(shown(1), "\x1b[?7l\r\x1b[K0 of 1 case, 0 failed\r\x1b[?7h\r\x1b[K");
    }
}
