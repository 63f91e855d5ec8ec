use super::super::context::CheckContext;
use super::super::rule::{Rule, examples, finding};
use crate::base::diagnostic::{Diagnostic, Level};
use crate::plan::StepKind;

pub(in crate::check) const RULE: Rule = Rule {
    code: "no-keys",
    level: Level::Warning,
    summary: "A menu without keys",
    why: "Callers hear a question to which there is no answer: every key is refused, and only silence is waited for.",
    mend: "Write its keys, each with where it leads; or make it a message, if it only speaks.",
    examples: examples!("no-keys"),
    changes_with_time: false,
    look,
};

fn look(context: &CheckContext<'_>, found: &mut Vec<Diagnostic>) {
    for (_, step) in context.plan.steps() {
        let StepKind::Menu(menu) = &step.kind else { continue };
        if menu.ways().next().is_none() {
            let help = "write `[menus.NAME.keys]` with a line such as `1 = \"the name of a step\"`; \
                        a step that only speaks belongs in `messages`";
            let message = format!("menu `{}` has no keys", step.key);
            found.push(finding(step.origin.span, message).help(help));
        }
    }
}
