//! Failures as annotations of GitHub Actions: a line of the log that its pages show beside the line of the file.

use std::io::{self, Write};

use super::reporter::{Reporter, Scene};
use crate::base::diagnostic::render::{Checkout, Data, Property};
use crate::suite::runner::{Event, Played};

/// Writes annotations.
pub struct TestGithub<'a, W> {
    /// Where to.
    pub out: W,
    /// What the run speaks of.
    pub scene: Scene<'a>,
    /// Where the files are that it speaks of.
    pub checkout: &'a Checkout,
}

impl<W: Write> TestGithub<'_, W> {
    fn failed(&mut self, played: &Played<'_>) -> io::Result<()> {
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
        let message = lines.join("\n");
        let path = self.checkout.path(place.file);
        let (file, title) = (Property(&path), played.case.name().to_string());
        writeln!(
            self.out,
            "::error file={file},line={},title={}::{}",
            place.line,
            Property(&title),
            Data(&message)
        )
    }
}

impl<W: Write> Reporter for TestGithub<'_, W> {
    fn tell(&mut self, event: Event<'_>) -> io::Result<()> {
        match event {
            Event::Played(played) if played.status().is_failure() => self.failed(&played),
            Event::Began(_) | Event::Played(_) => Ok(()),
            Event::Ended(_) => self.out.flush(),
        }
    }
}
