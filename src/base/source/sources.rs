use std::fmt;
use std::ops::Range;
use std::sync::Arc;

use super::shown::safe;

/// Which file of a [`Sources`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct FileId(pub(crate) u32);

/// A range of bytes in one file.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Span {
    /// The file.
    pub file: FileId,
    /// First byte.
    pub start: u32,
    /// One past the last byte.
    pub end: u32,
}

impl Span {
    /// The bytes `range` of `file`.
    #[must_use]
    pub fn new(file: FileId, range: Range<usize>) -> Self {
        Self { file, start: range.start as u32, end: range.end as u32 }
    }

    /// The bytes as a range that can index the file's text.
    #[must_use]
    pub fn range(self) -> Range<usize> {
        self.start as usize..self.end as usize
    }

    /// The part `inner` of a quoted string that stands here.
    ///
    /// Meant for strings without escapes, where a position in the value is a position in the file; with escapes the
    /// underline can only name the whole string, which it then does.
    #[must_use]
    pub fn inside_string(self, sources: &Sources, value: &str, inner: Range<usize>) -> Self {
        let written = &sources.file(self.file).text()[self.range()];
        match (written.find(value), value.get(inner.clone())) {
            (Some(offset), Some(part)) if !value.is_empty() => {
                // A place between two characters is shown as the one behind it.
                let behind = value[inner.start..].chars().next().map_or(1, char::len_utf8);
                let length = if part.is_empty() { behind } else { part.len() };
                let start = self.start + (offset + inner.start) as u32;
                Self { file: self.file, start, end: (start + length as u32).min(self.end) }
            }
            _ => self,
        }
    }
}

/// A value together with the place where it was written. Two are equal when their values are.
#[derive(Clone, Copy, Debug)]
pub struct Spanned<T> {
    /// The value.
    pub value: T,
    /// Where it was written.
    pub span: Span,
}

impl<T: PartialEq> PartialEq for Spanned<T> {
    fn eq(&self, other: &Self) -> bool {
        self.value == other.value
    }
}

impl<T: Eq> Eq for Spanned<T> {}

/// One file: its name as shown to people, and its text.
#[derive(Clone, Debug)]
pub struct SourceFile {
    name: String,
    text: Arc<str>,
    line_starts: Vec<u32>,
    /// How many characters begin before each [`BLOCK`] of bytes, so that a column far inside a line is no walk through it.
    characters: Vec<u32>,
}

/// So many bytes are counted anew to find a column.
const BLOCK: usize = 1024;

impl SourceFile {
    /// The name that errors and traces show, usually a path relative to where the user stands.
    #[must_use]
    pub fn name(&self) -> &str {
        &self.name
    }

    /// The whole text.
    #[must_use]
    pub fn text(&self) -> &str {
        &self.text
    }

    /// The line (from 1) and the column (from 1, in characters) of a byte.
    #[must_use]
    pub fn line_column(&self, byte: u32) -> (u32, u32) {
        let line = self.line_starts.partition_point(|&start| start <= byte);
        let start = self.line_starts[line - 1] as usize;
        let column = self.characters_before(byte as usize) - self.characters_before(start);
        (line as u32, column + 1)
    }

    /// The bytes of the lines from the one that `from` is on to the one that `to` is on, with the ends of lines.
    #[must_use]
    pub fn lines_around(&self, from: u32, to: u32) -> Range<usize> {
        let first = self.line_starts.partition_point(|&start| start <= from);
        let behind = self.line_starts.partition_point(|&start| start <= to);
        let end = self.line_starts.get(behind).map_or(self.text.len(), |&next| next as usize);
        self.line_starts[first - 1] as usize..end
    }

    fn characters_before(&self, byte: usize) -> u32 {
        let byte = byte.min(self.text.len());
        let block = byte / BLOCK;
        self.characters[block] + beginnings(&self.text.as_bytes()[block * BLOCK..byte])
    }
}

/// How many characters begin in these bytes of UTF-8.
fn beginnings(bytes: &[u8]) -> u32 {
    bytes.iter().filter(|&&byte| byte & 0xC0 != 0x80).count() as u32
}

/// The files that one plan or one suite was read from.
#[derive(Clone, Debug, Default)]
pub struct Sources {
    files: Vec<SourceFile>,
}

impl Sources {
    /// Adds a file and returns its id.
    pub fn add(&mut self, name: impl Into<String>, text: impl Into<Arc<str>>) -> FileId {
        let text = text.into();
        let line_starts =
            std::iter::once(0).chain(text.match_indices('\n').map(|(at, _)| at as u32 + 1)).collect();
        let counted = text.as_bytes().chunks(BLOCK).scan(0, |before, block| {
            *before += beginnings(block);
            Some(*before)
        });
        let characters = std::iter::once(0).chain(counted).collect();
        self.files.push(SourceFile { name: name.into(), text, line_starts, characters });
        FileId(self.files.len() as u32 - 1)
    }

    /// The file of this id.
    #[must_use]
    pub fn file(&self, id: FileId) -> &SourceFile {
        &self.files[id.0 as usize]
    }

    /// All files with their ids, in the order in which they were added.
    pub fn iter(&self) -> impl Iterator<Item = (FileId, &SourceFile)> {
        self.files.iter().enumerate().map(|(index, file)| (FileId(index as u32), file))
    }

    /// The same files under other names.
    #[must_use]
    pub fn renamed(&self, name: impl Fn(&str) -> String) -> Self {
        let files = self.files.iter().map(|file| SourceFile { name: name(&file.name), ..file.clone() });
        Self { files: files.collect() }
    }

    /// The place as people write it: `menus/ally/cpc.toml:12`.
    #[must_use]
    pub fn place(&self, span: Span) -> FileLine<'_> {
        let file = self.file(span.file);
        FileLine { file: file.name(), line: file.line_column(span.start).0 }
    }
}

/// A file and a line, shown as `file:line`, safe for a terminal.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct FileLine<'a> {
    /// The file's name.
    pub file: &'a str,
    /// The line, from 1.
    pub line: u32,
}

impl fmt::Display for FileLine<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}:{}", safe(self.file), self.line)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_and_columns_count_from_one_and_in_characters() {
        let mut sources = Sources::default();
        let id = sources.add("a.toml", "é = 1\nb = 2\n");
        let file = sources.file(id);
        assert_eq!(file.line_column(0), (1, 1));
        assert_eq!(file.line_column(2), (1, 2));
        assert_eq!(file.line_column(7), (2, 1));
        assert_eq!(file.line_column(12), (2, 6));
        assert_eq!(file.line_column(13), (3, 1));
    }

    #[test]
    fn columns_far_inside_a_line_are_counted_as_those_at_its_beginning() {
        let text = format!("ab\n{}\nü = 1\n", "aé€𝄞".repeat(700));
        let mut sources = Sources::default();
        let id = sources.add("a.toml", text.as_str());
        let file = sources.file(id);
        for (byte, _) in text.char_indices().step_by(37).chain([(text.len(), ' ')]) {
            let before = &text[..byte];
            let line = before.matches('\n').count() + 1;
            let column = before.rsplit('\n').next().unwrap().chars().count() + 1;
            assert_eq!(file.line_column(byte as u32), (line as u32, column as u32), "byte {byte}");
        }
        assert_eq!(&text[file.lines_around(0, 1)], "ab\n");
        assert_eq!(&text[file.lines_around(text.len() as u32 - 2, text.len() as u32)], "ü = 1\n");
    }

    #[test]
    fn a_position_in_a_string_is_found_behind_its_quote() {
        let mut sources = Sources::default();
        let id = sources.add("a.toml", "open = \"Mo-Fr 8\"");
        let value = Span::new(id, 7..16);
        assert_eq!(value.inside_string(&sources, "Mo-Fr 8", 6..7).range(), 14..15);
        assert_eq!(value.inside_string(&sources, "Mo-Fr 8", 6..6).range(), 14..15);
        assert_eq!(value.inside_string(&sources, "Mo-Fr 8", 6..9), value, "more than there is");
        let escaped = value.inside_string(&sources, "something else", 0..3);
        assert_eq!(escaped, value);
    }

    #[test]
    fn a_position_in_a_string_never_cuts_a_character() {
        let mut sources = Sources::default();
        let id = sources.add("a.toml", "from = \"¡é\"");
        let value = Span::new(id, 7..13);
        assert_eq!(value.inside_string(&sources, "¡é", 2..2).range(), 10..12);
        assert_eq!(value.inside_string(&sources, "¡é", 1..2), value);
    }
}
