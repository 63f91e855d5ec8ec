//! What files of data say, with the place of each value: the same for JSON, for YAML and for Terraform.

use crate::base::source::Span;

/// A value, and where it stands.
#[derive(Clone, Debug)]
pub(super) struct Data {
    pub(super) span: Span,
    pub(super) value: DataValue,
}

/// What it is.
#[derive(Clone, Debug)]
pub(super) enum DataValue {
    Null,
    Bool(bool),
    /// As it is written.
    Number(String),
    Text(String),
    List(Vec<Data>),
    /// In the order in which it is written; a key of Terraform may be there several times.
    Table(Vec<(String, Data)>),
}

impl Data {
    /// What stands below a key.
    pub(super) fn get(&self, key: &str) -> Option<&Self> {
        self.entries().iter().find(|(known, _)| known == key).map(|(_, value)| value)
    }

    /// All that stands below a key.
    pub(super) fn all<'d>(&'d self, key: &'d str) -> impl Iterator<Item = &'d Self> {
        self.entries().iter().filter(move |(known, _)| known == key).map(|(_, value)| value)
    }

    /// The keys with their values; none where it is no table.
    pub(super) fn entries(&self) -> &[(String, Self)] {
        match &self.value {
            DataValue::Table(entries) => entries,
            _ => &[],
        }
    }

    /// The items; none where it is no list.
    pub(super) fn items(&self) -> &[Self] {
        match &self.value {
            DataValue::List(items) => items,
            _ => &[],
        }
    }

    /// The text, where it is one.
    pub(super) fn text(&self) -> Option<&str> {
        match &self.value {
            DataValue::Text(text) => Some(text),
            _ => None,
        }
    }

    /// A text, a number or a truth, as text: platforms write numbers either way.
    pub(super) fn plain(&self) -> Option<String> {
        match &self.value {
            DataValue::Text(text) | DataValue::Number(text) => Some(text.clone()),
            DataValue::Bool(is) => Some(is.to_string()),
            _ => None,
        }
    }

    /// The text below a key.
    pub(super) fn text_at(&self, key: &str) -> Option<String> {
        self.get(key)?.plain()
    }

    /// All texts in it, at whatever depth.
    pub(super) fn texts(&self) -> Vec<&str> {
        let mut found = Vec::new();
        let mut open = vec![self];
        while let Some(data) = open.pop() {
            found.extend(data.text());
            open.extend(data.items());
            open.extend(data.entries().iter().map(|(_, value)| value));
        }
        found
    }
}
