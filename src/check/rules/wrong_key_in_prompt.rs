use super::super::context::CheckContext;
use super::super::rule::{Rule, examples, finding};
use super::wiring::{PromptTopic, other_meant};
use crate::base::diagnostic::{Diagnostic, Level};

pub(in crate::check) const RULE: Rule = Rule {
    code: "wrong-key-in-prompt",
    level: Level::Error,
    summary: "A prompt names the wrong key for something",
    why: "The caller does what the prompt says and comes to the wrong people. Nobody in the company hears this \
          mistake, because people who know the menu do not listen to it.",
    mend: "Find out which of the two is right. A prompt that says `{options}` instead of a list always says what \
           the keys do.",
    examples: examples!("wrong-key-in-prompt"),
    changes_with_time: false,
    look,
};

fn look(context: &CheckContext<'_>, found: &mut Vec<Diagnostic>) {
    for (step, menu, offers) in context.spoken_prompts() {
        for offer in &offers.all {
            let Some(choice) = menu.choice(offer.key) else { continue };
            let Some(other) = other_meant(context, menu, choice, offer) else { continue };
            let to = context.plan.target_key(choice.link.target);
            let key = offer.key;
            let help = match other {
                PromptTopic::Key(other) => format!("that is what key {other} does"),
                PromptTopic::Step(named) => format!("that is the name of `{}`", context.plan.step(named).key),
            };
            let message = format!("the prompt of menu `{}` does not say what key {key} does", step.key);
            found.push(
                finding(offer.span, message)
                    .label("said here")
                    .related(choice.link.span, format!("key {key} leads to `{to}`"))
                    .help(help),
            );
        }
    }
}
