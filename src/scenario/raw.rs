//! The TOML of scenarios, mirrored: the only place where scenarios meet serde, and what the published schema is made
//! from.
//!
//! Nothing is checked here beyond shape. Values keep their places; the doc comments are what editors show.

use schemars::JsonSchema;
use serde::Deserialize;

use crate::document::{OneOrMany, Placed};

/// Text with its place.
pub(super) type Text = Placed<String>;

/// One text or a list of them, for the schema.
#[derive(JsonSchema)]
#[schemars(untagged)]
#[expect(dead_code, reason = "a shape for the schema alone")]
enum Texts {
    One(String),
    Several(#[schemars(length(min = 1))] Vec<String>),
}

/// Scenarios for ivrsim: calls to make, and what must come of them.
#[derive(JsonSchema)]
#[schemars(deny_unknown_fields)]
#[expect(dead_code, reason = "the shape of a whole file, for the schema; tables are decoded one by one")]
pub(super) struct File {
    /// What holds for all scenarios of the file.
    suite: Option<Suite>,
    /// The scenarios.
    #[schemars(default)]
    scenario: Vec<Scenario>,
}

/// What holds for all scenarios of the file.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct Suite {
    /// The plan to call: a file or a folder, as seen from this file. Without it, the plan of the command line.
    #[schemars(with = "Option<String>")]
    pub(super) plan: Option<Text>,
}

/// A call to make, and what must come of it. Where `at`, `from` or `press` is a list, every combination is a case.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct Scenario {
    /// What it holds, in one line; no other scenario of the file has the same name.
    #[schemars(with = "String")]
    pub(super) name: Text,
    /// The number to dial, in any usual spelling, or the name of a line.
    #[schemars(with = "String")]
    pub(super) call: Text,
    /// When to call: "2023-08-28 18:00" in the plan's zone, or with another zone or an offset behind it.
    #[schemars(with = "Texts")]
    pub(super) at: OneOrMany<Text>,
    /// Who calls: a number, or a time zone such as "America/Denver"; withheld by default.
    #[schemars(with = "Option<Texts>")]
    pub(super) from: Option<OneOrMany<Text>>,
    /// The keys to press: 0-9, * and #; a comma is a pause of two seconds. None by default.
    #[schemars(with = "Option<Texts>")]
    pub(super) press: Option<OneOrMany<Text>>,
    /// What must come of it.
    #[schemars(with = "Expect")]
    pub(super) expect: Placed<Expect>,
}

/// What must come of a call. All that is named must hold, and something must be named.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
#[schemars(extend("minProperties" = 1))]
pub(super) struct Expect {
    /// How the call ends: "transferred", "voicemail", "fax-tone", "not-in-service", "disconnected" or "caller-hung-up".
    #[schemars(with = "Option<String>")]
    pub(super) outcome: Option<Text>,
    /// The step at which the call ends, or the contact whose fax answers.
    #[schemars(with = "Option<String>")]
    pub(super) step: Option<Text>,
    /// The line that answers.
    #[schemars(with = "Option<String>")]
    pub(super) line: Option<Text>,
    /// The hours that sent the call to where it ends.
    #[schemars(with = "Option<String>")]
    pub(super) closed_by: Option<Text>,
    /// A part of the reason for the outcome.
    #[schemars(with = "Option<String>")]
    pub(super) reason: Option<Text>,
    /// What the system says, whatever its capitals and spaces.
    #[schemars(with = "Option<Texts>")]
    pub(super) hears: Option<OneOrMany<Text>>,
    /// What the system never says.
    #[schemars(with = "Option<Texts>")]
    pub(super) never_hears: Option<OneOrMany<Text>>,
    /// All steps that the call comes to, in order.
    #[schemars(with = "Option<Vec<String>>", length(min = 1))]
    pub(super) path: Option<Placed<Vec<Text>>>,
}
