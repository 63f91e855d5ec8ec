//! Failures as annotations for GitHub Actions: a line of the log that its pages show beside the line of the file.

use std::io::{self, Write};

use super::reporter::{ReportContext, Reporter};
use crate::base::diagnostic::render::{Checkout, CommandData, CommandProperty};
use crate::suite::runner::{PlayedCase, RunEvent};

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
    fn failed(&mut self, played: &PlayedCase<'_>) -> io::Result<()> {
        let record = played.case.record();
        let missed = played.missed(&record);
        // The annotation stands where the first expectation was missed.
        let span = missed.first().map_or(played.case.scenario.name.span, |missed| missed.span);
        let place = self.scene.sources.place(span);
        let mut lines: Vec<String> =
            missed.iter().map(|missed| format!("expected {}, got {}", missed.expected, missed.got)).collect();
        if lines.is_empty() {
            lines.push(played.message(&record));
        }
        lines.push(format!("replay: {}", self.scene.replay(played.case)));
        // What was run, for whoever reads the log later.
        if let Some(stamp) = self.scene.stamp {
            lines.extend(stamp.plans.iter().map(|plan| format!("plan: {plan}")));
            lines.push(format!("run at: {}", stamp.at));
        }
        let message = lines.join("\n");
        let path = self.checkout.path(place.file);
        let (file, title) = (CommandProperty(&path), played.case.name().to_string());
        writeln!(
            self.out,
            "::error file={file},line={},title={}::{}",
            place.line,
            CommandProperty(&title),
            CommandData(&message)
        )
    }
}

impl<W: Write> Reporter for TestGithub<'_, W> {
    fn tell(&mut self, event: RunEvent<'_>) -> io::Result<()> {
        match event {
            RunEvent::Played(played) if played.status().is_failure() => self.failed(&played),
            RunEvent::Began(_) | RunEvent::Played(_) => Ok(()),
            RunEvent::Ended(_) => self.out.flush(),
        }
    }
}
