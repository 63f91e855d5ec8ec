//! Who can be reached, by which doors and when.

use std::collections::HashMap;
use std::sync::Arc;

use jiff::{SignedDuration, Timestamp};

use super::desk_hours::Hours;
use super::first::{StepRoute, first_way};
use super::names::slug;
use super::only::Only;
use super::reached::reached;
pub(crate) use super::spoken_keys::option;
use super::spoken_keys::{DialedWay, in_words, told};
use super::way_acts::WayActs;
use crate::base::Language;
use crate::call::{Caller, KeySequence};
use crate::plan::{LineId, Plan, StepId};
use crate::time::{TimeSet, Zone};

/// People with one name, sign for sign, whatever destinations of the plan they are: nobody who asks for them by it can tell
/// which of these is meant.
#[derive(Clone, Debug)]
pub(crate) struct Team {
    /// The name that people use.
    pub(crate) name: String,
    /// What tells a part from the others of its name.
    pub(super) at: Option<DeskPlace>,
    /// The destinations.
    pub(crate) steps: Vec<StepId>,
    /// The ways to them in a week without holidays: those of the first line first.
    pub(crate) doors: Vec<Door>,
    /// When somebody is there.
    pub(crate) hours: Hours,
    /// Its desks, where some of them are reached at other times than all of them together: the desks of two numbers may share
    /// a name and not their hours. Each has the doors of one line that lead to the same people, in the order of the lines.
    pub(crate) parts: Vec<Self>,
    /// Which callers reach it, where one of whom nothing is known does not.
    pub(crate) only: Option<Only>,
    /// What is asked for in which words, where there are several destinations: those that handle it, by the words' slug.
    pub(super) handled: Arc<HashMap<String, Vec<StepId>>>,
}

/// Where people are reached whom only that tells from others: their number, `1-800-555-0100, option 2`.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct DeskPlace {
    /// As a part of facts, which stay the same in whatever language people are told them.
    pub(super) fact: String,
    /// As people are told it, behind a name and alone.
    pub(super) behind_name: String,
    pub(super) told: String,
}

/// A number and the keys that lead to a team.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Door {
    pub(crate) line: LineId,
    pub(crate) keys: KeySequence,
    /// The same as people do it.
    pub(crate) acts: WayActs,
    /// When these keys lead there, in the year in which hours are compared.
    pub(crate) when: TimeSet,
    /// To which of the destinations, and when; empty where there is one only.
    pub(super) to: Vec<(StepId, TimeSet)>,
    /// The language that the caller is spoken to in behind it.
    pub(super) language: Language,
}

/// Whether a team can be reached.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Status {
    /// Now, and until when.
    Open(StepRoute, Option<Timestamp>),
    /// Not now: the next way.
    Closed(StepRoute),
}

impl StepRoute {
    /// The way as people are told it.
    pub(crate) fn dialed<'p>(&self, plan: &'p Plan, told_in: Language) -> DialedWay<'p, '_> {
        DialedWay { plan, line: self.line, acts: &self.acts, language: self.language, told_in }
    }

    /// Whether the caller is spoken to in another language than the plan's own.
    pub(crate) fn is_foreign(&self, plan: &Plan) -> bool {
        self.language != plan.language
    }
}

impl Team {
    /// The lines over which people are told to call it, each once.
    pub(crate) fn told_lines(&self, plan: &Plan) -> Vec<LineId> {
        let mut lines: Vec<LineId> = self.told_doors(plan).map(|door| door.line).collect();
        lines.sort_unstable();
        lines.dedup();
        lines
    }

    /// The lines that lead to it, each once.
    pub(crate) fn lines(&self) -> Vec<LineId> {
        let mut lines: Vec<LineId> = self.doors.iter().map(|door| door.line).collect();
        lines.dedup();
        lines
    }

    /// Whether a line leads to it.
    pub(crate) fn is_behind(&self, line: LineId) -> bool {
        !self.doors_of(line).is_empty()
    }

    /// The ways to it from a line.
    pub(crate) fn doors_of(&self, line: LineId) -> &[Door] {
        let first = self.doors.partition_point(|door| door.line < line);
        let count = self.doors[first..].partition_point(|door| door.line == line);
        &self.doors[first..first + count]
    }

    /// Those of its destinations alone, where these are not all of them.
    pub(crate) fn only(&self, plan: &Plan, steps: &[StepId]) -> Self {
        if self.has_no_other(steps) {
            return self.clone();
        }
        let doors: Vec<Door> = self.doors_to(steps).collect();
        let open = TimeSet::union(doors.iter().map(|door| door.when.clone()));
        let is_kept = |part: &&Self| part.steps.iter().any(|step| steps.contains(step));
        let mut parts: Vec<Self> =
            self.parts.iter().filter(is_kept).map(|part| part.only(plan, steps)).collect();
        let hours = match &parts[..] {
            _ if open == self.hours.open => self.hours.clone(),
            [part] => part.hours.clone(),
            _ => self.hours.of_part(plan, open),
        };
        if parts.iter().all(|part| part.hours.open == hours.open) {
            parts.clear();
        }
        let steps = self.steps.iter().filter(|step| steps.contains(step)).copied().collect();
        Self {
            steps,
            doors,
            hours,
            parts,
            name: self.name.clone(),
            at: self.at.clone(),
            only: self.only.clone(),
            handled: Arc::clone(&self.handled),
        }
    }

    /// The ways that people are told: those on which a caller is spoken to in another language than the plan's own only where
    /// nothing else leads there at some time.
    pub(crate) fn told_doors(&self, plan: &Plan) -> impl Iterator<Item = &Door> {
        told_of(plan, &self.doors)
    }

    /// The ways to some of its destinations, where these are not all of them.
    fn doors_to(&self, steps: &[StepId]) -> impl Iterator<Item = Door> {
        self.doors.iter().filter_map(|door| {
            let to: Vec<_> = door.to.iter().filter(|(step, _)| steps.contains(step)).cloned().collect();
            let when = to.iter().map(|(_, when)| when.clone()).reduce(|all, when| all.or(&when))?;
            Some(Door { when, to, ..door.clone() })
        })
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

    /// Its parts, if they are there at different times; else all of it.
    pub(crate) fn desks(&self) -> Vec<Self> {
        if self.parts.is_empty() { vec![self.clone()] } else { self.parts.clone() }
    }

    /// The name, with what tells it from others of the same: "Billing at 1-800-555-0100".
    pub(crate) fn called(&self) -> String {
        match &self.at {
            Some(at) => format!("{} {}", self.name, at.behind_name),
            None => self.name.clone(),
        }
    }

    /// The same as a part of facts.
    pub(crate) fn called_in_facts(&self) -> String {
        match &self.at {
            Some(at) => format!("{} at {}", self.name, at.fact),
            None => self.name.clone(),
        }
    }

    /// What tells this part from the others.
    pub(crate) fn place(&self) -> &str {
        self.at.as_ref().map_or(&self.name, |at| &at.told)
    }

    /// A caller who reaches it.
    pub(crate) fn caller(&self) -> Caller {
        self.only.as_ref().map_or_else(Caller::default, |only| only.caller)
    }

    /// That caller's clock.
    pub(crate) fn caller_zone(&self, plan: &Plan) -> Zone {
        self.caller().zone_under(plan).zone
    }

    /// The words for when these of its destinations are reached over a line: those of its part there.
    pub(crate) fn words(
        &self,
        plan: &Plan,
        line: LineId,
        steps: &[StepId],
        when: &TimeSet,
    ) -> Option<String> {
        let is_there = |part: &&Self| part.steps.iter().any(|step| steps.contains(step));
        self.parts_behind(line).iter().find(is_there).unwrap_or(self).hours.words(plan, when)
    }

    /// Its parts that a line leads to.
    fn parts_behind(&self, line: LineId) -> &[Self] {
        let line_of = |part: &Self| part.doors.first().map(|door| door.line);
        let first = self.parts.partition_point(|part| line_of(part) < Some(line));
        let count = self.parts[first..].partition_point(|part| line_of(part) == Some(line));
        &self.parts[first..first + count]
    }

    /// The words for when one of its doors leads to it.
    pub(crate) fn door_words(&self, plan: &Plan, door: &Door) -> Option<String> {
        let to: Vec<StepId> = door.to.iter().map(|(step, _)| *step).collect();
        self.words(plan, door.line, if to.is_empty() { &self.steps } else { &to }, &door.when)
    }

    /// When somebody is there, as a fact.
    pub(crate) fn hours_fact(&self) -> String {
        let mut facts: Vec<String> = self
            .desks()
            .iter()
            .map(|desk| match &desk.at {
                Some(at) => format!("{}: {}", at.fact, desk.hours.fact()),
                None => desk.hours.fact(),
            })
            .collect();
        facts.sort();
        facts.join("; ")
    }

    /// The numbers and keys, as a fact.
    pub(crate) fn doors_fact(&self, plan: &Plan) -> String {
        fact_of(plan, self.told_doors(plan))
    }

    /// The numbers and keys of some of its destinations, as a fact.
    pub(crate) fn doors_fact_of(&self, plan: &Plan, steps: &[StepId]) -> String {
        if self.has_no_other(steps) {
            return self.doors_fact(plan);
        }
        let doors: Vec<Door> = self.doors_to(steps).collect();
        fact_of(plan, told_of(plan, &doors))
    }

    /// The next way through each line, also in another language than the plan's own.
    pub(crate) fn ways(&self, plan: &Plan, caller: Caller, now: Timestamp) -> Vec<StepRoute> {
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
    /// The way as people are told it.
    pub(crate) fn way<'p>(&self, plan: &'p Plan, told_in: Language) -> DialedWay<'p, '_> {
        DialedWay { plan, line: self.line, acts: &self.acts, language: self.language, told_in }
    }

    /// The number, and the option if there is one, as a fact: also with the digits that stand for others.
    pub(crate) fn told(&self, plan: &Plan) -> String {
        let told = told(plan, self.line, &self.keys);
        if self.language == plan.language {
            told
        } else {
            format!("{told}, {}", in_words(self.language, Language::English))
        }
    }
}

/// Whether people are told a way, of several to a team: one on which the caller is spoken to in another language than the plan's
/// own only where none in that can be taken as early.
pub(crate) fn is_told<'w>(
    plan: &Plan,
    way: &StepRoute,
    mut all: impl Iterator<Item = &'w StepRoute>,
) -> bool {
    !way.is_foreign(plan) || !all.any(|other| !other.is_foreign(plan) && other.at <= way.at)
}

/// Those of some doors that people are told.
fn told_of<'d>(plan: &Plan, doors: &'d [Door]) -> impl Iterator<Item = &'d Door> + use<'d> {
    let (own, foreign): (Vec<&Door>, Vec<&Door>) =
        doors.iter().partition(|door| door.language == plan.language);
    let covered = TimeSet::union(own.iter().map(|door| door.when.clone()));
    let adds = move |door: &&Door| !door.when.minus(&covered).is_empty();
    own.into_iter().chain(foreign.into_iter().filter(adds))
}

fn fact_of<'d>(plan: &Plan, doors: impl Iterator<Item = &'d Door>) -> String {
    let mut doors: Vec<String> = doors.map(|door| door.told(plan)).collect();
    doors.sort();
    doors.join(" or ")
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
