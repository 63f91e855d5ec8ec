use std::collections::{BTreeMap, HashMap};

use jiff::Timestamp;

use super::times::Times;
use super::trial::{Choices, StepCome, Trial, TriedWay};
use super::way_acts::WayActs;
use crate::base::Language;
use crate::call::{CallState, KeySequence};
use crate::explore::{Act, SetId, TimeSets};
use crate::plan::StepId;

/// How many keys deep a way may be. People do not remember longer ones.
const MAX_KEYS: usize = 24;

/// Which steps a caller can come to on one line, each by the best way at every instant: see [`WayRank`], and of ways of one
/// rank the one with the fewest keys.
pub(super) struct StepSearch {
    ways: BTreeMap<StepId, Vec<StepSearchNode>>,
    /// When each of them was come to.
    come: HashMap<StepId, SetId>,
    /// Whether every call was tried.
    pub(super) complete: bool,
}

/// Keys that lead to a step.
#[derive(Debug)]
pub(super) struct StepSearchNode {
    pub(super) keys: KeySequence,
    /// The same as people do it.
    pub(super) acts: WayActs,
    /// When they do.
    pub(super) when: SetId,
    /// Until when they do, where one moment was asked about.
    pub(super) until: Option<Timestamp>,
    /// Whether the caller has to stay silent until the system gives up waiting.
    pub(super) waits: bool,
    /// How much the caller has to do.
    pub(super) effort: usize,
    /// The language that the caller is spoken to in there.
    pub(super) language: Language,
}

/// Which of the ways to a step is told, the best first, however many keys it has.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
struct WayRank {
    /// Whether the caller is spoken to in another language than the plan's own: whoever asks speaks that.
    is_foreign: bool,
    kind: WayKind,
}

/// What brings a call on.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum WayKind {
    Keys,
    /// The keys of somebody who is closed are no way to whoever picks up then, where there is a key for these.
    Detour,
    /// Nothing is pressed until the system gives up waiting.
    Silence,
}

impl WayRank {
    const BEST: Self = Self { is_foreign: false, kind: WayKind::Keys };

    fn of(come: &StepCome, own: Language, is_silent: bool) -> Self {
        let kind = match (is_silent, come.is_detour) {
            (true, _) => WayKind::Silence,
            (false, true) => WayKind::Detour,
            (false, false) => WayKind::Keys,
        };
        Self { is_foreign: come.language != own, kind }
    }
}

/// Ways that are told only where there are none of a better rank, each with the instants for which it stands.
type WorseWays = BTreeMap<WayRank, Vec<(TriedWay, StepCome, SetId)>>;

/// A way that is to be tried.
struct UntriedRoute<'p> {
    pressed: Vec<Act>,
    /// A call that has gone it.
    trial: Trial<'p>,
    /// The instants at which that matters.
    when: SetId,
}

impl<'p> UntriedRoute<'p> {
    /// The call dialed at another instant.
    fn at(&self, choices: &Choices<'p>, times: &Times<'p>, at: Timestamp) -> Trial<'p> {
        if self.trial.began() == at {
            self.trial.clone()
        } else {
            Trial::along(choices, times.caller, at, &self.pressed)
        }
    }
}

/// How many calls are tried in one search, whatever the number of lines and moments: about a second's worth.
const MAX_CALLS: usize = 500_000;

impl StepSearch {
    /// How many calls one search may make.
    pub(super) fn most_calls() -> usize {
        MAX_CALLS
    }

    /// Makes the calls that can be made on a line, with keys pressed at once; then those that take silence, for steps that
    /// no key leads to.
    pub(super) fn of<'p>(choices: &Choices<'p>, times: &mut Times<'p>, calls_left: &mut usize) -> Self {
        let mut reach = Self { ways: BTreeMap::new(), come: HashMap::new(), complete: true };
        let Some(at) = times.first(times.all()) else { return reach };
        let mut seen: HashMap<CallState, SetId> = HashMap::new();
        let mut silent: Vec<UntriedRoute<'p>> = Vec::new();
        let mut worse = WorseWays::new();
        let trial = Trial::along(choices, times.caller, at, &[]);
        // By how many keys there are, for an entry has several, and then by their order.
        let mut queue =
            BTreeMap::from([((0, 0), UntriedRoute { pressed: Vec::new(), trial, when: times.all() })]);
        let mut count = 0_usize;
        while let Some((_, way)) = queue.pop_first() {
            let mut rest = way.when;
            while let Some(at) = times.first(rest) {
                *calls_left = calls_left.saturating_sub(1);
                times.made += 1;
                let mut trial = way.at(choices, times, at);
                trial.settle();
                let come = trial.steps_come_to(times);
                let part = times.alike(rest, choices.line, trial.asked());
                rest = times.sets().minus(rest, part);
                for come in come {
                    match WayRank::of(&come, choices.plan.language, false) {
                        WayRank::BEST => reach.note(|| trial.way(&come), come, part, false, times.sets()),
                        rank => worse.entry(rank).or_default().push((trial.way(&come), come, part)),
                    }
                }
                let Some((step, state)) = trial.rest(choices) else { continue };
                let known = seen.entry(state).or_insert(TimeSets::NONE);
                let fresh = times.sets().minus(part, *known);
                if fresh == TimeSets::NONE {
                    continue;
                }
                *known = times.sets().or(*known, fresh);
                let acts = choices.at(step);
                if *calls_left == 0 || trial.effort() >= MAX_KEYS {
                    reach.complete &= acts.is_empty();
                    continue;
                }
                for act in acts {
                    let mut next = trial.clone();
                    next.press(act);
                    let mut pressed = way.pressed.clone();
                    pressed.push(act);
                    count += 1;
                    queue.insert((next.effort(), count), UntriedRoute { pressed, trial: next, when: fresh });
                }
                silent.push(UntriedRoute { pressed: way.pressed.clone(), trial, when: fresh });
            }
        }
        reach.complete &= choices.are_complete();
        for way in silent {
            let mut rest = way.when;
            while let Some(at) = times.first(rest) {
                let mut trial = way.at(choices, times, at);
                trial.settle();
                trial.steps_come_to(times);
                trial.stay_silent();
                let come = trial.steps_come_to(times);
                let part = times.alike(rest, choices.line, trial.asked());
                rest = times.sets().minus(rest, part);
                for come in come {
                    let rank = WayRank::of(&come, choices.plan.language, true);
                    worse.entry(rank).or_default().push((trial.way(&come), come, part));
                }
            }
        }
        for (rank, ways) in worse {
            for (way, come, part) in ways {
                reach.note(|| way, come, part, rank.kind == WayKind::Silence, times.sets());
            }
        }
        reach
    }

    /// Notes where a call has come to, and the hours on which that depended.
    fn note(
        &mut self,
        way: impl FnOnce() -> TriedWay,
        StepCome { step, until, language, .. }: StepCome,
        when: SetId,
        waits: bool,
        sets: &mut TimeSets,
    ) {
        let known = self.come.entry(step).or_insert(TimeSets::NONE);
        let when = sets.minus(when, *known);
        if when != TimeSets::NONE {
            *known = sets.or(*known, when);
            let TriedWay { keys, acts, effort } = way();
            let node = StepSearchNode { keys, acts, when, until, waits, effort, language };
            self.ways.entry(step).or_default().push(node);
        }
    }

    /// All steps in the plan's order, each with the keys that lead there.
    pub(super) fn found(self) -> impl Iterator<Item = (StepId, StepSearchNode)> {
        self.ways.into_iter().flat_map(|(step, found)| found.into_iter().map(move |found| (step, found)))
    }

    /// The keys that lead to a step at the moment that was asked about.
    pub(super) fn take(&mut self, step: StepId) -> Option<StepSearchNode> {
        self.ways.remove(&step)?.pop()
    }
}
