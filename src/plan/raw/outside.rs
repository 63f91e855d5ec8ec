//! What something outside of the phone system decides.

use std::collections::BTreeMap;

use schemars::JsonSchema;
use serde::Deserialize;

use super::text::{Allowances, Text, Wording};
use crate::base::document::{Placed, TableEntries, TextOrTable};

/// A question that another system answers: who is on duty, a night switch, a customer's record.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(in crate::plan) struct Answer {
    /// What it tells, in people's words: "somebody is on duty".
    #[schemars(with = "Option<String>")]
    pub(in crate::plan) name: Option<Text>,
    /// All that can be answered: `["yes", "no"]`.
    #[schemars(with = "Vec<String>", length(min = 2, max = 16))]
    pub(in crate::plan) values: Placed<Vec<Text>>,
    /// What is answered unless a call says otherwise; one of the values.
    #[schemars(with = "String")]
    pub(in crate::plan) usual: Text,
    /// How prompts say the values, where that is not by their own text: `{ low = "below ten dollars" }`.
    #[schemars(with = "Option<BTreeMap<String, TextOrTable>>")]
    pub(in crate::plan) say: Option<Placed<TableEntries<Wording>>>,
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
