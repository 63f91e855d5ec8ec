//! A run in the Test Anything Protocol, for harnesses that speak it.
//!
//! The version is 13, which every harness reads; Perl's, which most systems have, refuses a 14 it was not made for. Of
//! what came with 14 only the escapes of `#` and `\` are used, and older harnesses honor or show them.

use std::io::{self, Write};

use super::causes::told_with_place;
use super::reporter::{ReportContext, Reporter};
use crate::base::text::{counted, one_line, safe_lines};
use crate::suite::cause::RunCauses;
use crate::suite::runner::{PlayedCase, RunEvent, RunTally, Status, Totals};

/// Writes TAP.
pub struct TestTap<'a, W> {
    /// Where to.
    pub out: W,
    /// What the run speaks of.
    pub scene: ReportContext<'a>,
}

impl<W: Write> TestTap<'_, W> {
    fn began(&mut self, totals: Totals) -> io::Result<()> {
        // A plan of nothing wants a reason.
        let why = if totals.cases == 0 { " # SKIP no case falls into this part of the run" } else { "" };
        writeln!(self.out, "TAP version 13\n1..{}{why}", totals.cases)?;
        let Some(stamp) = self.scene.stamp else { return Ok(()) };
        stamp.plans.iter().try_for_each(|plan| writeln!(self.out, "# plan: {plan}"))?;
        writeln!(self.out, "# run at: {}", stamp.at)
    }

    fn played(&mut self, played: &PlayedCase<'_>) -> io::Result<()> {
        let (number, name) = (played.index + 1, described(&played.case.name().to_string()));
        let why = described(played.excuse().unwrap_or_default());
        match played.status() {
            Status::Passed => writeln!(self.out, "ok {number} - {name}"),
            Status::Skipped => writeln!(self.out, "ok {number} - {name} # SKIP {why}"),
            Status::XFailed => writeln!(self.out, "not ok {number} - {name} # TODO {why}"),
            // A harness would take a case with a TODO that passes for good news; here it is a failure.
            Status::Failed | Status::XPassed => {
                writeln!(self.out, "not ok {number} - {name}")?;
                self.diagnostics(played)
            }
        }
    }

    fn diagnostics(&mut self, played: &PlayedCase<'_>) -> io::Result<()> {
        let record = played.case.record();
        let place = played.case.place(self.scene.sources);
        let out = &mut self.out;
        writeln!(out, "  ---\n  message: {}", quoted(&played.message(&record)))?;
        writeln!(out, "  at:\n    file: {}\n    line: {}", quoted(place.file), place.line)?;
        let missed = played.missed(&record);
        if !missed.is_empty() {
            writeln!(out, "  missed:")?;
        }
        for missed in missed {
            let line = self.scene.sources.place(missed.span).line;
            let (expected, got) = (quoted(&missed.expected), quoted(&missed.got));
            writeln!(out, "    - line: {line}\n      expected: {expected}\n      got: {got}")?;
        }
        writeln!(out, "  replay: {}\n  ...", quoted(&self.scene.replay(played.case).to_string()))
    }

    fn ended(&mut self, tally: RunTally) -> io::Result<()> {
        if tally.not_played > 0 {
            let (failures, left) = (tally.failures(), tally.not_played);
            writeln!(self.out, "Bail out! {failures} failed, {left} were not run")?;
        }
        writeln!(self.out, "# {tally}")?;
        self.out.flush()
    }
}

impl<W: Write> Reporter for TestTap<'_, W> {
    fn tell(&mut self, event: RunEvent<'_>) -> io::Result<()> {
        match event {
            RunEvent::Began(totals) => self.began(totals),
            RunEvent::Played(played) => self.played(&played),
            RunEvent::Ended(tally) => self.ended(tally),
        }
    }

    fn explain(&mut self, causes: &RunCauses<'_>) -> io::Result<()> {
        for cause in causes.all() {
            let Some(first) = causes.cases(cause).next() else { continue };
            let mut numbers: Vec<usize> = causes.cases(cause).map(|played| played.index + 1).collect();
            numbers.sort_unstable();
            let numbers: Vec<String> = numbers.into_iter().map(|number| number.to_string()).collect();
            let told = told_with_place(cause, &first, self.scene);
            writeln!(self.out, "# cause: {told}, {}: {}", counted(cause.count, "case"), numbers.join(" "))?;
        }
        Ok(())
    }
}

/// A description: what begins a directive or an escape is escaped, and it stays on its line.
fn described(text: &str) -> String {
    one_line(text).replace('\\', r"\\").replace('#', r"\#")
}

/// A value of YAML, of which JSON's strings are a part.
fn quoted(text: &str) -> String {
    serde_json::Value::from(safe_lines(text).into_owned()).to_string()
}
