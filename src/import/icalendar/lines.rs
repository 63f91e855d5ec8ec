//! Content lines: unfolded, with name, parameters and value (RFC 5545, 3.1).

use crate::base::source::{FileId, Span};

/// So many lines of an event are read; the longest real ones have some dozens.
const MAX_PARAMETERS: usize = 64;

/// A line.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct ContentLine {
    /// In capitals.
    pub(super) name: String,
    /// Names in capitals, with their values.
    pub(super) parameters: Vec<(String, String)>,
    /// As it is written, unfolded.
    pub(super) value: String,
    /// The line in the file, up to where it is folded.
    pub(super) span: Span,
}

impl ContentLine {
    /// The value of a parameter.
    pub(super) fn parameter(&self, name: &str) -> Option<&str> {
        self.parameters.iter().find(|(known, _)| known == name).map(|(_, value)| value.as_str())
    }

    /// The value as text: without the marks before commas, semicolons and line ends.
    pub(super) fn text(&self) -> String {
        let mut text = String::new();
        let mut chars = self.value.chars();
        while let Some(c) = chars.next() {
            match c {
                '\\' => match chars.next() {
                    Some('n' | 'N') => text.push(' '),
                    Some(escaped) => text.push(escaped),
                    None => {}
                },
                c if c.is_control() => text.push(' '),
                c => text.push(c),
            }
        }
        text.split_whitespace().collect::<Vec<_>>().join(" ")
    }
}

/// The lines of a file. What has no colon is no line and is left out.
pub(super) fn lines(file: FileId, text: &str) -> Vec<ContentLine> {
    let mut unfolded: Vec<(String, Span)> = Vec::new();
    let mut at = 0;
    for line in text.split_inclusive('\n') {
        let from = at;
        at += line.len();
        let line = line.trim_end_matches(['\n', '\r']);
        match (line.strip_prefix([' ', '\t']), unfolded.last_mut()) {
            (Some(more), Some((before, _))) => before.push_str(more),
            _ if line.is_empty() => {}
            _ => unfolded.push((line.to_owned(), Span::new(file, from..from + line.len()))),
        }
    }
    unfolded.into_iter().filter_map(|(line, span)| parsed(&line, span)).collect()
}

fn parsed(line: &str, span: Span) -> Option<ContentLine> {
    let mut parts: Vec<String> = vec![String::new()];
    let mut is_quoted = false;
    let mut value = None;
    for (at, c) in line.char_indices() {
        match c {
            '"' => is_quoted = !is_quoted,
            ':' if !is_quoted => {
                value = Some(line[at + 1..].to_owned());
                break;
            }
            ';' if !is_quoted => {
                if parts.len() > MAX_PARAMETERS {
                    return None;
                }
                parts.push(String::new());
            }
            c => parts.last_mut()?.push(c),
        }
    }
    let value = value?;
    let mut parts = parts.into_iter();
    let name = parts.next()?.trim().to_ascii_uppercase();
    let parameters = parts.filter_map(|part| {
        let (name, value) = part.split_once('=')?;
        Some((name.trim().to_ascii_uppercase(), value.trim().to_owned()))
    });
    Some(ContentLine { name, parameters: parameters.collect(), value, span })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_are_unfolded_and_taken_apart() {
        let text =
            "SUMMARY;LANGUAGE=en;X=\"a:b;c\":Memor\r\n ial Day\\, closed\r\nBEGIN:VEVENT\r\nnonsense\r\n";
        let lines = lines(FileId(0), text);
        assert_eq!(lines.len(), 2);
        assert_eq!(lines[0].text(), "Memorial Day, closed");
        assert_eq!((lines[0].parameter("LANGUAGE"), lines[0].parameter("X")), (Some("en"), Some("a:b;c")));
        assert_eq!(&text[lines[1].span.range()], "BEGIN:VEVENT");
    }
}
