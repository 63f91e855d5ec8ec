//! The reader tells it, because it sees the places of what it reads.

use super::super::context::CheckContext;
use super::super::rule::{Rule, examples};
use crate::base::diagnostic::{Diagnostic, Level};

pub(in crate::check) const RULE: Rule = Rule {
    code: "case-without-condition",
    level: Level::Warning,
    summary: "A case of a switch always holds",
    why: "The cases after it are never used, and neither is `otherwise`.",
    mend: "Say when it holds, or write its target as `otherwise`.",
    examples: examples!("case-without-condition"),
    changes_with_time: false,
    look,
};

fn look(context: &CheckContext<'_>, found: &mut Vec<Diagnostic>) {
    found.extend(context.subject.told.iter().filter(|told| told.code == RULE.code).cloned());
}
