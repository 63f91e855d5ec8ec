use std::collections::{BTreeSet, HashSet};

use super::super::context::CheckContext;
use super::super::rule::{Rule, examples, finding};
use crate::base::diagnostic::{Diagnostic, Level, list};
use crate::plan::{Plan, Step, StepId, Target};

pub(in crate::check) const RULE: Rule = Rule {
    code: "unreachable-step",
    level: Level::Warning,
    summary: "A step that no call ever reaches",
    why: "It looks as if callers were served there, but none are. Often it was forgotten when keys changed, and \
          the people behind it wait for calls.",
    mend: "Lead a key or a line there, or remove it.",
    examples: examples!("unreachable-step"),
    changes_with_time: false,
    look,
};

fn look(context: &CheckContext<'_>, found: &mut Vec<Diagnostic>) {
    let behavior = context.behavior();
    if !behavior.is_complete {
        return;
    }
    // Where a call would go if hours that never close were closed: that is said of the hours.
    let reached = context.plan.steps().filter(|(id, _)| behavior.reached[id.index()]);
    let if_closed: HashSet<Target> =
        reached.filter_map(|(_, step)| step.gate).map(|gate| gate.closed.target).collect();
    // Where a call would go at times that are over, or too far away to be looked at: that is said of what has these times.
    let on_occasion: HashSet<Target> = context
        .plan
        .steps()
        .filter(|(_, step)| step.occasion().is_some())
        .flat_map(|(_, step)| step.links())
        .map(|link| link.target)
        .collect();
    let if_closed: HashSet<Target> = if_closed.union(&on_occasion).copied().collect();
    let missed: Vec<StepId> = context
        .plan
        .steps()
        .filter(|(_, step)| step.occasion().is_none())
        .map(|(id, _)| id)
        .filter(|id| !behavior.reached[id.index()] && !if_closed.contains(&Target::Step(*id)))
        .collect();
    let all: HashSet<StepId> = missed.iter().copied().collect();
    let step = |id: StepId| context.plan.step(id);
    let mut told: HashSet<StepId> = HashSet::new();
    for id in first(context.plan, &missed) {
        if !told.insert(id) {
            continue;
        }
        // What hangs on it needs nothing but this one; what the plan allows by name is told by name.
        let behind: Vec<StepId> = behind(context.plan, id, &all)
            .into_iter()
            .filter(|other| !is_allowed(step(*other)) && told.insert(*other))
            .collect();
        let word = step(id).kind.word();
        let mut diagnostic =
            finding(step(id).origin.span, format!("no call ever reaches {word} `{}`", step(id).key));
        if !behind.is_empty() {
            let names: Vec<&str> = behind.iter().map(|id| step(*id).key.as_str()).collect();
            let names = list(names).replace(" or ", " and ");
            diagnostic =
                diagnostic.maybe_note(Some(format!("so nothing behind it is reached either: {names}")));
        }
        found.push(diagnostic.help("lead a key or a line to it, or remove it"));
    }
}

/// Steps that no call reaches, those first that none of the others leads to.
fn first(plan: &Plan, missed: &[StepId]) -> Vec<StepId> {
    let led_to: HashSet<StepId> =
        missed.iter().flat_map(|&id| next(plan, id).into_iter().filter(move |next| *next != id)).collect();
    let (hang, stand): (Vec<StepId>, Vec<StepId>) = missed.iter().partition(|id| led_to.contains(id));
    stand.into_iter().chain(hang).collect()
}

/// The missed steps to which a step leads, near or far.
fn behind(plan: &Plan, from: StepId, missed: &HashSet<StepId>) -> BTreeSet<StepId> {
    let (mut behind, mut ahead) = (BTreeSet::new(), vec![from]);
    while let Some(id) = ahead.pop() {
        for next in next(plan, id) {
            if next != from && missed.contains(&next) && behind.insert(next) {
                ahead.push(next);
            }
        }
    }
    behind
}

fn next(plan: &Plan, id: StepId) -> Vec<StepId> {
    let target = |link: crate::plan::Link| match link.target {
        Target::Step(step) => Some(step),
        _ => None,
    };
    plan.step(id).links().into_iter().filter_map(target).collect()
}

fn is_allowed(step: &Step) -> bool {
    step.origin.allowed.iter().any(|allowance| allowance.rule.value == RULE.code)
}
