//! Days on which hours are not those of the week.

use std::collections::HashMap;

use jiff::civil::{Date, DateTime};
use jiff::{SignedDuration, Timestamp};

use crate::call::Caller;
use crate::directory::reached::{CallProbe, EveryCaller, OpenDestination};
use crate::directory::team::{Team, regular};
use crate::explore::Horizon;
use crate::plan::{LineId, Plan, ScheduleId, StepId};
use crate::time::{Schedule, ScheduleZone, TimePhrase, TimeSet, Zone};

/// A day with a name on which some teams keep other hours.
#[derive(Clone, Debug)]
pub(super) struct SpecialDay {
    /// The name of the holiday or of the exception.
    pub(super) name: String,
    /// When it comes next.
    pub(super) date: Date,
    /// Who keeps other hours.
    pub(super) kept: Vec<TeamDay>,
    /// What is right.
    pub(super) fact: String,
}

/// The hours that a team keeps on a day.
#[derive(Clone, Debug)]
pub(super) struct TeamDay {
    /// The team, by its place among the plan's.
    pub(super) team: usize,
    /// The schedule that names the day.
    pub(super) schedule: ScheduleId,
    /// The clock on which they are said; that of a caller of whom nothing is known, if every caller has their own.
    pub(super) clock: Zone,
    /// Whose clock that is.
    pub(super) zone: ScheduleZone,
    /// When the team can be reached.
    pub(super) openings: Vec<OpenInterval>,
}

/// From when and until when.
pub(super) type OpenInterval = (Timestamp, Timestamp);

impl TeamDay {
    /// "closed", "8 AM to noon Eastern"
    pub(super) fn told(&self) -> String {
        let openings: Vec<String> =
            self.openings.iter().map(|&opening| range(opening, self.clock, self.zone.spoken())).collect();
        if openings.is_empty() { "closed".to_owned() } else { openings.join(" and ") }
    }
}

/// How far ahead such days are looked for: a year and a little, so that none falls between two looks.
const AHEAD: SignedDuration = SignedDuration::from_hours(24 * 370);
/// What is looked at before and behind that, so that the hours of the first day and of the last are whole.
const AROUND: SignedDuration = SignedDuration::from_hours(48);
pub(super) const DAY: SignedDuration = SignedDuration::from_hours(24);

/// The days of the year after `now`, by date: those on which calls fare otherwise than in a week without holidays. And
/// whether every call was tried.
pub(super) fn special_days(plan: &Plan, teams: &[Team], now: Timestamp) -> (Vec<SpecialDay>, bool) {
    let is_plain = |schedule: &Schedule| schedule.calendars().is_empty() && schedule.overrides().is_empty();
    let ends = [now.checked_sub(AROUND), now.checked_add(AHEAD), now.checked_add(AHEAD + AROUND)];
    let [Ok(from), Ok(last), Ok(to)] = ends else { return (Vec::new(), true) };
    if plan.schedules().all(|(_, schedule)| is_plain(&schedule.schedule)) {
        return (Vec::new(), true);
    }
    let weekly = regular(plan);
    let horizon = Horizon { from, to };
    let mut every_caller = EveryCaller::of(plan, horizon);
    let [real, elsewhere] = open_times(plan, teams, |line| every_caller.opened(line));
    let mut in_weeks = CallProbe::of(&weekly, Caller::default(), horizon);
    let [usual] = open_times(plan, teams, |line| [in_weeks.opened(line)]);
    let elsewhere_clock = every_caller.elsewhere.clock();
    let mut days: Vec<SpecialDay> = Vec::new();
    for (index, team) in teams.iter().enumerate() {
        let (real, usual) = (&real[index], &usual[index]);
        let other = real.minus(usual).or(&usual.minus(real));
        for (from, _) in other.spans().filter(|&(from, to)| from < last && to > now) {
            let at = from.max(now);
            let Some((name, schedule)) = named(plan, &weekly, team, at) else { continue };
            let clock = team.hours.clock(plan.unknown_caller_zone);
            let date = clock.wall_clock(at).date();
            let known = days.iter().position(|day| day.name == name).unwrap_or_else(|| {
                days.push(SpecialDay { name, date, kept: Vec::new(), fact: String::new() });
                days.len() - 1
            });
            let day = &mut days[known];
            // Teams come one after the other.
            if day.date == date && day.kept.last().is_none_or(|kept| kept.team != index) {
                let openings = openings_on(date, clock, real);
                let there = openings_on(date, elsewhere_clock, &elsewhere[index]);
                // Every caller's own clock shows the same, or the same clock holds for all; whatever else it may be, no
                // words for it are true for every caller.
                let is_local = team.hours.zone == ScheduleZone::Caller
                    && readings(&openings, clock) == readings(&there, elsewhere_clock);
                if is_local || openings == openings_on(date, clock, &elsewhere[index]) {
                    let zone = if is_local { ScheduleZone::Caller } else { ScheduleZone::Fixed(clock) };
                    day.kept.push(TeamDay { team: index, schedule, clock, zone, openings });
                }
            }
        }
    }
    days.retain(|day| !day.kept.is_empty());
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
    (days, every_caller.is_complete() && in_weeks.complete)
}

/// When each of the teams can be reached, over whichever line, by each of some callers.
fn open_times<const CALLERS: usize>(
    plan: &Plan,
    teams: &[Team],
    mut opened: impl FnMut(LineId) -> [Vec<OpenDestination>; CALLERS],
) -> [Vec<TimeSet>; CALLERS] {
    let mut open = [const { Vec::new() }; CALLERS];
    for open in &mut open {
        open.resize(teams.len(), Vec::new());
    }
    let by_step: HashMap<StepId, usize> = teams
        .iter()
        .enumerate()
        .flat_map(|(index, team)| team.steps.iter().map(move |&step| (step, index)))
        .collect();
    for (line, _) in plan.lines() {
        for (open, opened) in open.iter_mut().zip(opened(line)) {
            for OpenDestination { step, when, .. } in opened {
                if let Some(&team) = by_step.get(&step) {
                    open[team].push(when);
                }
            }
        }
    }
    open.map(|of_teams: Vec<Vec<TimeSet>>| of_teams.into_iter().map(TimeSet::union).collect())
}

/// The name of a day on which a schedule is not what it is in the week, and the schedule: the team's own rather than that
/// of others on its lines.
fn named(plan: &Plan, weekly: &Plan, team: &Team, at: Timestamp) -> Option<(String, ScheduleId)> {
    let of_lines = team.lines().into_iter().flat_map(|line| plan.schedules_of(line));
    team.hours.schedule.into_iter().chain(of_lines).find_map(|id| {
        let [real, usual] =
            [plan, weekly].map(|plan| plan.schedule(id).schedule.in_zone(plan.unknown_caller_zone));
        let why = (real.is_open(at) != usual.is_open(at)).then(|| real.why(at))?;
        Some((why.name()?.to_owned(), id))
    })
}

/// The openings of a day: those that begin on it or go on at its first instant. A night is told to its end; what goes on
/// for a day and more ends with the day, as its end is none of that day's and may not even be known.
pub(super) fn openings_on(date: Date, clock: Zone, open: &TimeSet) -> Vec<OpenInterval> {
    let Ok(tomorrow) = date.tomorrow() else { return Vec::new() };
    let (first, end) = (clock.start_of(date), clock.start_of(tomorrow));
    open.spans()
        .filter(|&(from, to)| from < end && to > first)
        .map(|(from, to)| (from.max(first), to))
        .map(|(from, to)| (from, if to.duration_since(from) < DAY { to } else { to.min(end) }))
        .collect()
}

/// What the clock shows at the ends of openings.
pub(super) fn readings(openings: &[OpenInterval], clock: Zone) -> Vec<(DateTime, DateTime)> {
    openings.iter().map(|&(from, to)| (clock.wall_clock(from), clock.wall_clock(to))).collect()
}

/// Whether two times, or that it is closed, say all about the openings of a day.
pub(super) fn are_two_times(openings: &[OpenInterval], clock: Zone) -> bool {
    match readings(openings, clock)[..] {
        [] => true,
        [(from, to)] => from.time() != to.time(),
        _ => false,
    }
}

/// "8 AM to 5 PM Eastern"
pub(super) fn range((from, to): OpenInterval, clock: Zone, clock_name: &str) -> String {
    let phrase = |at| TimePhrase(clock.wall_clock(at).time());
    format!("{} to {} {clock_name}", phrase(from), phrase(to))
}
