//! The TOML of own questions, mirrored: the only place where drills meet serde.

use serde::Deserialize;

use crate::document::{OneOrMany, Placed};

/// Text with its place.
pub(super) type Text = Placed<String>;

/// A question of a company's own.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Question {
    /// What it is called; no other question of the file has the same name.
    pub(super) name: Text,
    /// What is asked, for a question whose answer is typed.
    pub(super) ask: Option<Text>,
    /// The answers to accept.
    pub(super) accept: Option<OneOrMany<Text>>,
    /// Wrong answers to offer beside the first that is accepted.
    pub(super) wrong: Option<OneOrMany<Text>>,
    /// Why that is right.
    pub(super) why: Option<Text>,
    /// What a caller asks for, for a question whose answer is a call.
    pub(super) request: Option<Text>,
    /// When the caller asks, in the plan's zone unless it says otherwise.
    pub(super) at: Option<Text>,
    /// Who calls: a number or a time zone.
    pub(super) from: Option<Text>,
    /// The destinations that handle it, by their names in the plan's files.
    pub(super) right: Option<OneOrMany<Text>>,
}
