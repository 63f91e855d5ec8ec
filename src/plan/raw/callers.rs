//! Who calls.

use std::collections::BTreeMap;

use schemars::JsonSchema;
use serde::Deserialize;

use super::text::{Allowances, Text};
use crate::base::document::Placed;

/// Callers whom switches ask for by the name of the list.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(in crate::plan) struct Callers {
    /// Their numbers; `615*` stands for all that begin so, `withheld` for callers who show none.
    #[schemars(with = "Vec<String>", length(min = 1))]
    pub(in crate::plan) numbers: Placed<Vec<Text>>,
    /// The words of the document that this comes from.
    #[schemars(with = "Option<String>")]
    pub(in crate::plan) source: Option<Text>,
    /// Why this is assumed, if the document does not say it.
    #[schemars(with = "Option<String>")]
    pub(in crate::plan) assumed: Option<Text>,
    /// What `ivrsim check` may ignore here, by rule, with the reason: `long-prompt = "..."`.
    #[schemars(with = "Option<BTreeMap<String, String>>")]
    pub(in crate::plan) allow: Option<Allowances>,
}
