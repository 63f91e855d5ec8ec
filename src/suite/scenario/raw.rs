//! The TOML of scenarios, mirrored: the only place where scenarios meet serde, and what the published schema is made
//! from.
//!
//! Nothing is checked here beyond shape. Values keep their places; the doc comments are what editors show.

use schemars::JsonSchema;
use serde::Deserialize;

use crate::base::document::{DayText, OneOrMany, Placed, TableEntries, Texts, TomlTime};

/// Outside answers with their values.
pub(super) type RawAnswers = TableEntries<OneOrMany<PlacedText>>;

/// Text with its place.
pub(super) type PlacedText = Placed<String>;

/// Scenarios for ivrsim: calls to make, and what they must come to.
#[derive(JsonSchema)]
#[schemars(deny_unknown_fields)]
#[expect(dead_code, reason = "the shape of a whole file, for the schema; tables are decoded one by one")]
#[schemars(rename = "File")]
pub(super) struct RawScenarioFile {
    /// What holds for all scenarios of the file.
    suite: Option<RawSuite>,
    /// The scenarios.
    #[schemars(default)]
    scenario: Vec<RawScenario>,
}

/// What holds for all scenarios of the file.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
#[schemars(rename = "Suite")]
pub(super) struct RawSuite {
    /// The plan to call: a file or a folder, as seen from this file. Without it, the plan of the command line.
    #[schemars(with = "Option<String>")]
    pub(super) plan: Option<PlacedText>,
    /// Words that select scenarios in a run; every scenario of the file has them.
    #[schemars(with = "Option<Texts>")]
    pub(super) tags: Option<OneOrMany<PlacedText>>,
    /// The only lines that the scenarios of this file may dial. Without it, any number.
    #[schemars(with = "Option<Texts>")]
    pub(super) only_lines: Option<OneOrMany<PlacedText>>,
    /// Defaults for the scenarios of this file.
    #[schemars(with = "Option<RawDefaults>")]
    pub(super) defaults: Option<Placed<RawDefaults>>,
    /// Callers by names of your choice, for `from`: a number, or a time zone.
    #[schemars(with = "Option<std::collections::BTreeMap<String, String>>")]
    pub(super) callers: Option<TableEntries<PlacedText>>,
    /// Times by names of your choice, for `at`.
    #[schemars(with = "Option<std::collections::BTreeMap<String, String>>")]
    pub(super) instants: Option<TableEntries<PlacedText>>,
}

/// Defaults for the scenarios of this file, key by key, inside `expect`, too.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
#[schemars(rename = "Defaults")]
pub(super) struct RawDefaults {
    /// The number to dial, in any usual spelling, or the name of a line; or several.
    #[schemars(with = "Option<Texts>")]
    pub(super) call: Option<OneOrMany<PlacedText>>,
    /// When to call.
    #[schemars(with = "Option<Texts>")]
    pub(super) at: Option<OneOrMany<PlacedText>>,
    /// Who calls.
    #[schemars(with = "Option<Texts>")]
    pub(super) from: Option<OneOrMany<PlacedText>>,
    /// The keys to press; not used by a scenario with `steps`.
    #[schemars(with = "Option<Texts>")]
    pub(super) press: Option<OneOrMany<PlacedText>>,
    /// What the outside answers, where that is not the usual: `answers = { staffed = "no" }`. Of a list, one each time that the
    /// call asks, and the last from then on.
    #[schemars(with = "Option<std::collections::BTreeMap<String, Texts>>")]
    pub(super) answers: Option<Placed<RawAnswers>>,
    /// What the call must come to.
    #[schemars(with = "Option<RawExpect>")]
    pub(super) expect: Option<Placed<RawExpect>>,
}

/// A call to make, and what it must come to. If `call`, `at`, `from` or `press` is a list, every combination is a case.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
#[schemars(rename = "Scenario")]
pub(super) struct RawScenario {
    /// What it shows, in one line; no other scenario of the file has the same name.
    #[schemars(with = "String")]
    pub(super) name: PlacedText,
    /// The number to dial, in any usual spelling, or the name of a line; or several.
    #[schemars(with = "Option<Texts>")]
    pub(super) call: Option<OneOrMany<PlacedText>>,
    /// When to call: "2023-08-28 18:00" in the plan's zone, or with another zone or an offset behind it; "cpc closes - 1s",
    /// "csg opens on 2023-08-28"; "first Saturday of September 2026 10:00"; or a name from `[suite.instants]`.
    #[schemars(with = "Option<Texts>")]
    pub(super) at: Option<OneOrMany<PlacedText>>,
    /// Who calls: a number, a time zone such as "America/Denver", or a name from `[suite.callers]`; withheld by default.
    #[schemars(with = "Option<Texts>")]
    pub(super) from: Option<OneOrMany<PlacedText>>,
    /// The keys to press: 0-9, * and #; a comma is a pause of two seconds. None by default.
    #[schemars(with = "Option<Texts>")]
    pub(super) press: Option<OneOrMany<PlacedText>>,
    /// What the outside answers, where that is not the usual: `answers = { staffed = "no" }`. Of a list, one each time that the
    /// call asks, and the last from then on.
    #[schemars(with = "Option<std::collections::BTreeMap<String, Texts>>")]
    pub(super) answers: Option<Placed<RawAnswers>>,
    /// What the caller does and hears, in order, instead of `press`.
    #[schemars(with = "Option<Vec<RawStep>>", length(min = 1))]
    pub(super) steps: Option<Placed<Vec<Placed<RawStep>>>>,
    /// What the call must come to.
    #[schemars(with = "Option<RawExpect>")]
    pub(super) expect: Option<Placed<RawExpect>>,
    /// Words that select scenarios in a run.
    #[schemars(with = "Option<Texts>")]
    pub(super) tags: Option<OneOrMany<PlacedText>>,
    /// Why it fails for now: it is reported, and it is an error when it passes.
    #[schemars(with = "Option<String>")]
    pub(super) xfail: Option<PlacedText>,
    /// Why it is skipped for now.
    #[schemars(with = "Option<String>")]
    pub(super) skip: Option<PlacedText>,
    /// How many real calls each of its cases stands for, as `ivrsim replay --scenarios` counts them: runs and scores weigh it by
    /// them.
    #[schemars(with = "Option<u64>", range(min = 1))]
    pub(super) stands_for: Option<Placed<i64>>,
    /// What is different from the plan, in this scenario alone.
    #[schemars(with = "Option<RawOverride>")]
    pub(super) r#override: Option<Placed<RawOverride>>,
    /// Rows of a table, each a case or several, which say what is different from the scenario.
    #[schemars(with = "Option<Vec<RawRow>>", length(min = 1))]
    pub(super) case: Option<Placed<Vec<Placed<RawRow>>>>,
    /// A CSV file with rows, as seen from this file. Its first line names the columns: `name`, `call`, `at`, `from`,
    /// `press`, `answers` (`staffed=no`), `xfail`, `skip` and the keys of `expect`; an empty cell takes the value of the scenario.
    #[schemars(with = "Option<String>")]
    pub(super) cases_from: Option<PlacedText>,
}

/// A row of a scenario's table: what is different from the scenario, key by key.
#[derive(Debug, Default, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
#[schemars(rename = "Row")]
pub(super) struct RawRow {
    /// What distinguishes it from other rows.
    #[schemars(with = "Option<String>")]
    pub(super) name: Option<PlacedText>,
    /// The number to dial, or the name of a line.
    #[schemars(with = "Option<Texts>")]
    pub(super) call: Option<OneOrMany<PlacedText>>,
    /// When to call.
    #[schemars(with = "Option<Texts>")]
    pub(super) at: Option<OneOrMany<PlacedText>>,
    /// Who calls.
    #[schemars(with = "Option<Texts>")]
    pub(super) from: Option<OneOrMany<PlacedText>>,
    /// The keys to press.
    #[schemars(with = "Option<Texts>")]
    pub(super) press: Option<OneOrMany<PlacedText>>,
    /// What the outside answers, where that is not the usual: `answers = { staffed = "no" }`. Of a list, one each time that the
    /// call asks, and the last from then on.
    #[schemars(with = "Option<std::collections::BTreeMap<String, Texts>>")]
    pub(super) answers: Option<Placed<RawAnswers>>,
    /// What the call must come to; keys that are not named here hold as in the scenario.
    #[schemars(with = "Option<RawExpect>")]
    pub(super) expect: Option<Placed<RawExpect>>,
    /// Why it fails for now: it is reported, and it is an error when it passes.
    #[schemars(with = "Option<String>")]
    pub(super) xfail: Option<PlacedText>,
    /// Why it is skipped for now.
    #[schemars(with = "Option<String>")]
    pub(super) skip: Option<PlacedText>,
}

/// One thing that the caller does, or that must hold at this point. Each step has one key.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
#[schemars(extend("minProperties" = 1, "maxProperties" = 1))]
#[schemars(rename = "Step")]
pub(super) struct RawStep {
    /// Listens until the system says this, from here on: words whatever their capitals and spaces, or "re:" and a regular
    /// expression. The system must say it before it waits for the caller in silence.
    #[schemars(with = "Option<String>")]
    pub(super) hear: Option<PlacedText>,
    /// Presses keys, each as soon as the call takes one; a comma is a pause of two seconds.
    #[schemars(with = "Option<String>")]
    pub(super) press: Option<PlacedText>,
    /// Does nothing for this long: "3s", "1m 30s". What is due happens.
    #[schemars(with = "Option<String>")]
    pub(super) wait: Option<PlacedText>,
    /// Does nothing until the system begins to say something else, or the call ends.
    #[schemars(with = "Option<bool>")]
    pub(super) say_nothing: Option<Placed<bool>>,
    /// Does nothing until this time, which must be still to come. What is due happens.
    #[schemars(with = "Option<String>")]
    pub(super) at: Option<PlacedText>,
    /// From here on the outside answers so: `answer = { staffed = "no" }`.
    #[schemars(with = "Option<std::collections::BTreeMap<String, String>>")]
    pub(super) answer: Option<Placed<RawAnswers>>,
    /// What must hold now.
    #[schemars(with = "Option<RawMidCallCheck>")]
    pub(super) expect: Option<Placed<RawMidCallCheck>>,
    /// Hangs up.
    #[schemars(with = "Option<bool>")]
    pub(super) hang_up: Option<Placed<bool>>,
}

/// What must hold in the middle of a call. All that is named must hold, and something must be named.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
#[schemars(extend("minProperties" = 1))]
#[schemars(rename = "InCall")]
pub(super) struct RawMidCallCheck {
    /// The step that the call is at.
    #[schemars(with = "Option<String>")]
    pub(super) step: Option<PlacedText>,
    /// The keys that the menu takes, all of them, in any order: "34567".
    #[schemars(with = "Option<String>")]
    pub(super) offers: Option<PlacedText>,
    /// Hours that are open now.
    #[schemars(with = "Option<Texts>")]
    pub(super) open: Option<OneOrMany<PlacedText>>,
    /// Hours that are closed now.
    #[schemars(with = "Option<Texts>")]
    pub(super) closed: Option<OneOrMany<PlacedText>>,
}

/// What is different from the plan in one scenario. The plan itself stays as it is.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
#[schemars(extend("minProperties" = 1))]
#[schemars(rename = "Override")]
pub(super) struct RawOverride {
    /// Hours that are open around the clock, or "all".
    #[schemars(with = "Option<Texts>")]
    pub(super) open: Option<OneOrMany<PlacedText>>,
    /// Hours that are closed until further notice, or "all".
    #[schemars(with = "Option<Texts>")]
    pub(super) closed: Option<OneOrMany<PlacedText>>,
    /// Why, as in "closed: burst pipe".
    #[schemars(with = "Option<String>")]
    pub(super) reason: Option<PlacedText>,
    /// Holidays that the plan does not have.
    #[schemars(with = "Option<Vec<RawHoliday>>")]
    pub(super) holiday: Option<OneOrMany<Placed<RawHoliday>>>,
}

/// A day on which hours are closed, or open at other times.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
#[schemars(rename = "Holiday")]
pub(super) struct RawHoliday {
    /// What it is called, as in "closed: Thanksgiving".
    #[schemars(with = "String")]
    pub(super) name: PlacedText,
    /// The day: "2026-12-24", "July 4", "fourth Thursday of November".
    #[schemars(with = "String")]
    pub(super) on: Placed<DayText>,
    /// The hours that keep it; all by default.
    #[schemars(with = "Option<Texts>")]
    pub(super) hours: Option<OneOrMany<PlacedText>>,
    /// When they are open on that day; closed by default. At most one of `open`, `closes` and `opens`.
    #[schemars(with = "Option<String>")]
    pub(super) open: Option<PlacedText>,
    /// Closed from this local time on, such as 13:00:00.
    #[schemars(with = "Option<String>")]
    pub(super) closes: Option<Placed<TomlTime>>,
    /// Closed until this local time.
    #[schemars(with = "Option<String>")]
    pub(super) opens: Option<Placed<TomlTime>>,
}

/// What a call must come to. All that is named must hold, and something must be named.
#[derive(Debug, Default, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
#[schemars(extend("minProperties" = 1))]
#[schemars(rename = "Expect")]
pub(super) struct RawExpect {
    /// How the call ends: "transferred", "voicemail", "callback", "fax-tone", "not-in-service", "disconnected", "dropped" or "caller-hung-up".
    #[schemars(with = "Option<String>")]
    pub(super) outcome: Option<PlacedText>,
    /// The step at which the call ends, or the contact whose fax answers.
    #[schemars(with = "Option<String>")]
    pub(super) step: Option<PlacedText>,
    /// The destination that the call is transferred to: its key in the plan, or the name that people use.
    #[schemars(with = "Option<String>")]
    pub(super) destination: Option<PlacedText>,
    /// The line that answers.
    #[schemars(with = "Option<String>")]
    pub(super) line: Option<PlacedText>,
    /// The hours that sent the call to where it ends.
    #[schemars(with = "Option<String>")]
    pub(super) closed_by: Option<PlacedText>,
    /// A part of the reason for the outcome, or "re:" and a regular expression.
    #[schemars(with = "Option<String>")]
    pub(super) reason: Option<PlacedText>,
    /// What the system says, in this order, whatever its capitals and spaces; or "re:" and a regular expression.
    #[schemars(with = "Option<Texts>")]
    pub(super) hears: Option<OneOrMany<PlacedText>>,
    /// What the system says, in any order.
    #[schemars(with = "Option<Texts>")]
    pub(super) hears_in_any_order: Option<OneOrMany<PlacedText>>,
    /// What the system never says.
    #[schemars(with = "Option<Texts>")]
    pub(super) never_hears: Option<OneOrMany<PlacedText>>,
    /// All steps that the call comes to, in order.
    #[schemars(with = "Option<Vec<String>>", length(min = 1))]
    pub(super) path: Option<Placed<Vec<PlacedText>>>,
    /// Steps that the call comes to, among others.
    #[schemars(with = "Option<Texts>")]
    pub(super) passes: Option<OneOrMany<PlacedText>>,
    /// Steps that the call never comes to.
    #[schemars(with = "Option<Texts>")]
    pub(super) never_passes: Option<OneOrMany<PlacedText>>,
    /// How long the call lasts.
    #[schemars(with = "Option<RawSeconds>")]
    pub(super) seconds: Option<Placed<RawSeconds>>,
    /// How often the caller pressed nothing in time.
    #[schemars(with = "Option<u32>")]
    pub(super) no_inputs: Option<Placed<i64>>,
    /// How often the caller pressed what a step does not take.
    #[schemars(with = "Option<u32>")]
    pub(super) no_matches: Option<Placed<i64>>,
    /// When it opens next, as a prompt tells the caller; written as `at` is.
    #[schemars(with = "Option<String>")]
    pub(super) next_open: Option<PlacedText>,
}

/// Bounds in seconds, themselves included. One of them can be left out.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
#[schemars(extend("minProperties" = 1))]
#[schemars(rename = "Seconds")]
pub(super) struct RawSeconds {
    /// No fewer than these.
    #[schemars(with = "Option<f64>", range(min = 0))]
    pub(super) min: Option<Placed<f64>>,
    /// No more than these.
    #[schemars(with = "Option<f64>", range(min = 0))]
    pub(super) max: Option<Placed<f64>>,
}
