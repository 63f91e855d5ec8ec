//! The TOML of a plan, mirrored: the only place where plans meet serde, and what the published schema is made from.
//!
//! Nothing is checked here beyond shape. Values keep their places; the doc comments are what editors show.

use std::collections::BTreeMap;

use schemars::JsonSchema;
use serde::Deserialize;

use crate::document::{Clock, Day, Entries, Placed};

/// Text with its place.
pub(super) type Text = Placed<String>;

/// Reasons by the names of rules.
pub(super) type Allowances = Placed<Entries<Text>>;

/// A phone plan for ivrsim: one file, or one of the files of a folder that are read as one.
#[derive(Debug, JsonSchema)]
#[schemars(deny_unknown_fields, title = "ivrsim plan")]
#[expect(dead_code, reason = "the shape of a whole file, for the schema; tables are decoded one by one")]
pub(super) struct File {
    /// What the plan is called, from when it is in force, and what holds everywhere.
    pub(super) plan: Option<Plan>,
    /// What holds for every step that does not say otherwise.
    pub(super) defaults: Option<Defaults>,
    /// How `ivrsim check` judges this plan.
    pub(super) check: Option<Check>,
    /// Opening hours by name.
    #[schemars(default)]
    pub(super) hours: BTreeMap<String, Hours>,
    /// Holidays by calendar.
    #[schemars(default)]
    pub(super) calendars: BTreeMap<String, Calendar>,
    /// Dated exceptions, which win over the week and over holidays.
    #[schemars(default)]
    pub(super) overrides: BTreeMap<String, Override>,
    /// Numbers that can be dialled.
    #[schemars(default)]
    pub(super) lines: BTreeMap<String, Line>,
    /// Steps that say something and take one key.
    #[schemars(default)]
    pub(super) menus: BTreeMap<String, Menu>,
    /// Steps that take several digits.
    #[schemars(default)]
    pub(super) inputs: BTreeMap<String, Input>,
    /// Steps that go one way or another without a word.
    #[schemars(default)]
    pub(super) switches: BTreeMap<String, Switch>,
    /// Steps that say something and go on.
    #[schemars(default)]
    pub(super) messages: BTreeMap<String, Message>,
    /// Steps that put the call through to people.
    #[schemars(default)]
    pub(super) destinations: BTreeMap<String, Destination>,
    /// Steps that take a message.
    #[schemars(default)]
    pub(super) voicemails: BTreeMap<String, Voicemail>,
    /// What is asked for but not routed: fax numbers, addresses.
    #[schemars(default)]
    pub(super) contacts: BTreeMap<String, Contact>,
}

/// What the plan is called, from when it is in force, and what holds everywhere.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct Plan {
    /// What the plan is called.
    #[schemars(with = "String")]
    pub(super) name: Text,
    /// The first local date on which it is in force, such as 2023-08-28.
    #[schemars(with = "String")]
    pub(super) effective: Placed<Day>,
    /// The zone of hours that name none, and of times without an offset, such as `"America/New_York"`.
    #[schemars(with = "String")]
    pub(super) timezone: Text,
    /// How numbers without a country code are read: "US" (the default) or "CA".
    #[schemars(with = "Option<String>")]
    pub(super) country: Option<Text>,
    /// The zone for callers whose own is not known or may be one of several; the plan's zone by default.
    #[schemars(with = "Option<String>")]
    pub(super) unknown_caller_timezone: Option<Text>,
    /// How long a call may last before the system ends it, such as "30m" (the default).
    #[schemars(with = "Option<String>")]
    pub(super) call_limit: Option<Text>,
    /// How fast prompts are spoken; 150 by default.
    #[schemars(with = "Option<u16>", range(min = 40, max = 600))]
    pub(super) words_per_minute: Option<Placed<i64>>,
    /// The words of the document that this comes from.
    #[schemars(with = "Option<String>")]
    pub(super) source: Option<Text>,
    /// Why this was filled in, where the document does not say it.
    #[schemars(with = "Option<String>")]
    pub(super) assumed: Option<Text>,
    /// What `ivrsim check` finds here and is right as it is, by rule, with the reason: `long-prompt = "..."`.
    #[schemars(with = "Option<BTreeMap<String, String>>")]
    pub(super) allow: Option<Allowances>,
}

/// What holds for every step that does not say otherwise.
#[derive(Debug, Default, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct Defaults {
    /// Where a call goes when a step's hours are closed.
    #[schemars(with = "Option<String>")]
    pub(super) closed: Option<Text>,
    /// How long a caller may stay silent after a prompt, such as "5s" (the default).
    #[schemars(with = "Option<String>")]
    pub(super) wait: Option<Text>,
    /// How long an input waits for the next digit, such as "3s" (the default).
    #[schemars(with = "Option<String>")]
    pub(super) between_digits: Option<Text>,
    /// What happens when the caller presses nothing.
    pub(super) no_input: Option<Misstep>,
    /// What happens when the caller presses what a step does not take.
    pub(super) no_match: Option<Misstep>,
    /// Why this was filled in, where the document does not say it.
    #[schemars(with = "Option<String>")]
    pub(super) assumed: Option<Text>,
    /// What `ivrsim check` finds here and is right as it is, by rule, with the reason: `long-prompt = "..."`.
    #[schemars(with = "Option<BTreeMap<String, String>>")]
    pub(super) allow: Option<Allowances>,
    /// The words of the document that this comes from.
    #[schemars(with = "Option<String>")]
    pub(super) source: Option<Text>,
}

/// How `ivrsim check` judges this plan.
#[derive(Debug, Default, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct Check {
    /// How bad it is what a rule finds, by rule: "error", "warning", "note", or "allow" for a rule that does not hold here.
    #[schemars(with = "Option<BTreeMap<String, CheckLevel>>")]
    pub(super) levels: Option<Placed<Entries<Text>>>,
    /// How long a prompt may take, such as "40s"; 30 seconds by default.
    #[schemars(with = "Option<String>")]
    pub(super) longest_prompt: Option<Text>,
    /// How many choices a menu may offer; 5 by default.
    #[schemars(with = "Option<u8>", range(min = 1, max = 12))]
    pub(super) most_choices: Option<Placed<i64>>,
}

/// How bad it is what a rule finds.
#[derive(JsonSchema)]
#[schemars(rename_all = "lowercase")]
#[expect(dead_code, reason = "the words, for the schema; the reader knows them itself")]
enum CheckLevel {
    /// It must be mended.
    Error,
    /// It works, but probably not as meant.
    Warning,
    /// It is worth a look.
    Note,
    /// It is not looked for.
    Allow,
}

/// What happens when a caller does not do what a step asks for.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct Misstep {
    /// What is said before the step's prompt is said again.
    #[schemars(with = "Option<String>")]
    pub(super) say: Option<Text>,
    /// At which time the system gives up, counted anew whenever the call comes to the step; 3 by default.
    #[schemars(with = "Option<u8>", range(min = 1, max = 20))]
    pub(super) tries: Option<Placed<i64>>,
    /// Where the call goes then; "hang-up" by default.
    #[schemars(with = "Option<String>")]
    pub(super) then: Option<Text>,
}

/// Opening hours.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct Hours {
    /// When it is open, in OpenStreetMap notation: "Mo-Fr 08:00-20:00; Sa 09:00-18:00".
    #[schemars(with = "String")]
    pub(super) open: Text,
    /// The zone, such as `"America/Chicago"`, or "caller" for the caller's local time; the plan's zone by default.
    #[schemars(with = "Option<String>")]
    pub(super) timezone: Option<Text>,
    /// The calendars of holidays that are kept.
    #[schemars(with = "Vec<String>")]
    #[serde(default)]
    pub(super) calendars: Vec<Text>,
    /// The words of the document that this comes from.
    #[schemars(with = "Option<String>")]
    pub(super) source: Option<Text>,
    /// Why this was filled in, where the document does not say it.
    #[schemars(with = "Option<String>")]
    pub(super) assumed: Option<Text>,
    /// What `ivrsim check` finds here and is right as it is, by rule, with the reason: `long-prompt = "..."`.
    #[schemars(with = "Option<BTreeMap<String, String>>")]
    pub(super) allow: Option<Allowances>,
}

/// Named holidays.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct Calendar {
    /// The days.
    #[schemars(with = "Vec<Holiday>")]
    pub(super) days: Placed<Vec<Holiday>>,
    /// When a holiday on a weekend is kept, for days that do not say: "as-dated" (the default), "nearest-weekday" or
    /// "next-weekday".
    #[schemars(with = "Option<String>")]
    pub(super) observed: Option<Text>,
    /// The words of the document that this comes from.
    #[schemars(with = "Option<String>")]
    pub(super) source: Option<Text>,
    /// Why this was filled in, where the document does not say it.
    #[schemars(with = "Option<String>")]
    pub(super) assumed: Option<Text>,
    /// What `ivrsim check` finds here and is right as it is, by rule, with the reason: `long-prompt = "..."`.
    #[schemars(with = "Option<BTreeMap<String, String>>")]
    pub(super) allow: Option<Allowances>,
}

/// One holiday.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct Holiday {
    /// What it is called; said as the reason for being closed.
    #[schemars(with = "String")]
    pub(super) name: Text,
    /// The day: "July 4", "fourth Thursday of November", "day after fourth Thursday of November", "2026-12-24".
    #[schemars(with = "String")]
    pub(super) on: Text,
    /// When it is kept if it falls on a weekend: "as-dated", "nearest-weekday" or "next-weekday".
    #[schemars(with = "Option<String>")]
    pub(super) observed: Option<Text>,
    /// Hours on that day, such as "10:00-14:00"; closed by default.
    #[schemars(with = "Option<String>")]
    pub(super) open: Option<Text>,
}

/// A dated exception. Exactly one of `closed`, `open`, `extra`, `closes` and `opens` says what is different.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct Override {
    /// The schedules that it changes, or "all".
    #[schemars(with = "Vec<String>")]
    pub(super) hours: Placed<Vec<Text>>,
    /// The day, where it is only one.
    #[schemars(with = "Option<String>")]
    pub(super) on: Option<Placed<Day>>,
    /// The first day.
    #[schemars(with = "Option<String>")]
    pub(super) from: Option<Placed<Day>>,
    /// The last day.
    #[schemars(with = "Option<String>")]
    pub(super) to: Option<Placed<Day>>,
    /// Closed all day.
    #[schemars(with = "Option<bool>")]
    pub(super) closed: Option<Placed<bool>>,
    /// Open at these times instead, such as "10:00-14:00".
    #[schemars(with = "Option<String>")]
    pub(super) open: Option<Text>,
    /// Open at these times as well.
    #[schemars(with = "Option<String>")]
    pub(super) extra: Option<Text>,
    /// Closed from this local time on, such as 14:00:00.
    #[schemars(with = "Option<String>")]
    pub(super) closes: Option<Placed<Clock>>,
    /// Closed until this local time.
    #[schemars(with = "Option<String>")]
    pub(super) opens: Option<Placed<Clock>>,
    /// Said as the reason.
    #[schemars(with = "String")]
    pub(super) reason: Text,
    /// The words of the document that this comes from.
    #[schemars(with = "Option<String>")]
    pub(super) source: Option<Text>,
    /// Why this was filled in, where the document does not say it.
    #[schemars(with = "Option<String>")]
    pub(super) assumed: Option<Text>,
    /// What `ivrsim check` finds here and is right as it is, by rule, with the reason: `long-prompt = "..."`.
    #[schemars(with = "Option<BTreeMap<String, String>>")]
    pub(super) allow: Option<Allowances>,
}

/// A number that can be dialled.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct Line {
    /// The number, in any usual spelling.
    #[schemars(with = "String")]
    pub(super) number: Text,
    /// The name that people use.
    #[schemars(with = "String")]
    pub(super) name: Text,
    /// The first step of a call.
    #[schemars(with = "String")]
    pub(super) answer: Text,
    /// The part of the company that answers.
    #[schemars(with = "Option<String>")]
    pub(super) unit: Option<Text>,
    /// What people call about, in their words.
    #[schemars(with = "Vec<String>")]
    #[serde(default)]
    pub(super) topics: Vec<Text>,
    /// The words of the document that this comes from.
    #[schemars(with = "Option<String>")]
    pub(super) source: Option<Text>,
    /// Why this was filled in, where the document does not say it.
    #[schemars(with = "Option<String>")]
    pub(super) assumed: Option<Text>,
    /// What `ivrsim check` finds here and is right as it is, by rule, with the reason: `long-prompt = "..."`.
    #[schemars(with = "Option<BTreeMap<String, String>>")]
    pub(super) allow: Option<Allowances>,
}

/// Says something and takes one key.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct Menu {
    /// The name that people use; the line's name by default.
    #[schemars(with = "Option<String>")]
    pub(super) name: Option<Text>,
    /// What is said. `{options}` stands for the keys and where they lead.
    #[schemars(with = "String")]
    pub(super) say: Text,
    /// How many seconds that takes, where it is known; otherwise it is estimated.
    #[schemars(with = "Option<f64>")]
    pub(super) say_seconds: Option<Placed<f64>>,
    /// What each key does: `3 = "customer-interview"`, or `3 = { to = "customer-interview", say = "an interview" }`.
    #[schemars(with = "BTreeMap<String, Key>")]
    pub(super) keys: Placed<Entries<Choice>>,
    /// The hours that a call must meet to be answered here.
    #[schemars(with = "Option<String>")]
    pub(super) hours: Option<Text>,
    /// Where a call goes outside those hours.
    #[schemars(with = "Option<String>")]
    pub(super) closed: Option<Text>,
    /// Whether a key can be pressed before the prompt has ended; true by default.
    #[schemars(with = "Option<bool>")]
    pub(super) barge_in: Option<Placed<bool>>,
    /// How long the caller may stay silent after the prompt.
    #[schemars(with = "Option<String>")]
    pub(super) wait: Option<Text>,
    /// What happens when the caller presses nothing.
    pub(super) no_input: Option<Misstep>,
    /// What happens when the caller presses a key that does nothing here.
    pub(super) no_match: Option<Misstep>,
    /// The part of the company that it belongs to.
    #[schemars(with = "Option<String>")]
    pub(super) unit: Option<Text>,
    /// What people call about, in their words.
    #[schemars(with = "Vec<String>")]
    #[serde(default)]
    pub(super) topics: Vec<Text>,
    /// The words of the document that this comes from.
    #[schemars(with = "Option<String>")]
    pub(super) source: Option<Text>,
    /// Why this was filled in, where the document does not say it.
    #[schemars(with = "Option<String>")]
    pub(super) assumed: Option<Text>,
    /// What `ivrsim check` finds here and is right as it is, by rule, with the reason: `long-prompt = "..."`.
    #[schemars(with = "Option<BTreeMap<String, String>>")]
    pub(super) allow: Option<Allowances>,
}

/// What a key does, written out. The name of a step alone is short for its `to`.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct Choice {
    /// Where the key leads.
    #[schemars(with = "String")]
    pub(super) to: Text,
    /// How it is offered, where that is not the target's name.
    #[schemars(with = "Option<String>")]
    pub(super) say: Option<Text>,
    /// The words of the document that this comes from.
    #[schemars(with = "Option<String>")]
    pub(super) source: Option<Text>,
    /// Why this was filled in, where the document does not say it.
    #[schemars(with = "Option<String>")]
    pub(super) assumed: Option<Text>,
    /// What `ivrsim check` finds here and is right as it is, by rule, with the reason: `long-prompt = "..."`.
    #[schemars(with = "Option<BTreeMap<String, String>>")]
    pub(super) allow: Option<Allowances>,
}

/// What a key does: the name of a step, or a table.
#[derive(JsonSchema)]
#[serde(untagged)]
#[expect(
    dead_code,
    reason = "the two forms of a choice, for the schema; the reader knows the short form itself"
)]
enum Key {
    /// The name of a step, `hang-up`, `repeat` or `back`.
    Short(String),
    /// Written out.
    Long(Choice),
}

/// Says something and takes several digits.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
#[expect(clippy::struct_field_names, reason = "the names are those of the format")]
pub(super) struct Input {
    /// The name that people use.
    #[schemars(with = "Option<String>")]
    pub(super) name: Option<Text>,
    /// What is said.
    #[schemars(with = "String")]
    pub(super) say: Text,
    /// How many seconds that takes, where it is known; otherwise it is estimated.
    #[schemars(with = "Option<f64>")]
    pub(super) say_seconds: Option<Placed<f64>>,
    /// How many digits an entry has, where that is fixed.
    #[schemars(with = "Option<u8>", range(min = 1, max = 32))]
    pub(super) digits: Option<Placed<i64>>,
    /// The fewest digits of an entry.
    #[schemars(with = "Option<u8>", range(min = 1, max = 32))]
    pub(super) min_digits: Option<Placed<i64>>,
    /// The most digits of an entry.
    #[schemars(with = "Option<u8>", range(min = 1, max = 32))]
    pub(super) max_digits: Option<Placed<i64>>,
    /// The key that ends an entry early, such as "#".
    #[schemars(with = "Option<String>")]
    pub(super) terminator: Option<Text>,
    /// How long the system waits for the next digit.
    #[schemars(with = "Option<String>")]
    pub(super) between_digits: Option<Text>,
    /// Entries with a way of their own; `x` stands for any digit: `4xxx = "team-four"`.
    #[schemars(with = "Option<BTreeMap<String, String>>")]
    pub(super) routes: Option<Placed<Entries<Text>>>,
    /// Where any other entry goes. Without it, any other entry is a no-match.
    #[schemars(with = "Option<String>")]
    pub(super) then: Option<Text>,
    /// The hours that a call must meet to be answered here.
    #[schemars(with = "Option<String>")]
    pub(super) hours: Option<Text>,
    /// Where a call goes outside those hours.
    #[schemars(with = "Option<String>")]
    pub(super) closed: Option<Text>,
    /// Whether a digit can be pressed before the prompt has ended; true by default.
    #[schemars(with = "Option<bool>")]
    pub(super) barge_in: Option<Placed<bool>>,
    /// How long the caller may stay silent after the prompt.
    #[schemars(with = "Option<String>")]
    pub(super) wait: Option<Text>,
    /// What happens when the caller enters nothing.
    pub(super) no_input: Option<Misstep>,
    /// What happens when the entry is not accepted.
    pub(super) no_match: Option<Misstep>,
    /// The part of the company that it belongs to.
    #[schemars(with = "Option<String>")]
    pub(super) unit: Option<Text>,
    /// What people call about, in their words.
    #[schemars(with = "Vec<String>")]
    #[serde(default)]
    pub(super) topics: Vec<Text>,
    /// The words of the document that this comes from.
    #[schemars(with = "Option<String>")]
    pub(super) source: Option<Text>,
    /// Why this was filled in, where the document does not say it.
    #[schemars(with = "Option<String>")]
    pub(super) assumed: Option<Text>,
    /// What `ivrsim check` finds here and is right as it is, by rule, with the reason: `long-prompt = "..."`.
    #[schemars(with = "Option<BTreeMap<String, String>>")]
    pub(super) allow: Option<Allowances>,
}

/// Goes one way or another without a word.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct Switch {
    /// The first case that holds is taken.
    #[schemars(with = "Vec<Case>")]
    pub(super) cases: Placed<Vec<Case>>,
    /// The way when none holds.
    #[schemars(with = "String")]
    pub(super) otherwise: Text,
    /// The words of the document that this comes from.
    #[schemars(with = "Option<String>")]
    pub(super) source: Option<Text>,
    /// Why this was filled in, where the document does not say it.
    #[schemars(with = "Option<String>")]
    pub(super) assumed: Option<Text>,
    /// What `ivrsim check` finds here and is right as it is, by rule, with the reason: `long-prompt = "..."`.
    #[schemars(with = "Option<BTreeMap<String, String>>")]
    pub(super) allow: Option<Allowances>,
}

/// One way out of a switch. All that it names must hold.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct Case {
    /// The schedule is open.
    #[schemars(with = "Option<String>")]
    pub(super) open: Option<Text>,
    /// The schedule is closed.
    #[schemars(with = "Option<String>")]
    pub(super) closed: Option<Text>,
    /// The caller's number is one of these.
    #[schemars(with = "Option<Vec<String>>")]
    pub(super) caller: Option<Vec<Text>>,
    /// The caller's area code is one of these, such as "615".
    #[schemars(with = "Option<Vec<String>>")]
    pub(super) area_code: Option<Vec<Text>>,
    /// The caller's number belongs to one of these states or provinces, such as "Tennessee".
    #[schemars(with = "Option<Vec<String>>")]
    pub(super) region: Option<Vec<Text>>,
    /// The caller's zone is one of these.
    #[schemars(with = "Option<Vec<String>>")]
    pub(super) caller_timezone: Option<Vec<Text>>,
    /// What was entered last is one of these; `x` stands for any digit.
    #[schemars(with = "Option<Vec<String>>")]
    pub(super) entered: Option<Vec<Text>>,
    /// Where it leads.
    #[schemars(with = "String")]
    pub(super) then: Text,
}

/// Says something and goes on.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct Message {
    /// What is said.
    #[schemars(with = "String")]
    pub(super) say: Text,
    /// How many seconds that takes, where it is known; otherwise it is estimated.
    #[schemars(with = "Option<f64>")]
    pub(super) say_seconds: Option<Placed<f64>>,
    /// Where the call goes then: a step, or "hang-up".
    #[schemars(with = "String")]
    pub(super) then: Text,
    /// The words of the document that this comes from.
    #[schemars(with = "Option<String>")]
    pub(super) source: Option<Text>,
    /// Why this was filled in, where the document does not say it.
    #[schemars(with = "Option<String>")]
    pub(super) assumed: Option<Text>,
    /// What `ivrsim check` finds here and is right as it is, by rule, with the reason: `long-prompt = "..."`.
    #[schemars(with = "Option<BTreeMap<String, String>>")]
    pub(super) allow: Option<Allowances>,
}

/// Puts the call through to people.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct Destination {
    /// The name that people use.
    #[schemars(with = "String")]
    pub(super) name: Text,
    /// What the caller hears before being put through.
    #[schemars(with = "Option<String>")]
    pub(super) say: Option<Text>,
    /// How many seconds that takes, where it is known; otherwise it is estimated.
    #[schemars(with = "Option<f64>")]
    pub(super) say_seconds: Option<Placed<f64>>,
    /// The hours at which people are there.
    #[schemars(with = "Option<String>")]
    pub(super) hours: Option<Text>,
    /// Where a call goes outside those hours.
    #[schemars(with = "Option<String>")]
    pub(super) closed: Option<Text>,
    /// The part of the company that it belongs to.
    #[schemars(with = "Option<String>")]
    pub(super) unit: Option<Text>,
    /// What people call about, in their words.
    #[schemars(with = "Vec<String>")]
    #[serde(default)]
    pub(super) topics: Vec<Text>,
    /// The words of the document that this comes from.
    #[schemars(with = "Option<String>")]
    pub(super) source: Option<Text>,
    /// Why this was filled in, where the document does not say it.
    #[schemars(with = "Option<String>")]
    pub(super) assumed: Option<Text>,
    /// What `ivrsim check` finds here and is right as it is, by rule, with the reason: `long-prompt = "..."`.
    #[schemars(with = "Option<BTreeMap<String, String>>")]
    pub(super) allow: Option<Allowances>,
}

/// Greets and takes a message.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct Voicemail {
    /// The name that people use.
    #[schemars(with = "String")]
    pub(super) name: Text,
    /// The greeting.
    #[schemars(with = "String")]
    pub(super) say: Text,
    /// How many seconds that takes, where it is known; otherwise it is estimated.
    #[schemars(with = "Option<f64>")]
    pub(super) say_seconds: Option<Placed<f64>>,
    /// The part of the company that it belongs to.
    #[schemars(with = "Option<String>")]
    pub(super) unit: Option<Text>,
    /// What people call about, in their words.
    #[schemars(with = "Vec<String>")]
    #[serde(default)]
    pub(super) topics: Vec<Text>,
    /// The words of the document that this comes from.
    #[schemars(with = "Option<String>")]
    pub(super) source: Option<Text>,
    /// Why this was filled in, where the document does not say it.
    #[schemars(with = "Option<String>")]
    pub(super) assumed: Option<Text>,
    /// What `ivrsim check` finds here and is right as it is, by rule, with the reason: `long-prompt = "..."`.
    #[schemars(with = "Option<BTreeMap<String, String>>")]
    pub(super) allow: Option<Allowances>,
}

/// What is asked for but not routed.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct Contact {
    /// The name that people use.
    #[schemars(with = "String")]
    pub(super) name: Text,
    /// A voice number that is not one of the plan's lines.
    #[schemars(with = "Option<String>")]
    pub(super) phone: Option<Text>,
    /// A fax number. It can be dialled, and a voice call to it hears a fax machine.
    #[schemars(with = "Option<String>")]
    pub(super) fax: Option<Text>,
    /// An e-mail address.
    #[schemars(with = "Option<String>")]
    pub(super) email: Option<Text>,
    /// A postal address, line by line.
    #[schemars(with = "Option<Vec<String>>")]
    pub(super) post: Option<Placed<Vec<Text>>>,
    /// Who may use it, or for what.
    #[schemars(with = "Option<String>")]
    pub(super) only_for: Option<Text>,
    /// What else there is to know.
    #[schemars(with = "Option<String>")]
    pub(super) note: Option<Text>,
    /// The part of the company that it belongs to.
    #[schemars(with = "Option<String>")]
    pub(super) unit: Option<Text>,
    /// What people ask for, in their words.
    #[schemars(with = "Vec<String>")]
    #[serde(default)]
    pub(super) topics: Vec<Text>,
    /// The words of the document that this comes from.
    #[schemars(with = "Option<String>")]
    pub(super) source: Option<Text>,
    /// Why this was filled in, where the document does not say it.
    #[schemars(with = "Option<String>")]
    pub(super) assumed: Option<Text>,
    /// What `ivrsim check` finds here and is right as it is, by rule, with the reason: `long-prompt = "..."`.
    #[schemars(with = "Option<BTreeMap<String, String>>")]
    pub(super) allow: Option<Allowances>,
}
