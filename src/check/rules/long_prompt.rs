use std::collections::HashSet;

use super::super::context::CheckContext;
use super::super::rule::{Rule, examples, finding};
use crate::base::diagnostic::{Diagnostic, Level};
use crate::call::{KnownAnswers, PromptKind, SpokenText, Utterance};
use crate::plan::{Digits, KeptEntries};

pub(in crate::check) const RULE: Rule = Rule {
    code: "long-prompt",
    level: Level::Warning,
    summary: "A prompt is longer than callers will listen",
    why: "Callers stop listening, and those who wait through it cannot remember what it said. If keys do not \
          interrupt it, every caller hears all of it on every call.",
    mend: "Say less, or say it behind a key, to those who want to hear it. The limit is set in the plan: \
          `[check]`, `longest_prompt = \"40s\"`.",
    examples: examples!("long-prompt"),
    changes_with_time: false,
    look,
};

fn look(context: &CheckContext<'_>, found: &mut Vec<Diagnostic>) {
    let plan = context.plan;
    let Some((line, answers)) = plan.lines().next() else { return };
    let mut told = HashSet::new();
    for (id, step) in plan.steps() {
        for part in PromptKind::ALL {
            let hours = step.gate.map(|gate| gate.schedule);
            let utterance = Utterance {
                step: id,
                part,
                subject: id,
                hours,
                entered: Digits::NONE,
                kept: KeptEntries::NONE,
                answers: KnownAnswers::NONE,
                language: plan.language,
            };
            let Some(prompt) = utterance.prompt(plan) else { continue };
            let spoken = SpokenText {
                plan,
                line: Some(line),
                dialled: answers.number.value,
                caller_zone: plan.zone,
                utterance,
                at: context.subject.now,
            };
            let takes = spoken.duration();
            let most = plan.checking.longest_prompt;
            if takes > most && told.insert(prompt.span) {
                let seconds = takes.as_secs();
                found.push(
                    finding(
                        prompt.span,
                        format!("{} `{}` speaks for {seconds} seconds", step.kind.word(), step.key),
                    )
                    .help(format!(
                        "callers listen for {} seconds at most: say less, or move some of it behind a key",
                        most.as_secs()
                    )),
                );
            }
        }
    }
}
