use super::super::context::CheckContext;
use super::super::rule::{Rule, examples, finding};
use crate::base::diagnostic::{Diagnostic, Level};
use crate::plan::{PromptPart, ScheduleId};

pub(in crate::check) const RULE: Rule = Rule {
    code: "empty-placeholder",
    level: Level::Warning,
    summary: "A placeholder that has nothing to say",
    why: "The caller hears a sentence with a hole, as in \"You entered. One moment, please\", and wonders \
          what went wrong.",
    mend: "Take it out, or ask for an entry first. `{next_open}` needs hours that open at some time.",
    examples: examples!("empty-placeholder"),
    changes_with_time: false,
    look,
};

fn look(context: &CheckContext<'_>, found: &mut Vec<Diagnostic>) {
    let plan = context.plan;
    for (span, (id, placeholder, shown)) in &context.behavior().holes {
        let step = plan.step(*id);
        let (word, key) = (step.kind.word(), &step.key);
        let why = match *placeholder {
            "{entered}" => "nothing was entered before",
            _ => "no hours were closed before",
        };
        let message = format!("`{placeholder}` has nothing to say in some calls at {word} `{key}`: {why}");
        found.push(finding(*span, message).maybe_help(shown.command(&context.subject)));
    }
    let never = |id: &ScheduleId| context.stretches(plan.schedule(*id)).all(|stretch| !stretch.open);
    for (_, step) in plan.steps() {
        if let Some(prompt) = step.prompt() {
            let told = prompt.pieces.iter().find_map(|piece| match piece {
                PromptPart::NextOpenOf(id) if never(id) => Some(&plan.schedule(*id).key),
                _ => None,
            });
            if let Some(key) = told {
                let message = format!("`{{next_open}}` has nothing to say: hours `{key}` never open");
                found.push(finding(prompt.span, message).help("take it out"));
            }
        }
    }
}
