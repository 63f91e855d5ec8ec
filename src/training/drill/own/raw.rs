//! The TOML of own questions, mirrored: the only place where drills meet serde, and what the published schema is made from.

use schemars::JsonSchema;
use serde::Deserialize;

use crate::base::document::{OneOrMany, Placed, Texts};

/// Text with its place.
pub(super) type PlacedText = Placed<String>;

/// Your own questions for ivrsim, in addition to those that are made from the plan.
#[derive(JsonSchema)]
#[schemars(deny_unknown_fields)]
#[expect(dead_code, reason = "the shape of a whole file, for the schema; tables are decoded one by one")]
#[schemars(rename = "File")]
pub(super) struct RawQuestionFile {
    /// The questions. Each either asks for words (`ask`, `accept`) or for a call (`request`, `at`, `right`).
    #[schemars(default)]
    question: Vec<RawQuestion>,
}

/// A question of your own.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
#[schemars(rename = "Question")]
pub(super) struct RawQuestion {
    /// What it is called; no other question of the file has the same name.
    #[schemars(with = "String")]
    pub(super) name: PlacedText,
    /// What is asked, for a question whose answer is typed.
    #[schemars(with = "Option<String>")]
    pub(super) ask: Option<PlacedText>,
    /// The answers to accept.
    #[schemars(with = "Option<Texts>")]
    pub(super) accept: Option<OneOrMany<PlacedText>>,
    /// Wrong answers to offer next to the first accepted one.
    #[schemars(with = "Option<Texts>")]
    pub(super) wrong: Option<OneOrMany<PlacedText>>,
    /// Why that is right.
    #[schemars(with = "Option<String>")]
    pub(super) why: Option<PlacedText>,
    /// What a caller asks for, for a question whose answer is a call.
    #[schemars(with = "Option<String>")]
    pub(super) request: Option<PlacedText>,
    /// When the caller asks, in the plan's zone unless it says otherwise.
    #[schemars(with = "Option<String>")]
    pub(super) at: Option<PlacedText>,
    /// Who calls: a number or a time zone.
    #[schemars(with = "Option<String>")]
    pub(super) from: Option<PlacedText>,
    /// The destinations that handle it, by their names in the plan's files.
    #[schemars(with = "Option<Texts>")]
    pub(super) right: Option<OneOrMany<PlacedText>>,
}
