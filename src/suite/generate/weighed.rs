//! Calls to choose from.

use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};

use jiff::Timestamp;

use super::moments::{Edges, plain_times};
use crate::base::hash::Hash;
use crate::call::{
    CallRecord, CallSpec, Caller, Decision, EndPlace, EventKind, KeySequence, OutcomeKind, OutsideAnswers,
};
use crate::explore::{Horizon, Witness};
use crate::plan::{LineId, Plan, ScheduleId};
use crate::suite::coverage::{Cell, Cells, CoverageGoal, ScheduleMoment};
use crate::time::{ScheduleZone, Zone};

/// A call that may be chosen.
#[derive(Clone, Debug)]
pub(super) struct Weighed {
    pub(super) line: LineId,
    pub(super) call: Witness,
    /// What it shows of what is wanted, by number, in order.
    pub(super) shows: Vec<u32>,
    pub(super) rank: CallRank,
    /// Whether somebody does what nobody should at a time that is about something else: two things at once for a reader.
    pub(super) is_awkward: bool,
}

/// How much people would like to read a call, the best first: few keys, a plain time. Among calls that they would like
/// alike, what decides is made of names alone, and does not follow the alphabet: so a key, a line or other hours that are
/// added to a plan take the place of few.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct CallRank {
    presses: usize,
    plainness: Plainness,
    mix: u64,
    at: Timestamp,
}

/// How plain a time is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Plainness {
    /// One at which people work, or are known not to; those that come first are plainer.
    Plain(usize),
    /// Hours open or close.
    Edge,
    /// One that an exploration came upon.
    Found,
    /// One that nobody could say, between two seconds.
    Odd,
}

/// A time at which a call may be made.
#[derive(Clone, Debug)]
struct CandidateTime {
    at: Timestamp,
    plainness: Plainness,
    /// What names it from day to day.
    word: String,
}

/// What a caller does, whenever.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
struct CallPattern<'w> {
    caller: Caller,
    keys: &'w KeySequence,
    answers: &'w OutsideAnswers,
}

impl<'w> CallPattern<'w> {
    fn of(call: &'w Witness) -> Self {
        Self { caller: call.caller, keys: &call.keys, answers: &call.answers }
    }

    fn at(self, plan: &Plan, line: LineId, at: Timestamp) -> CallSpec {
        CallSpec::to_line(plan, line, at)
            .with_caller(self.caller)
            .with_keys(self.keys.clone())
            .with_answers(self.answers.clone())
    }
}

/// Looks for calls on one line.
pub(super) struct CallSearch<'p, 'w> {
    plan: &'p Plan,
    line: LineId,
    wanted: &'w HashMap<&'w Cell, u32>,
    cells: Cells<'p>,
    plain: Vec<CandidateTime>,
    /// The edges that all lines have in common.
    all_edges: &'w Edges<'p>,
    /// The edges of a schedule on a clock.
    edges: HashMap<(ScheduleId, Zone), Vec<CandidateTime>>,
    /// Days of a schedule that are not as others: noon of each.
    days: BTreeMap<ScheduleId, BTreeSet<Timestamp>>,
    /// Calls that were made, by what they show: the one that people like best.
    best: HashMap<Vec<u32>, Weighed>,
    /// How many calls were made.
    made: usize,
}

impl<'p, 'w> CallSearch<'p, 'w> {
    pub(super) fn on(
        plan: &'p Plan,
        line: LineId,
        horizon: Horizon,
        wanted: &'w HashMap<&'w Cell, u32>,
        all_edges: &'w Edges<'p>,
    ) -> Self {
        let named = |(index, at)| CandidateTime {
            at,
            plainness: Plainness::Plain(index),
            word: format!("plain {index}"),
        };
        Self {
            plan,
            line,
            wanted,
            cells: Cells::new(plan, horizon),
            plain: plain_times(plan, horizon).into_iter().enumerate().map(named).collect(),
            all_edges,
            edges: HashMap::new(),
            days: BTreeMap::new(),
            best: HashMap::new(),
            made: 0,
        }
    }

    /// Calls that show what these goals are about: with the keys of each at every time that matters to such a call, and by
    /// each caller whom the line tells apart, where it does. And how many calls were made to find them.
    pub(super) fn look(mut self, goals: &[(&Cell, &CoverageGoal)]) -> (Vec<Weighed>, usize) {
        for (cell, goal) in goals {
            if let Cell::Hours(
                _,
                schedule,
                ScheduleMoment::Named(_) | ScheduleMoment::ClockForward | ScheduleMoment::ClockBack,
            ) = cell
            {
                self.days.entry(*schedule).or_default().insert(goal.witness.at);
            }
        }
        let mut ways: Vec<CallPattern<'_>> = Vec::new();
        let mut known: HashSet<CallPattern<'_>> = HashSet::new();
        for (cell, goal) in goals {
            let way = CallPattern::of(&goal.witness);
            // One who stands for a class is looked at below.
            if !matches!(cell, Cell::Caller(..)) || way.caller == Caller::default() {
                if known.insert(way) {
                    ways.push(way);
                }
                for time in found(goal.witness.at) {
                    self.weigh(way, &time);
                }
            }
        }
        let mut telling: Option<(CallPattern<'_>, BTreeSet<ScheduleId>)> = None;
        for &way in &ways {
            let asked = self.at_all_times(way);
            let is_telling =
                |id: &ScheduleId| self.plan.schedule(*id).schedule.zone() == ScheduleZone::Caller;
            let own: BTreeSet<ScheduleId> = asked.into_iter().filter(is_telling).collect();
            let presses = |way: &CallPattern<'_>| way.keys.presses().len();
            let is_shorter = telling.as_ref().is_none_or(|(known, _)| presses(&way) < presses(known));
            if !own.is_empty() && is_shorter {
                telling = Some((way, own));
            }
        }
        for (cell, goal) in goals {
            if matches!(cell, Cell::Caller(..)) && goal.witness.caller != Caller::default() {
                self.of_class(goal, telling.as_ref());
            }
        }
        let mut best: Vec<Weighed> = self.best.into_values().collect();
        best.sort_by(|a, b| a.rank.cmp(&b.rank));
        (best, self.made)
    }

    /// Makes a call at each plain time, and at the edges and days of the schedules that it asks about then. Gives these
    /// schedules.
    fn at_all_times(&mut self, way: CallPattern<'_>) -> BTreeSet<ScheduleId> {
        let zone = way.caller.zone_under(self.plan).zone;
        let mut all = BTreeSet::new();
        for time in self.plain.clone() {
            all.extend(asked(self.plan, &self.weigh(way, &time)));
        }
        let mut next: Vec<ScheduleId> = all.iter().copied().collect();
        while let Some(schedule) = next.pop() {
            for time in self.times_of(schedule, zone) {
                let call = self.weigh(way, &time);
                next.extend(asked(self.plan, &call).filter(|&id| all.insert(id)));
            }
        }
        all
    }

    /// The edges and days of a schedule.
    fn times_of(&mut self, schedule: ScheduleId, zone: Zone) -> Vec<CandidateTime> {
        let (plan, all_edges) = (self.plan, self.all_edges);
        let named = plan.schedule(schedule);
        let timetable = named.schedule.in_zone(zone);
        let days = self.days.get(&schedule).into_iter().flatten();
        let days: Vec<CandidateTime> = days
            .map(|&at| CandidateTime { at, plainness: Plainness::Edge, word: format!("{} {at}", named.key) })
            .collect();
        let times = self.edges.entry((schedule, timetable.zone())).or_insert_with(|| {
            let edge = |&(at, edge): &(Timestamp, &str)| {
                // Hours that open at another time are opened all the same.
                CandidateTime { at, plainness: Plainness::Edge, word: format!("{} {edge}", named.key) }
            };
            all_edges.of(schedule, timetable.zone()).iter().map(edge).collect()
        });
        times.iter().cloned().chain(days).collect()
    }

    /// Calls of one who stands for a class of callers. Of these, only such will do as fare otherwise than those of whom
    /// nothing is known, if there are any: a clock that nobody looks at shows nothing.
    fn of_class(&mut self, goal: &CoverageGoal, telling: Option<&(CallPattern<'_>, BTreeSet<ScheduleId>)>) {
        let own = CallPattern::of(&goal.witness);
        let caller = own.caller;
        let zone = caller.zone_under(self.plan).zone;
        // On the caller's own clock, the edges are what is plain.
        let late = |time: &CandidateTime| CandidateTime { plainness: Plainness::Found, ..time.clone() };
        let mut times: Vec<CandidateTime> = self.plain.iter().map(late).collect();
        times.extend(found(goal.witness.at));
        let mut calls: Vec<(CallPattern<'_>, CandidateTime)> =
            times.iter().map(|time| (own, time.clone())).collect();
        if let Some((other, schedules)) = telling {
            let other = CallPattern { caller, ..*other };
            for &schedule in schedules {
                calls.extend(self.times_of(schedule, zone).into_iter().map(|time| (other, time)));
            }
            calls.extend(times.into_iter().map(|time| (other, time)));
        }
        let tells = |(way, time): &(CallPattern<'_>, CandidateTime)| {
            let fares = |caller| {
                let call = CallPattern { caller, ..*way }.at(self.plan, self.line, time.at);
                end(&self.plan.call(&call).record)
            };
            fares(caller) != fares(Caller::default())
        };
        let telling: Vec<bool> = calls.iter().map(tells).collect();
        let has_some = telling.iter().any(|tells| *tells);
        for ((way, time), tells) in calls.into_iter().zip(telling) {
            if tells || !has_some {
                self.weigh(way, &time);
            }
        }
    }

    /// Makes a call, and keeps it if none is known that shows the same and is liked better.
    fn weigh(&mut self, way: CallPattern<'_>, time: &CandidateTime) -> CallRecord {
        self.made += 1;
        let call = way.at(self.plan, self.line, time.at);
        let record = self.plan.call(&call).record;
        let mut shows: Vec<u32> =
            self.cells.of(&record).iter().filter_map(|cell| self.wanted.get(cell).copied()).collect();
        if shows.is_empty() {
            return record;
        }
        shows.sort_unstable();
        let word: &dyn std::fmt::Display = if time.word.is_empty() { &time.at } else { &time.word };
        let who = crate::suite::scenario::written::caller(way.caller).unwrap_or_default();
        let line = &self.plan.line(self.line).key;
        let mix = Hash::seeded(0).with(line).with(way.keys).with(who).with(word);
        let mix = if way.answers.is_empty() { mix } else { mix.with(way.answers) }.value();
        // What is not as usual has to be read, too.
        let presses = way.keys.presses().len() + way.answers.iter().count();
        let rank = CallRank { presses, plainness: time.plainness, mix, at: time.at };
        let known = self.best.get(&shows).map(|known| &known.rank);
        if known.is_none_or(|known| rank < *known) {
            let is_awkward = !matches!(time.plainness, Plainness::Plain(_)) && missteps(&record);
            self.best.insert(shows.clone(), Weighed { line: self.line, call, shows, rank, is_awkward });
        }
        record
    }
}

/// A time that an exploration came upon, and the whole seconds around it.
fn found(at: Timestamp) -> Vec<CandidateTime> {
    let second = at.as_second();
    let whole = [second, second + 1].map(|second| Timestamp::from_second(second).unwrap_or(at));
    let time = |at, plainness| CandidateTime { at, plainness, word: String::new() };
    if whole[0] == at {
        return vec![time(at, Plainness::Found)];
    }
    vec![time(whole[0], Plainness::Found), time(whole[1], Plainness::Found), time(at, Plainness::Odd)]
}

/// Whether the caller does something that the system does not take, or nothing.
fn missteps(call: &CallRecord) -> bool {
    let is_one = |decision| {
        matches!(
            decision,
            Decision::NoInput { .. } | Decision::NoMatch { .. } | Decision::EntryNoMatch { .. }
        )
    };
    call.events.iter().any(|event| matches!(event.what, EventKind::Decided(decision) if is_one(decision)))
}

/// How and where a call ended.
fn end(call: &CallRecord) -> Option<(OutcomeKind, EndPlace)> {
    call.outcome().map(|outcome| (outcome.kind(), outcome.place))
}

/// The schedules that a call asked about.
fn asked(plan: &Plan, call: &CallRecord) -> impl Iterator<Item = ScheduleId> {
    call.events.iter().flat_map(|event| event.asked(plan))
}
