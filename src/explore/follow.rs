use std::collections::VecDeque;

use super::crossing;
use super::sets::{SetId, TimeSets};
use super::walk::{Further, Machine, Observation, Visit, VisitId, Walk};

/// Goes everywhere, breadth first, so that every node is come to by the fewest acts, and by what the outside usually answers; shows every act to `look` on the way,
/// which says whether to follow. First as if calls took no time, then from wherever a call can be when hours change, and from
/// wherever it can be when they change again while it lasts.
pub fn walk<M: Machine>(
    machine: &mut M,
    within: SetId,
    sets: &mut TimeSets,
    mut look: impl FnMut(Observation<'_, M>) -> Further,
) -> Walk<M::Node, M::Heard> {
    let mut walk = Walk::new();
    let start = machine.start();
    let node = walk.place(machine, start);
    let first = Visit { node, when: within, came: None, changed: 0, meanwhile: 0, waited: 0 };
    walk.come(node, first, sets);
    let seen = follow(&mut walk, 0, machine, sets, &mut look);
    let hours = machine.hour_changes(sets);
    let mut changing = 0..seen;
    for _ in 0..hours.most_in_one_call().max(1) {
        if changing.is_empty() || !walk.complete {
            break;
        }
        crossing::wait(&mut walk, changing.clone(), within, &hours, machine, sets);
        crossing::listen(&mut walk, changing.clone(), within, &hours, machine, sets, &mut look);
        if walk.complete {
            changing = changing.end..follow(&mut walk, changing.end, machine, sets, &mut look);
        }
    }
    walk.complete &= machine.is_complete();
    walk
}

/// Does everything that can be done at the visits from `first` on, and at those that this leads to. Gives their number.
fn follow<M: Machine>(
    walk: &mut Walk<M::Node, M::Heard>,
    first: usize,
    machine: &mut M,
    sets: &mut TimeSets,
    look: &mut impl FnMut(Observation<'_, M>) -> Further,
) -> usize {
    let mut queue: VecDeque<Expansion> = (first..walk.visits.len()).map(Expansion::whole).collect();
    while let Some(Expansion { visit: next, skips_usual }) = queue.pop_front() {
        let here = walk.visits[next];
        let Visit { node, when, .. } = here;
        let visit = VisitId(next as u32);
        let from = walk.nodes[node.0 as usize].node;
        let before = walk.visits.len();
        let usual: Vec<bool> =
            walk.nodes[node.0 as usize].acts.iter().map(|(act, _)| machine.is_usual(*act)).collect();
        let has_usual = !skips_usual && usual.contains(&true);
        for index in (0..usual.len()).filter(|&index| usual[index] == has_usual) {
            let mut rest = when;
            let mut known = 0;
            while rest != TimeSets::NONE {
                let (act, steps) = &mut walk.nodes[node.0 as usize].acts[index];
                let act = *act;
                if known == steps.len() {
                    let Some(at) = sets.first(rest) else { break };
                    steps.push(machine.act(from, act, at, sets));
                    walk.made += 1;
                }
                let step = &steps[known];
                let part = sets.and(rest, step.when);
                let to = step.to;
                known += 1;
                if part == TimeSets::NONE {
                    continue;
                }
                rest = sets.minus(rest, part);
                for (to, stand_in, when) in walk.parts(machine, &to, part, sets) {
                    let step = &walk.nodes[node.0 as usize].acts[index].1[known - 1];
                    let visits = &walk.visits;
                    let seen =
                        Observation { machine, sets, from, visit, visits, act, step, to, when, meanwhile: 0 };
                    if look(seen) == Further::Stop {
                        continue;
                    }
                    let came = Some((visit, act));
                    let changed = here.changes();
                    let next = Visit { node, when, came, changed, meanwhile: 0, waited: 0 };
                    if !walk.lead(machine, (node, to), stand_in, next, sets) {
                        return walk.visits.len();
                    }
                }
            }
        }
        let found = before..walk.visits.len();
        if has_usual {
            // No act of the caller: as near as where the outside was asked.
            found.rev().for_each(|visit| queue.push_front(Expansion::whole(visit)));
            queue.push_back(Expansion { visit: next, skips_usual: true });
        } else {
            queue.extend(found.map(Expansion::whole));
        }
    }
    walk.visits.len()
}

/// A visit whose acts are to be done.
#[derive(Clone, Copy)]
struct Expansion {
    visit: usize,
    /// Whether what is usual was done already.
    skips_usual: bool,
}

impl Expansion {
    fn whole(visit: usize) -> Self {
        Self { visit, skips_usual: false }
    }
}
