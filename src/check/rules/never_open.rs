use super::super::context::CheckContext;
use super::super::rule::{Rule, examples, finding};
use crate::base::diagnostic::{Diagnostic, Level};

pub(in crate::check) const RULE: Rule = Rule {
    code: "never-open",
    level: Level::Warning,
    summary: "Hours that are never open",
    why: "Every call is turned away. Often one rule takes away what another gives: the last rule that names a \
          day decides.",
    mend: "Look at the order of the rules. Something closed on purpose needs no hours: lead the line straight to \
           the message.",
    examples: examples!("never-open"),
    changes_with_time: true,
    look,
};

fn look(context: &CheckContext<'_>, found: &mut Vec<Diagnostic>) {
    for (_, hours) in context.plan.schedules() {
        // Hours that open only after the years that matter are not never open.
        let opens_later = || context.timetable(hours).next_change(context.horizon().to).is_some();
        if context.stretches(hours).all(|stretch| !stretch.open) && !opens_later() {
            found.push(
                finding(hours.written.span, format!("hours `{}` are closed at all times", hours.key))
                    .help("the last rule that names a day decides"),
            );
        }
    }
}
