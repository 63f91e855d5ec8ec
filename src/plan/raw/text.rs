use crate::base::document::{OneOrTable, Placed, TableEntries};

/// Text with its place.
pub(in crate::plan) type Text = Placed<String>;

/// Text in the plan's language, or a table of it by the codes of languages.
pub(in crate::plan) type Wording = OneOrTable<Text>;

/// Reasons by the names of rules.
pub(in crate::plan) type Allowances = Placed<TableEntries<Text>>;
