//! What is allowed is known when all rules have been run: `allowances` tells it.

use super::super::context::CheckContext;
use super::super::rule::{Rule, examples};
use crate::base::diagnostic::{Diagnostic, Level};

pub(in crate::check) const RULE: Rule = Rule {
    code: "unknown-rule",
    level: Level::Error,
    summary: "The plan allows or sets a rule that does not exist",
    why: "A typo in the name of a rule would silently allow nothing, or leave its level as it was.",
    mend: "Write the rule's name as `ivrsim explain` lists it.",
    examples: examples!("unknown-rule"),
    changes_with_time: false,
    look,
};

fn look(_: &CheckContext<'_>, _: &mut Vec<Diagnostic>) {}
