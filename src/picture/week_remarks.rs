//! What of a week is not so every week, with its causes by name.

use std::fmt;

use jiff::{SignedDuration, Timestamp};

use super::turn::one_line;
use super::week::{ChartDay, WeekChart, is_short};
use crate::time::{Schedule, TimeSet, Timetable};

/// Something of a day that is not so every week.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Remark {
    pub(super) day: ChartDay,
    pub(super) text: String,
}

impl WeekChart<'_> {
    /// What is special about the days: holidays, overrides and named rules with the schedules that they are about, and
    /// changes of the clock.
    pub(super) fn remarks(&self) -> Vec<Remark> {
        let mut remarks = Vec::new();
        let usual: Vec<Schedule> = self.rows.iter().map(|(_, schedule)| usual(schedule)).collect();
        for &day in &self.days {
            let Some(known) = day.known() else { continue };
            let mut names: Vec<(String, Vec<&str>)> = Vec::new();
            for ((name, schedule), usual) in self.rows.iter().zip(&usual) {
                let real = schedule.in_zone(self.caller_zone);
                for cause in causes(real, usual.in_zone(self.caller_zone), known) {
                    match names.iter_mut().find(|(known, _)| *known == cause) {
                        Some((_, schedules)) if schedules.last() == Some(name) => {}
                        Some((_, schedules)) => schedules.push(name),
                        None => names.push((cause, vec![name])),
                    }
                }
            }
            let told = names.into_iter().map(|(name, schedules)| {
                let whose = if schedules.len() == self.rows.len() && schedules.len() > 1 {
                    "all".to_owned()
                } else {
                    schedules.join(", ")
                };
                one_line(&format!("{name}: {whose}"))
            });
            let minutes = day.to.duration_since(day.from).as_mins();
            let changed = (minutes != 24 * 60).then(|| {
                let how = if minutes > 24 * 60 { "back" } else { "forward" };
                format!("the clocks go {how}: this day has {} hours", ClockHours(minutes))
            });
            remarks.extend(told.chain(changed).map(|text| Remark { day, text }));
        }
        remarks
    }
}

/// The same hours without holidays and overrides.
fn usual(schedule: &Schedule) -> Schedule {
    Schedule::new(schedule.expression().clone(), Vec::new(), Vec::new(), schedule.zone())
}

/// The names of what decides a day, in order of time. Whatever the schedule's own days are, a cause belongs to the day on
/// which an opening is told that it takes away, shortens or adds; one that changes nothing, to the day whose noon it has.
fn causes(real: &Timetable, usual: &Timetable, day: ChartDay) -> Vec<String> {
    let (told, expected) = (told_on(real, day), told_on(usual, day));
    let around = |timetable: &Timetable| {
        let far = SignedDuration::from_hours(48);
        timetable.open_times(day.from, day.to.saturating_add(far).unwrap_or(Timestamp::MAX))
    };
    let changed = expected.minus(&around(real)).or(&told.minus(&around(usual)));
    let noon = day.from.saturating_add(day.to.duration_since(day.from) / 2).unwrap_or(day.from);
    let closes = real.spans(day.from, day.to).filter(|span| !span.open).filter_map(|span| span.from);
    let mut instants: Vec<Timestamp> = changed.spans().map(|(from, _)| from).collect();
    instants.extend(told.spans().map(|(from, _)| from));
    instants.extend(closes.filter(|from| *from > day.from));
    instants.push(noon);
    instants.sort_unstable();
    let mut names: Vec<String> = Vec::new();
    for at in instants {
        let why = real.why(at);
        if let Some(name) = why.name().filter(|name| names.iter().all(|known| known != name)) {
            names.push(name.to_owned());
        }
    }
    names
}

/// The openings that are told on a day: those that begin on it, to their ends, and of long ones what lies on it.
fn told_on(timetable: &Timetable, day: ChartDay) -> TimeSet {
    let open = timetable.spans(day.from, day.to).filter(|span| span.open);
    TimeSet::of_spans(open.filter_map(|span| {
        let (from, to) = (span.from?, span.to?);
        let whole = timetable.span_at(from);
        if !is_short(whole) {
            return Some((from, to));
        }
        let begins = whole.from.filter(|begins| *begins >= day.from)?;
        Some((begins, whole.to?))
    }))
}

/// Minutes as hours: `23`, `24.5`.
struct ClockHours(i64);

impl fmt::Display for ClockHours {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}", self.0 / 60)?;
        match self.0 % 60 {
            0 => Ok(()),
            30 => f.write_str(".5"),
            minutes => write!(f, ":{minutes:02}"),
        }
    }
}
