use std::borrow::Cow;
use std::fmt;
use std::path::Path;

/// A text from a file or the name of one, made safe for a terminal and for a line: control characters, which could move the
/// cursor, recolor the screen or turn the direction of writing, and line ends, which could begin a line of its own, are shown
/// as what they are instead of being obeyed.
#[must_use]
pub fn safe(text: &str) -> Cow<'_, str> {
    shown(text, |c| c == '\n' || is_obeyed(c))
}

/// The same for a text that may have several lines, because what it was made of is safe already or has no place in which a
/// line of its own could deceive anybody.
#[must_use]
pub fn safe_lines(text: &str) -> Cow<'_, str> {
    shown(text, is_obeyed)
}

/// The same for a text that is written over several lines and told on one, as a prompt is.
#[must_use]
pub fn one_line(text: &str) -> Cow<'_, str> {
    match unbroken(text) {
        Cow::Borrowed(text) => safe(text),
        Cow::Owned(text) => Cow::Owned(safe(&text).into_owned()),
    }
}

/// Line breaks are for the eye: they and the spaces around them are one space. What stands at both ends stays.
pub(crate) fn unbroken(text: &str) -> Cow<'_, str> {
    if !text.contains('\n') {
        return Cow::Borrowed(text);
    }
    let mut line = String::with_capacity(text.len());
    let mut parts = text.split('\n').peekable();
    while let Some(part) = parts.next() {
        let is_last = parts.peek().is_none();
        let part = if is_last { part } else { part.trim_end() };
        line.push_str(if line.is_empty() { part } else { part.trim_start() });
        if !is_last && !line.ends_with(' ') {
            line.push(' ');
        }
    }
    Cow::Owned(line)
}

fn shown(text: &str, is_obeyed: impl Fn(char) -> bool) -> Cow<'_, str> {
    if !text.contains(&is_obeyed) && !text.contains(['#', '\n']) {
        return Cow::Borrowed(text);
    }
    let mut shown = String::with_capacity(text.len() + 8);
    let mut command = LogCommandScanner::default();
    let mut rest = text.chars();
    while let Some(c) = rest.next() {
        match c {
            '\n' if is_obeyed(c) => shown.push_str("\\n"),
            c if is_obeyed(c) || command.is_made_by(c, rest.clone().next()) => {
                shown.extend(c.escape_unicode());
            }
            c => shown.push(c),
        }
    }
    Cow::Owned(shown)
}

/// Looks for what code hosts take for a command in a line of a log: `::error::` where it begins one, `##[error]` and `##vso[`
/// wherever they stand.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct LogCommandScanner {
    begun: LineStart,
    hashes: u8,
    is_named: bool,
}

/// What of a line has been seen.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
enum LineStart {
    /// Nothing but white space.
    Not,
    /// One colon, and only white space in front of it.
    ByColon,
    /// Something else.
    #[default]
    ByWords,
}

impl LogCommandScanner {
    /// At the beginning of a line.
    #[must_use]
    pub fn on_new_line() -> Self {
        Self { begun: LineStart::Not, ..Self::default() }
    }

    /// Takes the next sign of a text. Whether it makes a command of what was before it. Three colons begin none, and compilers
    /// lead to another file by them; `after` is what follows, if that is known.
    pub fn is_made_by(&mut self, c: char, after: Option<char>) -> bool {
        let by_colon = self.begun == LineStart::ByColon && c == ':' && after != Some(':');
        self.begun = match (self.begun, c) {
            (_, '\n') => LineStart::Not,
            (LineStart::Not, ':') => LineStart::ByColon,
            (LineStart::Not, c) if c.is_whitespace() => LineStart::Not,
            _ => LineStart::ByWords,
        };
        let is_named = self.hashes == 2 && c.is_ascii_alphanumeric();
        let by_bracket = self.hashes == 2 && c == '[';
        self.hashes = match c {
            '#' if self.is_named => 1,
            '#' => (self.hashes + 1).min(2),
            _ if is_named => 2,
            _ => 0,
        };
        self.is_named = is_named;
        by_colon || by_bracket
    }
}

/// Whether a terminal, or a program that reads lines, would do something else than show it.
#[must_use]
pub fn is_obeyed(c: char) -> bool {
    (c.is_control() && c != '\n')
        || matches!(
            c,
            '\u{61c}'
                | '\u{200e}'
                | '\u{200f}'
                | '\u{2028}'
                | '\u{2029}'
                | '\u{202a}'..='\u{202e}'
                | '\u{2066}'..='\u{2069}'
        )
}

/// A path as people are shown it.
#[derive(Clone, Copy, Debug)]
pub struct DisplayPath<'a>(pub &'a Path);

impl fmt::Display for DisplayPath<'_> {
    #[expect(clippy::disallowed_methods, reason = "the one place where a path becomes words")]
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let path = self.0.display().to_string();
        safe(&path).fmt(f)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_a_terminal_would_obey_is_shown_instead() {
        assert_eq!(safe("a\u{1b}[2Jb\u{202e}c\r"), "a\\u{1b}[2Jb\\u{202e}c\\u{d}");
        assert_eq!(safe("a\u{61c}b\u{2067}"), "a\\u{61c}b\\u{2067}");
        assert_eq!(format!("{:<6}|", safe("é\u{7}")), "é\\u{7}|");
        assert_eq!(format!("{:<3}|", safe("é")), "é  |");
    }

    #[test]
    fn no_text_begins_a_line_of_its_own() {
        assert_eq!(safe("a\n::stop-commands::x\u{2028}b\u{85}"), "a\\n::stop-commands::x\\u{2028}b\\u{85}");
        assert_eq!(safe_lines("a\nb\u{2029}\r"), "a\nb\\u{2029}\\u{d}");
        assert_eq!(safe_lines("a::b\n ::error::c"), "a::b\n :\\u{3a}error::c");
        assert_eq!(safe_lines("\n  ::: two/a.toml:6:10"), "\n  ::: two/a.toml:6:10");
        assert_eq!(
            safe("#[x] ##[error]### [##vso[a##b #[c"),
            "#[x] ##\\u{5b}error]### [##vso\\u{5b}a##b #[c"
        );
        assert_eq!(DisplayPath(Path::new("a\n\u{1b}b")).to_string(), "a\\n\\u{1b}b");
    }
}
