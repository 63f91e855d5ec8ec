//! The reader tells it, because it sees the places of what it reads.

use super::super::context::CheckContext;
use super::super::rule::{Rule, examples};
use crate::base::diagnostic::{Diagnostic, Level};

pub(in crate::check) const RULE: Rule = Rule {
    code: "overruled-hours",
    level: Level::Warning,
    summary: "A rule of hours has no effect, because a later one decides its days",
    why: "In the notation of hours the last rule that names a day stands, without a word: `Dec 25 off; \
          Mo-Fr 08:00-17:00` is open on a Monday that is December 25.",
    mend: "Put exceptions after the week, and put a comma before times that are to be added.",
    examples: examples!("overruled-hours"),
    changes_with_time: false,
    look,
};

fn look(context: &CheckContext<'_>, found: &mut Vec<Diagnostic>) {
    found.extend(context.subject.told.iter().filter(|told| told.code == RULE.code).cloned());
}
