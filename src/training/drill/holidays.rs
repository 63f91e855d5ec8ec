//! Days on which hours are not those of the week.

use std::collections::{BTreeSet, HashMap, HashSet};

use jiff::civil::{Date, DateTime};
use jiff::{SignedDuration, Timestamp};

use crate::base::Language;
use crate::call::Caller;
use crate::directory::desk_hours::regular;
use crate::directory::reached::{CallProbe, EveryCaller, OpenDestination};
use crate::directory::team::Team;
use crate::explore::Horizon;
use crate::plan::{LineId, Plan, ScheduleId, StepId};
use crate::time::{Schedule, ScheduleZone, TimeSet, Timetable, Zone, civil_phrases};
use crate::training::phrases::LessonPhrases;

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
    /// The one of its desks, where these are there at different times.
    part: Option<usize>,
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
    /// Whose hours they are.
    pub(super) fn of<'t>(&self, teams: &'t [Team]) -> &'t Team {
        let team = &teams[self.team];
        self.part.map_or(team, |part| &team.parts[part])
    }

    /// "closed", "8 AM to noon Eastern"
    pub(super) fn told(&self, words: &LessonPhrases) -> String {
        let clock = match self.zone {
            ScheduleZone::Fixed(_) => ScheduleZone::Fixed(self.clock),
            ScheduleZone::Caller => ScheduleZone::Caller,
        };
        let openings = self.openings.iter().map(|&opening| range(words, opening, self.clock, clock));
        let all = openings
            .reduce(|one, other| words.fill(words.moment.and_also, &[("one", &one), ("other", &other)]));
        all.unwrap_or_else(|| words.moment.closed.to_owned())
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
    let (from, to) = (from.max(Timetable::FIRST), to.min(Timetable::END));
    if plan.schedules().all(|(_, schedule)| is_plain(&schedule.schedule)) {
        return (Vec::new(), true);
    }
    let weekly = regular(plan);
    let horizon = Horizon { from, to };
    let desks = desks(teams);
    let DeskTimes { real, usual, elsewhere, elsewhere_clock, are_all } =
        DeskTimes::of(plan, &weekly, &desks, horizon);
    let mut days: Vec<SpecialDay> = Vec::new();
    for (index, HolidayDesk { team, place: (of, part) }) in desks.into_iter().enumerate() {
        let (real, usual) = (&real[index], &usual[index]);
        // What holds on the clock of one of these callers may not hold on that of another.
        if team.only.is_some() && team.hours.zone == ScheduleZone::Caller {
            continue;
        }
        let there = if team.only.is_some() { real } else { &elsewhere[index] };
        let other = real.minus(usual).or(&usual.minus(real));
        for (from, _) in other.spans().filter(|&(from, to)| from < last && to > now) {
            let at = from.max(now);
            let Some((name, schedule)) = named(plan, &weekly, team, at) else { continue };
            let clock = team.hours.clock(team.caller_zone(plan));
            let date = clock.wall_clock(at).date();
            if !is_known(date, clock) {
                continue;
            }
            let known = days.iter().position(|day| day.name == name).unwrap_or_else(|| {
                days.push(SpecialDay { name, date, kept: Vec::new(), fact: String::new() });
                days.len() - 1
            });
            let day = &mut days[known];
            // Desks come one after the other.
            let is_new = day.kept.last().is_none_or(|kept| (kept.team, kept.part) != (of, part));
            if day.date == date && is_new {
                let openings = openings_on(date, clock, real);
                let same = openings == openings_on(date, clock, there);
                let there = openings_on(date, elsewhere_clock, there);
                // Every caller's own clock shows the same, or the same clock holds for all; whatever else it may be, no
                // words for it are true for every caller.
                let is_local = team.hours.zone == ScheduleZone::Caller
                    && readings(&openings, clock) == readings(&there, elsewhere_clock);
                if is_local || same {
                    let zone = if is_local { ScheduleZone::Caller } else { ScheduleZone::Fixed(clock) };
                    day.kept.push(TeamDay { team: of, part, schedule, clock, zone, openings });
                }
            }
        }
    }
    days.retain(|day| !day.kept.is_empty());
    for day in &mut days {
        let mut told: Vec<String> = day
            .kept
            .iter()
            .map(|kept| {
                // What is compared stays the same in whatever language people are told it.
                let words = LessonPhrases::of(Language::English);
                format!("{}: {}", kept.of(teams).called_in_facts(), kept.told(words))
            })
            .collect();
        told.sort();
        day.fact = told.join("; ");
        // A holiday comes back every year on another date; an exception is about its date.
        if plan.overrides().any(|change| change.change.name == day.name) {
            day.fact = format!("{}: {}", day.date, day.fact);
        }
    }
    days.sort_by(|one, other| (one.date, &one.name).cmp(&(other.date, &other.name)));
    (days, are_all)
}

/// Whether hours are known of all of a day.
fn is_known(date: Date, clock: Zone) -> bool {
    let tomorrow = date.tomorrow().map(|tomorrow| clock.start_of(tomorrow));
    clock.start_of(date) >= Timetable::FIRST && tomorrow.is_ok_and(|tomorrow| tomorrow <= Timetable::END)
}

/// People whose hours are told, and which of the teams they are.
struct HolidayDesk<'t> {
    team: &'t Team,
    /// The place of the team, and of the part of it.
    place: (usize, Option<usize>),
}

/// The teams, those whose parts are there at different times part by part.
fn desks(teams: &[Team]) -> Vec<HolidayDesk<'_>> {
    let mut desks = Vec::new();
    for (index, team) in teams.iter().enumerate() {
        if team.parts.is_empty() {
            desks.push(HolidayDesk { team, place: (index, None) });
        }
        let part = |(part, team)| HolidayDesk { team, place: (index, Some(part)) };
        desks.extend(team.parts.iter().enumerate().map(part));
    }
    desks
}

/// When each of the desks can be reached, by a caller who can, and when it could without holidays and exceptions.
struct DeskTimes {
    real: Vec<TimeSet>,
    usual: Vec<TimeSet>,
    /// By a caller on a clock of their own, of those whom everybody reaches.
    elsewhere: Vec<TimeSet>,
    elsewhere_clock: Zone,
    /// Whether every call was tried.
    are_all: bool,
}

impl DeskTimes {
    fn of(plan: &Plan, weekly: &Plan, desks: &[HolidayDesk<'_>], horizon: Horizon) -> Self {
        let lines = || plan.lines().map(|(line, _)| line);
        let of_caller = |desk: &HolidayDesk<'_>| desk.team.caller();
        let usual_desks = DesksByStep::of(desks, |desk| of_caller(desk) == Caller::default());
        let mut calls = EveryCaller::of(plan, horizon);
        let [mut real, elsewhere] = usual_desks.open_times(lines(), |line| calls.opened(line));
        let mut in_weeks = CallProbe::of(weekly, Caller::default(), horizon);
        let [mut usual] = usual_desks.open_times(lines(), |line| [in_weeks.opened(line)]);
        let mut are_all = calls.is_complete() && in_weeks.complete;
        // Those whom only certain callers reach.
        let certain: HashSet<Caller> =
            desks.iter().map(of_caller).filter(|caller| *caller != Caller::default()).collect();
        let lines_to = if certain.is_empty() { HashMap::new() } else { lines_by_step(plan) };
        for caller in certain {
            let theirs = DesksByStep::of(desks, |desk| of_caller(desk) == caller);
            let lines: BTreeSet<LineId> =
                theirs.steps().filter_map(|step| lines_to.get(&step)).flatten().copied().collect();
            let mut calls = [plan, weekly].map(|plan| CallProbe::of(plan, caller, horizon));
            let [of_real, of_usual] =
                theirs.open_times(lines, |line| calls.each_mut().map(|calls| calls.opened(line)));
            for index in theirs.places() {
                real[index] = of_real[index].clone();
                usual[index] = of_usual[index].clone();
            }
            are_all &= calls.iter().all(|calls| calls.complete);
        }
        Self { real, usual, elsewhere, elsewhere_clock: calls.elsewhere.clock(), are_all }
    }
}

/// The lines that lead to each step.
fn lines_by_step(plan: &Plan) -> HashMap<StepId, Vec<LineId>> {
    let mut lines: HashMap<StepId, Vec<LineId>> = HashMap::new();
    for (line, _) in plan.lines() {
        plan.steps_of(line).into_iter().for_each(|step| lines.entry(step).or_default().push(line));
    }
    lines
}

/// Some of the desks, by their destinations; parts of teams by their line as well.
struct DesksByStep {
    places: HashMap<(StepId, Option<LineId>), Vec<usize>>,
    count: usize,
}

impl DesksByStep {
    fn of(desks: &[HolidayDesk<'_>], is_asked: impl Fn(&HolidayDesk<'_>) -> bool) -> Self {
        let mut places: HashMap<(StepId, Option<LineId>), Vec<usize>> = HashMap::new();
        for (index, desk) in desks.iter().enumerate().filter(|(_, desk)| is_asked(desk)) {
            let line = desk.place.1.and_then(|_| desk.team.doors.first()).map(|door| door.line);
            desk.team.steps.iter().for_each(|&step| places.entry((step, line)).or_default().push(index));
        }
        Self { places, count: desks.len() }
    }

    fn steps(&self) -> impl Iterator<Item = StepId> {
        self.places.keys().map(|(step, _)| *step)
    }

    fn places(&self) -> impl Iterator<Item = usize> {
        self.places.values().flatten().copied()
    }

    /// When each of these desks can be reached, over whichever line, by each of some callers; a part of a team over its own.
    fn open_times<const CALLERS: usize>(
        &self,
        lines: impl IntoIterator<Item = LineId>,
        mut opened: impl FnMut(LineId) -> [Vec<OpenDestination>; CALLERS],
    ) -> [Vec<TimeSet>; CALLERS] {
        let mut open = [const { Vec::new() }; CALLERS];
        for open in &mut open {
            open.resize(self.count, Vec::new());
        }
        for line in lines {
            for (open, opened) in open.iter_mut().zip(opened(line)) {
                for OpenDestination { step, when, .. } in opened {
                    let places = [None, Some(line)].map(|line| self.places.get(&(step, line)));
                    for &index in places.into_iter().flatten().flatten() {
                        open[index].push(when.clone());
                    }
                }
            }
        }
        open.map(|of_desks: Vec<Vec<TimeSet>>| of_desks.into_iter().map(TimeSet::union).collect())
    }
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

/// "8 AM to 5 PM Eastern"; "all day" from midnight to midnight.
pub(super) fn range(
    words: &LessonPhrases,
    (from, to): OpenInterval,
    clock: Zone,
    told_on: ScheduleZone,
) -> String {
    let civil = civil_phrases(words.language());
    let day = clock.wall_clock(from).date();
    let is_all = from == clock.start_of(day) && day.tomorrow().is_ok_and(|next| to == clock.start_of(next));
    if is_all {
        return civil.whole_day().to_owned();
    }
    let [from, to] = [from, to].map(|at| clock.wall_clock(at).time());
    civil.range_on(from, to, told_on)
}
