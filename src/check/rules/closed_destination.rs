use super::super::context::CheckContext;
use super::super::rule::{Rule, examples, finding};
use crate::base::diagnostic::{Diagnostic, Level};
use crate::plan::StepKind;

pub(in crate::check) const RULE: Rule = Rule {
    code: "closed-destination",
    level: Level::Warning,
    summary: "A destination that is closed whenever calls can reach it",
    why: "The people are there, but no call reaches them: the menu before them is closed at their hours, \
          or a switch sends calls there only after hours.",
    mend: "Compare the hours of the destination with the hours of the steps that lead to it.",
    examples: examples!("closed-destination"),
    changes_with_time: false,
    look,
};

fn look(context: &CheckContext<'_>, found: &mut Vec<Diagnostic>) {
    let behavior = context.behavior();
    if !behavior.is_complete {
        return;
    }
    for (id, step) in context.plan.steps() {
        let is_end = matches!(step.kind, StepKind::Destination(_) | StepKind::Voicemail(_));
        if let Some(gate) = step.gate
            && is_end
            && behavior.found_closed[id.index()]
            && !behavior.found_open[id.index()]
        {
            let hours = context.plan.schedule(gate.schedule);
            // Hours that are never open are a finding of their own.
            if context.stretches(hours).all(|stretch| !stretch.open) {
                continue;
            }
            found.push(
                finding(gate.span, format!("`{}` is closed whenever a call comes to it", step.key))
                    .related(hours.written.span, "its hours")
                    .help("compare its hours with those of the steps that lead to it"),
            );
        }
    }
}
