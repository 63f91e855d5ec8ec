use super::super::context::CheckContext;
use super::super::rule::{Rule, examples, finding};
use super::super::stuck::stuck;
use crate::base::diagnostic::{Diagnostic, Level};
use crate::plan::StepKind;

pub(in crate::check) const RULE: Rule = Rule {
    code: "no-way-out",
    level: Level::Error,
    summary: "A step that no call ever leaves",
    why: "Whatever callers press, whenever they call, they are led in circles until they hang up, or until the call is as long as \
          calls may be. What was taken over from another phone system may look so where a part of it is missing.",
    mend: "Let one of its ways lead to people, to a mailbox, or to \"hang-up\".",
    examples: examples!("no-way-out"),
    changes_with_time: false,
    look,
};

fn look(context: &CheckContext<'_>, found: &mut Vec<Diagnostic>) {
    let plan = context.plan;
    for id in stuck(plan) {
        let step = plan.step(id);
        let (word, key) = (step.kind.word(), &step.key);
        let (message, help) = match &step.kind {
            // That it has no keys says as much.
            StepKind::Menu(menu) if menu.offered.is_empty() => continue,
            kind if kind.waits() => (
                format!("no keys lead out of {word} `{key}`"),
                "let a key lead to a destination, a voicemail or \"hang-up\", directly or through other steps",
            ),
            _ => (
                format!("calls never leave {word} `{key}`"),
                "let it lead to a step that takes keys, a destination, a voicemail or \"hang-up\"",
            ),
        };
        found.push(finding(step.origin.span, message).help(help));
    }
}
