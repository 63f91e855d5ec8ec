use std::ops::Range;

use toml::de::{DeTable, DeValue, Error};

use super::bare_value::{ValueAdvice, bare_value};
use super::vocabulary::Vocabulary;
use crate::base::diagnostic::Diagnostic;
use crate::base::source::{FileId, Span};

/// How many duplicate keys have both places shown.
const MAX_EXPLAINED: usize = 100;

/// What TOML could not read of a file.
#[derive(Debug, Default)]
pub(super) struct SyntaxFault {
    /// The lines, as ranges of bytes.
    pub(super) lines: Vec<Range<usize>>,
    /// Whether headers or keys may be among it, so that a name that is not there may only be hidden. A value that cannot
    /// be read hides none.
    pub(super) hides_names: bool,
}

/// Reports what TOML could not read, the first mistake of each line.
///
/// One mistake makes others appear behind it on the same line; they say nothing new.
pub(super) fn report(
    file: FileId,
    text: &str,
    root: &DeTable<'_>,
    mut errors: Vec<Error>,
    vocabulary: &Vocabulary,
    diagnostics: &mut Vec<Diagnostic>,
) -> SyntaxFault {
    // Where TOML names no place, it gave up at nesting; the whole file is as near as one can get.
    errors.sort_by_key(|error| error.span().map_or(0, |span| span.start));
    let mut hides_names = false;
    let mut broken: Vec<Range<usize>> = Vec::new();
    let mut repeated = RepeatedTables::default();
    for error in errors {
        let place = error.span().unwrap_or(0..text.len().min(1));
        if broken.last().is_some_and(|last| place.start <= last.end) {
            continue;
        }
        let line = line_at(text, place.start);
        if error.message() == "duplicate key" && repeated.explains(text, &line, root, vocabulary) {
            hides_names = true;
            continue;
        }
        hides_names |= !is_of_a_value(&error, text.get(place.clone()).unwrap_or_default());
        // Looking for first places takes a walk through the file each, so it ends where nobody reads on.
        let root = (broken.len() < MAX_EXPLAINED).then_some(root);
        diagnostics.push(explain(file, text, root, &error, place, vocabulary));
        broken.push(line);
    }
    SyntaxFault { lines: broken, hides_names }
}

/// Whether only a value is wrong, whose end TOML has found all the same: a date that does not exist, a word without
/// quotes.
fn is_of_a_value(error: &Error, written: &str) -> bool {
    let message = error.message();
    let is_word = || message.starts_with("string values must be quoted") && !written.is_empty();
    let faults = ["invalid date", "invalid time", "unexpected leading zero"];
    faults.iter().any(|fault| message.starts_with(fault)) || is_word()
}

fn line_at(text: &str, byte: usize) -> Range<usize> {
    let byte = byte.min(text.len());
    let bytes = text.as_bytes();
    let start = bytes[..byte].iter().rposition(|&b| b == b'\n').map_or(0, |newline| newline + 1);
    let end = bytes[byte..].iter().position(|&b| b == b'\n').map_or(text.len(), |newline| byte + newline);
    start..end
}

fn explain(
    file: FileId,
    text: &str,
    root: Option<&DeTable<'_>>,
    error: &Error,
    place: Range<usize>,
    vocabulary: &Vocabulary,
) -> Diagnostic {
    let span = Span::new(file, place.clone());
    let (what, expected) = error.message().split_once(", expected ").unwrap_or((error.message(), ""));
    let written = text.get(place.clone()).unwrap_or_default();
    let syntax = |message: &str| Diagnostic::error("syntax", span, message);
    match what {
        "duplicate key" => {
            let is_header = is_header(text, &line_at(text, place.start));
            let help = if is_header && vocabulary.listed.contains(&written) {
                format!("write `[[{written}]]`, with double brackets, above each {written}")
            } else {
                "remove or rename one of them".to_owned()
            };
            let error = Diagnostic::error("duplicate-key", span, format!("`{written}` is written twice"))
                .label("again here")
                .help(help);
            match root.and_then(|root| first_of(text, root, place)) {
                Some(first) => error.related(Span::new(file, first), "first here"),
                None => error,
            }
        }
        "recursion limit" | "cannot recurse further; max recursion depth met" => Diagnostic::error(
            "too-deep",
            span,
            "tables or lists are nested too deeply; the limit is 80 levels",
        )
        .help("nothing here needs more than four levels"),
        _ if !expected.contains("between")
            && let Some((advice, at)) = advice(text, place.start, vocabulary) => {
            Diagnostic::error("syntax", Span::new(file, at), advice.what).help(advice.help)
        }
        "string values must be quoted" if written.is_empty() => {
            syntax("there is no value after the equals sign").help("write the value, with quotes around text")
        }
        "string values must be quoted" if written.contains(['‘', '’', '“', '”']) => {
            syntax("this text is in curly quotes").help("write straight quotes: \"...\"")
        }
        "string values must be quoted" => {
            let whole = rest_of_line(text, place.start);
            let whole = whole.filter(|whole| whole.contains('{')).unwrap_or(written);
            syntax("text must be in quotes").help(format!("write `\"{}\"`", whole.escape_default()))
        }
        _ if let Some((at, words)) = bare_placeholder(text, place.start) => {
            let span = Span::new(file, at);
            Diagnostic::error("syntax", span, "text must be in quotes, also when it begins with a placeholder")
                .help(format!("write `\"{words}\"`"))
        }
        "key with no value" if let Some(key) = key_of_words(text, place.start) => {
            syntax("a key of several words must be in quotes").help(format!("write `{key:?} = ...`"))
        }
        "key with no value" => {
            syntax("this key has no value").help("write `key = \"value\"`, with an equals sign")
        }
        "unclosed table" if let Some(name) = header_of_words(text, place.start) => {
            let one = name.split_whitespace().collect::<Vec<_>>().join("-").to_lowercase();
            syntax("a name cannot have spaces").help(format!("write `{one}`; what people hear is its `name`"))
        }
        "unclosed table" => syntax("the header is not closed").help("write `]` at its end"),
        "unexpected key or value" => syntax("there is extra text after the end")
            .help("write each key on a line of its own, and comments after `#`"),
        "invalid unquoted key" if written == ":" => {
            syntax("a key and its value are joined by `=`, not by `:`").help("write `key = \"value\"`")
        }
        "invalid unquoted key" if written == "*" => {
            syntax("the star key must be in quotes").help("write `\"*\" = ...`")
        }
        "invalid unquoted key" => {
            syntax("a name cannot contain this").help("names are made of letters, digits, `-` and `_`; anything else that may stand here is written in quotes")
        }
        "unquoted keys cannot be empty" => {
            syntax("there is no key before the equals sign").help("write `key = value`")
        }
        "unexpected leading zero" => syntax("a number cannot begin with a zero")
            .help("put it in quotes if it is a code or a phone number"),
        "missing comma between array elements" => {
            syntax("a comma is missing in the list").help("write `[\"a\", \"b\"]`")
        }
        "missing comma between key-value pairs" | "extra assignment between key-value pairs" => {
            syntax("a comma is missing in the table").help("write `{ a = 1, b = 2 }`")
        }
        "unclosed array" => syntax("the list is not closed").help("write `]` at its end"),
        "unclosed inline table" => syntax("the table is not closed").help("write `}` at its end"),
        "missing escaped value" => {
            syntax("a backslash in quotes must be followed by one of `\\`, `\"`, `n`, `t`")
                .help("write `\\\\` for a backslash")
        }
        "invalid date" | "invalid time" | "invalid date-time" | "invalid datetime" => {
            unreadable_number(span, what, expected)
        }
        _ if what.ends_with("string") && what.starts_with("invalid") && is_control(text, place.start) => {
            syntax("the text contains a control character").help("remove it")
        }
        _ if what.ends_with("string") && what.starts_with("invalid") => syntax("the text is not closed")
            .help("write the same quote at its end; use \"\"\" for text on several lines"),
        _ => syntax(error.message()),
    }
}

/// What to write instead of the value without quotes around a byte, if that can be told, and where the value stands.
fn advice(text: &str, byte: usize, vocabulary: &Vocabulary) -> Option<(ValueAdvice, Range<usize>)> {
    let (value, at) = bare_value(text, byte)?;
    Some(((vocabulary.advice)(&value)?, at))
}

/// The tables that a file repeats. That a table is there twice explains all that is there twice in it.
#[derive(Debug, Default)]
struct RepeatedTables<'t> {
    /// Where the last one ends.
    end: usize,
    /// Those that are lists, and are written as if they were not.
    lists: Vec<&'t str>,
}

impl<'t> RepeatedTables<'t> {
    /// Whether something that is there twice says nothing new.
    fn explains(
        &mut self,
        text: &'t str,
        line: &Range<usize>,
        all: &DeTable<'_>,
        vocabulary: &Vocabulary,
    ) -> bool {
        if !is_header(text, line) {
            return line.start < self.end;
        }
        let next = text[line.end..].match_indices('\n').map(|(at, _)| line.end + at + 1);
        let mut next = next.filter(|&start| is_header(text, &line_at(text, start)));
        self.end = next.next().unwrap_or(text.len());
        let name = text[line.clone()].trim_start().trim_start_matches('[');
        let first = name.split([']', '.']).next().unwrap_or_default().trim();
        if !vocabulary.listed.contains(&first) {
            return false;
        }
        // Whoever reads the table says that it is none of a list.
        let is_told = all.get(first).is_some_and(|value| value.get_ref().is_table());
        let is_known = is_told || self.lists.contains(&first);
        self.lists.push(first);
        is_known
    }
}

fn is_header(text: &str, line: &Range<usize>) -> bool {
    text.get(line.clone()).is_some_and(|line| line.trim_start().starts_with('['))
}

/// What stands from here to the end of the line, without a comment.
fn rest_of_line(text: &str, byte: usize) -> Option<&str> {
    let rest = text.get(byte..line_at(text, byte).end)?;
    Some(rest.split('#').next().unwrap_or(rest).trim()).filter(|rest| !rest.contains(['"', '\'']))
}

/// The value of a line that begins with a placeholder and should be a text: where it is, and what.
fn bare_placeholder(text: &str, byte: usize) -> Option<(Range<usize>, &str)> {
    let line = line_at(text, byte);
    let equals = line.start + text.get(line.clone())?.find('=')? + 1;
    let start = equals + text.get(equals..line.end)?.find(|c: char| !c.is_whitespace())?;
    let value = rest_of_line(text, start)?;
    let (name, _) = value.strip_prefix('{')?.split_once('}')?;
    let is_name = !name.is_empty() && name.chars().all(|c| c.is_ascii_lowercase() || c == '_');
    is_name.then(|| (start..start + value.len(), value))
}

/// The last name of a header, if it is of several words.
fn header_of_words(text: &str, byte: usize) -> Option<&str> {
    let header = text.get(line_at(text, byte))?.trim().trim_start_matches('[');
    let (header, _) = header.split_once(']')?;
    let mut names = header.split('.').map(str::trim);
    let is_word = |c: char| c.is_alphanumeric() || matches!(c, ' ' | '-' | '_');
    names.find(|name| name.contains(' ') && name.chars().all(is_word))
}

/// The words before the equals sign of a line, if nothing else stands there.
fn key_of_words(text: &str, byte: usize) -> Option<&str> {
    let (key, _) = text.get(line_at(text, byte))?.split_once('=')?;
    let is_word = |c: char| c.is_alphanumeric() || matches!(c, ' ' | '-' | '_' | '&' | '\'');
    Some(key.trim()).filter(|key| key.contains(' ') && key.chars().all(is_word))
}

/// Whether a character that TOML takes in no text begins there. The end of a line is where a text is not closed.
fn is_control(text: &str, byte: usize) -> bool {
    let character = text.get(byte..).and_then(|rest| rest.chars().next());
    character.is_some_and(|c| c.is_control() && !matches!(c, '\n' | '\r' | '\t'))
}

/// Digits with hyphens or colons are a date or a time for TOML; people may have meant a phone number, or hours.
fn unreadable_number(span: Span, what: &str, expected: &str) -> Diagnostic {
    let kind = what.trim_start_matches("invalid ");
    if expected.contains("between") {
        return Diagnostic::error("bad-date", span, format!("there is no such {kind}"))
            .label(format!("expected: {expected}"))
            .help("write dates as 2026-12-24 (year, month, day) and times as 14:30:00");
    }
    Diagnostic::error("syntax", span, "this is neither a number nor a date")
        .help("put it in quotes if it is a phone number or hours; write a date as 2026-12-24")
}

/// Where the key that is written again at `again` was first written.
fn first_of(text: &str, root: &DeTable<'_>, again: Range<usize>) -> Option<Range<usize>> {
    let line = line_at(text, again.start);
    let written = text.get(line.clone())?.trim();
    if written.starts_with('[') {
        return earlier_header(text, line.start, written, again.start - line.start);
    }
    let key = text.get(again.clone())?.trim_matches(['"', '\'']);
    let in_table = opens_line(text, again.start);
    let mut found = Vec::new();
    keys_named(root, key, &mut found);
    // The nearest one before, of those that stand as this one does: at the beginning of a line, or in braces.
    found.retain(|first| first.end <= again.start && opens_line(text, first.start) == in_table);
    found.into_iter().max_by_key(|first| first.start)
}

fn opens_line(text: &str, byte: usize) -> bool {
    text.get(line_at(text, byte).start..byte).is_some_and(|before| !before.contains(['{', ',']))
}

/// TOML keeps only the last of two equal headers, so the first is looked for in the text.
fn earlier_header(text: &str, before: usize, header: &str, column: usize) -> Option<Range<usize>> {
    let mut start = 0;
    for line in text.get(..before)?.split_inclusive('\n') {
        let name = |line: &str| line.trim().split(']').next().map(str::to_owned);
        if line.trim_start().starts_with('[') && name(line) == name(header) {
            return Some(start + column..start + line.split(']').next().map_or(line.len(), str::len));
        }
        start += line.len();
    }
    None
}

fn keys_named(table: &DeTable<'_>, name: &str, found: &mut Vec<Range<usize>>) {
    for (key, value) in table {
        if key.get_ref() == name {
            found.push(key.span());
        }
        keys_inside(value.get_ref(), name, found);
    }
}

fn keys_inside(value: &DeValue<'_>, name: &str, found: &mut Vec<Range<usize>>) {
    match value {
        DeValue::Table(table) => keys_named(table, name, found),
        DeValue::Array(array) => array.iter().for_each(|element| keys_inside(element.get_ref(), name, found)),
        _ => {}
    }
}
