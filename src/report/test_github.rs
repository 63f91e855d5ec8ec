//! Failures as annotations of GitHub Actions: a line of the log that its pages show beside the line of the file.

use std::fmt;
use std::io::{self, Write};

use super::{Reporter, Scene, safe};
use crate::runner::{Event, Played};

/// Writes annotations.
pub struct TestGithub<'a, W> {
    /// Where to.
    pub out: W,
    /// What the run speaks of.
    pub scene: Scene<'a>,
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
        let (file, title) = (Property(place.file), played.case.name().to_string());
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

/// The text behind `::`. What GitHub escapes is in the toolkit's `command.ts`: `%`, CR and LF.
pub(super) struct Data<'a>(pub(super) &'a str);

impl fmt::Display for Data<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&safe(self.0).replace('%', "%25").replace('\r', "%0D").replace('\n', "%0A"))
    }
}

/// The value of a property: as [`Data`], and `:` and `,`, which end it.
pub(super) struct Property<'a>(pub(super) &'a str);

impl fmt::Display for Property<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&Data(self.0).to_string().replace(':', "%3A").replace(',', "%2C"))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_in_a_text_ends_a_property_or_the_line() {
        assert_eq!(Property("a:b,c%\n::error::").to_string(), "a%3Ab%2Cc%25%0A%3A%3Aerror%3A%3A");
        assert_eq!(Data("at 18:00, 100%\nnext").to_string(), "at 18:00, 100%25%0Anext");
    }
}
