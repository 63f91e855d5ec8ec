//! What can happen in a call.

use std::collections::BTreeMap;

use schemars::JsonSchema;
use serde::Deserialize;

use super::misstep::Misstep;
use super::text::{Allowances, Text, Wording};
use crate::base::document::{OneOrMany, Placed, TableEntries, TextOrTable, Texts};

/// Says something and takes one key.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(in crate::plan) struct Menu {
    /// The name that people use; the line's name by default.
    #[schemars(with = "Option<TextOrTable>")]
    pub(in crate::plan) name: Option<Wording>,
    /// What is said. `{options}` stands for the keys and where they lead.
    #[schemars(with = "Option<TextOrTable>")]
    pub(in crate::plan) say: Option<Wording>,
    /// The recording that is played, by its path below the folder `sounds` beside the plan, such as "custom/main.wav".
    #[schemars(with = "Option<String>")]
    pub(in crate::plan) sound: Option<Text>,
    /// How many seconds that takes, if known; otherwise it is estimated.
    #[schemars(with = "Option<f64>")]
    pub(in crate::plan) say_seconds: Option<Placed<f64>>,
    /// What each key does: `3 = "customer-interview"`, or `3 = { to = "customer-interview", say = "an interview" }`. `silence`
    /// is the way of callers who stay on the line, `other` that of any other key: both lead on the first time.
    #[schemars(with = "BTreeMap<String, Key>")]
    pub(in crate::plan) keys: Placed<TableEntries<Choice>>,
    /// What else can be entered: a key more, or several digits; `x` stands for any digit, and brackets for one of their keys:
    /// `"10xx" = "extension"`, `"[2-9]xx" = "room"`.
    #[schemars(with = "Option<BTreeMap<String, Key>>")]
    pub(in crate::plan) entries: Option<Placed<TableEntries<Choice>>>,
    /// What completes an entry: "clear" (the default), as soon as no longer one is taken that begins like it; "match", the same, but
    /// only if it is taken itself; or "pause", that no further key follows.
    #[schemars(with = "Option<String>")]
    pub(in crate::plan) complete: Option<Text>,
    /// How long the system waits for the next digit of an entry.
    #[schemars(with = "Option<String>")]
    pub(in crate::plan) between_digits: Option<Text>,
    /// The hours that a call must meet to be answered here.
    #[schemars(with = "Option<String>")]
    pub(in crate::plan) hours: Option<Text>,
    /// Where a call goes outside those hours.
    #[schemars(with = "Option<String>")]
    pub(in crate::plan) closed: Option<Text>,
    /// Whether a key can be pressed before the prompt has ended; true by default.
    #[schemars(with = "Option<bool>")]
    pub(in crate::plan) barge_in: Option<Placed<bool>>,
    /// How long the caller may stay silent after the prompt.
    #[schemars(with = "Option<String>")]
    pub(in crate::plan) wait: Option<Text>,
    /// What is said instead of `say` when the step asks again; `""` for nothing.
    #[schemars(with = "Option<TextOrTable>")]
    pub(in crate::plan) again: Option<Wording>,
    /// The recording that is played when the step asks again, by its path below the folder `sounds` beside the plan.
    #[schemars(with = "Option<String>")]
    pub(in crate::plan) again_sound: Option<Text>,
    /// How many seconds that takes, if known; otherwise it is estimated.
    #[schemars(with = "Option<f64>")]
    pub(in crate::plan) again_seconds: Option<Placed<f64>>,
    /// How missteps are counted: "apart" (the default), "together", or by a name for a counter that other steps have as well,
    /// which is kept for the whole call.
    #[schemars(with = "Option<String>")]
    pub(in crate::plan) counter: Option<Text>,
    /// What happens when the caller presses nothing.
    pub(in crate::plan) no_input: Option<Misstep>,
    /// What happens when the caller presses a key that does nothing here.
    pub(in crate::plan) no_match: Option<Misstep>,
    /// The part of the company that it belongs to.
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

/// What a key does, written out. The name of a step alone is short for its `to`.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(in crate::plan) struct Choice {
    /// Where the key leads.
    #[schemars(with = "String")]
    pub(in crate::plan) to: Text,
    /// The language that the caller is spoken to in from there on, by its code: "es".
    #[schemars(with = "Option<String>")]
    pub(in crate::plan) language: Option<Text>,
    /// How it is offered, if not by the target's name.
    #[schemars(with = "Option<TextOrTable>")]
    pub(in crate::plan) say: Option<Wording>,
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

/// What a key does: the name of a step, or a table.
#[derive(JsonSchema)]
#[serde(untagged)]
#[expect(
    dead_code,
    reason = "the two forms of a choice, for the schema; the reader knows the short form itself"
)]
enum Key {
    /// The name of a step, `hang-up`, `repeat`, `back` or `dropped`.
    Short(String),
    /// Written out.
    Long(Box<Choice>),
}

/// Says something and takes several digits.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
#[expect(clippy::struct_field_names, reason = "the names are those of the format")]
pub(in crate::plan) struct Input {
    /// What is entered, as people call it: "account number". A key that leads here is offered by it, too.
    #[schemars(with = "Option<TextOrTable>")]
    pub(in crate::plan) name: Option<Wording>,
    /// What is said.
    #[schemars(with = "Option<TextOrTable>")]
    pub(in crate::plan) say: Option<Wording>,
    /// The recording that is played, by its path below the folder `sounds` beside the plan, such as "custom/main.wav".
    #[schemars(with = "Option<String>")]
    pub(in crate::plan) sound: Option<Text>,
    /// How many seconds that takes, if known; otherwise it is estimated.
    #[schemars(with = "Option<f64>")]
    pub(in crate::plan) say_seconds: Option<Placed<f64>>,
    /// How many digits an entry has, if that is fixed.
    #[schemars(with = "Option<u8>", range(min = 1, max = 32))]
    pub(in crate::plan) digits: Option<Placed<i64>>,
    /// The fewest digits of an entry.
    #[schemars(with = "Option<u8>", range(min = 1, max = 32))]
    pub(in crate::plan) min_digits: Option<Placed<i64>>,
    /// The most digits of an entry.
    #[schemars(with = "Option<u8>", range(min = 1, max = 32))]
    pub(in crate::plan) max_digits: Option<Placed<i64>>,
    /// The key that ends an entry early, such as "#".
    #[schemars(with = "Option<String>")]
    pub(in crate::plan) terminator: Option<Text>,
    /// How long the system waits for the next digit.
    #[schemars(with = "Option<String>")]
    pub(in crate::plan) between_digits: Option<Text>,
    /// What completes an entry before that: "match", as soon as it is taken and no longer one is that begins like it (the default
    /// without a terminator); "clear", the same, whether it is taken or not; or "pause", nothing (the default with a terminator).
    #[schemars(with = "Option<String>")]
    pub(in crate::plan) complete: Option<Text>,
    /// Where particular entries go; `x` stands for any digit, and brackets for one of their keys: `4xxx = "team-four"`,
    /// `"[2-9]xx" = "rooms"`. The terminator alone can be one. `silence` is the way of callers who enter nothing, `other` that of
    /// all that is not taken: both lead on the first time.
    #[schemars(with = "Option<BTreeMap<String, Key>>")]
    pub(in crate::plan) routes: Option<Placed<TableEntries<Choice>>>,
    /// Where any other entry goes. Without it, any other entry is a no-match.
    #[schemars(with = "Option<String>")]
    pub(in crate::plan) then: Option<Text>,
    /// The hours that a call must meet to be answered here.
    #[schemars(with = "Option<String>")]
    pub(in crate::plan) hours: Option<Text>,
    /// Where a call goes outside those hours.
    #[schemars(with = "Option<String>")]
    pub(in crate::plan) closed: Option<Text>,
    /// Whether a digit can be pressed before the prompt has ended; true by default.
    #[schemars(with = "Option<bool>")]
    pub(in crate::plan) barge_in: Option<Placed<bool>>,
    /// How long the caller may stay silent after the prompt.
    #[schemars(with = "Option<String>")]
    pub(in crate::plan) wait: Option<Text>,
    /// What is said instead of `say` when the step asks again; `""` for nothing.
    #[schemars(with = "Option<TextOrTable>")]
    pub(in crate::plan) again: Option<Wording>,
    /// The recording that is played when the step asks again, by its path below the folder `sounds` beside the plan.
    #[schemars(with = "Option<String>")]
    pub(in crate::plan) again_sound: Option<Text>,
    /// How many seconds that takes, if known; otherwise it is estimated.
    #[schemars(with = "Option<f64>")]
    pub(in crate::plan) again_seconds: Option<Placed<f64>>,
    /// How missteps are counted: "apart" (the default), "together", or by a name for a counter that other steps have as well,
    /// which is kept for the whole call.
    #[schemars(with = "Option<String>")]
    pub(in crate::plan) counter: Option<Text>,
    /// What happens when the caller enters nothing.
    pub(in crate::plan) no_input: Option<Misstep>,
    /// What happens when the entry is not accepted.
    pub(in crate::plan) no_match: Option<Misstep>,
    /// The part of the company that it belongs to.
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

/// Goes one way or another without speaking.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(in crate::plan) struct Switch {
    /// The first case that holds is taken.
    #[schemars(with = "Vec<Case>")]
    pub(in crate::plan) cases: Placed<Vec<Case>>,
    /// The way when none holds.
    #[schemars(with = "String")]
    pub(in crate::plan) otherwise: Text,
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

/// One way out of a switch. All that it names must hold.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(in crate::plan) struct Case {
    /// The schedule is open.
    #[schemars(with = "Option<String>")]
    pub(in crate::plan) open: Option<Text>,
    /// The schedule is closed.
    #[schemars(with = "Option<String>")]
    pub(in crate::plan) closed: Option<Text>,
    /// The call came in on this line, or on one of these.
    #[schemars(with = "Option<Texts>")]
    pub(in crate::plan) line: Option<OneOrMany<Text>>,
    /// The caller's number is one of these: a number, `615*` for all that begin so, `withheld`, or the name of a list of `[callers]`.
    #[schemars(with = "Option<Vec<String>>")]
    pub(in crate::plan) caller: Option<Vec<Text>>,
    /// The caller's area code is one of these, such as "615".
    #[schemars(with = "Option<Vec<String>>")]
    pub(in crate::plan) area_code: Option<Vec<Text>>,
    /// The caller's number belongs to one of these states or provinces, such as "Tennessee".
    #[schemars(with = "Option<Vec<String>>")]
    pub(in crate::plan) region: Option<Vec<Text>>,
    /// The caller's zone is one of these.
    #[schemars(with = "Option<Vec<String>>")]
    pub(in crate::plan) caller_timezone: Option<Vec<Text>>,
    /// What was entered last is one of these; `x` stands for any digit.
    #[schemars(with = "Option<Vec<String>>")]
    pub(in crate::plan) entered: Option<Vec<Text>>,
    /// What the outside answers, each one of these: `answer.staffed = "no"`.
    #[schemars(with = "Option<BTreeMap<String, Texts>>")]
    pub(in crate::plan) answer: Option<Placed<TableEntries<OneOrMany<Text>>>>,
    /// Where it leads.
    #[schemars(with = "String")]
    pub(in crate::plan) then: Text,
}

/// Says something and goes on.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(in crate::plan) struct Message {
    /// What is said.
    #[schemars(with = "Option<TextOrTable>")]
    pub(in crate::plan) say: Option<Wording>,
    /// The recording that is played, by its path below the folder `sounds` beside the plan, such as "custom/main.wav".
    #[schemars(with = "Option<String>")]
    pub(in crate::plan) sound: Option<Text>,
    /// How many seconds that takes, if known; otherwise it is estimated.
    #[schemars(with = "Option<f64>")]
    pub(in crate::plan) say_seconds: Option<Placed<f64>>,
    /// Where the call goes then: a step, or "hang-up".
    #[schemars(with = "String")]
    pub(in crate::plan) then: Text,
    /// Whether a key can be pressed meanwhile, for the menu or input that it leads to; false by default.
    #[schemars(with = "Option<bool>")]
    pub(in crate::plan) barge_in: Option<Placed<bool>>,
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

/// Puts the call through to people.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(in crate::plan) struct Destination {
    /// The name that people use.
    #[schemars(with = "TextOrTable")]
    pub(in crate::plan) name: Wording,
    /// What the caller hears before being put through.
    #[schemars(with = "Option<TextOrTable>")]
    pub(in crate::plan) say: Option<Wording>,
    /// The recording that is played, by its path below the folder `sounds` beside the plan, such as "custom/main.wav".
    #[schemars(with = "Option<String>")]
    pub(in crate::plan) sound: Option<Text>,
    /// How many seconds that takes, if known; otherwise it is estimated.
    #[schemars(with = "Option<f64>")]
    pub(in crate::plan) say_seconds: Option<Placed<f64>>,
    /// Whether callers are called back instead of being put through; false by default.
    #[schemars(with = "Option<bool>")]
    pub(in crate::plan) callback: Option<Placed<bool>>,
    /// How long it rings there, or callers wait in the queue, before a call goes on unanswered, such as "20s" (the default).
    #[schemars(with = "Option<String>")]
    pub(in crate::plan) rings: Option<Text>,
    /// Where a call goes that nobody answers in time.
    #[schemars(with = "Option<String>")]
    pub(in crate::plan) unanswered: Option<Text>,
    /// What a caller can press while it rings, or while waiting in the queue: as the keys of a menu.
    #[schemars(with = "Option<BTreeMap<String, Key>>")]
    pub(in crate::plan) keys: Option<Placed<TableEntries<Choice>>>,
    /// Where a call goes when the line is busy.
    #[schemars(with = "Option<String>")]
    pub(in crate::plan) busy: Option<Text>,
    /// Where a call goes when the queue takes no more callers.
    #[schemars(with = "Option<String>")]
    pub(in crate::plan) full: Option<Text>,
    /// Where a call goes when it was answered, and those who answered have hung up.
    #[schemars(with = "Option<String>")]
    pub(in crate::plan) ended: Option<Text>,
    /// The hours at which people are there.
    #[schemars(with = "Option<String>")]
    pub(in crate::plan) hours: Option<Text>,
    /// Where a call goes outside those hours.
    #[schemars(with = "Option<String>")]
    pub(in crate::plan) closed: Option<Text>,
    /// The part of the company that it belongs to.
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

/// Greets and takes a message.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(in crate::plan) struct Voicemail {
    /// The name that people use.
    #[schemars(with = "TextOrTable")]
    pub(in crate::plan) name: Wording,
    /// The greeting.
    #[schemars(with = "Option<TextOrTable>")]
    pub(in crate::plan) say: Option<Wording>,
    /// The recording that is played, by its path below the folder `sounds` beside the plan, such as "custom/main.wav".
    #[schemars(with = "Option<String>")]
    pub(in crate::plan) sound: Option<Text>,
    /// How many seconds that takes, if known; otherwise it is estimated.
    #[schemars(with = "Option<f64>")]
    pub(in crate::plan) say_seconds: Option<Placed<f64>>,
    /// The part of the company that it belongs to.
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
