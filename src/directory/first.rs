use jiff::Timestamp;

use super::reach::{StepSearch, StepSearchNode};
use super::times::Times;
use super::trial::Choices;
use super::way_acts::WayActs;
use crate::base::Language;
use crate::call::{Caller, KeySequence};
use crate::plan::{LineId, Plan, StepId};
use crate::time::Timetable;

/// How many calls are tried for one line at one moment.
const MAX_CALLS: usize = 20_000;
/// How many openings and closings are looked at for a moment at which a way exists.
const MAX_CHANGES: usize = 1_000;

/// After so many times that one desk closes and another is there, somebody always is.
const MAX_HANDOVERS: usize = 50;

/// How to come to a step: the number, the keys, and when.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StepRoute {
    /// The line to dial.
    pub line: LineId,
    /// The keys to press. Where something is entered, they have digits that stand for all that would do.
    pub keys: KeySequence,
    /// The same as people do it.
    pub acts: WayActs,
    /// When to dial: the moment that was asked about, or the next one at which a way opens.
    pub at: Timestamp,
    /// Until when this way stays as it is, as far as the hours that it depends on say.
    pub until: Option<Timestamp>,
    /// The language that the caller is spoken to in at its end.
    pub language: Language,
}

/// The steps that a caller can come to.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ReachableSteps {
    /// In the plan's order, each with the fewest keys that lead there.
    pub all: Vec<(StepId, KeySequence)>,
    /// Whether these are all: people do not press more than two dozen keys, and not every call of a tangle is tried.
    pub complete: bool,
}

/// Every step that a caller can come to on a line at one moment, in the plan's order, each with the fewest keys that lead
/// there in the plan's own language, if any do; see [`steps`].
#[must_use]
pub fn ways(plan: &Plan, line: LineId, caller: Caller, at: Timestamp) -> Vec<(StepId, KeySequence)> {
    steps(plan, line, caller, at).all
}

/// Every step that a caller can come to on a line at one moment.
#[must_use]
pub fn steps(plan: &Plan, line: LineId, caller: Caller, at: Timestamp) -> ReachableSteps {
    let mut calls_left = MAX_CALLS;
    let mut times = Times::moment(plan, caller, at);
    let reach = StepSearch::of(&Choices::on(plan, line), &mut times, &mut calls_left);
    let complete = reach.complete;
    ReachableSteps { all: reach.found().map(|(step, found)| (step, found.keys)).collect(), complete }
}

/// The way that can be taken first.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct FirstRoute {
    /// The way. None: none was found.
    pub way: Option<StepRoute>,
    /// Whether a line has more ways than can be walked, so that there may be one that can be taken earlier.
    pub too_many_ways: bool,
    /// Whether none was found only because hours are known no further: they go on, and a way may open then.
    pub goes_on: bool,
    /// At how many openings and closings none was found, where the search ended at that and there are more to come.
    pub given_up_after: Option<usize>,
}

impl FirstRoute {
    /// Whether there is no other that can be taken earlier.
    #[must_use]
    pub fn is_complete(&self) -> bool {
        !self.too_many_ways && self.given_up_after.is_none()
    }

    /// Where what is known of hours ends, if no way was found because of that.
    #[must_use]
    pub fn known_until(&self) -> Option<Timestamp> {
        self.goes_on.then_some(Timetable::END)
    }
}

/// The way to one of the wanted steps that can be taken first; see [`first`].
#[must_use]
pub fn first_way(
    plan: &Plan,
    lines: &[LineId],
    wanted: &[StepId],
    caller: Caller,
    now: Timestamp,
) -> Option<StepRoute> {
    first(plan, lines, wanted, caller, now).way
}

/// The way to one of the wanted steps that can be taken first: now, or else at the next opening that leads there (or
/// closing: a night desk takes calls when the day's is closed). Of several at the same moment, the one with the fewest
/// keys; but one that takes silence only where there is no other, and one on which the caller is spoken to in another
/// language than the plan's own only where there is none in that.
#[must_use]
pub fn first(plan: &Plan, lines: &[LineId], wanted: &[StepId], caller: Caller, now: Timestamp) -> FirstRoute {
    let leads = |line: &LineId| plan.steps_of(*line).iter().any(|step| wanted.contains(step));
    let lines: Vec<Choices<'_>> =
        lines.iter().copied().filter(leads).map(|line| Choices::on(plan, line)).collect();
    let zone = caller.zone_under(plan).zone;
    let mut at = now;
    let mut calls_left = StepSearch::most_calls();
    let mut searched = FirstRoute::default();
    for _ in 0..MAX_CHANGES {
        if calls_left == 0 {
            return FirstRoute { too_many_ways: true, ..searched };
        }
        let (found, are_all) = found_at(plan, &lines, wanted, caller, at, &mut calls_left);
        let rank = |found: &StepSearchNode| (found.language != plan.language, found.waits, found.effort);
        if let Some((line, best)) = found.into_iter().min_by_key(|(_, found)| rank(found)) {
            let until = lasts_until(plan, &lines, wanted, caller, (line, &best), &mut calls_left);
            let StepSearchNode { keys, acts, language, .. } = best;
            let way = StepRoute { line, keys, acts, at, until, language };
            return FirstRoute { way: Some(way), ..searched };
        }
        searched.too_many_ways |= !are_all;
        let schedules = lines.iter().flat_map(|choices| plan.schedules_of(choices.line));
        let mut timetables = schedules.map(|id| plan.schedule(id).schedule.in_zone(zone));
        match timetables.clone().filter_map(|timetable| timetable.next_change(at)).min() {
            Some(change) => at = change,
            None => return FirstRoute { goes_on: timetables.any(Timetable::goes_on), ..searched },
        }
    }
    FirstRoute { given_up_after: Some(MAX_CHANGES), ..searched }
}

/// Until when a way leads to one of the wanted steps: an announcement that begins or ends on it leaves it as it is.
fn lasts_until<'p>(
    plan: &'p Plan,
    lines: &[Choices<'p>],
    wanted: &[StepId],
    caller: Caller,
    (line, way): (LineId, &StepSearchNode),
    calls_left: &mut usize,
) -> Option<Timestamp> {
    let mut until = way.until;
    if plan.steps_of(line).into_iter().all(|step| plan.step(step).occasion().is_none()) {
        return until;
    }
    let line = lines.iter().find(|choices| choices.line == line).map(std::slice::from_ref)?;
    for _ in 0..MAX_HANDOVERS {
        let at = until?;
        let (found, _) = found_at(plan, line, wanted, caller, at, calls_left);
        match found.into_iter().find(|(_, found)| found.keys == way.keys) {
            Some((_, found)) if found.until.is_none_or(|next| next > at) => until = found.until,
            _ => return until,
        }
    }
    until
}

/// What leads to the wanted steps at a moment, and whether that is all.
fn found_at<'p>(
    plan: &'p Plan,
    lines: &[Choices<'p>],
    wanted: &[StepId],
    caller: Caller,
    at: Timestamp,
    calls_left: &mut usize,
) -> (Vec<(LineId, StepSearchNode)>, bool) {
    let mut are_all = true;
    let mut found: Vec<(LineId, StepSearchNode)> = Vec::new();
    for choices in lines {
        let mut reach = StepSearch::of(choices, &mut Times::moment(plan, caller, at), calls_left);
        are_all &= reach.complete;
        let leads = wanted.iter().filter_map(|step| reach.take(*step));
        found.extend(leads.map(|found| (choices.line, found)));
    }
    (found, are_all)
}

/// Until when some of the wanted steps can be reached on a line without a break, where one can be at this moment: when the
/// quickest way closes, another may still be open. None: as long as hours are known, or as far as is worth looking.
#[must_use]
pub fn open_until(
    plan: &Plan,
    line: LineId,
    wanted: &[StepId],
    caller: Caller,
    now: Timestamp,
) -> Option<Timestamp> {
    let lines = [Choices::on(plan, line)];
    let mut calls_left = StepSearch::most_calls();
    let mut at = now;
    for _ in 0..MAX_HANDOVERS {
        let (found, _) = found_at(plan, &lines, wanted, caller, at, &mut calls_left);
        // Nobody is there any more.
        if found.is_empty() {
            return Some(at);
        }
        let untils: Option<Vec<Timestamp>> = found.iter().map(|(_, found)| found.until).collect();
        at = untils?.into_iter().max().filter(|until| *until > at)?;
    }
    None
}
