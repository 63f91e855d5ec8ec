use std::collections::HashSet;
use std::sync::Arc;

use super::super::context::CheckContext;
use super::super::rule::{Rule, examples, finding};
use crate::base::diagnostic::{Diagnostic, Level};
use crate::plan::{Plan, PromptPart, StepKind};

pub(in crate::check) const RULE: Rule = Rule {
    code: "unused-hours",
    level: Level::Warning,
    summary: "Hours or a calendar that nothing uses",
    why: "Somebody named them, so calls were meant to follow them, and none do.",
    mend: "Use them where they apply, `hours = \"...\"` at a step or `calendars = [\"...\"]` at hours, or remove \
           them.",
    examples: examples!("unused-hours"),
    changes_with_time: false,
    look,
};

fn look(context: &CheckContext<'_>, found: &mut Vec<Diagnostic>) {
    let plan = context.plan;
    let uses = uses(plan);
    for (_, hours) in plan.schedules().filter(|(id, _)| uses[id.index()] == 0) {
        found.push(
            finding(hours.origin.span, format!("no step uses hours `{}`", hours.key))
                .help(format!("write `hours = \"{}\"` where they apply, or remove them", hours.key)),
        );
    }
    let kept: HashSet<_> =
        plan.schedules().flat_map(|(_, hours)| hours.schedule.calendars()).map(Arc::as_ptr).collect();
    for calendar in plan.calendars().filter(|named| !kept.contains(&Arc::as_ptr(&named.calendar))) {
        found.push(finding(calendar.origin.span, format!("no hours use calendar `{}`", calendar.key)).help(
            format!(
                "write `calendars = [\"{}\"]` at the hours that should use it, or remove it",
                calendar.key
            ),
        ));
    }
}

/// How often steps ask about each schedule, or tell it.
pub(super) fn uses(plan: &Plan) -> Vec<usize> {
    let mut uses = vec![0; plan.schedules().len()];
    for (_, step) in plan.steps() {
        let asked = match &step.kind {
            StepKind::Switch(switch) => switch.schedules().collect(),
            _ => Vec::new(),
        };
        let told = step.prompts().flat_map(|prompt| &prompt.pieces);
        let told = told.filter_map(|piece| match piece {
            PromptPart::HoursOf(id) | PromptPart::NextOpenOf(id) | PromptPart::ReasonOf(id) => Some(*id),
            _ => None,
        });
        let all = step.gate.iter().map(|gate| gate.schedule).chain(asked).chain(told);
        // Windows of announcements are no hours of the plan.
        all.for_each(|id| uses.get_mut(id.index()).into_iter().for_each(|uses| *uses += 1));
    }
    uses
}
