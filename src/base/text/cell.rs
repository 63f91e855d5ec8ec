use std::borrow::Cow;
use std::time::Duration;

use super::length::short_length;
use super::paint::Painted;
use super::percent::Percent;
use super::tone::Tone;
use crate::base::source::one_line;

/// What stands in a place of a [`Table`](super::Table): a value, which every medium tells in its own way.
#[derive(Clone, Debug, PartialEq)]
pub struct Cell {
    pub(super) value: CellValue,
    pub(super) tone: Tone,
}

#[derive(Clone, Debug, PartialEq)]
pub(super) enum CellValue {
    /// Nothing can be told, or nothing is to be told.
    Nothing,
    /// A text as it is, from wherever it comes.
    Text(String),
    /// How many.
    Count(u64),
    /// A share of one.
    Share(f64),
    /// How long.
    Length(Duration),
    /// What people read, and what programs do.
    Told { text: String, exact: String },
}

impl Cell {
    /// Where nothing can be told.
    #[must_use]
    pub fn nothing() -> Self {
        CellValue::Nothing.into()
    }

    /// A text as it is: every medium makes it safe for itself.
    #[must_use]
    pub fn text(text: impl Into<String>) -> Self {
        CellValue::Text(text.into()).into()
    }

    /// How many.
    #[must_use]
    pub fn count(count: impl Into<u64>) -> Self {
        CellValue::Count(count.into()).into()
    }

    /// A share of one: people read percent.
    #[must_use]
    pub fn share(share: f64) -> Self {
        CellValue::Share(share).into()
    }

    /// A length of time: people read "3 h 20 min", programs seconds.
    #[must_use]
    pub fn length(length: Duration) -> Self {
        CellValue::Length(length).into()
    }

    /// What people read otherwise than programs.
    #[must_use]
    pub fn told(text: impl Into<String>, exact: impl Into<String>) -> Self {
        CellValue::Told { text: text.into(), exact: exact.into() }.into()
    }

    /// The same in a tone.
    #[must_use]
    pub fn toned(self, tone: Tone) -> Self {
        Self { tone, ..self }
    }

    /// What people read; `none` where nothing can be told.
    pub(super) fn words<'c>(&'c self, none: &'static str) -> Cow<'c, str> {
        match &self.value {
            CellValue::Nothing => Cow::Borrowed(none),
            CellValue::Text(text) | CellValue::Told { text, .. } => Cow::Borrowed(text),
            CellValue::Count(count) => Cow::Owned(count.to_string()),
            CellValue::Share(share) => Cow::Owned(Percent::of_share(*share).whole()),
            CellValue::Length(length) => Cow::Owned(short_length(*length)),
        }
    }

    /// What people read, on a line of a terminal.
    pub(super) fn line(&self) -> Cow<'_, str> {
        match self.words("-") {
            Cow::Borrowed(text) => one_line(text),
            Cow::Owned(text) => Cow::Owned(text),
        }
    }

    /// What programs read.
    pub(super) fn exact(&self) -> Cow<'_, str> {
        match &self.value {
            CellValue::Nothing => Cow::Borrowed(""),
            CellValue::Text(text) | CellValue::Told { exact: text, .. } => Cow::Borrowed(text),
            CellValue::Count(count) => Cow::Owned(count.to_string()),
            CellValue::Share(share) => Cow::Owned(format!("{share:.3}")),
            CellValue::Length(length) => Cow::Owned(length.as_secs().to_string()),
        }
    }

    /// Whether a row loses nothing without it.
    pub(super) fn says_nothing(&self) -> bool {
        match &self.value {
            CellValue::Nothing | CellValue::Count(0) => true,
            CellValue::Text(text) | CellValue::Told { text, .. } => text.is_empty(),
            _ => false,
        }
    }
}

impl From<CellValue> for Cell {
    fn from(value: CellValue) -> Self {
        Self { value, tone: Tone::Plain }
    }
}

impl From<&str> for Cell {
    fn from(text: &str) -> Self {
        Self::text(text)
    }
}

impl From<String> for Cell {
    fn from(text: String) -> Self {
        Self::text(text)
    }
}

impl From<Painted<String>> for Cell {
    fn from(painted: Painted<String>) -> Self {
        Self::text(painted.text).toned(painted.tone)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_reader_is_told_a_value_in_their_own_way() {
        let told = |cell: &Cell| (cell.line().into_owned(), cell.exact().into_owned());
        let said = |text: &str, exact: &str| (text.to_owned(), exact.to_owned());
        assert_eq!(told(&Cell::share(0.8761)), said("87%", "0.876"));
        assert_eq!(told(&Cell::length(Duration::from_mins(200))), said("3 h 20 min", "12000"));
        assert_eq!(told(&Cell::count(7_u32)), said("7", "7"));
        assert_eq!(told(&Cell::told("now", "2026-12-01")), said("now", "2026-12-01"));
        assert_eq!(told(&Cell::text("two\nlines\u{1b}")), said("two lines\\u{1b}", "two\nlines\u{1b}"));
        assert_eq!(told(&Cell::nothing()), said("-", ""));
        assert_eq!(told(&Cell::text("")), said("", ""));
    }
}
