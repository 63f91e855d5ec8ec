//! Where calls go other than by key: when a line answers, a step is closed, a message has been said, an entry was made.

use super::planting::MutantPlanter;
use crate::plan::{Input, Link, PlanChange, Step, StepId, StepKind};
use crate::suite::mutation::mutant::Operator;

pub(super) fn plant(planting: &mut MutantPlanter<'_>) {
    let plan = planting.plan;
    for (id, line) in plan.lines() {
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
    for (id, step) in plan.steps() {
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
            StepKind::Input(input) => entries(planting, id, input),
            StepKind::Menu(_) | StepKind::Destination(_) | StepKind::Voicemail(_) => {}
        }
    }
}

fn entries(planting: &mut MutantPlanter<'_>, id: StepId, input: &Input) {
    for (index, (pattern, link)) in input.routes.iter().enumerate() {
        retargeted(planting, id, *link, &format!("with entry {pattern}, "), |step| match &mut step.kind {
            StepKind::Input(input) => Some(&mut input.routes[index].1),
            _ => None,
        });
    }
    if let Some(then) = input.then {
        retargeted(planting, id, then, "with another entry, ", |step| match &mut step.kind {
            StepKind::Input(input) => input.then.as_mut(),
            _ => None,
        });
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
