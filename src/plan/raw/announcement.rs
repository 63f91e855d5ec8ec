//! What is said before everything else for some time.

use std::collections::BTreeMap;

use schemars::JsonSchema;
use serde::Deserialize;

use super::text::{Allowances, Text, Wording};
use crate::base::document::{MomentText, Placed, TextOrTable};

/// Said before everything else on some or all lines, from one time to another: snow, an outage, a merger.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(in crate::plan) struct Announcement {
    /// What is said.
    #[schemars(with = "TextOrTable")]
    pub(in crate::plan) say: Wording,
    /// How long it takes to say, if that is not to be estimated.
    #[schemars(with = "Option<f64>", range(min = 0, max = 600))]
    pub(in crate::plan) say_seconds: Option<Placed<f64>>,
    /// From when it is said, in the plan's zone: "2026-01-12 06:00".
    #[schemars(with = "String")]
    pub(in crate::plan) from: Placed<MomentText>,
    /// Until when, such as "2026-01-12 18:00"; at that time it is not said any more. Without it, until it is removed.
    #[schemars(with = "Option<String>")]
    pub(in crate::plan) to: Option<Placed<MomentText>>,
    /// The lines on which it is said; without it, all of them.
    #[schemars(with = "Option<Vec<String>>")]
    pub(in crate::plan) lines: Option<Placed<Vec<Text>>>,
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
