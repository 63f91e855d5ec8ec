use std::borrow::Cow;

use super::cell::Cell;

/// Rows in columns, kept as what they are until a medium sets them: [`text`](Self::text) for people, a part of a page, or CSV.
///
/// The first column says what a row is about.
#[derive(Clone, Debug, Default)]
pub struct Table {
    pub(super) caption: Option<Cow<'static, str>>,
    pub(super) columns: Vec<Column>,
    pub(super) rows: Vec<Vec<Cell>>,
}

/// A column of a [`Table`].
#[derive(Clone, Debug)]
pub struct Column {
    pub(super) heading: Cow<'static, str>,
    pub(super) data_heading: Option<&'static str>,
    pub(super) is_number: bool,
    pub(super) is_minor: bool,
}

impl Column {
    /// Of texts, which begin below each other.
    #[must_use]
    pub fn text(heading: impl Into<Cow<'static, str>>) -> Self {
        Self { heading: heading.into(), data_heading: None, is_number: false, is_minor: false }
    }

    /// Of numbers, which end below each other.
    #[must_use]
    pub fn number(heading: impl Into<Cow<'static, str>>) -> Self {
        Self { is_number: true, ..Self::text(heading) }
    }

    /// What programs call it, where that differs: their numbers have a unit.
    #[must_use]
    pub fn in_data(self, heading: &'static str) -> Self {
        Self { data_heading: Some(heading), ..self }
    }

    /// The same, left out where a screen has no room for all.
    #[must_use]
    pub fn minor(self) -> Self {
        Self { is_minor: true, ..self }
    }
}

impl Table {
    /// A table with these columns, and no rows yet.
    #[must_use]
    pub fn new(columns: impl IntoIterator<Item = Column>) -> Self {
        Self { caption: None, columns: columns.into_iter().collect(), rows: Vec::new() }
    }

    /// A table of texts under these headings.
    #[must_use]
    pub fn of_texts(headings: impl IntoIterator<Item = impl Into<Cow<'static, str>>>) -> Self {
        Self::new(headings.into_iter().map(Column::text))
    }

    /// The same with what stands above it.
    #[must_use]
    pub fn captioned(self, caption: impl Into<Cow<'static, str>>) -> Self {
        Self { caption: Some(caption.into()), ..self }
    }

    /// Whether this stands above it.
    #[cfg(feature = "serve")]
    pub(crate) fn is_captioned(&self, caption: &str) -> bool {
        self.caption.as_deref() == Some(caption)
    }

    /// Adds a row.
    pub fn row(&mut self, cells: impl IntoIterator<Item = impl Into<Cell>>) {
        self.rows.push(cells.into_iter().map(Into::into).collect());
    }

    /// Whether it has no rows.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.rows.is_empty()
    }
}
