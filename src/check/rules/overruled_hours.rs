//! The reader tells it, because it sees the places of what it reads.

use super::super::context::CheckContext;
use super::super::rule::{Rule, examples};
use crate::base::diagnostic::{Diagnostic, Level};

pub(in crate::check) const RULE: Rule = Rule {
    code: "overruled-hours",
    level: Level::Warning,
    summary: "A rule of hours has no effect, because a later rule decides its days",
    why: "In the notation of hours, the last rule that names a day wins silently: `Dec 25 off; Mo-Fr \
          08:00-17:00` is open on December 25 if that is a Monday.",
    mend: "Put exceptions after the week, and put a comma before times that should be added.",
    examples: examples!("overruled-hours"),
    changes_with_time: false,
    look,
};

fn look(context: &CheckContext<'_>, found: &mut Vec<Diagnostic>) {
    found.extend(context.subject.told.iter().filter(|told| told.code == RULE.code).cloned());
}
