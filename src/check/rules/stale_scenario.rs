use super::super::context::CheckContext;
use super::super::rule::{Examples, Rule, case, examples};
use crate::base::diagnostic::{Diagnostic, Level};

pub(in crate::check) const RULE: Rule = Rule {
    code: "stale-scenario",
    level: Level::Error,
    summary: "A scenario names what the plan no longer has",
    why: "A promise about a step that is gone promises nothing. `ivrsim test` refuses the whole file.",
    mend: "Name what there is now, or remove the scenario together with what it was about.",
    examples: Examples {
        scenarios: Some(case!("stale-scenario", "scenarios.toml")),
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
