//! Where calls go other than by key: when a line answers, a step is closed, a message has been said, an entry was made.

use super::planting::MutantPlanter;
use crate::plan::{
    Destination, DigitCollection, FollowUp, Link, PlanChange, Step, StepId, StepKind, TransferResult,
};
use crate::suite::mutation::mutant::Operator;

pub(super) fn plant(planting: &mut MutantPlanter<'_>) {
    let plan = planting.plan;
    for (id, line) in plan.lines() {
        // What is announced is a matter of announcements.
        if plan.answer_of(id) != line.answer.target {
            continue;
        }
        for target in planting.elsewhere(line.answer.target) {
            let words = format!(
                "line `{}` is answered by {} instead of {}",
                line.key,
                planting.target(target),
                planting.target(line.answer.target)
            );
            let mut mistaken = line.clone();
            mistaken.answer.target = target;
            let changes = vec![PlanChange::Line(id, Box::new(mistaken))];
            planting.add(Operator::Targets, line.answer.span, words, changes);
        }
    }
    for (id, step) in plan.steps().filter(|(_, step)| step.occasion().is_none()) {
        if let Some(gate) = step.gate {
            retargeted(planting, id, gate.closed, "when closed, ", |step| {
                step.gate.as_mut().map(|gate| &mut gate.closed)
            });
        }
        match &step.kind {
            StepKind::Message(message) => {
                retargeted(planting, id, message.then, "when spoken, ", |step| match &mut step.kind {
                    StepKind::Message(message) => Some(&mut message.then),
                    _ => None,
                });
            }
            StepKind::Switch(switch) => {
                for (index, case) in switch.cases.iter().enumerate() {
                    retargeted(planting, id, case.then, &format!("in case {}, ", index + 1), |step| {
                        match &mut step.kind {
                            StepKind::Switch(switch) => Some(&mut switch.cases[index].then),
                            _ => None,
                        }
                    });
                }
                retargeted(planting, id, switch.otherwise, "otherwise, ", |step| match &mut step.kind {
                    StepKind::Switch(switch) => Some(&mut switch.otherwise),
                    _ => None,
                });
            }
            StepKind::Destination(destination) => transfers(planting, id, destination),
            StepKind::Menu(_) | StepKind::Input(_) | StepKind::Voicemail(_) => {}
        }
        if let Some(collection) = step.collection() {
            entries(planting, id, collection);
        }
    }
}

/// What follows a transfer: elsewhere, not at all, or swapped with what follows another result.
fn transfers(planting: &mut MutantPlanter<'_>, id: StepId, destination: &Destination) {
    let Some(follow_up) = &destination.follow_up else { return };
    let when = |result: TransferResult| match result {
        TransferResult::Answered => "when answered, ",
        TransferResult::Unanswered => "when nobody answers, ",
        TransferResult::Busy => "when busy, ",
        TransferResult::Full => "when the queue is full, ",
        TransferResult::Ended => "when the call there has ended, ",
    };
    let edited = |planting: &mut MutantPlanter<'_>, place, words, edit: &dyn Fn(&mut FollowUp)| {
        planting.step(Operator::Targets, place, words, id, |step| {
            if let StepKind::Destination(Destination { follow_up: Some(follow_up), .. }) = &mut step.kind {
                edit(follow_up);
            }
        });
    };
    for (index, (key, choice)) in follow_up.keys.iter().enumerate() {
        retargeted(planting, id, choice.link, &format!("with key {key} while it rings, "), |step| {
            match &mut step.kind {
                StepKind::Destination(Destination { follow_up: Some(follow_up), .. }) => {
                    follow_up.keys.get_mut(index).map(|(_, choice)| &mut choice.link)
                }
                _ => None,
            }
        });
        let words = format!("key {key} of {} does nothing while it rings", planting.name(id));
        edited(planting, choice.link.span, words, &|follow_up| {
            follow_up.keys.remove(index);
        });
        for (other, (also, to)) in follow_up.keys.iter().enumerate().skip(index + 1) {
            if to.link.target != choice.link.target {
                let words =
                    format!("keys {key} and {also} of {} are swapped while it rings", planting.name(id));
                edited(planting, choice.link.span, words, &|follow_up| {
                    let first = follow_up.keys[index].0;
                    follow_up.keys[index].0 = follow_up.keys[other].0;
                    follow_up.keys[other].0 = first;
                });
            }
        }
    }
    for (index, &(result, link)) in follow_up.ways.iter().enumerate() {
        retargeted(planting, id, link, when(result), |step| match &mut step.kind {
            StepKind::Destination(Destination { follow_up: Some(follow_up), .. }) => {
                follow_up.ways.get_mut(index).map(|(_, link)| link)
            }
            _ => None,
        });
        let words = format!("{}: {}calls do not go on", planting.name(id), when(result));
        edited(planting, link.span, words, &|follow_up| {
            follow_up.ways.remove(index);
        });
        for (other, &(also, to)) in follow_up.ways.iter().enumerate().skip(index + 1) {
            if to.target != link.target {
                let words = format!(
                    "{}: what follows {} and {} is swapped",
                    planting.name(id),
                    result.word(),
                    also.word()
                );
                edited(planting, link.span, words, &|follow_up| {
                    follow_up.ways[index].0 = also;
                    follow_up.ways[other].0 = result;
                });
            }
        }
    }
}

fn entries(planting: &mut MutantPlanter<'_>, id: StepId, collection: &DigitCollection) {
    for (index, route) in collection.routes.iter().enumerate() {
        let when = format!("with entry {}, ", route.pattern);
        retargeted(planting, id, route.choice.link, &when, |step| {
            Some(&mut step.collection_mut()?.routes.get_mut(index)?.choice.link)
        });
    }
    if let Some(then) = collection.then {
        retargeted(planting, id, then, "with another entry, ", |step| step.collection_mut()?.then.as_mut());
    }
}

fn retargeted(
    planting: &mut MutantPlanter<'_>,
    id: StepId,
    link: Link,
    when: &str,
    place: impl Fn(&mut Step) -> Option<&mut Link>,
) {
    for target in planting.elsewhere(link.target) {
        let words = format!(
            "{}: {when}calls go to {} instead of {}",
            planting.name(id),
            planting.target(target),
            planting.target(link.target)
        );
        planting.step(Operator::Targets, link.span, words, id, |step| {
            if let Some(link) = place(step) {
                link.target = target;
            }
        });
    }
}
