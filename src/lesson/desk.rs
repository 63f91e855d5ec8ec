use std::io::{self, BufRead, Write};

use jiff::Timestamp;

use crate::report::Paint;

/// Where a learner sits: what is typed, what is shown, and the clock on the wall.
pub struct Desk<'d> {
    /// What the learner types, a line each.
    pub typed: &'d mut dyn BufRead,
    /// What the learner sees.
    pub shown: &'d mut dyn Write,
    /// Colors.
    pub paint: Paint,
    /// Whether a prompt is to be shown: somebody sits there.
    pub prompts: bool,
    /// What time it is.
    pub clock: &'d dyn Fn() -> Timestamp,
}

impl Desk<'_> {
    /// What time it is.
    pub(super) fn now(&self) -> Timestamp {
        (self.clock)()
    }

    /// The next line that the learner types, without the white space around it. None: the learner has left. A line that is
    /// not text is an empty one.
    pub(super) fn line(&mut self) -> io::Result<Option<String>> {
        if self.prompts {
            write!(self.shown, "{} ", self.paint.bold(">"))?;
        }
        self.shown.flush()?;
        let mut line = Vec::new();
        // No answer is that long; who sends more is no learner, and gets no memory for it.
        let mut taken = io::Read::take(&mut *self.typed, LONGEST_LINE);
        if taken.read_until(b'\n', &mut line)? == 0 {
            return Ok(None);
        }
        Ok(Some(String::from_utf8(line).unwrap_or_default().trim().to_owned()))
    }

    /// Shows a line.
    pub(super) fn say(&mut self, line: impl std::fmt::Display) -> io::Result<()> {
        writeln!(self.shown, "{line}")
    }
}

/// In bytes.
const LONGEST_LINE: u64 = 4_096;
