//! Schedules: open or closed, why, and when that changes.

use std::fmt::Write as _;

use jiff::civil::Date;
use jiff::{Timestamp, ToSpan as _};
use schemars::JsonSchema;
use serde::Serialize;

use super::opening;
use crate::base::text::{Cell, Table, Tone};
use crate::time::moment::rfc3339;
use crate::time::{Effect, Schedule, ScheduleZone, Timetable, Zone};

/// Some schedules at one moment, for a caller in one zone.
#[derive(Debug)]
pub struct HoursReport<'a> {
    rows: Vec<(&'a str, &'a Schedule)>,
    caller_zone: Zone,
    now: Timestamp,
}

/// One schedule.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct ScheduleJson {
    /// Its name in the plan's files.
    pub name: String,
    /// Whether it is open at the time that was asked about.
    pub open: bool,
    /// Why.
    pub why: String,
    /// When it opens or closes next, with the offset of its zone. Null: never again, or not before `known_until`.
    pub next_change: Option<String>,
    /// Where what is known of hours ends, if no change is found because of that.
    pub known_until: Option<String>,
    /// The hours as people say them.
    pub hours: String,
    /// The hours in OpenStreetMap notation.
    pub written: String,
    /// The zone in which they hold: an IANA name.
    pub timezone: String,
    /// Whether that is the caller's zone.
    pub callers_time: bool,
}

impl<'a> HoursReport<'a> {
    /// The schedules with their names; `caller_zone` is for those in the caller's time.
    #[must_use]
    pub fn new(rows: Vec<(&'a str, &'a Schedule)>, caller_zone: Zone, now: Timestamp) -> Self {
        Self { rows, caller_zone, now }
    }

    /// The table for people.
    #[must_use]
    pub fn table(&self) -> Table {
        let mut table = Table::of_texts(["SCHEDULE", "HOURS", "NOW", "CHANGES"]);
        for (name, schedule) in &self.rows {
            let timetable = schedule.in_zone(self.caller_zone);
            let today = timetable.zone().wall_clock(self.now).date();
            let tone = if timetable.is_open(self.now) { Tone::Good } else { Tone::Bad };
            let change = timetable.next_change(self.now);
            table.row([
                Cell::text(*name).toned(Tone::Bold),
                Cell::text(format!("{}{}", schedule.spoken(), exceptions(schedule, today))),
                Cell::text(timetable.why(self.now).to_string()).toned(tone),
                Cell::text(match change {
                    Some(at) => opening::short(at, self.now, timetable.zone()),
                    None if timetable.goes_on() => "not known: after 2199".to_owned(),
                    None => "never".to_owned(),
                }),
            ]);
        }
        table
    }

    /// The same for programs.
    #[must_use]
    pub fn json(&self) -> Vec<ScheduleJson> {
        let json = |(name, schedule): &(&str, &Schedule)| {
            let timetable = schedule.in_zone(self.caller_zone);
            let change = timetable.next_change(self.now);
            let instant = |at| rfc3339(at, timetable.zone()).to_string();
            let is_unknown = change.is_none() && timetable.goes_on();
            ScheduleJson {
                name: (*name).to_owned(),
                open: timetable.is_open(self.now),
                why: timetable.why(self.now).to_string(),
                next_change: change.map(instant),
                known_until: is_unknown.then(|| instant(Timetable::END)),
                hours: schedule.spoken().to_owned(),
                written: schedule.expression().text().to_owned(),
                timezone: timetable.zone().name().to_owned(),
                callers_time: schedule.zone() == ScheduleZone::Caller,
            }
        };
        self.rows.iter().map(json).collect()
    }
}

/// The overrides of the days to come, which the words of a schedule leave out: "; closed on March 5, 2026 (a storm)".
fn exceptions(schedule: &Schedule, today: Date) -> String {
    const DAYS_AHEAD: i64 = 7;
    let last = today.saturating_add(DAYS_AHEAD.days());
    let coming = schedule.overrides().iter().filter(|over| today <= over.to && over.from <= last);
    coming.fold(String::new(), |mut told, over| {
        let day = |date: Date| date.strftime("%B %-d, %Y").to_string();
        let what = if over.effect == Effect::Closed { "closed" } else { "other hours" };
        let when = match (over.from, over.to) {
            (from, to) if from == to => format!("on {}", day(from)),
            (_, Date::MAX) => "until further notice".to_owned(),
            (from, to) => format!("from {} to {}", day(from), day(to)),
        };
        // Writing to memory cannot fail.
        let _ = write!(told, "; {what} {when} ({})", over.name);
        told
    })
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;
    use crate::base::text::Paint;
    use crate::time::{Expression, NightBefore, Override};

    #[test]
    fn overrides_of_the_days_to_come_are_told_with_the_hours() {
        let over = |name: &str, from: i8, to: i8, effect| Override {
            name: name.into(),
            from: date(2026, 3, from),
            to: date(2026, 3, to),
            effect,
            night_before: NightBefore::GoesOn,
        };
        let overrides = vec![
            over("past", 1, 1, Effect::Closed),
            over("a storm", 5, 5, Effect::Closed),
            over("inventory", 8, 9, Effect::ClosesAt(jiff::civil::time(14, 0, 0, 0))),
            over("far away", 20, 20, Effect::Closed),
        ];
        let week = Expression::parse("Mo-Fr 08:00-17:00").unwrap();
        let schedule = Schedule::new(week, vec![], overrides, ScheduleZone::Fixed(Zone::UTC));
        let at = "2026-03-04T12:00:00Z".parse().unwrap();
        let report = HoursReport::new(vec![("office", &schedule)], Zone::UTC, at);
        let shown = report.table().text(Paint::new(false), None).to_string();
        let hours = "Monday to Friday, 8 AM to 5 PM UTC; closed on March 5, 2026 (a storm); \
                     other hours from March 8, 2026 to March 9, 2026 (inventory)  ";
        assert!(shown.contains(hours), "{shown}");
    }

    #[test]
    fn a_change_that_is_not_known_is_not_told_to_be_none() {
        let at = "2199-12-31T20:00:00Z".parse().unwrap();
        let told = |hours: &str| {
            let week = Expression::parse(hours).unwrap();
            let schedule = Schedule::new(week, vec![], vec![], ScheduleZone::Fixed(Zone::UTC));
            let report = HoursReport::new(vec![("office", &schedule)], Zone::UTC, at);
            let json = report.json().remove(0);
            assert_eq!(json.next_change, None);
            (report.table().text(Paint::new(false), None).to_string().contains("never"), json.known_until)
        };
        assert_eq!(told("Mo-Fr 08:00-18:00"), (false, Some("2200-01-01T00:00:00+00:00".to_owned())));
        assert_eq!(told("24/7"), (true, None));
        assert_eq!(told("2026 Mo-Fr 08:00-18:00"), (true, None));
    }

    #[test]
    fn a_reason_from_a_file_cannot_turn_the_terminal_around() {
        let (from, to) = (date(2026, 2, 2), date(2026, 2, 2));
        let (name, night_before) = ("a \u{202e}storm".into(), NightBefore::GoesOn);
        let storm = Override { name, from, to, effect: Effect::Closed, night_before };
        let week = Expression::parse("24/7").unwrap();
        let schedule = Schedule::new(week, vec![], vec![storm], ScheduleZone::Fixed(Zone::UTC));
        let at = "2026-02-02T12:00:00Z".parse().unwrap();
        let report = HoursReport::new(vec![("of\u{200e}fice", &schedule)], Zone::UTC, at);
        let shown = report.table().text(Paint::new(false), None).to_string();
        assert!(shown.contains("a \\u{202e}storm") && shown.contains("of\\u{200e}fice"), "{shown}");
        assert_eq!(report.json()[0].name, "of\u{200e}fice");
    }
}
