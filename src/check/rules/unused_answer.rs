use super::super::context::CheckContext;
use super::super::rule::{Rule, examples, finding};
use crate::base::diagnostic::{Diagnostic, Level};
use crate::plan::{Condition, StepKind};

pub(in crate::check) const RULE: Rule = Rule {
    code: "unused-answer",
    level: Level::Warning,
    summary: "An outside answer that nothing asks for",
    why: "Whatever it is, calls go the same way, and callers hear the same. Perhaps a switch was to ask for it, or asks for \
          another one.",
    mend: "Ask for it in a case of a switch, say it with `{answer.NAME}`, or remove it.",
    examples: examples!("unused-answer"),
    changes_with_time: false,
    look,
};

fn look(context: &CheckContext<'_>, found: &mut Vec<Diagnostic>) {
    let plan = context.plan;
    let mut is_asked = vec![false; plan.answers().len()];
    for (id, step) in plan.steps() {
        plan.said_answers(id).iter().for_each(|answer| is_asked[answer.index()] = true);
        let StepKind::Switch(switch) = &step.kind else { continue };
        for condition in switch.cases.iter().flat_map(|case| &case.conditions) {
            if let Condition::Answer(answer, _) = condition {
                is_asked[answer.index()] = true;
            }
        }
    }
    for (id, answer) in plan.answers().filter(|(_, answer)| answer.transfer.is_none()) {
        if !is_asked[id.index()] {
            let message = format!("nothing asks for `{}`", answer.key);
            let help = format!(
                "write a case such as `{{ answer.{} = \"{}\", then = \"...\" }}`",
                answer.key,
                answer.word(answer.usual)
            );
            found.push(finding(answer.origin.span, message).help(help));
        }
    }
}
