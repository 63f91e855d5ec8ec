use super::super::context::CheckContext;
use super::super::rule::{Rule, examples, finding};
use crate::base::diagnostic::{Diagnostic, Level};
use crate::plan::{Destination, Plan, StepId, StepKind, Target, TransferResult};

pub(in crate::check) const RULE: Rule = Rule {
    code: "lost-transfer",
    level: Level::Warning,
    summary: "Callers whom nobody answers are cut off, or ring in circles",
    why: "Whoever has chosen somebody and waited is the caller who matters most. A call that then ends without a word seems \
          to have failed, and one that is handed on in circles rings until the caller gives up.",
    mend: "Let `unanswered`, `busy` and `full` lead to other people, to a voicemail, or to a message that says when to call \
           again.",
    examples: examples!("lost-transfer"),
    changes_with_time: false,
    look,
};

fn look(context: &CheckContext<'_>, found: &mut Vec<Diagnostic>) {
    let plan = context.plan;
    let mut told = vec![false; plan.steps().len()];
    for (id, step) in plan.steps() {
        let StepKind::Destination(destination) = &step.kind else { continue };
        for &(result, link) in destination.follow_up.iter().flat_map(|follow_up| &follow_up.ways) {
            if link.target != Target::HangUp || result == TransferResult::Ended {
                continue;
            }
            let whom = match result {
                TransferResult::Busy => "who finds it busy",
                TransferResult::Full => "who finds the queue full",
                _ => "whom nobody answers",
            };
            let message = format!("a caller of `{}` {whom} is cut off", step.key);
            found.push(
                finding(link.span, message).help("lead to other people, a voicemail or a message instead"),
            );
        }
        if let Some(circle) = circle_from(plan, id, destination)
            && circle.iter().all(|step| !std::mem::replace(&mut told[step.index()], true))
        {
            let keys: Vec<String> = circle.iter().map(|step| format!("`{}`", plan.step(*step).key)).collect();
            let first = keys.first().cloned().unwrap_or_default();
            let message =
                format!("a call that nobody answers rings in circles: {} and {first} again", keys.join(", "));
            let help = "let the last one lead to a voicemail, or to a message that says when to call again";
            let span = destination.way(TransferResult::Unanswered).map_or(step.origin.span, |link| link.span);
            found.push(finding(span, message).help(help));
        }
    }
}

/// The destinations through which an unanswered call comes back to this one.
fn circle_from(plan: &Plan, id: StepId, destination: &Destination) -> Option<Vec<StepId>> {
    let mut circle = vec![id];
    let mut next = destination.way(TransferResult::Unanswered)?.target;
    loop {
        let Target::Step(step) = next else { return None };
        if step == id {
            return Some(circle);
        }
        let StepKind::Destination(destination) = &plan.step(step).kind else { return None };
        // A circle that does not come back to this one is found from its own.
        if circle.contains(&step) {
            return None;
        }
        circle.push(step);
        next = destination.way(TransferResult::Unanswered)?.target;
    }
}
