//! What is looked up: numbers to dial, and contacts.

use std::collections::BTreeMap;

use schemars::JsonSchema;
use serde::Deserialize;

use super::text::{Allowances, Text, Wording};
use crate::base::document::{OneOrMany, Placed, TextOrTable, Texts};

/// A line that can be called.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(in crate::plan) struct Line {
    /// The number, in any usual spelling; or several.
    #[schemars(with = "Option<Texts>")]
    pub(in crate::plan) number: Option<OneOrMany<Text>>,
    /// What is dialed that is no phone number, such as the extension "6000"; or several. A line with neither is known by its name.
    #[schemars(with = "Option<Texts>")]
    pub(in crate::plan) dial: Option<OneOrMany<Text>>,
    /// The name that people use.
    #[schemars(with = "TextOrTable")]
    pub(in crate::plan) name: Wording,
    /// The language that its callers are spoken to in, by its code; the plan's by default.
    #[schemars(with = "Option<String>")]
    pub(in crate::plan) language: Option<Text>,
    /// The first step of a call.
    #[schemars(with = "String")]
    pub(in crate::plan) answer: Text,
    /// The part of the company that answers.
    #[schemars(with = "Option<String>")]
    pub(in crate::plan) unit: Option<Text>,
    /// What people call about, in their words.
    #[schemars(with = "Vec<String>")]
    #[serde(default)]
    pub(in crate::plan) topics: Vec<Text>,
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

/// What is asked for but not routed.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(in crate::plan) struct Contact {
    /// The name that people use.
    #[schemars(with = "String")]
    pub(in crate::plan) name: Text,
    /// A voice number that is not one of the plan's lines.
    #[schemars(with = "Option<String>")]
    pub(in crate::plan) phone: Option<Text>,
    /// A fax number. It can be dialed, and callers hear a fax machine.
    #[schemars(with = "Option<String>")]
    pub(in crate::plan) fax: Option<Text>,
    /// An e-mail address.
    #[schemars(with = "Option<String>")]
    pub(in crate::plan) email: Option<Text>,
    /// A postal address, line by line.
    #[schemars(with = "Option<Vec<String>>")]
    pub(in crate::plan) post: Option<Placed<Vec<Text>>>,
    /// Who may use it, or for what.
    #[schemars(with = "Option<String>")]
    pub(in crate::plan) only_for: Option<Text>,
    /// What else there is to know.
    #[schemars(with = "Option<String>")]
    pub(in crate::plan) note: Option<Text>,
    /// The part of the company that it belongs to.
    #[schemars(with = "Option<String>")]
    pub(in crate::plan) unit: Option<Text>,
    /// What people ask for, in their words.
    #[schemars(with = "Vec<String>")]
    #[serde(default)]
    pub(in crate::plan) topics: Vec<Text>,
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
