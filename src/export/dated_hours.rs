//! Hours as platforms keep them: a week, and dates on which something else holds.
//!
//! Holidays that move, days on which they are observed, overrides and seasons come down to dates, because no platform has words
//! for all of them. So what is written holds for a span of dates, which is said wherever it is written.

use std::collections::BTreeMap;

use jiff::civil::{Date, DateTime};

use crate::plan::{Plan, ScheduleId};
use crate::time::{Schedule, ScheduleZone, Zone};

/// Minutes of a day.
pub(super) const DAY: u16 = 24 * 60;

/// When it is open on a day: in order and apart, from a minute to the first behind, none of them past midnight.
pub(super) type DayMinutes = Vec<(u16, u16)>;

/// So far lie days apart that are one exception though the days between them are as in any week: a weekend, and the other days of a
/// week in which only some are different.
const NAMED_GAP: usize = 3;
const UNNAMED_GAP: usize = 6;

/// From which day to which other hours are written; both are in it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ExportSpan {
    /// The first day.
    pub first: Date,
    /// The last day.
    pub last: Date,
}

/// Hours of a plan as a week with exceptions.
#[derive(Clone, Debug)]
pub(super) struct DatedHours {
    /// By what they are referred to.
    pub(super) name: String,
    /// As the plan writes them.
    pub(super) written: String,
    pub(super) zone: Zone,
    /// By weekday, from Monday.
    pub(super) week: [DayMinutes; 7],
    /// In order, none into another.
    pub(super) exceptions: Vec<HoursException>,
}

/// Other hours from a day to a day.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct HoursException {
    /// The holiday or the override, if it is one.
    pub(super) name: Option<String>,
    pub(super) from: Date,
    pub(super) to: Date,
    /// By weekday, from Monday; those that are none of its days have nothing.
    pub(super) week: [Option<DayMinutes>; 7],
}

impl DatedHours {
    /// Hours of a plan within a span. Those that are kept by the caller's clock are taken by that of callers of whom nothing is known.
    pub(super) fn of(plan: &Plan, id: ScheduleId, name: &str, span: ExportSpan) -> Self {
        let named = plan.schedule(id);
        let zone = match named.schedule.zone() {
            ScheduleZone::Fixed(zone) => zone,
            ScheduleZone::Caller => plan.unknown_caller_zone,
        };
        let days = days(&named.schedule, span);
        let week = week(&days);
        let exceptions = exceptions(&days, &week);
        Self { name: name.to_owned(), written: named.written.value.clone(), zone, week, exceptions }
    }
}

/// Whether some hours change within a minute, which no platform can say.
pub(super) fn has_seconds(schedule: &Schedule, span: ExportSpan) -> bool {
    let openings = schedule.wall_clock_openings(span.first, span.last);
    openings.iter().flat_map(|(from, to)| [from, to]).any(|clock| clock.second() != 0)
}

/// A day with its hours, and what decides it.
struct PlannedDay<'s> {
    date: Date,
    minutes: DayMinutes,
    decided_by: Option<&'s str>,
}

fn days(schedule: &Schedule, span: ExportSpan) -> Vec<PlannedDay<'_>> {
    let mut minutes: BTreeMap<Date, DayMinutes> = BTreeMap::new();
    for (from, to) in schedule.wall_clock_openings(span.first, span.last) {
        let mut at = from;
        while at < to {
            let Ok(next) = at.date().tomorrow() else { break };
            let end = to.min(next.to_datetime(jiff::civil::Time::midnight()));
            // The minute in which it closes is open to its end, as it is where platforms count minutes.
            let last = if end.date() == next { DAY } else { minute(end) + u16::from(end.second() > 0) };
            minutes.entry(at.date()).or_default().push((minute(at), last));
            at = end;
        }
    }
    let dates = std::iter::successors(Some(span.first), |date| date.tomorrow().ok());
    let dates = dates.take_while(|date| *date <= span.last);
    let day = |date| PlannedDay {
        date,
        minutes: joined(minutes.remove(&date).unwrap_or_default()),
        decided_by: schedule.decided_by(date),
    };
    dates.map(day).collect()
}

/// Seconds taken as minutes may make two openings meet.
fn joined(minutes: DayMinutes) -> DayMinutes {
    let mut apart: DayMinutes = Vec::with_capacity(minutes.len());
    for (from, to) in minutes {
        match apart.last_mut() {
            Some((_, last)) if from <= *last => *last = to.max(*last),
            _ => apart.push((from, to)),
        }
    }
    apart
}

fn minute(clock: DateTime) -> u16 {
    u16::from(clock.hour().unsigned_abs()) * 60 + u16::from(clock.minute().unsigned_abs())
}

/// The position of a day in its week, from Monday.
pub(super) fn weekday(date: Date) -> usize {
    usize::from(date.weekday().to_monday_zero_offset().unsigned_abs())
}

/// What holds on most days of each name; days with a reason count only where there are no others.
fn week(days: &[PlannedDay<'_>]) -> [DayMinutes; 7] {
    let mut week: [DayMinutes; 7] = Default::default();
    for (at, usual) in week.iter_mut().enumerate() {
        let all = || days.iter().filter(|day| weekday(day.date) == at);
        let plain: Vec<&PlannedDay<'_>> = all().filter(|day| day.decided_by.is_none()).collect();
        let counted: Vec<&PlannedDay<'_>> = if plain.is_empty() { all().collect() } else { plain };
        let mut counts: Vec<(&DayMinutes, usize)> = Vec::new();
        for day in counted {
            match counts.iter_mut().find(|(minutes, _)| **minutes == day.minutes) {
                Some((_, count)) => *count += 1,
                None => counts.push((&day.minutes, 1)),
            }
        }
        // Of those that are as frequent, the first in time is meant.
        let most = counts.iter().map(|(_, count)| *count).max().unwrap_or(0);
        if let Some((minutes, _)) = counts.iter().find(|(_, count)| *count == most) {
            usual.clone_from(minutes);
        }
    }
    week
}

/// Days on which something else holds than in the week, those together that one exception can say.
fn exceptions(days: &[PlannedDay<'_>], usual: &[DayMinutes; 7]) -> Vec<HoursException> {
    let mut found: Vec<(HoursException, usize)> = Vec::new();
    for (index, day) in days.iter().enumerate() {
        if day.minutes == usual[weekday(day.date)] {
            continue;
        }
        let name = day.decided_by.map(str::to_owned);
        if let Some((last, at)) = found.last_mut()
            && last.name == name
            && joins(last, &days[*at + 1..=index])
        {
            for day in &days[*at + 1..=index] {
                last.week[weekday(day.date)] = Some(day.minutes.clone());
            }
            last.to = day.date;
            *at = index;
            continue;
        }
        let mut week: [Option<DayMinutes>; 7] = Default::default();
        week[weekday(day.date)] = Some(day.minutes.clone());
        found.push((HoursException { name, from: day.date, to: day.date, week }, index));
    }
    found.into_iter().map(|(exception, _)| exception).collect()
}

/// Whether an exception can go on over these days.
fn joins(exception: &HoursException, days: &[PlannedDay<'_>]) -> bool {
    let gap = if exception.name.is_some() { NAMED_GAP } else { UNNAMED_GAP };
    days.len() <= gap
        && days.iter().all(|day| {
            let known = exception.week[weekday(day.date)].as_ref();
            known.is_none_or(|known| *known == day.minutes)
        })
}

/// Days that are alike, in their order: each with the weekdays that it is, from Monday.
pub(super) fn alike<'w>(week: impl IntoIterator<Item = &'w DayMinutes>) -> Vec<(&'w DayMinutes, Vec<usize>)> {
    let mut groups: Vec<(&DayMinutes, Vec<usize>)> = Vec::new();
    for (day, minutes) in week.into_iter().enumerate() {
        match groups.iter_mut().find(|(known, _)| *known == minutes) {
            Some((_, days)) => days.push(day),
            None => groups.push((minutes, vec![day])),
        }
    }
    groups
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;
    use crate::plan::{PlanLimits, read};

    const HEAD: &str = r#"
        [plan]
        name = "Garage"
        effective = 2026-01-01
        timezone = "America/New_York"
        [lines.desk]
        number = "1-800-555-0100"
        name = "Garage"
        answer = "desk"
        [destinations.desk]
        name = "Garage"
        hours = "day"
        closed = "hang-up"
    "#;

    fn hours(text: &str) -> DatedHours {
        let reading = read([("plan.toml", format!("{HEAD}{text}"))], &PlanLimits::STANDARD);
        let plan = reading.plan.unwrap_or_else(|| panic!("{:#?}", reading.diagnostics));
        let span = ExportSpan { first: date(2026, 1, 1), last: date(2027, 12, 31) };
        DatedHours::of(&plan, plan.schedule_named("day").unwrap(), "day", span)
    }

    #[test]
    fn a_night_is_cut_at_midnight_and_belongs_to_both_its_days() {
        let hours = hours("[hours.day]\nopen = \"Mo-Fr 22:00-06:00\"");
        assert_eq!(hours.week[0], [(1320, 1440)]);
        assert_eq!(hours.week[1], [(0, 360), (1320, 1440)]);
        assert_eq!(hours.week[5], [(0, 360)]);
        assert!(hours.week[6].is_empty() && hours.exceptions.is_empty());
    }

    #[test]
    fn holidays_are_exceptions_with_their_names_on_the_days_on_which_they_are_observed() {
        let hours = hours(
            "[hours.day]\nopen = \"Mo-Fr 09:00-17:00\"\ncalendars = [\"c\"]\n[calendars.c]\nobserved = \"nearest-weekday\"\n\
             days = [{ name = \"Independence Day\", on = \"July 4\" }, { name = \"Eve\", on = \"December 24\", closes = 12:00:00 }]",
        );
        let told: Vec<_> = hours
            .exceptions
            .iter()
            .map(|one| {
                (one.name.as_deref().unwrap(), one.from, one.to, one.week[weekday(one.from)].clone().unwrap())
            })
            .collect();
        let (fourth, eve) = ("Independence Day", "Eve");
        assert_eq!(
            told,
            [
                // July 4 is a Saturday in 2026 and a Sunday in 2027, and closed anyway.
                (fourth, date(2026, 7, 3), date(2026, 7, 3), vec![]),
                (eve, date(2026, 12, 24), date(2026, 12, 24), vec![(540, 720)]),
                (fourth, date(2027, 7, 5), date(2027, 7, 5), vec![]),
                (eve, date(2027, 12, 24), date(2027, 12, 24), vec![(540, 720)]),
            ]
        );
    }

    #[test]
    fn a_season_is_one_exception_of_each_year() {
        let hours = hours("[hours.day]\nopen = \"Mo-Fr 09:00-17:00; Jun-Aug Mo-Fr 07:00-15:00\"");
        let spans: Vec<_> = hours.exceptions.iter().map(|one| (one.from, one.to)).collect();
        assert_eq!(spans, [(date(2026, 6, 1), date(2026, 8, 31)), (date(2027, 6, 1), date(2027, 8, 31))]);
        let week = &hours.exceptions[0].week;
        assert_eq!((week[0].as_deref(), week[6].as_deref()), (Some(&[(420, 900)][..]), Some(&[][..])));
    }
}
