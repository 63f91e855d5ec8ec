//! What several hours have in common: a day that is no holiday in their calendar.

use std::collections::{BTreeMap, BTreeSet};

use jiff::ToSpan as _;
use jiff::civil::Date;

use super::failure_cause::FailureCause;
use super::finder::CauseFinder;
use super::suspects::Suspects;
use super::trial::{passes, with_holiday};
use crate::plan::{Plan, ScheduleId};
use crate::suite::runner::QueuedCase;

/// So many days are tried.
const MAX_DAYS: usize = 60;

/// So many days before a holiday those who are closed tell of it.
const MAX_AHEAD: i64 = 4;

/// A day of a calendar, and who was open on it where a case failed.
#[derive(Default)]
struct SharedDay {
    schedules: BTreeSet<ScheduleId>,
    /// Positions among the cases.
    cases: BTreeSet<usize>,
}

/// The cases that would pass if a day were a holiday, by their positions. A day is looked at if hours of several names are
/// open on it in calls that failed.
pub(super) fn missed_holidays(
    plan: &Plan,
    cases: &[(QueuedCase<'_>, &Suspects<'_>)],
) -> Vec<(usize, FailureCause)> {
    let mut days: BTreeMap<(usize, Date), SharedDay> = BTreeMap::new();
    for (position, (_, suspects)) in cases.iter().enumerate() {
        for &(id, event) in &suspects.hours {
            let schedule = &suspects.plan.schedule(id).schedule;
            let timetable = schedule.in_zone(suspects.record.caller_zone.zone);
            let at = suspects.record.events[event].at;
            let kept = plan.calendars().enumerate().filter(|(_, named)| schedule.keeps(&named.calendar));
            let today = timetable.zone().wall_clock(at).date();
            // Who is closed tells when it opens, which the holiday would put off.
            let ahead = if timetable.is_open(at) { 0..=0 } else { 1..=MAX_AHEAD };
            let dates: Vec<Date> = ahead.filter_map(|days| today.checked_add(days.days()).ok()).collect();
            for (calendar, date) in kept.flat_map(|(at, _)| dates.iter().map(move |&date| (at, date))) {
                let day = days.entry((calendar, date)).or_default();
                day.schedules.insert(id);
                day.cases.insert(position);
            }
        }
    }
    let mut mended = Vec::new();
    let several = days.into_iter().filter(|(_, day)| day.schedules.len() > 1).take(MAX_DAYS);
    for ((calendar, date), day) in several {
        let Some(named) = plan.calendars().nth(calendar) else { continue };
        let Some(trial) = with_holiday(plan, &named.calendar, date) else { continue };
        for position in day.cases {
            let (case, suspects) = &cases[position];
            if passes(*case, &trial) {
                let finder = CauseFinder { plan, record: suspects.record };
                mended.push((position, finder.holidays(named)));
            }
        }
    }
    mended
}
