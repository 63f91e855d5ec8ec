use super::super::context::CheckContext;
use super::super::rule::{Rule, examples, finding};
use crate::base::diagnostic::{Diagnostic, Level};

pub(in crate::check) const RULE: Rule = Rule {
    code: "always-open",
    level: Level::Warning,
    summary: "Hours that never close but do not say so",
    why: "Somebody wrote hours, so they were meant to end. As they are, every call is put through, even at \
          night.",
    mend: "Write `24/7` if that is intended. Otherwise look at the last rule: a rule without days applies to \
           every day.",
    examples: examples!("always-open"),
    changes_with_time: true,
    look,
};

fn look(context: &CheckContext<'_>, found: &mut Vec<Diagnostic>) {
    for (_, hours) in context.plan.schedules() {
        let has_exceptions = !hours.schedule.overrides().is_empty() || !hours.schedule.calendars().is_empty();
        if hours.written.value.trim() != "24/7"
            && !has_exceptions
            && context.stretches(hours).all(|stretch| stretch.open)
        {
            let place = hours.written.span;
            found.push(
                finding(place, format!("hours `{}` never close", hours.key))
                    .help("write `24/7` if that is intended"),
            );
        }
    }
}
