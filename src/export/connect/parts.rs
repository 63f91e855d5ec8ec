//! Which flow a step stands in.
//!
//! A flow of Amazon Connect has one beginning. So each line has a flow with all that only its callers come to, and whatever several
//! of them lead to begins a flow of its own.

use std::collections::{BTreeMap, VecDeque};

use crate::export::blueprint::{Blueprint, Way};
use crate::import::names::TakenNames;

/// A place at which a flow can begin: before the hours of a step, or behind them.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub(super) enum Place {
    /// The hours of a step.
    Gate(usize),
    /// What happens there.
    Inside(usize),
}

/// A flow.
#[derive(Clone, Debug)]
pub(super) struct FlowPart {
    /// The name of its file, by which others refer to it.
    pub(super) name: String,
    /// What people call it.
    pub(super) title: String,
    /// What it begins with.
    pub(super) start: Way,
    /// What stands in it, in the order in which calls come to it.
    pub(super) places: Vec<Place>,
}

/// All flows, and which place stands in which.
#[derive(Debug)]
pub(super) struct FlowParts {
    pub(super) flows: Vec<FlowPart>,
    owner: BTreeMap<Place, usize>,
    /// The flows that begin with a place.
    begins: BTreeMap<Place, usize>,
}

impl FlowParts {
    pub(super) fn of(blueprint: &Blueprint) -> Self {
        let mut names = TakenNames::default();
        let mut flows: Vec<FlowPart> = blueprint
            .lines
            .iter()
            .map(|line| FlowPart {
                name: names.free(&crate::import::names::slug(&line.key, "line")),
                title: line.title.clone(),
                start: line.start,
                places: Vec::new(),
            })
            .collect();
        let mut begins: BTreeMap<Place, usize> = BTreeMap::new();
        loop {
            let mut owner: BTreeMap<Place, usize> = BTreeMap::new();
            let mut shared: Vec<Place> = Vec::new();
            for (at, flow) in flows.iter_mut().enumerate() {
                flow.places.clear();
                let mut open: VecDeque<Place> = place(blueprint, flow.start).into_iter().collect();
                while let Some(next) = open.pop_front() {
                    // What begins another flow is led to and not held.
                    if begins.get(&next).is_some_and(|&other| other != at) {
                        continue;
                    }
                    match owner.get(&next) {
                        Some(&known) => {
                            if known != at && !shared.contains(&next) {
                                shared.push(next);
                            }
                            continue;
                        }
                        None => owner.insert(next, at),
                    };
                    flow.places.push(next);
                    open.extend(behind(blueprint, next));
                }
            }
            if shared.is_empty() {
                return Self { flows, owner, begins };
            }
            for next in shared {
                let (step, inside) = match next {
                    Place::Gate(step) => (step, false),
                    Place::Inside(step) => (step, blueprint.steps[step].gate.is_some()),
                };
                let step_at = &blueprint.steps[step];
                let name = if inside { format!("{}-inside", step_at.name) } else { step_at.name.clone() };
                begins.insert(next, flows.len());
                flows.push(FlowPart {
                    name: names.free(&name),
                    title: step_at.title.clone(),
                    start: if inside { Way::Past(step) } else { Way::Step(step) },
                    places: Vec::new(),
                });
            }
        }
    }

    /// The flow that a way leads to from a flow, where that is another one.
    pub(super) fn other(&self, blueprint: &Blueprint, from: usize, way: Way) -> Option<&FlowPart> {
        let place = place(blueprint, way)?;
        let to = self.begins.get(&place).or_else(|| self.owner.get(&place))?;
        (*to != from).then(|| &self.flows[*to])
    }
}

/// The place that a way leads to. None: the call is over.
pub(super) fn place(blueprint: &Blueprint, way: Way) -> Option<Place> {
    match way {
        Way::Step(step) if blueprint.steps[step].gate.is_some() => Some(Place::Gate(step)),
        Way::Step(step) | Way::Past(step) => Some(Place::Inside(step)),
        Way::HangUp | Way::Dropped => None,
    }
}

fn behind(blueprint: &Blueprint, from: Place) -> Vec<Place> {
    match from {
        Place::Gate(step) => {
            let closed = blueprint.steps[step].gate.and_then(|gate| place(blueprint, gate.closed));
            std::iter::once(Place::Inside(step)).chain(closed).collect()
        }
        Place::Inside(step) => {
            let step = &blueprint.steps[step];
            let closed = step.gate.map(|gate| gate.closed);
            let mut ways = step.ways();
            // The way of the hours belongs to the gate; it may be another way of the step as well.
            if let Some(at) = ways.iter().position(|way| Some(*way) == closed) {
                ways.remove(at);
            }
            ways.into_iter().filter_map(|way| place(blueprint, way)).collect()
        }
    }
}

/// Which steps a call may come to again that has been there: their counts begin anew each time. Those that lie between two circles
/// are taken for such.
pub(super) fn in_circles(blueprint: &Blueprint) -> Vec<bool> {
    let count = blueprint.steps.len();
    let mut next: Vec<Vec<usize>> = vec![Vec::new(); count];
    let mut before: Vec<Vec<usize>> = vec![Vec::new(); count];
    for (from, step) in blueprint.steps.iter().enumerate() {
        for way in step.ways() {
            if let Way::Step(to) | Way::Past(to) = way {
                next[from].push(to);
                before[to].push(from);
            }
        }
    }
    // What leads nowhere else, and what nothing else leads to, is taken away until only circles are left.
    let mut left = vec![true; count];
    for (ways, others) in [(&next, &before), (&before, &next)] {
        let mut counts: Vec<usize> =
            ways.iter().map(|ways| ways.iter().filter(|to| left[**to]).count()).collect();
        let mut open: Vec<usize> = (0..count).filter(|&at| left[at] && counts[at] == 0).collect();
        while let Some(at) = open.pop() {
            left[at] = false;
            for &from in &others[at] {
                counts[from] -= 1;
                if left[from] && counts[from] == 0 {
                    open.push(from);
                }
            }
        }
    }
    left
}
