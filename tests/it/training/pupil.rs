//! Somebody who sits in a lesson and reads the screen before typing.

use std::cell::Cell;
use std::io::{self, BufRead, Read};

/// A learner who reads what is on the screen before typing.
pub(crate) struct Pupil<'p> {
    /// What is on the screen.
    pub(crate) shown: &'p Cell<Vec<u8>>,
    pub(crate) answer: &'p dyn Fn(&str) -> String,
    pub(crate) line: io::Cursor<Vec<u8>>,
}

impl Read for Pupil<'_> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        self.fill_buf()?;
        self.line.read(buffer)
    }
}

impl BufRead for Pupil<'_> {
    fn fill_buf(&mut self) -> io::Result<&[u8]> {
        if self.line.fill_buf()?.is_empty() {
            let shown = self.shown.take();
            let text = String::from_utf8_lossy(&shown).into_owned();
            self.shown.set(shown);
            self.line = io::Cursor::new((self.answer)(&text).into_bytes());
        }
        self.line.fill_buf()
    }

    fn consume(&mut self, count: usize) {
        self.line.consume(count);
    }
}

/// What is written can be looked at while it is written.
pub(crate) struct Screen<'s>(pub(crate) &'s Cell<Vec<u8>>);

impl io::Write for Screen<'_> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        let mut shown = self.0.take();
        shown.extend_from_slice(bytes);
        self.0.set(shown);
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}
