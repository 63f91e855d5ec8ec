use super::super::context::CheckContext;
use super::super::rule::{Examples, Rule, example, examples};
use crate::base::diagnostic::{Diagnostic, Level};

pub(in crate::check) const RULE: Rule = Rule {
    code: "stale-scenario",
    level: Level::Error,
    summary: "A scenario names something that the plan no longer has",
    why: "A scenario about a step that is gone tests nothing, and `ivrsim test` refuses the whole file.",
    mend: "Name what has replaced it, or remove the scenario.",
    examples: Examples {
        scenarios: Some(example!("stale-scenario", "scenarios.toml")),
        ..examples!("stale-scenario")
    },
    changes_with_time: false,
    look,
};

fn look(context: &CheckContext<'_>, found: &mut Vec<Diagnostic>) {
    let names =
        context.subject.scenarios.iter().filter(|told| matches!(told.code, "unknown-name" | "other-line"));
    found.extend(names.cloned());
}
