//! The reader tells it, because it sees the places of what it reads.

use super::super::context::CheckContext;
use super::super::rule::{Rule, examples};
use crate::base::diagnostic::{Diagnostic, Level};

pub(in crate::check) const RULE: Rule = Rule {
    code: "shadowed-route",
    level: Level::Warning,
    summary: "A route of an input is never taken",
    why: "The first route that matches an entry takes it, so a route after a wider one never matches.",
    mend: "Write the narrower route first.",
    examples: examples!("shadowed-route"),
    changes_with_time: false,
    look,
};

fn look(context: &CheckContext<'_>, found: &mut Vec<Diagnostic>) {
    found.extend(context.subject.told.iter().filter(|told| told.code == RULE.code).cloned());
}
