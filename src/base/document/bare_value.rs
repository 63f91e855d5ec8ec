//! A value without quotes that TOML could not read: where it stands, whole, and what its key is.

use std::ops::Range;

/// A value as somebody wrote it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct WrittenValue<'t> {
    /// The first name of the header above it: `hours` under `[hours.office]`.
    pub(crate) section: &'t str,
    /// The key before its equals sign.
    pub(crate) key: &'t str,
    /// The value, without quotes around it.
    pub(crate) text: &'t str,
    /// Whether it stands without quotes.
    pub(crate) is_bare: bool,
}

/// What is wrong with a value, and what to write instead.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct ValueAdvice {
    /// What is wrong.
    pub(crate) what: String,
    /// What to do.
    pub(crate) help: String,
}

/// The value without quotes around a byte, and where it stands.
pub(super) fn bare_value(text: &str, at: usize) -> Option<(WrittenValue<'_>, Range<usize>)> {
    let (start, line) = line_around(text, at)?;
    let equals = assignments(line).take_while(|equals| start + equals < at).last()?;
    let key = line.get(..equals)?.trim_end().rsplit([' ', '\t', '{', ',']).next()?;
    let behind = line.get(equals + 1..)?;
    let from = equals + 1 + (behind.len() - behind.trim_start().len());
    let value = line.get(from..)?;
    if key.is_empty() || value.starts_with(['"', '\'', '[', '{', '#']) {
        return None;
    }
    let is_inside = line.get(..equals)?.matches('{').count() > line.get(..equals)?.matches('}').count();
    let length = value.char_indices().find(|&(index, sign)| ends(value, index, sign, is_inside));
    let value = value.get(..length.map_or(value.len(), |(index, _)| index))?.trim_end();
    let section = section_above(text, start);
    let found = WrittenValue { section, key, text: value, is_bare: true };
    (!value.is_empty()).then_some((found, start + from..start + from + value.len()))
}

/// The line of a byte, and where it begins.
fn line_around(text: &str, at: usize) -> Option<(usize, &str)> {
    let start = text.get(..at)?.rfind('\n').map_or(0, |end| end + 1);
    let end = text.get(at..)?.find('\n').map_or(text.len(), |end| at + end);
    text.get(start..end).map(|line| (start, line.trim_end_matches('\r')))
}

/// The equals signs of a line that stand in no text.
fn assignments(line: &str) -> impl Iterator<Item = usize> {
    let mut quote = None;
    line.char_indices().filter_map(move |(index, sign)| match (quote, sign) {
        (None, '"' | '\'') => {
            quote = Some(sign);
            None
        }
        (Some(open), sign) => {
            quote = (open != sign).then_some(open);
            None
        }
        (None, '=') => Some(index),
        _ => None,
    })
}

/// Whether a value without quotes ends before this sign. In braces a comma ends it if another key stands behind it; that of
/// `November 1, 2026` does not.
fn ends(value: &str, index: usize, sign: char, is_inside: bool) -> bool {
    let is_key = |behind: &str| {
        let (key, _) = behind.split_once('=')?;
        let key = key.trim();
        Some(!key.is_empty() && key.chars().all(|c| c.is_alphanumeric() || matches!(c, '_' | '-')))
    };
    match sign {
        '#' => true,
        '}' => is_inside,
        ',' if is_inside => {
            is_key(&value[index + 1..]).unwrap_or_else(|| value[index + 1..].trim().starts_with('}'))
        }
        _ => false,
    }
}

/// The first name of the last header before a byte.
pub(super) fn section_above(text: &str, before: usize) -> &str {
    let above = text.get(..before).unwrap_or_default();
    let header = above.rsplit('\n').find(|line| line.trim_start().starts_with('['));
    let name = header.map_or("", |header| header.trim_start().trim_start_matches('['));
    name.split(['.', ']']).next().unwrap_or_default().trim()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_value_without_quotes_is_found_whole() {
        for (text, wrong, expected) in [
            ("[plan]\neffective = 11/01/2026\n", "/", ("plan", "effective", "11/01/2026")),
            (
                "[plan]\neffective = November 1, 2026 # soon\n",
                ", 2026",
                ("plan", "effective", "November 1, 2026"),
            ),
            (
                "[calendars.c]\ndays = [\n{ name = \"a = b\", on = 12/24, open = \"9\" },\n]",
                "/24",
                ("calendars", "on", "12/24"),
            ),
            ("[calendars.c]\ndays = [{ on = Dec 24, 2026 }]", "24,", ("calendars", "on", "Dec 24, 2026")),
            ("x = 9-5\r\ny = 1", "-5", ("", "x", "9-5")),
        ] {
            let at = text.find(wrong).unwrap();
            let (found, range) = bare_value(text, at).unwrap();
            assert_eq!((found.section, found.key, found.text), expected);
            assert_eq!(&text[range], expected.2);
        }
    }

    #[test]
    fn what_is_in_quotes_or_has_no_key_is_no_such_value() {
        for (text, wrong) in
            [("a = \"b = c", "c"), ("nothing here", "here"), ("a = [1 2]", "2"), ("a =", "=")]
        {
            assert_eq!(bare_value(text, text.find(wrong).unwrap()), None, "{text}");
        }
    }
}
