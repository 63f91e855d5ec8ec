//! Who can be reached, by which doors and when: found by making the calls.

use std::collections::HashMap;
use std::sync::Arc;

use jiff::{SignedDuration, Timestamp};

use super::first::{Way, first_way};
use super::names::slug;
use super::reached::reached;
use crate::base::shared::Shared;
use crate::call::{Caller, KeySequence, Press};
use crate::explore::Horizon;
use crate::plan::{LineId, Plan, ScheduleId, StepId};
use crate::time::{Schedule, ScheduleZone, TimeSet, Zone};

/// People with one name, sign for sign, whatever destinations of the plan they are: nobody who asks for them by it can tell
/// which of these is meant.
#[derive(Clone, Debug)]
pub(crate) struct Team {
    /// The name that people use.
    pub(crate) name: String,
    /// The destinations.
    pub(crate) steps: Vec<StepId>,
    /// The ways to them in a week without holidays: those of the first line first.
    pub(crate) doors: Vec<Door>,
    /// When somebody is there.
    pub(crate) hours: TeamHours,
    /// What is asked for in which words, where there are several destinations: those that handle it, by the words' slug.
    pub(super) handled: Arc<HashMap<String, Vec<StepId>>>,
    /// The words for times, shared by all teams of a plan.
    pub(super) said: Arc<Said>,
}

/// The words for times of the year in which hours are compared, each found once.
#[derive(Debug, Default)]
pub(crate) struct Said(Shared<TimeSet, str>);

impl Said {
    /// The words for such times.
    pub(super) fn words(&self, plan: &Plan, when: &TimeSet) -> Arc<str> {
        self.0.get(when.clone(), || in_words(plan, when).into())
    }
}

/// A number and the keys that lead to a team.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Door {
    pub(crate) line: LineId,
    pub(crate) keys: KeySequence,
    /// When these keys lead there, in the year in which hours are compared.
    pub(crate) when: TimeSet,
    /// To which of the destinations, and when; empty where there is one only.
    pub(super) to: Vec<(StepId, TimeSet)>,
}

/// When a team can be reached in a year without holidays and exceptions.
#[derive(Clone, Debug)]
pub(crate) struct TeamHours {
    /// In words, where words can say it.
    pub(crate) spoken: Option<String>,
    /// On whose clock they are said.
    pub(crate) zone: ScheduleZone,
    /// The schedule that says the same.
    pub(crate) schedule: Option<ScheduleId>,
    /// The instants, for a caller of whom nothing is known.
    pub(crate) open: TimeSet,
    /// Tells exact hours apart.
    pub(super) print: u64,
}

/// Whether a team can be reached.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Status {
    /// Now, and until when.
    Open(Way, Option<Timestamp>),
    /// Not now: the next way.
    Closed(Way),
}

/// The year in which hours are compared. Which one it is does not matter, only that it is always the same, so that what a
/// learner knows does not change with the calendar; it has a February 29.
pub(crate) const YEAR: Horizon =
    Horizon { from: Timestamp::constant(1_704_067_200, 0), to: Timestamp::constant(1_735_689_600, 0) };

/// The words for hours that never end.
const ALWAYS: &str = "24 hours a day, 7 days a week";

/// The plan without holidays and exceptions.
pub(crate) fn regular(plan: &Plan) -> Plan {
    let weekly = |id| {
        let schedule = &plan.schedule(id).schedule;
        Schedule::new(schedule.expression().clone(), Vec::new(), Vec::new(), schedule.zone())
    };
    plan.with_schedules(plan.schedules().map(|(id, _)| (id, weekly(id))))
}

impl TeamHours {
    /// What tells them from other hours: the instants, in whichever words and on whichever clock they are said.
    pub(crate) fn fact(&self) -> String {
        format!("hours {:08x}", self.print as u32)
    }

    /// The words for them, where these name no day of the year in which hours are compared.
    pub(crate) fn lasting(&self) -> Option<&str> {
        let is_lasting = |words: &&str| self.schedule.is_some() || names_no_date(words);
        self.spoken.as_deref().filter(is_lasting)
    }

    /// Whether they are the same, second by second.
    pub(crate) fn is_same(&self, other: &Self) -> bool {
        self.print == other.print
    }

    /// Whether it can be reached at any time.
    pub(crate) fn is_always(&self) -> bool {
        self.open == YEAR.instants()
    }

    /// The clock on which they are said to a caller in `zone`.
    pub(crate) fn clock(&self, zone: Zone) -> Zone {
        match self.zone {
            ScheduleZone::Fixed(fixed) => fixed,
            ScheduleZone::Caller => zone,
        }
    }
}

impl Team {
    /// The lines that lead to it, each once.
    pub(crate) fn lines(&self) -> Vec<LineId> {
        let mut lines: Vec<LineId> = self.doors.iter().map(|door| door.line).collect();
        lines.dedup();
        lines
    }

    /// Whether a line leads to it.
    pub(crate) fn is_behind(&self, line: LineId) -> bool {
        self.doors.iter().any(|door| door.line == line)
    }

    /// Those of its destinations alone, where these are not all of them.
    pub(crate) fn only(&self, plan: &Plan, steps: &[StepId]) -> Self {
        if self.has_no_other(steps) {
            return self.clone();
        }
        let doors: Vec<Door> = self.doors_to(steps).collect();
        let open = TimeSet::union(doors.iter().map(|door| door.when.clone()));
        let mut hours = self.hours.clone();
        if open != hours.open {
            hours = TeamHours { spoken: self.words(plan, &open), schedule: None, open, ..hours };
        }
        let steps = self.steps.iter().filter(|step| steps.contains(step)).copied().collect();
        Self {
            steps,
            doors,
            hours,
            name: self.name.clone(),
            handled: Arc::clone(&self.handled),
            said: Arc::clone(&self.said),
        }
    }

    /// The words for when a part of it is reached: one of its doors, or one of its destinations.
    pub(crate) fn words(&self, plan: &Plan, when: &TimeSet) -> Option<String> {
        if *when == self.hours.open {
            return self.hours.lasting().map(str::to_owned);
        }
        match self.hours.zone {
            ScheduleZone::Fixed(_) => {
                let words = self.said.words(plan, when);
                names_no_date(&words).then(|| words.to_string())
            }
            // These are the instants of one caller; the next one has others.
            ScheduleZone::Caller => None,
        }
    }

    /// The ways to some of its destinations, where these are not all of them.
    fn doors_to(&self, steps: &[StepId]) -> impl Iterator<Item = Door> {
        self.doors.iter().filter_map(|door| {
            let to: Vec<_> = door.to.iter().filter(|(step, _)| steps.contains(step)).cloned().collect();
            let when = to.iter().map(|(_, when)| when.clone()).reduce(|all, when| all.or(&when))?;
            Some(Door { when, to, line: door.line, keys: door.keys.clone() })
        })
    }

    /// The numbers and keys, as a fact.
    pub(crate) fn doors_fact(&self, plan: &Plan) -> String {
        fact_of(plan, self.doors.iter())
    }

    /// The numbers and keys of some of its destinations, as a fact.
    pub(crate) fn doors_fact_of(&self, plan: &Plan, steps: &[StepId]) -> String {
        if self.has_no_other(steps) {
            return self.doors_fact(plan);
        }
        fact_of(plan, self.doors_to(steps).collect::<Vec<_>>().iter())
    }

    /// Whether these are all of its destinations.
    fn has_no_other(&self, steps: &[StepId]) -> bool {
        self.steps.len() <= steps.len() && self.steps.iter().all(|step| steps.contains(step))
    }

    /// The destinations that handle what is asked for in these words: all, for the name of the team.
    pub(crate) fn handling(&self, words: &str) -> &[StepId] {
        let handling = if self.name == words { None } else { self.handled.get(&slug(words)) };
        handling.map_or(&self.steps, Vec::as_slice)
    }

    /// The next way through each line.
    pub(crate) fn ways(&self, plan: &Plan, caller: Caller, now: Timestamp) -> Vec<Way> {
        let ways =
            self.lines().into_iter().filter_map(|line| first_way(plan, &[line], &self.steps, caller, now));
        let steps = &self.steps;
        ways.filter(|way| {
            reached(plan, way.line, caller, way.at, &way.keys).is_some_and(|step| steps.contains(&step))
        })
        .collect()
    }
}

impl Door {
    /// The number, and the option if there is one.
    pub(crate) fn told(&self, plan: &Plan) -> String {
        told(plan, self.line, &self.keys)
    }
}

fn fact_of<'d>(plan: &Plan, doors: impl Iterator<Item = &'d Door>) -> String {
    let mut doors: Vec<String> = doors.map(|door| door.told(plan)).collect();
    doors.sort();
    doors.join(" or ")
}

/// A number and keys as people say them: `1-877-357-8477, option 6`.
pub(crate) fn told(plan: &Plan, line: LineId, keys: &KeySequence) -> String {
    let number = plan.line(line).number.value;
    match option(keys) {
        Some(option) => format!("{number}, {option}"),
        None if keys.presses().is_empty() => number.to_string(),
        None => format!("{number}, keys {keys}"),
    }
}

/// Keys without pauses, as people say them: `option 6`, `option 1, then 2`. None if there are none, or pauses.
pub(crate) fn option(keys: &KeySequence) -> Option<String> {
    let keys = keys.presses().iter().map(|press| match press {
        Press::Key(key) => Some(key.to_string()),
        Press::Pause => None,
    });
    let keys: Option<Vec<String>> = keys.collect();
    keys.filter(|keys| !keys.is_empty()).map(|keys| format!("option {}", keys.join(", then ")))
}

/// Whether some of these teams can be reached, over whichever line.
pub(crate) fn status(plan: &Plan, teams: &[&Team], caller: Caller, at: Timestamp) -> Option<Status> {
    let mut lines: Vec<LineId> = teams.iter().flat_map(|team| team.lines()).collect();
    lines.sort_unstable();
    lines.dedup();
    let steps: Vec<StepId> = teams.iter().flat_map(|team| team.steps.iter().copied()).collect();
    let way = first_way(plan, &lines, &steps, caller, at)?;
    if way.at > at {
        return Some(Status::Closed(way));
    }
    // One way may follow another: a night line takes over from the day's.
    let mut until = way.until;
    for _ in 0..MAX_WAYS_ON {
        let Some(then) = until else { break };
        match first_way(plan, &lines, &steps, caller, then) {
            Some(next) if next.at <= then => until = next.until,
            _ => return Some(Status::Open(way, until)),
        }
    }
    // What goes on and on is not asked about: whoever said "until" would have to be exact.
    Some(Status::Open(way, None))
}

/// How many changes of hours are looked beyond.
const MAX_WAYS_ON: usize = 6;

/// How long before a change of hours a situation must lie, so that nobody has to hurry, and how long after one.
pub(crate) const MARGIN: SignedDuration = SignedDuration::from_mins(15);

/// The words for times of the year in which hours are compared. Weeks are said as schedules say theirs, so that nobody can
/// tell by the style which hours have a schedule of their own.
fn in_words(plan: &Plan, when: &TimeSet) -> String {
    if *when == YEAR.instants() {
        return ALWAYS.to_owned();
    }
    let occasions = when.occasions(YEAR.from, YEAR.to, plan.zone);
    occasions.as_schedule().unwrap_or_else(|| occasions.to_string())
}

/// The words for such times, where these name no day of the year.
pub(crate) fn lasting_words(plan: &Plan, when: &TimeSet) -> Option<String> {
    Some(in_words(plan, when)).filter(|words| names_no_date(words))
}

/// Whether words for hours name no day of the year in which they are compared.
fn names_no_date(words: &str) -> bool {
    !words.contains(&YEAR.from.to_string()[..4])
}
