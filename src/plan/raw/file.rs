//! A plan's file, and what holds for all of it.

use std::collections::BTreeMap;

use super::misstep::Misstep;

use schemars::JsonSchema;
use serde::Deserialize;

use super::announcement::Announcement;
use super::callers::Callers;
use super::directory::{Contact, Line};
use super::hours::{Calendar, Hours, Override};
use super::outside::Answer;
use super::steps::{Destination, Input, Menu, Message, Switch, Voicemail};
use super::text::{Allowances, Text};
use crate::base::document::{OneOrMany, Placed, TableEntries, Texts, TomlDate};

/// A phone plan for ivrsim: one file, or one of the files of a folder that are read as one.
#[derive(Debug, JsonSchema)]
#[schemars(deny_unknown_fields, title = "ivrsim plan")]
#[expect(dead_code, reason = "the shape of a whole file, for the schema; tables are decoded one by one")]
pub(in crate::plan) struct File {
    /// What the plan is called, from when it is in force, and what holds everywhere; in a file of what changes later, from when
    /// that holds.
    #[schemars(with = "Option<PlanTable>")]
    pub(in crate::plan) plan: Option<Plan>,
    /// What holds for every step that does not say otherwise.
    pub(in crate::plan) defaults: Option<Defaults>,
    /// How `ivrsim check` judges this plan.
    pub(in crate::plan) check: Option<Check>,
    /// What people say instead of words in names and topics, so that a search finds it: `title = ["pink slip"]`.
    #[schemars(with = "Option<BTreeMap<String, Texts>>")]
    pub(in crate::plan) synonyms: Option<Synonyms>,
    /// The words of recordings, by their paths: `"custom/main.wav" = "Thank you for calling."`.
    #[schemars(with = "Option<BTreeMap<String, String>>")]
    pub(in crate::plan) sounds: Option<Sounds>,
    /// Opening hours by name.
    #[schemars(default)]
    pub(in crate::plan) hours: BTreeMap<String, Hours>,
    /// Holidays by calendar.
    #[schemars(default)]
    pub(in crate::plan) calendars: BTreeMap<String, Calendar>,
    /// Dated exceptions, which win over the week and over holidays.
    #[schemars(default)]
    pub(in crate::plan) overrides: BTreeMap<String, Override>,
    /// What is said before everything else for some time, on some lines or all of them.
    #[schemars(default)]
    pub(in crate::plan) announcements: BTreeMap<String, Announcement>,
    /// Numbers that can be dialed.
    #[schemars(default)]
    pub(in crate::plan) lines: BTreeMap<String, Line>,
    /// Steps that say something and take one key.
    #[schemars(default)]
    pub(in crate::plan) menus: BTreeMap<String, Menu>,
    /// Steps that take several digits.
    #[schemars(default)]
    pub(in crate::plan) inputs: BTreeMap<String, Input>,
    /// Steps that go one way or another without speaking.
    #[schemars(default)]
    pub(in crate::plan) switches: BTreeMap<String, Switch>,
    /// Steps that say something and go on.
    #[schemars(default)]
    pub(in crate::plan) messages: BTreeMap<String, Message>,
    /// Steps that put the call through to people.
    #[schemars(default)]
    pub(in crate::plan) destinations: BTreeMap<String, Destination>,
    /// Steps that take a message.
    #[schemars(default)]
    pub(in crate::plan) voicemails: BTreeMap<String, Voicemail>,
    /// What is asked for but not routed: fax numbers, addresses.
    #[schemars(default)]
    pub(in crate::plan) contacts: BTreeMap<String, Contact>,
    /// What something outside of the phone system decides, and switches ask.
    #[schemars(default)]
    pub(in crate::plan) answers: BTreeMap<String, Answer>,
    /// Lists of callers, by the names by which switches ask for them.
    #[schemars(default)]
    pub(in crate::plan) callers: BTreeMap<String, Callers>,
}

/// What the plan is called, from when it is in force, and what holds everywhere.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(in crate::plan) struct Plan {
    /// What the plan is called.
    #[schemars(with = "String")]
    pub(in crate::plan) name: Text,
    /// The first local date on which it is in force, such as 2023-08-28.
    #[schemars(with = "String")]
    pub(in crate::plan) effective: Placed<TomlDate>,
    /// The zone of hours that name none, and of times without an offset, such as `"America/New_York"`.
    #[schemars(with = "String")]
    pub(in crate::plan) timezone: Text,
    /// The language of all names and prompts that name none, by its code: "en" (the default), "es" or "fr".
    #[schemars(with = "Option<String>")]
    pub(in crate::plan) language: Option<Text>,
    /// How numbers without a country code are read, by the code of the country, such as "US" (the default), "CA" or "GB".
    #[schemars(with = "Option<String>")]
    pub(in crate::plan) country: Option<Text>,
    /// The zone for callers whose own is not known or may be one of several; the plan's zone by default.
    #[schemars(with = "Option<String>")]
    pub(in crate::plan) unknown_caller_timezone: Option<Text>,
    /// How long a call may last before the system ends it, such as "30m" (the default).
    #[schemars(with = "Option<String>")]
    pub(in crate::plan) call_limit: Option<Text>,
    /// How fast prompts are spoken; 150 by default.
    #[schemars(with = "Option<u16>", range(min = 40, max = 600))]
    pub(in crate::plan) words_per_minute: Option<Placed<i64>>,
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

/// Which of the two `[plan]` is, for the schema.
#[derive(JsonSchema)]
#[schemars(untagged)]
#[expect(dead_code, reason = "a shape for the schema alone")]
enum PlanTable {
    Whole(Box<Plan>),
    Change(PlanChange),
}

/// From when the other tables of this file hold: each takes the place of the one of the same name in the plan before.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(in crate::plan) struct PlanChange {
    /// The first local date on which it is in force, such as 2027-01-01.
    #[schemars(with = "String")]
    pub(in crate::plan) effective: Placed<TomlDate>,
    /// What the plan is called from then on, if that is another name.
    #[schemars(with = "Option<String>")]
    pub(in crate::plan) name: Option<Text>,
    /// Tables of the plan before that are not there any more: `["lines.sales", "menus.old"]`.
    #[schemars(with = "Vec<String>")]
    #[serde(default)]
    pub(in crate::plan) without: Vec<Text>,
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

/// What holds for every step that does not say otherwise.
#[derive(Debug, Default, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(in crate::plan) struct Defaults {
    /// Where a call goes when a step's hours are closed.
    #[schemars(with = "Option<String>")]
    pub(in crate::plan) closed: Option<Text>,
    /// How long a caller may stay silent after a prompt, such as "5s" (the default).
    #[schemars(with = "Option<String>")]
    pub(in crate::plan) wait: Option<Text>,
    /// How long an input waits for the next digit, such as "3s" (the default).
    #[schemars(with = "Option<String>")]
    pub(in crate::plan) between_digits: Option<Text>,
    /// How missteps are counted: "apart" (the default), "together", or by the name of a counter that steps share.
    #[schemars(with = "Option<String>")]
    pub(in crate::plan) counter: Option<Text>,
    /// What happens when the caller presses nothing.
    pub(in crate::plan) no_input: Option<Misstep>,
    /// What happens when the caller presses what a step does not take.
    pub(in crate::plan) no_match: Option<Misstep>,
    /// Why this is assumed, if the document does not say it.
    #[schemars(with = "Option<String>")]
    pub(in crate::plan) assumed: Option<Text>,
    /// What `ivrsim check` may ignore here, by rule, with the reason: `long-prompt = "..."`.
    #[schemars(with = "Option<BTreeMap<String, String>>")]
    pub(in crate::plan) allow: Option<Allowances>,
    /// The words of the document that this comes from.
    #[schemars(with = "Option<String>")]
    pub(in crate::plan) source: Option<Text>,
}

/// How `ivrsim check` judges this plan.
#[derive(Debug, Default, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(in crate::plan) struct Check {
    /// How bad findings are, by rule: "error", "warning", "note", or "allow" to ignore a rule.
    #[schemars(with = "Option<BTreeMap<String, CheckLevel>>")]
    pub(in crate::plan) levels: Option<Placed<TableEntries<Text>>>,
    /// How long a prompt may take, such as "40s"; 30 seconds by default.
    #[schemars(with = "Option<String>")]
    pub(in crate::plan) longest_prompt: Option<Text>,
    /// How many choices a menu may offer; 5 by default.
    #[schemars(with = "Option<u8>", range(min = 1, max = 12))]
    pub(in crate::plan) most_choices: Option<Placed<i64>>,
}

/// What people say instead, by words of the plan.
#[derive(Debug, Deserialize)]
#[serde(transparent)]
pub(in crate::plan) struct Synonyms(pub(in crate::plan) TableEntries<OneOrMany<Text>>);

/// The words of recordings, by their paths.
#[derive(Debug, Deserialize)]
#[serde(transparent)]
pub(in crate::plan) struct Sounds(pub(in crate::plan) TableEntries<Text>);

/// How bad the findings of a rule are.
#[derive(JsonSchema)]
#[schemars(rename_all = "lowercase")]
#[expect(dead_code, reason = "the words, for the schema; the reader knows them itself")]
enum CheckLevel {
    /// It must be corrected.
    Error,
    /// It works, but probably not as intended.
    Warning,
    /// It is worth a look.
    Note,
    /// It is not looked for.
    Allow,
}
