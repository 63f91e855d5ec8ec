use super::super::context::CheckContext;
use super::super::rule::{Rule, examples, finding};
use crate::base::diagnostic::{Diagnostic, Level};
use crate::plan::{PromptPart, Target};

pub(in crate::check) const RULE: Rule = Rule {
    code: "spoken-id",
    level: Level::Warning,
    summary: "Callers hear the name that a step has in the file",
    why: "A step without a name of its own is offered by the name of its table: \"For acct_input-v3, press \
          1\". That is for the people who keep the file, and says nothing to callers.",
    mend: "Give the step a `name`, or say at the key how it is offered: `{ to = \"...\", say = \"...\" }`.",
    examples: examples!("spoken-id"),
    changes_with_time: false,
    look,
};

fn look(context: &CheckContext<'_>, found: &mut Vec<Diagnostic>) {
    for (_, step, menu) in
        context.menus().filter(|(_, _, menu)| menu.say.pieces.contains(&PromptPart::Options))
    {
        for (key, choice) in menu.choices().filter(|(_, choice)| choice.say.is_none()) {
            let Target::Step(id) = choice.link.target else { continue };
            let to = context.plan.step(id);
            if to.name.is_none() && !is_word(&to.key) {
                let message = format!(
                    "menu `{}` offers key {key} with the words \u{201c}For {}\u{201d}",
                    step.key, to.key
                );
                found.push(
                    finding(choice.link.span, message)
                        .related(to.origin.span, format!("this {} has no name", to.kind.word()))
                        .help("give it a `name`, as callers are to hear it"),
                );
            }
        }
    }
}

/// Whether a name in a file is a word as it stands, such as `billing`.
fn is_word(key: &str) -> bool {
    let is_vowel = |c: char| matches!(c, 'a' | 'e' | 'i' | 'o' | 'u' | 'y') || !c.is_ascii();
    key.chars().all(|c| c.is_alphabetic() && c.is_lowercase()) && key.chars().any(is_vowel)
}
