//! Which destinations calls are put through to, and when.

use jiff::Timestamp;

use super::reach::StepSearch;
use super::times::Times;
use super::trial::Choices;
use super::way_acts::WayActs;
use crate::base::Language;
use crate::call::{CallRecord, CallSpec, Caller, Decision, EndPlace, EndReason, EventKind, KeySequence};
use crate::explore::{Horizon, SetId, TimeSets};
use crate::plan::{Condition, LineId, Plan, StepId, StepKind};
use crate::time::{ScheduleZone, TimeSet, Zone};

/// A clock that no plan is likely to be written for: hours that are the caller's own differ there.
const ELSEWHERE: &str = "Pacific/Honolulu";

/// Such a caller on a clock of their own: what holds for both holds for all who differ from them by their clock only.
pub(super) fn elsewhere(caller: Caller) -> Caller {
    Caller { zone: Zone::named(ELSEWHERE), ..caller }
}

/// The calls of one caller over a stretch of time.
pub(crate) struct CallProbe<'p> {
    times: Times<'p>,
    /// Whether every call was tried.
    pub(crate) complete: bool,
}

/// A destination that calls are put through to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct OpenDestination {
    pub(crate) step: StepId,
    /// The keys that lead there.
    pub(crate) keys: KeySequence,
    /// The same as people do it.
    pub(super) acts: WayActs,
    /// When they do.
    pub(crate) when: TimeSet,
    /// The language that callers are spoken to in there.
    pub(crate) language: Language,
}

impl<'p> CallProbe<'p> {
    pub(crate) fn of(plan: &'p Plan, caller: Caller, horizon: Horizon) -> Self {
        Self { times: Times::over(plan, caller, horizon), complete: true }
    }

    /// The caller's clock.
    pub(crate) fn clock(&self) -> Zone {
        self.times.caller.zone_under(self.times.plan).zone
    }

    /// What a line leads to, in the order in which it opens.
    pub(crate) fn opened(&mut self, line: LineId) -> Vec<OpenDestination> {
        let mut opened = Vec::new();
        for Reached { step, keys, acts, calls, language } in self.reached(line) {
            let sets = self.times.sets();
            let when = calls.iter().fold(TimeSets::NONE, |when, (_, part)| sets.or(when, *part));
            opened.push(OpenDestination { step, keys, acts, when: sets.get(when).clone(), language });
        }
        opened.sort_by_key(|opened| (opened.when.first(), opened.step));
        opened
    }

    /// The calls of a line that are put through, and to whom: each stands for all calls that come there as it does.
    pub(super) fn put_through(&mut self, line: LineId) -> Vec<(StepId, CallRecord)> {
        let reached = self.reached(line).into_iter();
        let mut calls: Vec<(StepId, CallRecord, SetId)> = reached
            .flat_map(|Reached { step, calls, .. }| {
                calls.into_iter().map(move |(call, when)| (step, call, when))
            })
            .collect();
        calls.sort_by_key(|(step, _, when)| (self.times.first(*when), *step));
        calls.into_iter().map(|(step, call, _)| (step, call)).collect()
    }

    fn reached(&mut self, line: LineId) -> Vec<Reached> {
        let times = &mut self.times;
        let plan = times.plan;
        times.begin_line();
        let reach = StepSearch::of(&Choices::on(plan, line), times, &mut StepSearch::most_calls());
        self.complete &= reach.complete;
        let is_destination = |step: StepId| matches!(plan.step(step).kind, StepKind::Destination(_));
        let mut reached = Vec::new();
        for (step, found) in reach.found().filter(|(step, _)| is_destination(*step)) {
            let keys = found.keys;
            let mut calls = times.records(line, &keys, found.when);
            calls.retain(|(record, _)| put_through(record) == Some(step) && !in_vain(record));
            if !calls.is_empty() {
                reached.push(Reached { step, keys, acts: found.acts, calls, language: found.language });
            }
        }
        reached
    }
}

/// Keys that lead to a destination, with the calls that do, each with the times for which it stands.
struct Reached {
    step: StepId,
    keys: KeySequence,
    acts: WayActs,
    calls: Vec<(CallRecord, SetId)>,
    language: Language,
}

/// The destinations that each line leads to, for a caller of whom nothing is known and for one on a clock of their own.
pub(crate) struct EveryCaller<'p> {
    plan: &'p Plan,
    pub(crate) unknown: CallProbe<'p>,
    pub(crate) elsewhere: CallProbe<'p>,
}

impl<'p> EveryCaller<'p> {
    pub(crate) fn of(plan: &'p Plan, horizon: Horizon) -> Self {
        let calls = |caller| CallProbe::of(plan, caller, horizon);
        Self { plan, unknown: calls(Caller::default()), elsewhere: calls(elsewhere(Caller::default())) }
    }

    /// What a line leads to, for the one and for the other. A line that asks nothing about its callers is called once.
    pub(crate) fn opened(&mut self, line: LineId) -> [Vec<OpenDestination>; 2] {
        let unknown = self.unknown.opened(line);
        let elsewhere =
            if tells_callers_apart(self.plan, line) { self.elsewhere.opened(line) } else { unknown.clone() };
        [unknown, elsewhere]
    }

    /// Whether every call was tried.
    pub(crate) fn is_complete(&self) -> bool {
        self.unknown.complete && self.elsewhere.complete
    }
}

/// Whether a line asks for anything of its callers: their number, or their clock.
fn tells_callers_apart(plan: &Plan, line: LineId) -> bool {
    let is_of_caller = |condition: &Condition| match condition {
        Condition::Open(_)
        | Condition::Closed(_)
        | Condition::Line(_)
        | Condition::Entered(_)
        | Condition::Answer(..) => false,
        Condition::Caller(_) | Condition::AreaCode(_) | Condition::Region(_) | Condition::CallerZone(_) => {
            true
        }
    };
    let asks = |step: StepId| match &plan.step(step).kind {
        StepKind::Switch(switch) => switch.cases.iter().flat_map(|case| &case.conditions).any(is_of_caller),
        _ => false,
    };
    let reads = |id| plan.schedule(id).schedule.zone() == ScheduleZone::Caller;
    plan.steps_of(line).into_iter().any(asks) || plan.schedules_of(line).into_iter().any(reads)
}

/// The destination that a call is put through to, if no key was pressed in vain.
pub(crate) fn reached(
    plan: &Plan,
    line: LineId,
    caller: Caller,
    at: Timestamp,
    keys: &KeySequence,
) -> Option<StepId> {
    let spec = CallSpec::to_line(plan, line, at).with_caller(caller).with_keys(keys.clone());
    let record = plan.call(&spec).record;
    put_through(&record).filter(|_| !in_vain(&record))
}

/// The destination that a call was put through to, or that will call back.
pub(crate) fn put_through(record: &CallRecord) -> Option<StepId> {
    let outcome = record.outcome()?;
    match outcome.place {
        EndPlace::Step(step) if matches!(outcome.reason, EndReason::PutThrough | EndReason::CallsBack) => {
            Some(step)
        }
        _ => None,
    }
}

/// Whether a key was pressed in vain: no harm in a call, but no option that anybody would name.
pub(crate) fn in_vain(record: &CallRecord) -> bool {
    let is_refused =
        |what| matches!(what, EventKind::Decided(Decision::NoMatch { .. } | Decision::EntryNoMatch { .. }));
    record.events.iter().any(|event| is_refused(event.what))
}

#[cfg(test)]
mod tests {
    use std::fmt::Write as _;

    use super::*;
    use crate::directory::desk_hours::{YEAR, regular};
    use crate::directory::first::steps;
    use crate::explore::time_classes;
    use crate::plan::{PlanLimits, read};

    /// A line with so many teams, each with hours of its own.
    fn teams(count: usize) -> Plan {
        let mut text = "[plan]\nname = \"Big\"\neffective = 2026-01-01\ntimezone = \"America/New_York\"\n\
                        [lines.main]\nnumber = \"1-800-555-0100\"\nname = \"Main\"\nanswer = \"menu\"\n\
                        [menus.menu]\nsay = \"{options}\"\n[menus.menu.keys]\n"
            .to_owned();
        for team in 1..=count {
            let _ = writeln!(text, "{team} = \"d{team}\"");
        }
        for team in 1..=count {
            let _ = writeln!(
                text,
                "[hours.h{team}]\nopen = \"Mo-Fr 0{team}:00-1{team}:00\"\n\
                 [destinations.d{team}]\nname = \"Team {team}\"\nhours = \"h{team}\"\nclosed = \"hang-up\""
            );
        }
        read([("plan.toml", &*text)], &PlanLimits::STANDARD).plan.unwrap()
    }

    fn made(plan: &Plan) -> usize {
        let mut calls = CallProbe::of(plan, Caller::default(), YEAR);
        for (line, _) in plan.lines() {
            assert!(!calls.opened(line).is_empty());
        }
        calls.times.made
    }

    #[test]
    fn calls_grow_with_the_teams_and_not_with_all_that_may_be_open_at_once() {
        let (few, many) = (made(&teams(3)), made(&teams(9)));
        assert!(many <= 3 * few + 3, "{few} calls for 3 teams, {many} for 9");
    }

    /// What is told of a stretch of time is what is found at each moment.
    fn holds_at_each_moment(plan: &Plan, caller: Caller) {
        let plan = &regular(plan);
        let mut calls = CallProbe::of(plan, caller, YEAR);
        let zone = calls.clock();
        for (line, of_line) in plan.lines() {
            let opened = calls.opened(line);
            for class in time_classes(plan, &plan.schedules_of(line), zone, YEAR) {
                let at = class.when.first().unwrap();
                let found = steps(plan, line, caller, at).all.into_iter();
                let found: Vec<(StepId, KeySequence)> = found
                    .filter(|(step, keys)| reached(plan, line, caller, at, keys) == Some(*step))
                    .collect();
                for (from, to) in class.when.spans() {
                    for at in [from, to - jiff::SignedDuration::from_secs(1)] {
                        let mut told: Vec<(StepId, KeySequence)> = opened
                            .iter()
                            .filter(|opened| opened.when.contains(at))
                            .map(|opened| (opened.step, opened.keys.clone()))
                            .collect();
                        told.sort_by_key(|(step, _)| *step);
                        assert_eq!(told, found, "{} at {at}", of_line.key);
                    }
                }
            }
        }
    }

    #[test]
    fn what_is_told_of_a_year_is_what_is_found_at_each_moment() {
        let everything = include_str!("../../tests/cases/mutation/everything/plan.toml");
        let everything = read([("plan.toml", everything)], &PlanLimits::STANDARD).plan.unwrap();
        for plan in [crate::plan::builtin(), &everything, &teams(4)] {
            for caller in [Caller::default(), elsewhere(Caller::default())] {
                holds_at_each_moment(plan, caller);
            }
        }
    }
}
