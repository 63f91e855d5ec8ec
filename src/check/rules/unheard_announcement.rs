use std::collections::HashSet;

use super::super::context::CheckContext;
use super::super::rule::{Rule, examples, finding};
use crate::base::diagnostic::{Diagnostic, Level};
use crate::plan::Occasion;

pub(in crate::check) const RULE: Rule = Rule {
    code: "unheard-announcement",
    level: Level::Warning,
    summary: "An announcement, or what an override says, that no caller ever hears",
    why: "Somebody relies on it: callers are to be told of the snow, and hear what they always hear. What an override says \
          is heard at steps that have its hours and send callers elsewhere when these are closed; a switch that asks about \
          hours says nothing of why they are closed. An announcement is not heard before its plan is in force.",
    mend: "Write an announcement if a switch decides, or give the step `hours` and `closed`; correct the times.",
    examples: examples!("unheard-announcement"),
    changes_with_time: false,
    look,
};

fn look(context: &CheckContext<'_>, found: &mut Vec<Diagnostic>) {
    let plan = context.plan;
    let begins = plan.zone.start_of(plan.effective);
    for announcement in plan.announcements() {
        if announcement.to.is_some_and(|to| to <= begins) {
            let message = format!(
                "nobody hears announcement `{}`: the plan is in force from {} on",
                announcement.key, plan.effective
            );
            found.push(finding(announcement.origin.span, message).help("correct its times, or remove it"));
        }
    }
    let met: HashSet<Occasion> = plan.steps().filter_map(|(_, step)| step.occasion()).collect();
    for (index, named) in (0..).zip(plan.overrides()) {
        if named.words.is_none() || met.contains(&Occasion::Override(index)) {
            continue;
        }
        let message = format!(
            "no call comes to what override `{}` brings: no step sends callers elsewhere when its hours are closed",
            named.key
        );
        found.push(finding(named.origin.span, message).help(
            "where a switch decides, write an announcement; else give the step `hours` and a `closed` that is not `back` or `repeat`",
        ));
    }
}
