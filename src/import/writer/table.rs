//! Tables of a plan's file, as text.

use std::fmt::Write as _;

use crate::base::tidy::quoted;

/// A table: its header, and keys with values that are written already.
#[derive(Clone, Debug, Default)]
pub(super) struct Table {
    header: String,
    values: Vec<(String, String)>,
    /// A table below it, as that of a menu's keys.
    keys: Vec<(String, String)>,
    /// Another one, as that of its entries.
    entries: Vec<(String, String)>,
}

impl Table {
    pub(super) fn new(header: impl Into<String>) -> Self {
        Self { header: header.into(), ..Self::default() }
    }

    /// A key with a text.
    pub(super) fn text(&mut self, key: &str, value: &str) {
        self.raw(key, quoted(value));
    }

    /// A key with a value that is written already.
    pub(super) fn raw(&mut self, key: &str, value: impl Into<String>) {
        self.values.push((key.to_owned(), value.into()));
    }

    /// A line of the table of keys.
    pub(super) fn key(&mut self, key: &str, value: impl Into<String>) {
        self.keys.push((key.to_owned(), value.into()));
    }

    /// A line of the table of entries.
    pub(super) fn entry(&mut self, entry: &str, value: impl Into<String>) {
        self.entries.push((entry.to_owned(), value.into()));
    }

    /// Where it comes from, and what was guessed.
    pub(super) fn source(&mut self, source: &str, assumed: &[String]) {
        if !source.is_empty() {
            self.text("source", source);
        }
        if !assumed.is_empty() {
            self.text("assumed", &assumed.join(" "));
        }
    }

    pub(super) fn write(&self, out: &mut String) {
        // Writing to memory cannot fail.
        let _ = writeln!(out, "\n[{}]", self.header);
        for (key, value) in &self.values {
            let _ = writeln!(out, "{key} = {value}");
        }
        for (below, lines) in [("keys", &self.keys), ("entries", &self.entries)] {
            if !lines.is_empty() {
                let _ = writeln!(out, "\n[{}.{below}]", self.header);
            }
            for (key, value) in lines {
                let _ = writeln!(out, "{} = {value}", bare_or_quoted(key));
            }
        }
    }
}

/// A key of a table as TOML wants it.
pub(super) fn bare_or_quoted(key: &str) -> String {
    let is_bare =
        !key.is_empty() && key.bytes().all(|c| c.is_ascii_alphanumeric() || matches!(c, b'-' | b'_'));
    if is_bare { key.to_owned() } else { quoted(key) }
}

/// A table on one line.
pub(super) fn inline(values: &[(String, String)]) -> String {
    let values: Vec<String> =
        values.iter().map(|(key, value)| format!("{} = {value}", bare_or_quoted(key))).collect();
    format!("{{ {} }}", values.join(", "))
}

/// A list of texts.
pub(super) fn list<'t>(texts: impl IntoIterator<Item = &'t String>) -> String {
    let texts: Vec<String> = texts.into_iter().map(|text| quoted(text)).collect();
    format!("[{}]", texts.join(", "))
}

/// Milliseconds as plans write durations, within what they take.
pub(super) fn duration(millis: u64, least: u64, most: u64) -> String {
    let millis = millis.clamp(least, most);
    let (seconds, rest) = (millis / 1_000, millis % 1_000);
    let text = match (seconds, rest) {
        (0, rest) => format!("{rest}ms"),
        (seconds, 0) => format!("{seconds}s"),
        (seconds, rest) => format!("{seconds}s {rest}ms"),
    };
    quoted(&text)
}
