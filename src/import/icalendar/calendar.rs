//! Events as the calendar of a plan.

use jiff::civil::{Date, Time};

use super::event::{CalendarEvent, ClosedTimes, EventDays};
use super::recurrence::MAX_DATES;
use crate::base::tidy::quoted;
use crate::import::ledger::{Ledger, StepFate};
use crate::time::{DateRule, DayTimes};

/// For so many years dates are written of what comes again without an end and is no rule of plans.
const YEARS: i16 = 10;

/// A holiday of the plan.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct PlannedDay {
    pub(super) name: String,
    pub(super) on: DateRule,
    pub(super) closed: ClosedTimes,
}

impl PlannedDay {
    /// The day as a line of a plan.
    pub(super) fn line(&self) -> String {
        let on = match &self.on {
            DateRule::Single(date) => date.to_string(),
            rule => rule.to_string(),
        };
        let times = match &self.closed {
            ClosedTimes::Day => String::new(),
            ClosedTimes::From(time) => format!(", closes = {}", clock(*time)),
            ClosedTimes::Until(time) => format!(", opens = {}", clock(*time)),
            ClosedTimes::OpenOnly(times) => format!(", open = {}", quoted(times)),
        };
        format!("{{ name = {}, on = {}{times} }}", quoted(&self.name), quoted(&on))
    }
}

fn clock(time: Time) -> String {
    format!("{:02}:{:02}:{:02}", time.hour(), time.minute(), time.second())
}

/// The holidays of some events; each event is a step of the ledger.
pub(super) fn planned(
    events: &[CalendarEvent],
    effective: Date,
    ledger: &mut Ledger,
    notes: &mut Vec<String>,
) -> Vec<PlannedDay> {
    let mut all: Vec<PlannedDay> = Vec::new();
    let last = Date::new(effective.year().saturating_add(YEARS), 12, 31).unwrap_or(effective);
    let mut is_cut_off = false;
    for event in events {
        let step = ledger
            .read(event.span, format!("event {}", crate::import::secrets::without_secrets(&event.name)));
        if event.is_cancelled {
            ledger.note(step, StepFate::WithoutEffect, "it was called off");
            continue;
        }
        let made = match &event.what {
            Ok(what) => {
                // A day that was moved is told by an event of its own.
                let same = |other: &&CalendarEvent| other.uid == event.uid && !event.uid.is_empty();
                let moved = events.iter().filter(same).filter_map(|other| other.instead_of);
                let moved: Vec<Date> = if event.instead_of.is_some() { Vec::new() } else { moved.collect() };
                days(event, what, &moved, last, &mut is_cut_off)
            }
            Err(why) => Err(why.clone()),
        };
        match made {
            Ok(days) => {
                ledger.note(step, StepFate::Carried, "");
                all.extend(days.into_iter().filter(|day| !all.contains(day)).collect::<Vec<_>>());
            }
            Err(why) => ledger.note(step, StepFate::Refused, &why),
        }
    }
    if is_cut_off {
        notes.push(format!(
            "What comes again by rules that plans do not have is written as dates, up to {last}."
        ));
    }
    all
}

fn days(
    event: &CalendarEvent,
    what: &EventDays,
    moved: &[Date],
    last: Date,
    is_cut_off: &mut bool,
) -> Result<Vec<PlannedDay>, String> {
    if let ClosedTimes::OpenOnly(times) = &what.closed {
        DayTimes::parse(times).map_err(|_| "the times at which it is open cannot be read".to_owned())?;
    }
    let day = |on: DateRule| PlannedDay { name: event.name.clone(), on, closed: what.closed.clone() };
    let is_plain = what.except.is_empty() && what.more.is_empty() && moved.is_empty();
    if let Some(rule) = what.again.as_ref().filter(|_| is_plain).and_then(|again| again.yearly(what.start)) {
        let shifted = |days: u16| match days {
            0 => rule.clone(),
            days => match &rule {
                DateRule::Yearly { month, day } if Date::new(2023, *month, *day + days as i8).is_ok() => {
                    DateRule::Yearly { month: *month, day: *day + days as i8 }
                }
                rule => DateRule::Shifted { rule: Box::new(rule.clone()), days: i32::from(days) },
            },
        };
        return Ok((0..what.days).map(|days| day(shifted(days))).collect());
    }
    let begins = match &what.again {
        None => vec![what.start],
        Some(again) => {
            *is_cut_off |= !again.ends();
            again.dates(what.start, last).ok_or_else(|| {
                "it comes more often than a calendar has days: say that in the hours".to_owned()
            })?
        }
    };
    let begins = begins.into_iter().chain(what.more.iter().copied());
    let begins = begins.filter(|date| !what.except.contains(date) && !moved.contains(date));
    let mut dates: Vec<Date> = Vec::new();
    for begin in begins {
        let mut date = begin;
        for _ in 0..what.days {
            if !dates.contains(&date) {
                dates.push(date);
            }
            date = date.tomorrow().map_err(|_| "it is too late".to_owned())?;
        }
        if dates.len() > MAX_DATES {
            return Err("it comes more often than a calendar has days: say that in the hours".to_owned());
        }
    }
    Ok(dates.into_iter().map(|date| day(DateRule::Single(date))).collect())
}

/// The file of a calendar.
pub(super) fn file(name: &str, source: &str, days: &[PlannedDay]) -> String {
    let lines: Vec<String> = days.iter().map(PlannedDay::line).collect();
    let source = quoted(source);
    format!(
        "# Taken over by `ivrsim import`.\n\n[calendars.{name}]\ndays = [\n{},\n]\nsource = {source}\n",
        lines.join(",\n")
    )
}
