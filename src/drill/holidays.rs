//! Days on which hours are not those of the week.

use jiff::civil::Date;
use jiff::{SignedDuration, Timestamp};

use super::calls::{Calls, Opened};
use super::team::{Team, regular};
use crate::explore::Horizon;
use crate::hours::{Resolved, Schedule, TimePhrase, TimeSet, Zone};
use crate::plan::{Plan, ScheduleId};

/// A day with a name on which some teams keep other hours.
#[derive(Clone, Debug)]
pub(super) struct SpecialDay {
    /// The name of the holiday or of the exception.
    pub(super) name: String,
    /// When it comes next.
    pub(super) date: Date,
    /// Who keeps other hours.
    pub(super) kept: Vec<Kept>,
    /// What is right.
    pub(super) fact: String,
}

/// The hours that a team keeps on a day, for a caller of whom nothing is known.
#[derive(Clone, Debug)]
pub(super) struct Kept {
    /// The team, by its place among the plan's.
    pub(super) team: usize,
    /// The schedule that names the day.
    pub(super) schedule: ScheduleId,
    /// Its clock.
    pub(super) clock: Zone,
    /// When the team can be reached: openings that begin on the day, whole.
    pub(super) openings: Vec<(Timestamp, Timestamp)>,
}

impl Kept {
    /// "closed", "8 AM to noon Eastern"
    pub(super) fn told(&self) -> String {
        let openings: Vec<String> =
            self.openings.iter().map(|&(from, to)| range(from, to, self.clock)).collect();
        if openings.is_empty() { "closed".to_owned() } else { openings.join(" and ") }
    }
}

/// How far ahead such days are looked for: a year and a little, so that none falls between two looks.
const AHEAD: SignedDuration = SignedDuration::from_hours(24 * 370);
/// What is looked at before and behind that, so that the hours of the first day and of the last are whole.
const AROUND: SignedDuration = SignedDuration::from_hours(48);

/// The days of the year after `now`, by date: those on which calls fare otherwise than in a week without holidays.
pub(super) fn special_days(
    plan: &Plan,
    teams: &[Team],
    calls: &mut Calls,
    now: Timestamp,
) -> Vec<SpecialDay> {
    let is_plain = |schedule: &Schedule| schedule.calendars().is_empty() && schedule.overrides().is_empty();
    let ends = [now.checked_sub(AROUND), now.checked_add(AHEAD), now.checked_add(AHEAD + AROUND)];
    let [Ok(from), Ok(last), Ok(to)] = ends else { return Vec::new() };
    if plan.schedules().all(|(_, schedule)| is_plain(&schedule.schedule)) {
        return Vec::new();
    }
    let weekly = regular(plan);
    let horizon = Horizon { from, to };
    let [real, usual] = [plan, &weekly].map(|plan| open_times(plan, teams, calls, horizon));
    let mut days: Vec<SpecialDay> = Vec::new();
    for (index, team) in teams.iter().enumerate() {
        let (real, usual) = (&real[index], &usual[index]);
        let other = real.minus(usual).or(&usual.minus(real));
        for (from, _) in other.spans().filter(|&(from, to)| from < last && to > now) {
            let at = from.max(now);
            let Some((name, schedule, clock)) = named(plan, &weekly, team, at) else { continue };
            let date = clock.wall_clock(at).date();
            let known = days.iter().position(|day| day.name == name).unwrap_or_else(|| {
                days.push(SpecialDay { name, date, kept: Vec::new(), fact: String::new() });
                days.len() - 1
            });
            let day = &mut days[known];
            if day.date == date && !day.kept.iter().any(|kept| kept.team == index) {
                day.kept.push(Kept {
                    team: index,
                    schedule,
                    clock,
                    openings: openings_on(date, clock, real),
                });
            }
        }
    }
    for day in &mut days {
        let mut told: Vec<String> =
            day.kept.iter().map(|kept| format!("{}: {}", teams[kept.team].name, kept.told())).collect();
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

/// When each of the teams can be reached, over whichever line.
fn open_times(plan: &Plan, teams: &[Team], calls: &mut Calls, horizon: Horizon) -> Vec<TimeSet> {
    let mut open = vec![TimeSet::default(); teams.len()];
    for (line, _) in plan.lines() {
        for Opened { step, when, .. } in calls.opened(plan, line, horizon) {
            if let Some(team) = teams.iter().position(|team| team.steps.contains(&step)) {
                open[team] = open[team].or(&when);
            }
        }
    }
    open
}

/// The name of a day on which a schedule of the team's lines is not what it is in the week, the schedule and its clock.
fn named(plan: &Plan, weekly: &Plan, team: &Team, at: Timestamp) -> Option<(String, ScheduleId, Zone)> {
    team.lines().into_iter().flat_map(|line| plan.schedules_of(line)).find_map(|id| {
        let [real, usual] =
            [plan, weekly].map(|plan| plan.schedule(id).schedule.in_zone(plan.unknown_caller_zone));
        let why = (real.is_open(at) != usual.is_open(at)).then(|| real.why(at))?;
        Some((why.name()?.to_owned(), id, real.zone()))
    })
}

fn midnight(date: Date, clock: Zone) -> Timestamp {
    match clock.resolve(date.to_datetime(jiff::civil::Time::MIN)) {
        Resolved::Once(at) => at,
        Resolved::Gap { after, .. } => after,
        Resolved::Fold { earlier, .. } => earlier,
    }
}

/// The openings that begin on a day, or go on at its first instant, to their ends, as far as these are known.
pub(super) fn openings_on(date: Date, clock: Zone, open: &TimeSet) -> Vec<(Timestamp, Timestamp)> {
    let Ok(tomorrow) = date.tomorrow() else { return Vec::new() };
    let (first, end) = (midnight(date, clock), midnight(tomorrow, clock));
    open.spans()
        .filter(|&(from, to)| from < end && to > first)
        .map(|(from, to)| (from.max(first), to))
        .collect()
}

/// "8 AM to 5 PM Eastern"
pub(super) fn range(from: Timestamp, to: Timestamp, clock: Zone) -> String {
    let phrase = |at| TimePhrase(clock.wall_clock(at).time());
    format!("{} to {} {}", phrase(from), phrase(to), clock.spoken())
}
