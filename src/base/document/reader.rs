//! What the reader stands before, and how it reports what is wrong there.

use std::fmt;

use serde::de;
use toml::Spanned;
use toml::de::{DeTable, DeValue};

use super::bare_value::WrittenValue;
use super::expected_value::ExpectedValue;
use super::file::Document;
use crate::base::diagnostic::{Diagnostic, did_you_mean, list};
use crate::base::source::Span;

/// Who is spoken of when a key is missing or unknown.
#[derive(Clone, Copy, Debug)]
pub(crate) struct TableOwner<'v> {
    /// In words: "line `cpc`".
    pub(crate) words: &'v str,
    /// The table's name, or the table where it has none.
    pub(crate) span: Span,
}

/// What is wrong has been reported already. [`Placed`](super::placed::Placed) turns it into "not given".
#[derive(Debug)]
pub(super) struct AlreadyReported;

impl fmt::Display for AlreadyReported {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("reported")
    }
}

impl std::error::Error for AlreadyReported {}

impl de::Error for AlreadyReported {
    fn custom<T: fmt::Display>(_: T) -> Self {
        Self
    }
}

/// What the reader stands before.
#[derive(Clone, Copy)]
pub(super) enum Slot<'v> {
    /// A value under a key; or an element of the list under that key.
    Value { value: &'v Spanned<DeValue<'v>>, key: &'v str, element: bool },
    /// A key that the table does not have.
    Missing(&'static str),
    /// What would stand in something that has been reported as a whole.
    Nothing,
}

pub(super) struct TableReader<'r, 'v> {
    pub(super) document: &'v Document<'v>,
    pub(super) diagnostics: &'r mut Vec<Diagnostic>,
    pub(super) owner: TableOwner<'v>,
    pub(super) slot: Slot<'v>,
    /// Whether a [`Placed`](super::placed::Placed) stands around the value, which can do without it.
    pub(super) is_placed: bool,
}

impl<'v> TableReader<'_, 'v> {
    pub(super) fn reborrow(&mut self, slot: Slot<'v>) -> TableReader<'_, 'v> {
        TableReader {
            document: self.document,
            diagnostics: self.diagnostics,
            owner: self.owner,
            slot,
            is_placed: false,
        }
    }

    pub(super) fn wrong_type(&mut self, expected: ExpectedValue) {
        let Slot::Value { value, key, element } = self.slot else { return };
        let span = self.document.span(value.span());
        if self.document.is_broken(value.span()) {
            return;
        }
        let what = if key.is_empty() {
            self.owner.words.to_owned()
        } else if element {
            format!("each of `{key}`")
        } else {
            format!("`{key}`")
        };
        let (wanted, found) = expected.against(value.get_ref());
        let written = self.document.text_at(value.span());
        let help = self.advice(key, value).or_else(|| expected.help(key, written, value.get_ref()));
        self.diagnostics.push(
            Diagnostic::error("wrong-type", span, format!("{what} must be {wanted}, not {found}"))
                .label(format!("this is {found}"))
                .maybe_help(help),
        );
    }

    /// What to write instead, where it can be told what is meant.
    fn advice(&self, key: &str, value: &Spanned<DeValue<'_>>) -> Option<String> {
        let written = self.document.text_at(value.span());
        let text = match value.get_ref() {
            DeValue::String(text) => text.as_ref(),
            DeValue::Array(_) | DeValue::Table(_) => return None,
            _ => written,
        };
        let is_bare = !value.get_ref().is_str();
        let section = self.document.section_above(value.span().start);
        let value = WrittenValue { section, key, text, is_bare };
        (self.document.vocabulary().advice)(&value).map(|advice| advice.help)
    }

    pub(super) fn missing(&mut self, key: &'static str) {
        // In a file with syntax errors, what seems to be missing may only be hidden by one.
        if self.document.has_syntax_errors() {
            return;
        }
        let TableOwner { words, span } = self.owner;
        self.diagnostics.push(
            Diagnostic::error("missing-key", span, format!("{words} has no `{key}`"))
                .label(format!("`{key}` is missing"))
                .help(format!("write `{key} = {}`", self.document.vocabulary().example(key))),
        );
    }

    /// Reports the keys of `table` that are not among `fields`. Gives those of the fields that they were meant for, as it seems,
    /// and that are not there: one slip is one mistake.
    pub(super) fn unknown_keys(
        &mut self,
        name: &'static str,
        table: &DeTable<'v>,
        fields: &'static [&'static str],
    ) -> Vec<&'static str> {
        let mut meant = Vec::new();
        let mut unknown: Vec<_> = table
            .iter()
            .map(|(key, _)| key)
            .filter(|key| !fields.contains(&key.get_ref().as_ref()))
            .collect();
        unknown.sort_by_key(|key| key.span().start);
        for key in unknown {
            if self.document.is_broken(key.span()) {
                continue;
            }
            let word = key.get_ref().as_ref();
            let instead = self.document.vocabulary().instead_of(name, word);
            let near = did_you_mean(word, fields.iter().copied());
            let is_meant = |field: &&&str| match instead {
                Some(help) => help.contains(&format!("`{field}`")) || help.contains(&format!("`{field} = ")),
                None => near == Some(**field),
            };
            meant.extend(fields.iter().filter(is_meant).filter(|field| table.get(**field).is_none()));
            let help = match (instead, near) {
                (Some(instead), _) => instead.to_owned(),
                (None, Some(near)) => format!("did you mean `{near}`?"),
                (None, None) => {
                    format!("the keys here are {}", list(fields.iter().copied()).replace(" or ", " and "))
                }
            };
            self.diagnostics.push(
                Diagnostic::error(
                    "unknown-key",
                    self.document.span(key.span()),
                    format!("{} has no setting `{word}`", self.owner.words),
                )
                .help(help),
            );
        }
        meant
    }
}
