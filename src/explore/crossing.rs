//! Calls in which hours change, found from those in which they do not, or change less often.
//!
//! Time passes for a call where it waits for its caller, and where it speaks to a caller who has no say. Between two
//! questions of hours between which nothing is said no time passes, and no hours change.

use std::collections::{HashMap, VecDeque};
use std::fmt::Debug;
use std::hash::Hash;
use std::ops::Range;

use jiff::{SignedDuration, Timestamp};

use super::act::Act;
use super::hour_changes::HourChanges;
use super::sets::{SetId, TimeSets};
use super::walk::{Further, Halt, Machine, Observation, Transition, Visit, VisitId, Walk};

/// When hours first change after some instants of a visit. Those of a visit before any change end where they do.
fn next_change(visit: &Visit, when: SetId, hours: &HourChanges, sets: &mut TimeSets) -> SetId {
    if visit.is_crossing() { sets.add(hours.next(sets.get(when))) } else { sets.ends(when) }
}

/// Adds the visits of callers who wait at some visits until hours change.
pub(super) fn wait<M: Machine>(
    walk: &mut Walk<M::Node, M::Heard>,
    visits: Range<usize>,
    within: SetId,
    hours: &HourChanges,
    machine: &M,
    sets: &mut TimeSets,
) {
    for index in visits {
        let visit = walk.visits[index];
        let found = &walk.nodes[visit.node.0 as usize];
        // Only where the call waits for its caller: nothing changes for one that has not been dialed or is over, and the outside
        // answers at once.
        if found.node == machine.start() || found.acts.iter().all(|(act, _)| act.given().is_some()) {
            continue;
        }
        let after = next_change(&visit, visit.when, hours, sets);
        let when = sets.and(after, within);
        walk.come(visit.node, Visit { when, waited: visit.waited + 1, ..visit }, sets);
    }
}

/// Does again what was done at some visits, so that hours change in the course of it; shows it to `look`.
pub(super) fn listen<M: Machine>(
    walk: &mut Walk<M::Node, M::Heard>,
    visits: Range<usize>,
    within: SetId,
    hours: &HourChanges,
    machine: &mut M,
    sets: &mut TimeSets,
    look: &mut impl FnMut(Observation<'_, M>) -> Further,
) {
    for index in visits {
        let visit = walk.visits[index];
        let found = &walk.nodes[visit.node.0 as usize];
        let seen = found.seen;
        let mut queue = VecDeque::new();
        for (act, halt) in halts(&found.acts) {
            let before = sets.and(visit.when, halt.when);
            let after = next_change(&visit, before, hours, sets);
            let mut after = sets.and(after, within);
            // Whoever acts then comes the same way to the same halt; for sure where no call has to last for it.
            if !visit.is_crossing() {
                let anyway = sets.and(seen, halt.when);
                after = sets.minus(after, anyway);
            }
            let visit = VisitId(index as u32);
            queue.push_back(Interrupted { visit, act, parts: vec![halt.heard], halt: halt.at, after });
        }
        // With few changes first, and once from each place at each instant: what follows is the same however often hours had
        // changed, and what was heard until then was heard in an act before.
        let mut gone_on: HashMap<(Act, M::Node), SetId> = HashMap::new();
        while let Some(act) = queue.pop_front() {
            let known = gone_on.entry((act.act, act.halt)).or_insert(TimeSets::NONE);
            let after = sets.minus(act.after, *known);
            *known = sets.or(*known, after);
            if !act.go_on((after, within), &mut queue, walk, hours, machine, sets, look) {
                return;
            }
        }
    }
}

/// Where time passes in the course of acts at a node, each once for all that may follow.
fn halts<N: Copy + Eq, H: Clone>(acts: &[(Act, Vec<Transition<N, H>>)]) -> Vec<(Act, Halt<N, H>)> {
    let mut halts: Vec<(Act, Halt<N, H>)> = Vec::new();
    for (act, steps) in acts {
        for halt in steps.iter().flat_map(|step| &step.halts) {
            let is_known = |(other, known): &(Act, Halt<N, H>)| {
                other == act && known.at == halt.at && known.when == halt.when
            };
            if !halts.iter().any(is_known) {
                halts.push((*act, halt.clone()));
            }
        }
    }
    halts
}

/// An act in the course of which hours change.
struct Interrupted<N, H> {
    visit: VisitId,
    act: Act,
    /// What has happened until hours changed, between each change and the next.
    parts: Vec<H>,
    /// Where the call is when they change.
    halt: N,
    /// Just after the latest change.
    after: SetId,
}

impl<N: Copy + Debug + Eq + Hash, H: Clone> Interrupted<N, H> {
    /// Goes on at some of its instants, all `within` what is looked at, and leaves to the queue to go on from halts behind just
    /// after the next change. Gives whether the walk may go on.
    #[expect(clippy::too_many_arguments, reason = "a walk, where it is, and what it is done with")]
    fn go_on<M: Machine<Node = N, Heard = H>>(
        &self,
        (after, within): (SetId, SetId),
        queue: &mut VecDeque<Self>,
        walk: &mut Walk<N, H>,
        hours: &HourChanges,
        machine: &mut M,
        sets: &mut TimeSets,
        look: &mut impl FnMut(Observation<'_, M>) -> Further,
    ) -> bool {
        let before = walk.visits[self.visit.index()];
        let node = before.node;
        let from = walk.nodes[node.0 as usize].node;
        let meanwhile = self.parts.len() as u8;
        let mut rest = after;
        let mut known = 0;
        while rest != TimeSets::NONE {
            let steps = walk.onward.entry(self.halt).or_default();
            if known == steps.len() {
                let Some(at) = sets.first(rest) else { break };
                steps.push(machine.go_on(self.halt, at, sets));
                walk.made += 1;
            }
            let on = &steps[known];
            known += 1;
            let part = sets.and(rest, on.when);
            if part == TimeSets::NONE {
                continue;
            }
            rest = sets.minus(rest, part);
            let Some(at) = sets.first(part) else { continue };
            let halts = on.halts.clone();
            let heard = self.joined(on.heard.clone(), at, hours, machine);
            let step = Transition { to: on.to, heard, when: part, halts: Vec::new() };
            note(walk.crossed.entry((from, self.act)).or_default(), step.to, part, sets);
            for (to, stand_in, when) in walk.parts(machine, &step.to, part, sets) {
                let (visits, visit, act) = (&walk.visits, self.visit, self.act);
                let step = &step;
                let seen = Observation { machine, sets, from, visit, visits, act, step, to, when, meanwhile };
                if look(seen) == Further::Stop {
                    continue;
                }
                let came = Some((visit, act));
                let next = Visit { node, when, came, changed: before.changes(), meanwhile, waited: 0 };
                if !walk.lead(machine, (node, to), stand_in, next, sets) {
                    return false;
                }
            }
            for further in halts {
                let while_there = sets.and(part, further.when);
                let after = sets.add(hours.next(sets.get(while_there)));
                // The end of what is looked at is no change.
                let after = sets.and(after, within);
                if after == TimeSets::NONE {
                    continue;
                }
                let mut parts = self.parts.clone();
                parts.push(further.heard);
                queue.push_back(Self { parts, halt: further.at, after, ..*self });
            }
        }
        true
    }

    /// All that happens, each part at the instant of its change, the first at the last second before any.
    fn joined<M: Machine<Heard = H>>(&self, last: H, at: Timestamp, hours: &HourChanges, machine: &M) -> H {
        let mut parts = vec![(last, at)];
        let mut change = at;
        for (index, heard) in self.parts.iter().enumerate().rev() {
            let second_before = change.checked_sub(SignedDuration::from_secs(1)).unwrap_or(change);
            let at = if index == 0 { second_before } else { hours.before(change).unwrap_or(second_before) };
            parts.push((heard.clone(), at));
            change = at;
        }
        parts.reverse();
        machine.joined(&parts)
    }
}

fn note<N: PartialEq>(crossed: &mut Vec<(N, SetId)>, to: N, when: SetId, sets: &mut TimeSets) {
    match crossed.iter_mut().find(|(known, _)| *known == to) {
        Some((_, known)) => *known = sets.or(*known, when),
        None => crossed.push((to, when)),
    }
}
