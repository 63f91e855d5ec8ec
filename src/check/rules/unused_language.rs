use std::collections::HashSet;

use super::super::context::CheckContext;
use super::super::rule::{Rule, examples, finding};
use crate::base::Language;
use crate::base::diagnostic::{Diagnostic, Level};
use crate::plan::StepKind;

pub(in crate::check) const RULE: Rule = Rule {
    code: "unused-language",
    level: Level::Warning,
    summary: "Words in a language that no caller can choose",
    why: "Nobody ever hears them. Perhaps a key was to set the language, and does not say so.",
    mend: "Let a key set it, `2 = { to = \"main\", language = \"es\" }`, or a line: `language = \"es\"`.",
    examples: examples!("unused-language"),
    changes_with_time: false,
    look,
};

fn look(context: &CheckContext<'_>, found: &mut Vec<Diagnostic>) {
    let plan = context.plan;
    let mut known: HashSet<Language> = plan.languages().into_iter().collect();
    for (_, step) in plan.steps() {
        let said = step.prompts().flat_map(|prompt| prompt.translations.iter());
        // Stock sentences are there in every language, and nobody has written them.
        let written = said
            .filter(|(_, words)| context.written(words.span).starts_with(['"', '\'']))
            .map(|(language, words)| (language, words.span));
        let named = step.translated_names.iter().map(|(language, _)| (language, step.origin.span));
        let offered = match &step.kind {
            StepKind::Menu(menu) => menu.ways().map(|(_, choice)| choice).collect(),
            _ => Vec::new(),
        };
        let offered = offered.into_iter().flat_map(|choice| {
            choice.translated_say.iter().map(|(language, _)| (language, choice.origin.span))
        });
        for (language, span) in written.chain(named).chain(offered) {
            if known.insert(language) {
                let message = format!("no caller can choose {}", language.name());
                let help =
                    format!("let a key set it: `2 = {{ to = \"...\", language = \"{}\" }}`", language.code());
                found.push(finding(span, message).help(help));
            }
        }
    }
}
