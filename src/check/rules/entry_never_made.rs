use super::super::context::CheckContext;
use super::super::rule::{Rule, examples, finding};
use crate::base::diagnostic::{Diagnostic, Level};
use crate::base::source::Span;
use crate::plan::{Plan, Prompt, PromptPart, StepId, Target};

pub(in crate::check) const RULE: Rule = Rule {
    code: "entry-never-made",
    level: Level::Warning,
    summary: "A prompt says an entry that nobody who hears it can have made",
    why: "No way leads from the input to the prompt. A sentence with an entry that was not made is left out, so nobody ever \
          hears it.",
    mend: "Say the entry behind the input, or name the input that callers have come by.",
    examples: examples!("entry-never-made"),
    changes_with_time: false,
    look,
};

fn look(context: &CheckContext<'_>, found: &mut Vec<Diagnostic>) {
    let plan = context.plan;
    for kept in plan.kept_inputs() {
        let is_behind = behind(plan, kept.step);
        let key = &plan.step(kept.step).key;
        for (id, step) in plan.steps().filter(|(id, _)| !is_behind[id.index()]) {
            let says = |prompt: &&Prompt| {
                prompt.wordings().flatten().any(|piece| *piece == PromptPart::EntryOf(kept.step))
            };
            for prompt in step.prompts().filter(says) {
                let message =
                    format!("nobody who comes to `{}` has entered anything at `{key}`", plan.step(id).key);
                let place = placeholder(context, prompt, key).unwrap_or(prompt.span);
                found.push(finding(place, message).help("say it behind that input, or name another one"));
            }
        }
    }
}

/// The steps to which some way leads from an input.
fn behind(plan: &Plan, input: StepId) -> Vec<bool> {
    let mut is_behind = vec![false; plan.steps().len()];
    let mut ahead = vec![input];
    let mut goes_back = false;
    while let Some(step) = ahead.pop() {
        for link in plan.step(step).links() {
            let mut come = |step: StepId| {
                if !std::mem::replace(&mut is_behind[step.index()], true) {
                    ahead.push(step);
                }
            };
            match link.target {
                Target::Step(step) => come(step),
                // To any menu or input that the call has come through.
                Target::Back | Target::Repeat if !std::mem::replace(&mut goes_back, true) => {
                    plan.steps().filter(|(_, step)| step.kind.waits()).for_each(|(id, _)| come(id));
                }
                Target::Back | Target::Repeat | Target::HangUp | Target::Dropped => {}
            }
        }
    }
    is_behind
}

/// Where a prompt says the entry.
fn placeholder(context: &CheckContext<'_>, prompt: &Prompt, key: &str) -> Option<Span> {
    let said = format!("{{entry.{key}}}");
    let start = prompt.span.range().start + context.prompt_text(prompt)?.find(&said)?;
    Some(Span::new(prompt.span.file, start..start + said.len()))
}
