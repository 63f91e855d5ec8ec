//! Steps without a way out.
//!
//! A destination, a voicemail and the end of a call are ends, and so is a place that the phone system does not have. A step *has
//! a way out* when it is an end, when one of its links leads to an end, or when one of its links leads to a step that has a way
//! out. Its links are its keys and routes, silence and any other key where these are ways, its cases, its `then`, where it goes when closed, and the *step* at which it gives up
//! on a silent or mistaken caller.
//!
//! Giving up by hanging up is no way out: it is what happens to callers who do nothing or press wrong keys, everywhere
//! and by default, and would make every menu look fine. `repeat` and `back` are none either: they lead to where the
//! caller has been. For a message that is enough: it is the menu before it that must have a way out. Hours are not
//! looked at: a link that is taken on Sundays only is a link.

use crate::plan::{Link, Plan, Step, StepId, StepKind, Target};

/// Which steps have no way out, by position.
pub(super) fn without_way_out(plan: &Plan) -> Vec<bool> {
    reaching(plan, |_, step| is_end(step)).into_iter().map(|has_way| !has_way).collect()
}

/// The steps without a way out that explain it: not those that only lead to such a step, or back to where the caller was.
pub(super) fn stuck(plan: &Plan) -> Vec<StepId> {
    let is_stuck = without_way_out(plan);
    let leads_to_stuck = reaching(plan, |id, step| is_stuck[id.index()] && step.kind.waits());
    let is_relative = |link: &Link| matches!(link.target, Target::Repeat | Target::Back);
    let returns = reaching(plan, |_, step| !step.kind.waits() && step.ways().iter().any(is_relative));
    let is_told_elsewhere =
        |id: StepId, step: &Step| !step.kind.waits() && (returns[id.index()] || leads_to_stuck[id.index()]);
    plan.steps()
        .filter(|&(id, step)| is_stuck[id.index()] && !is_told_elsewhere(id, step))
        .map(|(id, _)| id)
        .collect()
}

fn is_end(step: &Step) -> bool {
    matches!(step.kind, StepKind::Destination(_) | StepKind::Voicemail(_))
        || step.ways().iter().any(|link| matches!(link.target, Target::HangUp | Target::Dropped))
}

/// Which steps reach one for which this holds, themselves included.
pub(super) fn reaching(plan: &Plan, holds: impl Fn(StepId, &Step) -> bool) -> Vec<bool> {
    let mut from: Vec<Vec<StepId>> = vec![Vec::new(); plan.steps().len()];
    let mut reached = vec![false; plan.steps().len()];
    let mut waiting = Vec::new();
    for (id, step) in plan.steps() {
        for link in step.links() {
            if let Target::Step(to) = link.target {
                from[to.index()].push(id);
            }
        }
        if holds(id, step) {
            reached[id.index()] = true;
            waiting.push(id);
        }
    }
    while let Some(id) = waiting.pop() {
        for &before in &from[id.index()] {
            if !std::mem::replace(&mut reached[before.index()], true) {
                waiting.push(before);
            }
        }
    }
    reached
}
