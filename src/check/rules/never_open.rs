use super::super::context::CheckContext;
use super::super::rule::{Rule, examples, finding};
use crate::base::diagnostic::{Diagnostic, Level};

pub(in crate::check) const RULE: Rule = Rule {
    code: "never-open",
    level: Level::Warning,
    summary: "Hours that are never open",
    why: "Every call is sent away. Often a rule has taken away what another has given: the last one that \
          names a day decides it.",
    mend: "Look at the order of the rules. What is closed on purpose needs no hours: let the line lead to \
          the message at once.",
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
                    .help("the last rule that names a day decides it"),
            );
        }
    }
}
