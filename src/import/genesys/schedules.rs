//! Schedules and groups of them, as hours.

use jiff::civil::{Date, DateTime};

use super::occurrences::{self, Recurrence};
use crate::import::data::Data;
use crate::import::time_rule::{TimeProduct, TimeRule};

const DAY: usize = 24 * 60;

/// A schedule.
#[derive(Debug)]
pub(super) struct ArchitectSchedule {
    pub(super) name: String,
    start: Option<DateTime>,
    end: Option<DateTime>,
    rrule: String,
    pub(super) entry: usize,
}

/// Schedules of one clock: when it is open, closed, a holiday.
#[derive(Debug)]
pub(super) struct ScheduleGroup {
    pub(super) name: String,
    pub(super) zone: Option<String>,
    pub(super) open: Vec<String>,
    pub(super) closed: Vec<String>,
    pub(super) holiday: Vec<String>,
    pub(super) entry: usize,
}

/// A schedule as hours: weeks by their minutes, and days.
#[derive(Debug)]
pub(super) enum ScheduledHours {
    /// For each day of the week its minutes.
    Week(Vec<Vec<bool>>),
    /// Rules for dates, with each date that they are about.
    Dates(Vec<String>),
}

impl ArchitectSchedule {
    pub(super) fn of(body: &Data, name: String, entry: usize) -> Self {
        let time = |key: &str| {
            let text = body.text_at(key)?;
            text.trim_end_matches('Z').parse::<DateTime>().ok()
        };
        let rrule = body.text_at("rrule").unwrap_or_default();
        Self { name, start: time("start"), end: time("end"), rrule, entry }
    }

    /// When it holds. `from` is the day from which the plan is in force. None: its times cannot be said as hours.
    pub(super) fn hours(&self, from: Date) -> Option<ScheduledHours> {
        let (start, end) = (self.start?, self.end?);
        if end <= start {
            return None;
        }
        let recurrence = Recurrence::parse(&self.rrule)?;
        let whole_days = start.date().until(end.date()).ok()?.get_days();
        let is_short = whole_days <= 1 && (whole_days == 0 || end.time() <= start.time());
        if is_short && let Some(days) = recurrence.every_week(start.date(), from) {
            let minute = |time: jiff::civil::Time| {
                usize::from(time.hour().unsigned_abs()) * 60 + usize::from(time.minute().unsigned_abs())
            };
            let (first, last) = (minute(start.time()), minute(end.time()));
            let mut week = vec![vec![false; DAY]; 7];
            for (day, _) in days.iter().enumerate().filter(|(_, is)| **is) {
                if whole_days == 0 {
                    week[day][first..last].fill(true);
                } else {
                    week[day][first..].fill(true);
                    week[(day + 1) % 7][..last].fill(true);
                }
            }
            return Some(ScheduledHours::Week(week));
        }
        occurrences::dated(&recurrence, start, end, from).map(ScheduledHours::Dates)
    }
}

impl ScheduleGroup {
    pub(super) fn of(body: &Data, name: String, entry: usize) -> Self {
        let list = |key: &str| -> Vec<String> {
            body.get(key).map_or(&[][..], Data::items).iter().filter_map(Data::plain).collect()
        };
        Self {
            name,
            zone: body.text_at("time_zone").filter(|zone| !zone.contains('$')),
            open: list("open_schedules_id"),
            closed: list("closed_schedules_id"),
            holiday: list("holiday_schedules_id"),
            entry,
        }
    }
}

/// The rules that hold while any of these schedules does: one for all weeks, one for all dates.
pub(super) fn rules(hours: Vec<ScheduledHours>, zone: Option<&str>, name: &str) -> Vec<TimeRule> {
    let mut week: Option<Vec<Vec<bool>>> = None;
    let mut dates: Vec<String> = Vec::new();
    for one in hours {
        match one {
            ScheduledHours::Week(own) => {
                let all = week.get_or_insert_with(|| vec![vec![false; DAY]; 7]);
                for (all, own) in all.iter_mut().zip(own) {
                    all.iter_mut().zip(own).for_each(|(all, own)| *all |= own);
                }
            }
            ScheduledHours::Dates(rules) => {
                dates.extend(rules.into_iter().filter(|rule| !dates.contains(rule)).collect::<Vec<_>>())
            }
        }
    }
    let rule = |open: String, name: String| TimeRule {
        open,
        timezone: zone.map(str::to_owned),
        name,
        odd_minutes: Some("The schedule says so."),
    };
    let weekly = week.map(|week| rule(notation(&week), name.to_owned()));
    let dated = (!dates.is_empty()).then(|| rule(dates.join("; "), format!("{name} dates")));
    weekly.into_iter().chain(dated).collect()
}

/// A week as people write it: days that are alike together.
fn notation(week: &[Vec<bool>]) -> String {
    let mut groups: Vec<(&Vec<bool>, u8)> = Vec::new();
    for (day, minutes) in week.iter().enumerate() {
        match groups.iter_mut().find(|(known, _)| *known == minutes) {
            Some((_, days)) => *days |= 1 << day,
            None => groups.push((minutes, 1 << day)),
        }
    }
    let rules = groups.iter().map(|(minutes, days)| {
        TimeProduct { weekdays: *days, ..TimeProduct::always().with_minutes(minutes) }.notation()
    });
    let rules: Vec<String> = rules.filter(|rule| rule != "off").collect();
    if rules.is_empty() { "off".to_owned() } else { rules.join("; ") }
}
