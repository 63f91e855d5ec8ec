use super::super::context::CheckContext;
use super::super::rule::{Rule, examples, finding};
use crate::base::diagnostic::{Diagnostic, Level};

pub(in crate::check) const RULE: Rule = Rule {
    code: "no-line",
    level: Level::Error,
    summary: "A plan without a number that can be dialed",
    why: "Nobody can call, so there is nothing to check, and a check that finds nothing means nothing. Often the \
          file with the lines is missing, or is not read.",
    mend: "Add a table such as `[lines.main]` with `number`, `name` and `answer`, or check that all files of the \
           plan are in its folder.",
    examples: examples!("no-line"),
    changes_with_time: false,
    look,
};

fn look(context: &CheckContext<'_>, found: &mut Vec<Diagnostic>) {
    if context.plan.lines().next().is_none() {
        found.push(
            finding(context.plan.origin.span, "the plan has no line, so there is no number to dial")
                .help("write `[lines.main]` with `number`, `name` and `answer`"),
        );
    }
}
