use super::super::context::CheckContext;
use super::super::rule::{Rule, examples, finding};
use crate::base::diagnostic::{Diagnostic, Level};

pub(in crate::check) const RULE: Rule = Rule {
    code: "future-plan",
    level: Level::Note,
    summary: "The plan is not yet in force",
    why: "Calls can be simulated at any time, even before the first day of the plan, when other menus still \
          answer.",
    mend: "Nothing, if it is the next plan. Otherwise correct the date.",
    examples: examples!("future-plan"),
    changes_with_time: true,
    look,
};

fn look(context: &CheckContext<'_>, found: &mut Vec<Diagnostic>) {
    let (effective, today) = (context.plan.effective, context.today());
    if effective > today {
        found.push(
            finding(
                context.plan.origin.span,
                format!("the plan takes effect on {effective}; today is {today}"),
            )
            .help("until then other menus answer"),
        );
    }
}
