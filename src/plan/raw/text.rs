use crate::base::document::{Placed, TableEntries};

/// Text with its place.
pub(in crate::plan) type Text = Placed<String>;

/// Reasons by the names of rules.
pub(in crate::plan) type Allowances = Placed<TableEntries<Text>>;
