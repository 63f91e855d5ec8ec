use super::super::context::Context;
use super::super::rule::{Rule, examples, finding};
use crate::diagnostic::{Diagnostic, Level};

pub(in crate::check) const RULE: Rule = Rule {
    code: "unreachable-step",
    level: Level::Warning,
    summary: "A step to which no call ever comes",
    why: "It looks as if callers were served there, and none is. After a change of keys it is what has \
          been forgotten: the people behind it wait for calls.",
    mend: "Lead a key or a line there, or remove it.",
    examples: examples!("unreachable-step"),
    changes_with_time: false,
    look,
};

fn look(context: &Context<'_>, found: &mut Vec<Diagnostic>) {
    let reached = context.reached();
    for (_, step) in context.plan.steps().filter(|(id, _)| !reached[id.index()]) {
        let word = step.kind.word();
        found.push(
            finding(step.origin.span, format!("no call ever comes to {word} `{}`", step.key))
                .help("lead a key or a line to it, or remove it"),
        );
    }
}
