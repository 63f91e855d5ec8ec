//! A table of a plan's file, as text.

use std::fmt::Write as _;

use crate::base::tidy::quoted;
use crate::plan::PlanLimits;

/// A text as a name may be: without braces, and no longer than plans allow.
pub(super) fn as_name(text: &str) -> String {
    text.chars()
        .filter(|c| !matches!(c, '{' | '}'))
        .take(PlanLimits::STANDARD.name_characters)
        .collect::<String>()
        .trim()
        .to_owned()
}

/// A table with the comments on top of it.
#[derive(Clone, Debug, Default)]
pub(super) struct WrittenTable {
    header: String,
    comments: Vec<String>,
    values: Vec<(String, String)>,
    /// Tables below it: what is pressed, and where it leads.
    below: Vec<(&'static str, Vec<(String, String)>)>,
}

impl WrittenTable {
    pub(super) fn new(header: impl Into<String>) -> Self {
        Self { header: header.into(), ..Self::default() }
    }

    /// A line on top.
    pub(super) fn comment(&mut self, text: &str) {
        self.comments.push(text.to_owned());
    }

    /// A key with a text.
    pub(super) fn text(&mut self, key: &str, value: &str) {
        self.raw(key, quoted(value));
    }

    /// A key with a text, where there is one.
    pub(super) fn maybe_text(&mut self, key: &str, value: Option<&str>) {
        if let Some(value) = value {
            self.text(key, value);
        }
    }

    /// A key with a value that is written already.
    pub(super) fn raw(&mut self, key: &str, value: impl Into<String>) {
        self.values.push((key.to_owned(), value.into()));
    }

    /// A key with a list of texts, where there are any.
    pub(super) fn list(&mut self, key: &str, texts: &[String]) {
        if !texts.is_empty() {
            let texts: Vec<String> = texts.iter().map(|text| quoted(text)).collect();
            self.raw(key, format!("[{}]", texts.join(", ")));
        }
    }

    /// A table below.
    pub(super) fn below(&mut self, name: &'static str, lines: Vec<(String, String)>) {
        if !lines.is_empty() {
            self.below.push((name, lines));
        }
    }

    /// What people call about, each as a name may be.
    pub(super) fn topics(&mut self, topics: &[String]) {
        let mut named: Vec<String> = topics.iter().map(|topic| as_name(topic)).collect();
        named.retain(|topic| topic.chars().any(char::is_alphanumeric));
        self.list("topics", &named);
    }

    /// Where it comes from, and what was taken for granted. Every fact has one of them.
    pub(super) fn origin(&mut self, source: &str, assumed: &[String]) {
        let mut said: Vec<&str> = Vec::new();
        for text in assumed {
            if !said.contains(&text.as_str()) {
                said.push(text);
            }
        }
        if !source.is_empty() {
            self.text("source", source);
        }
        if !said.is_empty() || source.is_empty() {
            let nothing = "The document does not say so; it was asked.";
            self.text("assumed", &if said.is_empty() { nothing.to_owned() } else { said.join(" ") });
        }
    }

    pub(super) fn write(&self, out: &mut String) {
        // Writing to memory cannot fail.
        out.push('\n');
        for comment in &self.comments {
            let _ = writeln!(out, "# {comment}");
        }
        let _ = writeln!(out, "[{}]", self.header);
        for (key, value) in &self.values {
            let _ = writeln!(out, "{key} = {value}");
        }
        for (name, lines) in &self.below {
            let _ = writeln!(out, "\n[{}.{name}]", self.header);
            for (key, value) in lines {
                let is_bare = key.bytes().all(|byte| byte.is_ascii_digit());
                let key = if is_bare { key.clone() } else { quoted(key) };
                let _ = writeln!(out, "{key} = {}", quoted(value));
            }
        }
    }
}
