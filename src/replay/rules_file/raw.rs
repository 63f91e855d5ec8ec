//! The TOML of rules of records, mirrored: the only place where they meet serde.

use serde::Deserialize;

use crate::base::document::{OneOrMany, Placed, TableEntries};

/// Text with its place.
pub(super) type PlacedText = Placed<String>;

/// `[records]`.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct RawRecords {
    /// What stands between columns.
    pub(super) delimiter: Option<PlacedText>,
    /// The form of times.
    pub(super) time: Option<PlacedText>,
    /// Where columns stand.
    pub(super) columns: Option<Placed<TableEntries<PlacedText>>>,
    /// Which line it is.
    pub(super) lines: Option<Placed<TableEntries<PlacedText>>>,
    /// Which step it is.
    pub(super) places: Option<Placed<TableEntries<PlacedText>>>,
    /// Which calls are left out.
    pub(super) leave_out: Option<OneOrMany<PlacedText>>,
}
