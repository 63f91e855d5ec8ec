use super::super::context::CheckContext;
use super::super::rule::{Rule, examples, finding};
use crate::base::diagnostic::{Diagnostic, Level};

pub(in crate::check) const RULE: Rule = Rule {
    code: "past-override",
    level: Level::Note,
    summary: "An override is in the past",
    why: "It no longer changes anything. A plan full of old exceptions hides the coming ones.",
    mend: "Remove it, or keep it as a record and allow it.",
    examples: examples!("past-override"),
    changes_with_time: true,
    look,
};

fn look(context: &CheckContext<'_>, found: &mut Vec<Diagnostic>) {
    let today = context.today();
    for named in context.plan.overrides().filter(|named| named.change.to < today) {
        let message = format!("override `{}` ended on {}", named.key, named.change.to);
        found.push(finding(named.origin.span, message).help("remove it; it no longer changes anything"));
    }
}
