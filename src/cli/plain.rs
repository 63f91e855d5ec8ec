//! Text for people on its way to standard output or standard error.
//!
//! Whatever is said there may quote what stands in files. Each piece is made safe where it is quoted; here is the last gate, so
//! that one that was forgotten does no harm: signs that a terminal would obey are shown as what they are, and no line is
//! a command to the code host that keeps the log. What programs read goes past it ([`Plain::exact`]), for it must stay
//! as it is.

use std::io::{self, Write};

use crate::base::source::{LogCommandScanner, is_obeyed};

/// Writes text for people.
#[derive(Debug)]
pub(super) struct Plain<W> {
    inner: W,
    /// Whether escape codes for colors pass.
    colored: bool,
    /// What has been written of the present line.
    line: LogCommandScanner,
}

impl<W: Write> Plain<W> {
    /// Text that goes there.
    pub(super) fn new(inner: W, colored: bool) -> Self {
        Self { inner, colored, line: LogCommandScanner::on_new_line() }
    }

    /// The stream itself, for what programs read.
    pub(super) fn exact(&mut self) -> &mut W {
        &mut self.inner
    }

    fn text(&mut self, text: &str) -> io::Result<()> {
        // Most of what is written has nothing to look at.
        let mut written = 0;
        let mut code_end = 0;
        for (at, c) in text.char_indices() {
            if at < code_end {
                continue;
            }
            if let Some(length) = color_code(&text[at..]).filter(|_| self.colored) {
                code_end = at + length;
            } else if self.line.is_made_by(c, text[at + c.len_utf8()..].chars().next()) || is_obeyed(c) {
                self.inner.write_all(&text.as_bytes()[written..at])?;
                write!(self.inner, "{}", c.escape_unicode())?;
                written = at + c.len_utf8();
            }
        }
        self.inner.write_all(&text.as_bytes()[written..])
    }
}

/// How long the code for a color or a weight is that this begins with.
fn color_code(text: &str) -> Option<usize> {
    let code = text.strip_prefix("\u{1b}[")?;
    let end = code.find(|c: char| !c.is_ascii_digit() && c != ';')?;
    code[end..].starts_with('m').then_some(end + 3)
}

impl<W: Write> Write for Plain<W> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        for chunk in bytes.utf8_chunks() {
            self.text(chunk.valid())?;
            self.inner.write_all(chunk.invalid())?;
        }
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        self.inner.flush()
    }
}

/// Standard error, for words to people.
#[expect(clippy::disallowed_methods, reason = "the one place where words go to standard error")]
pub(super) fn errors(colored: bool) -> Plain<io::Stderr> {
    Plain::new(io::stderr(), colored)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn written(colored: bool, pieces: &[&str]) -> String {
        let mut plain = Plain::new(Vec::new(), colored);
        for piece in pieces {
            plain.write_all(piece.as_bytes()).unwrap();
        }
        String::from_utf8(plain.inner).unwrap()
    }

    #[test]
    fn what_a_terminal_would_obey_is_shown() {
        assert_eq!(
            written(false, &["a\u{1b}[2J\u{1b}[1mb\u{202e}\u{2028}c\n"]),
            "a\\u{1b}[2J\\u{1b}[1mb\\u{202e}\\u{2028}c\n"
        );
        assert_eq!(
            written(true, &["a\u{1b}[2J\u{1b}[1;31mb\u{1b}[0m\r\n"]),
            "a\\u{1b}[2J\u{1b}[1;31mb\u{1b}[0m\\u{d}\n"
        );
        assert_eq!(written(true, &["\u{1b}[", "\u{1b}"]), "\\u{1b}[\\u{1b}");
    }

    #[test]
    fn no_line_is_a_command() {
        let split = ["a: b::c\n", ":", ":error::x\n  ", "::warning::\n", "::", ":\n"];
        assert_eq!(written(false, &split), "a: b::c\n:\\u{3a}error::x\n  :\\u{3a}warning::\n:\\u{3a}:\n");
        assert_eq!(
            written(false, &["x ##[group]#", "#vso[task] # [a] ## b ##teamcity", "[\n"]),
            "x ##\\u{5b}group]##vso\\u{5b}task] # [a] ## b ##teamcity\\u{5b}\n"
        );
        assert_eq!(written(true, &["\u{1b}[31m::error::\u{1b}[0m"]), "\u{1b}[31m:\\u{3a}error::\u{1b}[0m");
    }

    #[test]
    fn what_programs_read_stays_as_it_is() {
        let mut plain = Plain::new(Vec::new(), false);
        plain.exact().write_all(b"::error::\x1b\n").unwrap();
        plain.write_all(b"::x").unwrap();
        assert_eq!(String::from_utf8(plain.inner).unwrap(), "::error::\u{1b}\n:\\u{3a}x");
    }
}
