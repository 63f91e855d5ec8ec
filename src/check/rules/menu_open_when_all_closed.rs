use super::super::context::CheckContext;
use super::super::rule::{Rule, examples, finding};
use crate::base::diagnostic::{Diagnostic, Level};

pub(in crate::check) const RULE: Rule = Rule {
    code: "menu-open-when-all-closed",
    level: Level::Warning,
    summary: "A menu answers when everything it offers is closed",
    why: "The caller listens to the choices, takes one, and only then hears that nobody is there.",
    mend: "Give the menu the hours of the teams behind it, so that callers hear right away that they are closed.",
    examples: examples!("menu-open-when-all-closed"),
    changes_with_time: false,
    look,
};

fn look(context: &CheckContext<'_>, found: &mut Vec<Diagnostic>) {
    let plan = context.plan;
    let behavior = context.behavior();
    // Whoever cannot even get out has more to complain about.
    for (id, shown) in behavior.idle.iter().filter(|(id, _)| !behavior.trapped.contains_key(id)) {
        let step = plan.step(*id);
        let message =
            format!("menu `{}` answers while everything it offers is closed, {}", step.key, shown.when);
        found.push(
            finding(step.origin.span, message)
                .help("give the menu hours of its own, so that callers hear right away that nobody is there")
                .maybe_help(shown.command(&context.subject)),
        );
    }
}
