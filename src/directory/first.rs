use jiff::Timestamp;

use super::reach::{StepSearch, StepSearchNode};
use super::times::Times;
use super::trial::Choices;
use crate::call::{Caller, KeySequence};
use crate::plan::{LineId, Plan, StepId};

/// How many calls are tried for one line at one moment.
const MAX_CALLS: usize = 20_000;
/// How many openings and closings are looked at for a moment at which a way exists.
const MAX_CHANGES: usize = 1_000;

/// How to come to a step: the number, the keys, and when.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Way {
    /// The line to dial.
    pub line: LineId,
    /// The keys to press.
    pub keys: KeySequence,
    /// When to dial: the moment that was asked about, or the next one at which a way opens.
    pub at: Timestamp,
    /// Until when this way stays as it is, as far as the hours that it depends on say.
    pub until: Option<Timestamp>,
}

/// The steps that a caller can come to.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Steps {
    /// In the plan's order, each with the fewest keys that lead there.
    pub all: Vec<(StepId, KeySequence)>,
    /// Whether these are all: people do not press more than two dozen keys, and not every call of a tangle is tried.
    pub complete: bool,
}

/// Every step that a caller can come to on a line at one moment, in the plan's order, each with the fewest keys that lead
/// there; see [`steps`].
#[must_use]
pub fn ways(plan: &Plan, line: LineId, caller: Caller, at: Timestamp) -> Vec<(StepId, KeySequence)> {
    steps(plan, line, caller, at).all
}

/// Every step that a caller can come to on a line at one moment.
#[must_use]
pub fn steps(plan: &Plan, line: LineId, caller: Caller, at: Timestamp) -> Steps {
    let mut calls_left = MAX_CALLS;
    let mut times = Times::moment(plan, caller, at);
    let reach = StepSearch::of(&Choices::on(plan, line), &mut times, &mut calls_left);
    let complete = reach.complete;
    Steps {
        all: reach.found().map(|(step, found)| (step, KeySequence::from(found.keys))).collect(),
        complete,
    }
}

/// The way that can be taken first.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct First {
    /// The way. None: none was found.
    pub way: Option<Way>,
    /// Whether there is no other that can be taken earlier.
    pub complete: bool,
}

/// The way to one of the wanted steps that can be taken first; see [`first`].
#[must_use]
pub fn first_way(
    plan: &Plan,
    lines: &[LineId],
    wanted: &[StepId],
    caller: Caller,
    now: Timestamp,
) -> Option<Way> {
    first(plan, lines, wanted, caller, now).way
}

/// The way to one of the wanted steps that can be taken first: now, or else at the next opening that leads there (or
/// closing: a night desk takes calls when the day's is closed). Of several at the same moment, the one with the fewest
/// keys, and one that takes silence only where there is no other.
#[must_use]
pub fn first(plan: &Plan, lines: &[LineId], wanted: &[StepId], caller: Caller, now: Timestamp) -> First {
    let leads = |line: &LineId| plan.steps_of(*line).iter().any(|step| wanted.contains(step));
    let lines: Vec<Choices<'_>> =
        lines.iter().copied().filter(leads).map(|line| Choices::on(plan, line)).collect();
    let zone = caller.zone_under(plan).zone;
    let mut at = now;
    let mut calls_left = StepSearch::most_calls();
    let mut complete = true;
    for _ in 0..MAX_CHANGES {
        if calls_left == 0 {
            return First { way: None, complete: false };
        }
        let mut are_all = true;
        let mut found: Vec<(LineId, StepSearchNode)> = Vec::new();
        for choices in &lines {
            let mut reach = StepSearch::of(choices, &mut Times::moment(plan, caller, at), &mut calls_left);
            are_all &= reach.complete;
            let leads = wanted.iter().filter_map(|step| reach.take(*step));
            found.extend(leads.map(|found| (choices.line, found)));
        }
        if let Some((line, best)) = found.into_iter().min_by_key(|(_, found)| (found.waits, found.keys.len()))
        {
            let way = Way { line, keys: KeySequence::from(best.keys), at, until: best.until };
            return First { way: Some(way), complete };
        }
        complete &= are_all;
        let schedules = lines.iter().flat_map(|choices| plan.schedules_of(choices.line));
        let change =
            schedules.filter_map(|id| plan.schedule(id).schedule.in_zone(zone).next_change(at)).min();
        match change {
            Some(change) => at = change,
            None => return First { way: None, complete },
        }
    }
    First { way: None, complete: false }
}
