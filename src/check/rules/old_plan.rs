use jiff::ToSpan as _;

use super::super::context::CheckContext;
use super::super::rule::{Rule, examples, finding};
use crate::base::diagnostic::{Diagnostic, Level};

pub(in crate::check) const RULE: Rule = Rule {
    code: "old-plan",
    level: Level::Note,
    summary: "The plan has been in force for more than two years",
    why: "Hours and numbers change. A directory whose date is two years old is one that nobody has reviewed \
          since.",
    mend: "Check whether there is a newer document, and give the plan its date. If this is still the newest one, \
           allow it.",
    examples: examples!("old-plan"),
    changes_with_time: true,
    look,
};

fn look(context: &CheckContext<'_>, found: &mut Vec<Diagnostic>) {
    let (effective, today) = (context.plan.effective, context.today());
    if effective.checked_add(2.years()).is_ok_and(|old| old < today) {
        found.push(
            finding(
                context.plan.origin.span,
                format!("the plan has been in force since {effective}; today is {today}"),
            )
            .help("is there a newer document?"),
        );
    }
}
