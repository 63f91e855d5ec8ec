use super::super::context::CheckContext;
use super::super::rule::{Rule, examples, finding};
use crate::base::diagnostic::{Diagnostic, Level};

pub(in crate::check) const RULE: Rule = Rule {
    code: "silent-loop",
    level: Level::Warning,
    summary: "A silent caller goes around in circles",
    why: "A call made by accident from a pocket, or by a machine, keeps the line for half an hour, until the \
          plan's limit ends the call. Giving up must lead away from the step that gave up.",
    mend: "Let silence, or `no_input`, lead in the end to people, to a mailbox or to \"hang-up\".",
    examples: examples!("silent-loop"),
    changes_with_time: false,
    look,
};

fn look(context: &CheckContext<'_>, found: &mut Vec<Diagnostic>) {
    let plan = context.plan;
    for (id, shown) in &context.behavior().endless {
        let step = plan.step(*id);
        let place = step.waiting().map_or(step.origin.span, |waiting| waiting.no_input.link().span);
        let is_way = step.waiting().is_some_and(|waiting| waiting.no_input.way().is_some());
        let is_unlimited = step
            .waiting()
            .and_then(|waiting| waiting.no_input.misstep())
            .is_some_and(|misstep| misstep.tries.is_none());
        let help = if is_way {
            "let silence lead"
        } else if is_unlimited {
            "give it `tries` instead of `unlimited`, and lead"
        } else {
            "after the last try, lead"
        };
        let message = format!(
            "a caller who does nothing at {} `{}` keeps coming back to it",
            step.kind.word(),
            step.key
        );
        found.push(
            finding(place, message)
                .help(format!("{help} to people, to a mailbox or to \"hang-up\""))
                .maybe_help(shown.command(&context.subject)),
        );
    }
}
