use super::crossing;
use super::sets::{SetId, TimeSets};
use super::walk::{Further, Machine, Observation, Visit, VisitId, Walk};

/// Goes everywhere, breadth first, so that every node is come to by the fewest acts; shows every act to `look` on the way,
/// which says whether to follow. First as if calls took no time, then from wherever a call can be when hours change.
pub fn walk<M: Machine>(
    machine: &mut M,
    within: SetId,
    sets: &mut TimeSets,
    mut look: impl FnMut(Observation<'_, M>) -> Further,
) -> Walk<M::Node, M::Heard> {
    let mut walk = Walk::new();
    let start = machine.start();
    let node = walk.place(machine, start);
    let first = Visit { node, when: within, came: None, crossing: false, meanwhile: false };
    walk.come(node, first, sets);
    let seen = follow(&mut walk, 0, machine, sets, &mut look);
    if walk.complete {
        crossing::wait(&mut walk, within, machine, sets);
        crossing::listen(&mut walk, seen, within, machine, sets, &mut look);
    }
    if walk.complete {
        follow(&mut walk, seen, machine, sets, &mut look);
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
    let mut next = first;
    while let Some(&Visit { node, when, crossing, .. }) = walk.visits.get(next) {
        let visit = VisitId(next as u32);
        next += 1;
        let from = walk.nodes[node.0 as usize].node;
        for index in 0..walk.nodes[node.0 as usize].acts.len() {
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
                    let seen = Observation {
                        machine,
                        sets,
                        from,
                        visit,
                        visits,
                        act,
                        step,
                        to,
                        when,
                        meanwhile: false,
                    };
                    if look(seen) == Further::Stop {
                        continue;
                    }
                    let came = Some((visit, act));
                    let next = Visit { node, when, came, crossing, meanwhile: false };
                    if !walk.lead(machine, (node, to), stand_in, next, sets) {
                        return walk.visits.len();
                    }
                }
            }
        }
    }
    next
}
