use super::super::context::CheckContext;
use super::super::rule::{Rule, examples, finding};
use super::super::stuck::without_way_out;
use crate::base::diagnostic::{Diagnostic, Level};

pub(in crate::check) const RULE: Rule = Rule {
    code: "trapped-caller",
    level: Level::Error,
    summary: "At some times, no keys lead a caller to people, to a mailbox or out of the call",
    why: "Whatever the caller presses, the call comes back to where it was, and the caller can only hang up. Often it is a closed message that leads back to the menu whose teams are all closed.",
    mend: "Give the menu a key that leads out at any time: to a voicemail, to people who are there, or to \
          \"hang-up\"; or let the closed message end the call.",
    examples: examples!("trapped-caller"),
    changes_with_time: false,
    look,
};

fn look(context: &CheckContext<'_>, found: &mut Vec<Diagnostic>) {
    let plan = context.plan;
    // Where there is never a way out, that is told.
    let has_no_way_out = without_way_out(plan);
    for (id, shown) in context.behavior().trapped.iter().filter(|(id, _)| !has_no_way_out[id.index()]) {
        let step = plan.step(*id);
        let message = format!("no keys lead out of {} `{}`, {}", step.kind.word(), step.key, shown.when);
        found.push(
            finding(step.origin.span, message)
                .help(
                    "let a key lead to a voicemail or to \"hang-up\", or let the closed message end the call",
                )
                .maybe_help(shown.command(&context.subject)),
        );
    }
}
