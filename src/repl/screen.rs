//! Where the phone shows what it has to tell: lines that fit, and no more of a long list than there is room for.

use std::io::{self, Write as _};

use rustyline::ExternalPrinter;

use crate::base::text::{Paint, WrappedText};

/// How large the terminal is: columns and rows. None: it does not say, or there is none.
pub(crate) type ScreenSize = fn() -> Option<(usize, usize)>;

/// On fewer rows than these a list is shown whole: so little of it fits that asking for more would be all there is to do.
const LEAST_ROWS: usize = 8;

/// What is typed and what asks for more take a row each.
const BESIDES: usize = 2;

/// Where the session writes while somebody may be typing.
pub(super) struct Screen {
    place: ScreenPlace,
    size: ScreenSize,
    /// Lines that had no room.
    rest: Vec<String>,
}

enum ScreenPlace {
    /// Above the line that is being typed.
    Above(Box<dyn ExternalPrinter + Send>),
    /// Wherever the cursor is: a terminal that cannot move it.
    Plain,
}

impl Screen {
    /// A screen of this size, which may change.
    pub(super) fn new(printer: Option<Box<dyn ExternalPrinter + Send>>, size: ScreenSize) -> Self {
        let place = printer.map_or(ScreenPlace::Plain, ScreenPlace::Above);
        Self { place, size, rest: Vec::new() }
    }

    /// How many columns there are now.
    pub(super) fn columns(&self) -> Option<usize> {
        (self.size)().map(|(columns, _)| columns)
    }

    /// Whether there are lines that had no room.
    pub(super) fn has_more(&self) -> bool {
        !self.rest.is_empty()
    }

    /// Writes a text, line by line as it comes; `first` moves the cursor before that.
    pub(super) fn print(&mut self, first: &str, text: &str) -> io::Result<()> {
        let columns = self.columns().unwrap_or(usize::MAX);
        self.put(format!("{first}{}", WrappedText { text, columns }))
    }

    /// Writes the answer to what was typed. What has no room is kept until somebody asks for it.
    pub(super) fn answer(&mut self, text: &str, paint: Paint) -> io::Result<()> {
        let columns = self.columns().unwrap_or(usize::MAX);
        let text = WrappedText { text, columns }.to_string();
        self.rest = text.split_inclusive('\n').map(str::to_owned).collect();
        self.more(paint)
    }

    /// Writes as many of the lines that had no room as there is room for.
    pub(super) fn more(&mut self, paint: Paint) -> io::Result<()> {
        let rows = (self.size)().map_or(usize::MAX, |(_, rows)| rows);
        let room = if rows < LEAST_ROWS { usize::MAX } else { rows - BESIDES };
        let fits = if self.rest.len() <= room { self.rest.len() } else { room - 1 };
        let mut text: String = self.rest.drain(..fits).collect();
        if !self.rest.is_empty() {
            let left = self.rest.len();
            let lines = if left == 1 { "line" } else { "lines" };
            let hint = paint.dim(format!("{left} more {lines}: press Enter")).to_string();
            text.extend([hint.as_str(), "\n"]);
        }
        self.put(text)
    }

    #[expect(clippy::disallowed_methods, reason = "the line editor is beside it")]
    fn put(&mut self, text: String) -> io::Result<()> {
        if text.is_empty() {
            return Ok(());
        }
        match &mut self.place {
            ScreenPlace::Above(printer) => printer.print(text).map_err(io::Error::other),
            ScreenPlace::Plain => {
                let mut out = io::stdout().lock();
                out.write_all(text.as_bytes())?;
                out.flush()
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Keeps what is printed.
    struct Kept(std::sync::mpsc::Sender<String>);

    impl ExternalPrinter for Kept {
        fn print(&mut self, text: String) -> rustyline::Result<()> {
            self.0.send(text).map_err(|_| rustyline::error::ReadlineError::Eof)
        }
    }

    #[test]
    fn what_has_no_room_waits_until_somebody_asks() {
        let (say, said) = std::sync::mpsc::channel();
        let mut screen = Screen::new(Some(Box::new(Kept(say))), || Some((20, 10)));
        let lines: Vec<String> = (1..=12).map(|line| format!("line {line}")).collect();
        let list = lines.join("\n") + "\n";
        screen.answer(&list, Paint::new(false)).unwrap();
        let first = said.recv().unwrap();
        assert_eq!(first.lines().count(), 8);
        assert!(first.ends_with("line 7\n5 more lines: press Enter\n"), "{first}");
        screen.more(Paint::new(false)).unwrap();
        assert_eq!(said.recv().unwrap(), "line 8\nline 9\nline 10\nline 11\nline 12\n");
        assert!(!screen.has_more());
        screen.answer("one two three four five\n", Paint::new(false)).unwrap();
        assert_eq!(said.recv().unwrap(), "one two three four\n    five\n");
    }
}
