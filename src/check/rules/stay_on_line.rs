use super::super::context::CheckContext;
use super::super::prompt_words::words;
use super::super::rule::{Rule, examples, finding};
use crate::base::diagnostic::{Diagnostic, Level};
use crate::plan::{Prompt, StepKind};

pub(in crate::check) const RULE: Rule = Rule {
    code: "stay-on-line",
    level: Level::Warning,
    summary: "A prompt asks callers to stay on the line, and nobody answers",
    why: "\"Or stay on the line, and somebody will be with you\": the caller does as told and presses nothing, \
          is asked again as if that were a mistake, and is then turned away.",
    mend: "Let those who press nothing reach people, `silence = \"...\"` among the keys, or take the words out of \
          the prompt.",
    examples: examples!("stay-on-line"),
    changes_with_time: false,
    look,
};

fn look(context: &CheckContext<'_>, found: &mut Vec<Diagnostic>) {
    for (id, step) in context.plan.steps().filter(|(_, step)| step.kind.waits()) {
        let again = step.waiting().and_then(|waiting| waiting.no_input.say());
        let mut prompts = step.prompt().into_iter().chain(again);
        let asks = |prompt: &&Prompt| context.prompt_text(prompt).is_some_and(asks_to_stay);
        let Some(prompt) = prompts.find(asks) else { continue };
        let behavior = context.behavior();
        if !behavior.is_complete || !behavior.reached[id.index()] || behavior.silence_serves[id.index()] {
            continue;
        }
        let message = format!(
            "{} `{}` asks callers to stay on the line, but those who press nothing reach nobody",
            step.kind.word(),
            step.key
        );
        let then = step.waiting().map(|waiting| waiting.no_input.link());
        let help = match &step.kind {
            StepKind::Menu(_) => {
                "write `silence = \"...\"` with the name of people among its keys, or take the words out"
            }
            _ => "let `no_input` lead to people, or take the words out",
        };
        let told = finding(prompt.span, message).help(help);
        found.push(match then {
            Some(link) => {
                told.related(link.span, format!("they come to `{}`", context.plan.target_key(link.target)))
            }
            None => told,
        });
    }
}

/// "stay on the line", "please remain on the line", "hold for an operator"
fn asks_to_stay(text: &str) -> bool {
    let words = words(text);
    (0..words.len()).any(|at| {
        let behind = |list: &[&str]| words[at + 1..].iter().take(4).any(|word| word.is_any(list));
        let next = |list: &[&str]| {
            let next = at + 1 + usize::from(words.get(at + 1).is_some_and(|word| word.is(",")));
            words.get(next).is_some_and(|word| word.is_any(list))
        };
        let is_asked = at == 0 || !words[at - 1].is_any(&["not", "to", "don't", "don’t"]);
        is_asked
            && (words[at].is_any(&["stay", "remain", "hold"]) && behind(&["line"])
                || words[at].is_any(&["hold", "wait"]) && next(&["for"])
                || words[at].is_any(&["please", "otherwise", "or"]) && next(&["hold"])
                || words[at].is_any(&["just", "simply", "otherwise"]) && next(&["wait"]))
    })
}
