//! Days on which hours are not those of the week.

use jiff::civil::Date;
use jiff::{SignedDuration, Timestamp};

use super::team::Team;
use crate::hours::{Resolved, Schedule, TimePhrase, Timetable, Zone};
use crate::plan::{Plan, ScheduleId};

/// A day with a name on which some teams keep other hours.
#[derive(Clone, Debug)]
pub(super) struct SpecialDay {
    /// The name of the holiday or of the exception.
    pub(super) name: String,
    /// When it comes next.
    pub(super) date: Date,
    /// Who keeps other hours, and which schedule says so.
    pub(super) teams: Vec<(usize, ScheduleId)>,
    /// What is right.
    pub(super) fact: String,
}

impl SpecialDay {
    /// The hours of a team on that day: "closed", "8 AM to noon Eastern".
    pub(super) fn hours(&self, plan: &Plan, team: &Team, schedule: ScheduleId) -> String {
        let clock = team.hours.clock(plan.unknown_caller_zone);
        let openings = openings_of(plan.schedule(schedule).schedule.in_zone(clock), self.date, clock);
        let openings: Vec<String> = openings.iter().map(|&(from, to)| range(from, to, clock)).collect();
        if openings.is_empty() { "closed".to_owned() } else { openings.join(" and ") }
    }
}

/// How far ahead such days are looked for: a year and a little, so that none falls between two looks.
const AHEAD: SignedDuration = SignedDuration::from_hours(24 * 370);

/// The days of the year after `now`, by date.
pub(super) fn special_days(plan: &Plan, teams: &[Team], now: Timestamp) -> Vec<SpecialDay> {
    let Ok(end) = now.checked_add(AHEAD) else { return Vec::new() };
    let mut days: Vec<SpecialDay> = Vec::new();
    for (index, team) in teams.iter().enumerate() {
        let Some(id) = team.hours.schedule else { continue };
        let schedule = &plan.schedule(id).schedule;
        if schedule.calendars().is_empty() && schedule.overrides().is_empty() {
            continue;
        }
        let clock = team.hours.clock(plan.unknown_caller_zone);
        let weekly = Schedule::new(schedule.expression().clone(), Vec::new(), Vec::new(), schedule.zone());
        let timetable = schedule.in_zone(clock);
        let (real, weekly) = (timetable.open_times(now, end), weekly.in_zone(clock).open_times(now, end));
        let other = real.minus(&weekly).or(&weekly.minus(&real));
        for (at, _) in other.spans() {
            let why = timetable.why(at);
            let (Some(name), date) = (why.name(), clock.wall_clock(at).date()) else { continue };
            let known = days.iter().position(|day| day.name == name).unwrap_or_else(|| {
                days.push(SpecialDay { name: name.to_owned(), date, teams: Vec::new(), fact: String::new() });
                days.len() - 1
            });
            let day = &mut days[known];
            if day.date == date && !day.teams.iter().any(|(team, _)| *team == index) {
                day.teams.push((index, id));
            }
        }
    }
    for day in &mut days {
        let mut told: Vec<String> = Vec::new();
        for &(team, id) in &day.teams {
            told.push(format!("{}: {}", teams[team].name, day.hours(plan, &teams[team], id)));
        }
        told.sort();
        day.fact = told.join("; ");
        // A holiday comes back every year on another date; an exception is about its date.
        if plan.overrides().any(|change| change.change.name == day.name) {
            day.fact = format!("{}: {}", day.date, day.fact);
        }
    }
    days.sort_by(|one, other| (one.date, &one.name).cmp(&(other.date, &other.name)));
    days
}

/// The openings that begin on a day, whole.
pub(super) fn openings_of(timetable: &Timetable, date: Date, clock: Zone) -> Vec<(Timestamp, Timestamp)> {
    let midnight = |date: Date| match clock.resolve(date.to_datetime(jiff::civil::Time::MIN)) {
        Resolved::Once(at) => at,
        Resolved::Gap { after, .. } => after,
        Resolved::Fold { earlier, .. } => earlier,
    };
    let Ok(tomorrow) = date.tomorrow() else { return Vec::new() };
    let (from, to) = (midnight(date), midnight(tomorrow));
    let mut openings = Vec::new();
    let mut at = if timetable.is_open(from) { Some(from) } else { timetable.next_open(from) };
    while let Some(opens) = at.filter(|&at| at < to) {
        let Some(closes) = timetable.next_change(opens) else { break };
        openings.push((opens, closes));
        at = timetable.next_open(closes).filter(|&next| next > opens);
    }
    openings
}

/// "8 AM to 5 PM Eastern"
pub(super) fn range(from: Timestamp, to: Timestamp, clock: Zone) -> String {
    let phrase = |at| TimePhrase(clock.wall_clock(at).time());
    format!("{} to {} {}", phrase(from), phrase(to), clock.spoken())
}
