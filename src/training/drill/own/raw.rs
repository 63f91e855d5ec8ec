//! The TOML of own questions, mirrored: the only place where drills meet serde, and what the published schema is made from.

use schemars::JsonSchema;
use serde::Deserialize;

use crate::base::document::{OneOrMany, Placed, Texts};

/// Text with its place.
pub(super) type Text = Placed<String>;

/// Questions of a company's own for ivrsim, beside those that are made from its plan.
#[derive(JsonSchema)]
#[schemars(deny_unknown_fields)]
#[expect(dead_code, reason = "the shape of a whole file, for the schema; tables are decoded one by one")]
pub(super) struct File {
    /// The questions. Each either asks for words (`ask`, `accept`) or for a call (`request`, `at`, `right`).
    #[schemars(default)]
    question: Vec<Question>,
}

/// A question of a company's own.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct Question {
    /// What it is called; no other question of the file has the same name.
    #[schemars(with = "String")]
    pub(super) name: Text,
    /// What is asked, for a question whose answer is typed.
    #[schemars(with = "Option<String>")]
    pub(super) ask: Option<Text>,
    /// The answers to accept.
    #[schemars(with = "Option<Texts>")]
    pub(super) accept: Option<OneOrMany<Text>>,
    /// Wrong answers to offer beside the first that is accepted.
    #[schemars(with = "Option<Texts>")]
    pub(super) wrong: Option<OneOrMany<Text>>,
    /// Why that is right.
    #[schemars(with = "Option<String>")]
    pub(super) why: Option<Text>,
    /// What a caller asks for, for a question whose answer is a call.
    #[schemars(with = "Option<String>")]
    pub(super) request: Option<Text>,
    /// When the caller asks, in the plan's zone unless it says otherwise.
    #[schemars(with = "Option<String>")]
    pub(super) at: Option<Text>,
    /// Who calls: a number or a time zone.
    #[schemars(with = "Option<String>")]
    pub(super) from: Option<Text>,
    /// The destinations that handle it, by their names in the plan's files.
    #[schemars(with = "Option<Texts>")]
    pub(super) right: Option<OneOrMany<Text>>,
}
