//! Calls in which hours change, found from those in which they do not.
//!
//! Time passes for a call where it waits for its caller, and where it speaks to a caller who has no say. Between two
//! questions of hours between which nothing is said no time passes, and no hours change.

use super::act::Act;
use super::sets::{SetId, TimeSets};
use super::walk::{Further, Halt, Machine, Observation, Transition, Visit, VisitId, Walk};

/// Adds the visits of callers who wait until hours change, to those of whom none did.
pub(super) fn wait<M: Machine>(
    walk: &mut Walk<M::Node, M::Heard>,
    within: SetId,
    machine: &M,
    sets: &mut TimeSets,
) {
    for index in 0..walk.visits.len() {
        let Visit { node, when, came, .. } = walk.visits[index];
        let found = &walk.nodes[node.0 as usize];
        // Only where the call waits: nothing changes for one that has not been dialled or is over.
        if found.node == machine.start() || found.acts.is_empty() {
            continue;
        }
        // The times of a visit end where hours change, or else with the horizon.
        let after = sets.ends(when);
        let when = sets.and(after, within);
        walk.come(node, Visit { node, when, came, crossing: true, meanwhile: false }, sets);
    }
}

/// Does again what was done at the first so many visits, of which none is behind a change of hours, so that hours change in
/// the course of it; shows it to `look`.
pub(super) fn listen<M: Machine>(
    walk: &mut Walk<M::Node, M::Heard>,
    visits: usize,
    within: SetId,
    machine: &mut M,
    sets: &mut TimeSets,
    look: &mut impl FnMut(Observation<'_, M>) -> Further,
) {
    for visit in 0..visits {
        let Visit { node, when, .. } = walk.visits[visit];
        let found = &walk.nodes[node.0 as usize];
        let seen = found.seen;
        for (act, halt) in halts(&found.acts) {
            let before = sets.and(when, halt.when);
            let after = sets.ends(before);
            let after = sets.and(after, within);
            // Whoever acts then comes the same way to the same halt.
            let anyway = sets.and(seen, halt.when);
            let after = sets.minus(after, anyway);
            if !go_on(walk, VisitId(visit as u32), act, &halt, after, machine, sets, look) {
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

/// Goes on from a halt at instants just after a change of hours. Gives whether the walk may go on.
#[expect(clippy::too_many_arguments, reason = "a walk, where it is, and what it is done with")]
fn go_on<M: Machine>(
    walk: &mut Walk<M::Node, M::Heard>,
    visit: VisitId,
    act: Act,
    halt: &Halt<M::Node, M::Heard>,
    after: SetId,
    machine: &mut M,
    sets: &mut TimeSets,
    look: &mut impl FnMut(Observation<'_, M>) -> Further,
) -> bool {
    let node = walk.visits[visit.index()].node;
    let from = walk.nodes[node.0 as usize].node;
    let mut rest = after;
    let mut known = 0;
    while rest != TimeSets::NONE {
        let steps = walk.onward.entry(halt.at).or_default();
        if known == steps.len() {
            let Some(at) = sets.first(rest) else { break };
            steps.push(machine.go_on(halt.at, at, sets));
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
        let heard = machine.joined(&halt.heard, &on.heard, at);
        let step = Transition { to: on.to, heard, when: part, halts: Vec::new() };
        note(walk.crossed.entry((from, act)).or_default(), step.to, part, sets);
        for (to, stand_in, when) in walk.parts(machine, &step.to, part, sets) {
            let visits = &walk.visits;
            let step = &step;
            let seen =
                Observation { machine, sets, from, visit, visits, act, step, to, when, meanwhile: true };
            if look(seen) == Further::Stop {
                continue;
            }
            let next = Visit { node, when, came: Some((visit, act)), crossing: true, meanwhile: true };
            if !walk.lead(machine, (node, to), stand_in, next, sets) {
                return false;
            }
        }
    }
    true
}

fn note<N: PartialEq>(crossed: &mut Vec<(N, SetId)>, to: N, when: SetId, sets: &mut TimeSets) {
    match crossed.iter_mut().find(|(known, _)| *known == to) {
        Some((_, known)) => *known = sets.or(*known, when),
        None => crossed.push((to, when)),
    }
}
