//! Lines of Asterisk's configuration files, without comments.

use crate::base::source::{FileId, Span};

/// A line that says something.
#[derive(Debug)]
pub(super) struct Line<'t> {
    pub(super) kind: LineKind<'t>,
    /// What stands behind a semicolon; else the one line of comment right above.
    pub(super) comment: Option<&'t str>,
    pub(super) span: Span,
}

/// What a line is.
#[derive(Debug)]
pub(super) enum LineKind<'t> {
    /// `[name](options)`.
    Section { name: &'t str, options: Option<&'t str> },
    /// `#include`, or `#tryinclude`, which may be missing.
    Include { path: &'t str, must: bool },
    /// `#exec`.
    Exec(&'t str),
    /// `key => value` or `key = value`.
    Setting { key: &'t str, value: &'t str },
    /// Anything else.
    Unknown(&'t str),
}

/// The lines of a text.
#[derive(Debug)]
pub(super) struct Lines<'t> {
    file: FileId,
    text: &'t str,
    at: usize,
    in_comment: bool,
    /// The line above, if it is nothing but a comment and stands alone.
    above: Above<'t>,
}

/// Comments above a line.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Above<'t> {
    None,
    One(&'t str),
    Many,
}

impl<'t> Lines<'t> {
    pub(super) fn of(file: FileId, text: &'t str) -> Self {
        Self { file, text, at: 0, in_comment: false, above: Above::None }
    }

    /// The line without comments; those of several lines begin with `;--` and end with `--;`.
    fn bare(&mut self, line: &'t str) -> (&'t str, Option<&'t str>) {
        let mut rest = line;
        if self.in_comment {
            match rest.find("--;") {
                Some(end) => {
                    self.in_comment = false;
                    rest = &rest[end + 3..];
                }
                None => return ("", None),
            }
        }
        let mut from = 0;
        while let Some(found) = rest[from..].find(';') {
            let at = from + found;
            if at > 0 && rest.as_bytes()[at - 1] == b'\\' {
                from = at + 1;
                continue;
            }
            // `;---` is an ordinary comment.
            if rest[at..].starts_with(";--")
                && !rest[at..].starts_with(";---")
                && !rest[at + 3..].contains("--;")
            {
                self.in_comment = true;
            }
            return (&rest[..at], Some(&rest[at + 1..]));
        }
        (rest, None)
    }
}

impl<'t> Iterator for Lines<'t> {
    type Item = Line<'t>;

    fn next(&mut self) -> Option<Line<'t>> {
        loop {
            let text = self.text;
            let rest = text.get(self.at..).filter(|rest| !rest.is_empty())?;
            let start = self.at;
            let length = rest.find('\n').map_or(rest.len(), |end| end + 1);
            self.at += length;
            let line = &rest[..length];
            let (bare, comment) = self.bare(line);
            let said = bare.trim();
            if said.is_empty() {
                self.above = match (comment.map(str::trim).filter(|comment| is_words(comment)), self.above) {
                    // A line of signs alone says nothing.
                    (None, above) if comment.is_some() => above,
                    (None, _) => Above::None,
                    (Some(comment), Above::None) => Above::One(comment),
                    (Some(_), _) => Above::Many,
                };
                continue;
            }
            let above = match std::mem::replace(&mut self.above, Above::None) {
                Above::One(comment) => Some(comment),
                Above::None | Above::Many => None,
            };
            let comment = comment.map(str::trim).filter(|comment| !comment.is_empty()).or(above);
            let indent = line.find(said).unwrap_or(0);
            let span = Span::new(self.file, start + indent..start + indent + said.len());
            return Some(Line { kind: kind(said), comment, span });
        }
    }
}

/// Whether a comment says something, and is no line that was taken out.
fn is_words(comment: &str) -> bool {
    comment.chars().any(char::is_alphabetic) && !comment.contains("=>") && !comment.contains('(')
}

fn kind(said: &str) -> LineKind<'_> {
    if let Some(rest) = said.strip_prefix('[') {
        let Some((name, behind)) = rest.split_once(']') else { return LineKind::Unknown(said) };
        let options =
            behind.trim().strip_prefix('(').map(|behind| behind.split(')').next().unwrap_or(behind));
        return LineKind::Section { name: name.trim(), options };
    }
    if let Some(rest) = said.strip_prefix('#') {
        let (word, path) = rest.split_once(|c: char| c.is_whitespace()).unwrap_or((rest, ""));
        let path = path.trim().trim_matches(|c| matches!(c, '"' | '<' | '>' | '\''));
        return match word {
            "include" if !path.is_empty() => LineKind::Include { path, must: true },
            "tryinclude" if !path.is_empty() => LineKind::Include { path, must: false },
            "exec" => LineKind::Exec(path),
            _ => LineKind::Unknown(said),
        };
    }
    match said.split_once('=') {
        Some((key, value)) => {
            LineKind::Setting { key: key.trim(), value: value.strip_prefix('>').unwrap_or(value).trim() }
        }
        None => LineKind::Unknown(said),
    }
}
