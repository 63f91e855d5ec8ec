use super::super::context::CheckContext;
use super::super::rule::{Rule, examples, finding};
use crate::base::diagnostic::{Diagnostic, Level};
use crate::directory::{IdleSynonym, idle_synonyms};

pub(in crate::check) const RULE: Rule = Rule {
    code: "synonym-without-effect",
    level: Level::Warning,
    summary: "A synonym that helps nobody find anything",
    why: "It was written so that people who say something else find it, and they find nothing: no name and no topic has \
          the word, or it is the same word again.",
    mend: "Name the word as it stands in a name or a topic, or remove the synonym.",
    examples: examples!("synonym-without-effect"),
    changes_with_time: false,
    look,
};

fn look(context: &CheckContext<'_>, found: &mut Vec<Diagnostic>) {
    for idle in idle_synonyms(context.plan) {
        found.push(match idle {
            IdleSynonym::OfNothing(synonym) => {
                let word = synonym.word.value.escape_debug();
                finding(synonym.word.span, format!("no name and no topic has `{word}`"))
                    .help("name words that stand there; what people say instead is on the right")
            }
            IdleSynonym::OfItself(synonym, asked) => {
                let (word, asked_word) = (synonym.word.value.escape_debug(), asked.value.escape_debug());
                finding(asked.span, format!("`{asked_word}` finds `{word}` already"))
                    .help("remove it: other forms of a word need no synonym")
            }
        });
    }
}
