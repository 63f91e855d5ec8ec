//! What is allowed is known when all rules have been run: `allowances` tells it.

use super::super::context::CheckContext;
use super::super::rule::{Rule, examples};
use crate::base::diagnostic::{Diagnostic, Level};

pub(in crate::check) const RULE: Rule = Rule {
    code: "unused-allowance",
    level: Level::Warning,
    summary: "An allowance that allows nothing",
    why: "What it allowed has been repaired. If the mistake is made again, nobody will hear of it.",
    mend: "Remove it.",
    examples: examples!("unused-allowance"),
    changes_with_time: false,
    look,
};

fn look(_: &CheckContext<'_>, _: &mut Vec<Diagnostic>) {}
