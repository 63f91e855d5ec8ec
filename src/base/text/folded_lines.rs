use std::io::{self, Write};

use super::fold::WrappedText;

/// A place to write to that is a screen of so many columns, or none. Lines are folded as [`WrappedText`] folds them, as
/// soon as they have ended.
#[derive(Debug)]
pub struct FoldedLines<W: Write> {
    inner: W,
    columns: Option<usize>,
    /// The beginning of a line.
    open: Vec<u8>,
}

impl<W: Write> FoldedLines<W> {
    /// Writes to `inner`; folds nothing where there are no columns.
    pub fn new(inner: W, columns: Option<usize>) -> Self {
        Self { inner, columns, open: Vec::new() }
    }

    /// Writes what there is, up to a length.
    fn put(&mut self, length: usize) -> io::Result<()> {
        let Some(columns) = self.columns else { return Ok(()) };
        let rest = self.open.split_off(length);
        let lines = std::mem::replace(&mut self.open, rest);
        write!(self.inner, "{}", WrappedText { text: String::from_utf8_lossy(&lines), columns })
    }
}

impl<W: Write> Write for FoldedLines<W> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        if self.columns.is_none() {
            return self.inner.write(bytes);
        }
        self.open.extend_from_slice(bytes);
        if let Some(last) = self.open.iter().rposition(|&byte| byte == b'\n') {
            self.put(last + 1)?;
        }
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        self.put(self.open.len())?;
        self.inner.flush()
    }
}

impl<W: Write> Drop for FoldedLines<W> {
    fn drop(&mut self) {
        // Whoever wants to hear of a failure flushes.
        let _ = self.put(self.open.len());
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_are_folded_whatever_the_pieces_they_come_in() {
        let mut out = Vec::new();
        let mut folded = FoldedLines::new(&mut out, Some(10));
        for piece in ["one tw", "o three\nfour", "\n", "five six seven"] {
            folded.write_all(piece.as_bytes()).unwrap();
        }
        drop(folded);
        assert_eq!(String::from_utf8(out).unwrap(), "one two\n    three\nfour\nfive six\n    seven");
        let mut out = Vec::new();
        FoldedLines::new(&mut out, None).write_all(b"one two three four").unwrap();
        assert_eq!(out, b"one two three four");
    }
}
