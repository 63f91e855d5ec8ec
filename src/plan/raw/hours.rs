//! When it is open: the week, holidays, exceptions.

use std::collections::BTreeMap;

use schemars::JsonSchema;
use serde::Deserialize;

use super::text::{Allowances, Text, Wording};
use crate::base::document::{DayText, Placed, TextOrTable, TomlDate, TomlTime};

/// Opening hours.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(in crate::plan) struct Hours {
    /// When it is open, in OpenStreetMap notation: "Mo-Fr 08:00-20:00; Sa 09:00-18:00".
    #[schemars(with = "String")]
    pub(in crate::plan) open: Text,
    /// The zone, such as `"America/Chicago"`, or "caller" for the caller's local time; the plan's zone by default.
    #[schemars(with = "Option<String>")]
    pub(in crate::plan) timezone: Option<Text>,
    /// The calendars of holidays that are kept.
    #[schemars(with = "Vec<String>")]
    #[serde(default)]
    pub(in crate::plan) calendars: Vec<Text>,
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

/// Named holidays.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(in crate::plan) struct Calendar {
    /// The days.
    #[schemars(with = "Vec<Holiday>")]
    pub(in crate::plan) days: Placed<Vec<Holiday>>,
    /// When a holiday on a weekend is kept, for days that do not say: "as-dated" (the default), "nearest-weekday" or
    /// "next-weekday". If that is a holiday, too, the next weekday in the same direction that is not.
    #[schemars(with = "Option<String>")]
    pub(in crate::plan) observed: Option<Text>,
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

/// One holiday.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(in crate::plan) struct Holiday {
    /// What it is called; said as the reason for being closed.
    #[schemars(with = "TextOrTable")]
    pub(in crate::plan) name: Wording,
    /// The day: "July 4", "fourth Thursday of November", "day after fourth Thursday of November", "2026-12-24".
    #[schemars(with = "String")]
    pub(in crate::plan) on: Placed<DayText>,
    /// When it is kept if it falls on a weekend: "as-dated", "nearest-weekday" or "next-weekday".
    #[schemars(with = "Option<String>")]
    pub(in crate::plan) observed: Option<Text>,
    /// Hours on that day instead of the usual ones, such as "10:00-14:00", whatever weekday it is. At most one of `open`,
    /// `closes` and `opens` says what is different; without any, it is closed.
    #[schemars(with = "Option<String>")]
    pub(in crate::plan) open: Option<Text>,
    /// Closed from this local time on, such as 13:00:00; a day that is closed anyway stays closed.
    #[schemars(with = "Option<String>")]
    pub(in crate::plan) closes: Option<Placed<TomlTime>>,
    /// Closed until this local time; a day that is closed anyway stays closed.
    #[schemars(with = "Option<String>")]
    pub(in crate::plan) opens: Option<Placed<TomlTime>>,
}

/// A dated exception. Exactly one of `closed`, `open`, `extra`, `closes` and `opens` says what is different.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(in crate::plan) struct Override {
    /// The schedules that it changes, or "all".
    #[schemars(with = "Vec<String>")]
    pub(in crate::plan) hours: Placed<Vec<Text>>,
    /// The day, if it is only one.
    #[schemars(with = "Option<String>")]
    pub(in crate::plan) on: Option<Placed<TomlDate>>,
    /// The first day.
    #[schemars(with = "Option<String>")]
    pub(in crate::plan) from: Option<Placed<TomlDate>>,
    /// The last day.
    #[schemars(with = "Option<String>")]
    pub(in crate::plan) to: Option<Placed<TomlDate>>,
    /// Closed all day.
    #[schemars(with = "Option<bool>")]
    pub(in crate::plan) closed: Option<Placed<bool>>,
    /// Open at these times instead, such as "10:00-14:00".
    #[schemars(with = "Option<String>")]
    pub(in crate::plan) open: Option<Text>,
    /// Open at these times as well.
    #[schemars(with = "Option<String>")]
    pub(in crate::plan) extra: Option<Text>,
    /// Closed from this local time on, such as 14:00:00.
    #[schemars(with = "Option<String>")]
    pub(in crate::plan) closes: Option<Placed<TomlTime>>,
    /// Closed until this local time.
    #[schemars(with = "Option<String>")]
    pub(in crate::plan) opens: Option<Placed<TomlTime>>,
    /// What becomes of hours that began on the day before the first and go on past midnight: "goes-on" (the default) to their
    /// end, or "ends" at midnight. Not for `extra` and `closes`.
    #[schemars(with = "Option<String>")]
    pub(in crate::plan) night_before: Option<Text>,
    /// Said as the reason.
    #[schemars(with = "TextOrTable")]
    pub(in crate::plan) reason: Wording,
    /// What callers hear first where they come to something that it closes, before they go on as they always do when that is
    /// closed, or to `then`.
    #[schemars(with = "Option<TextOrTable>")]
    pub(in crate::plan) say: Option<Wording>,
    /// How long that takes to say, if it is not to be estimated.
    #[schemars(with = "Option<f64>", range(min = 0, max = 600))]
    pub(in crate::plan) say_seconds: Option<Placed<f64>>,
    /// Where calls go that come to something that it closes, instead of where they always go when that is closed.
    #[schemars(with = "Option<String>")]
    pub(in crate::plan) then: Option<Text>,
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
