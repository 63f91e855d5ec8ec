use std::collections::HashSet;

use super::super::context::CheckContext;
use super::super::rule::{Rule, examples, finding};
use crate::base::diagnostic::{Diagnostic, Level};
use crate::plan::Target;

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
    let missed = context.plan.steps().filter(|(id, _)| !behavior.reached[id.index()]);
    for (_, step) in missed.filter(|(id, _)| !if_closed.contains(&Target::Step(*id))) {
        let word = step.kind.word();
        found.push(
            finding(step.origin.span, format!("no call ever reaches {word} `{}`", step.key))
                .help("lead a key or a line to it, or remove it"),
        );
    }
}
