//! Answers to questions, as a file: `local-time-sales = "the caller's"`, a line for each.

use std::collections::BTreeMap;
use std::fmt::Write as _;

use super::question::Question;
use crate::base::diagnostic::{Diagnostic, did_you_mean};
use crate::base::document::{Document, Vocabulary};
use crate::base::source::{FileId, Sources};
use crate::base::tidy;
use crate::number::Country;

/// Answers by the names of questions, with the place of each in its file.
#[derive(Clone, Debug, Default)]
pub struct AnswerList {
    /// What was answered.
    pub answers: BTreeMap<String, String>,
    spans: BTreeMap<String, crate::base::source::Span>,
}

/// What the shared reader says of such files.
static VOCABULARY: Vocabulary = Vocabulary { ..Vocabulary::PLAIN };

impl AnswerList {
    /// Reads a file of answers; else all that is wrong with it.
    pub fn read(sources: &Sources, file: FileId) -> Result<Self, Vec<Diagnostic>> {
        let mut mistakes = Vec::new();
        let document = Document::parse(file, sources.file(file).text(), &VOCABULARY, &mut mistakes);
        let mut list = Self::default();
        for (name, value) in document.top_level() {
            let span = document.span(value.span());
            // The number of a choice may stand without quotes.
            let text = match value.get_ref() {
                toml::de::DeValue::String(text) => text.to_string(),
                toml::de::DeValue::Integer(_) => document.text_at(value.span()).to_owned(),
                _ => {
                    let message = format!(
                        "the answer to `{}` must be a text or the number of a choice",
                        name.get_ref()
                    );
                    let help =
                        "write a question and its answer on each line: `local-time-sales = \"the caller's\"`";
                    mistakes.push(Diagnostic::error("wrong-type", span, message).help(help));
                    continue;
                }
            };
            list.spans.insert(name.get_ref().to_string(), span);
            list.answers.insert(name.get_ref().to_string(), text);
        }
        if mistakes.is_empty() { Ok(list) } else { Err(mistakes) }
    }

    /// What is wrong with answers, once the questions are known: those to no question, and those that are none.
    #[must_use]
    pub fn mistakes(&self, questions: &[Question], country: Country) -> Vec<Diagnostic> {
        let mut mistakes = Vec::new();
        for (name, text) in &self.answers {
            let Some(&span) = self.spans.get(name) else { continue };
            match questions.iter().find(|question| question.id == *name) {
                None => {
                    let near = did_you_mean(name, questions.iter().map(|question| question.id.as_str()));
                    let help = near.map_or_else(
                        || "`ivrsim draft --format json` lists the questions with their names".to_owned(),
                        |near| format!("did you mean `{near}`?"),
                    );
                    let message = format!("no question is called `{name}`");
                    mistakes.push(Diagnostic::error("unknown-key", span, message).help(help));
                }
                Some(question) => {
                    if let Err(why) = question.read(text, country) {
                        mistakes.push(
                            Diagnostic::error(
                                "unknown-value",
                                span,
                                format!("`{name}` is not answered by this: {why}"),
                            )
                            .help(question.text.clone()),
                        );
                    }
                }
            }
        }
        mistakes
    }
}

/// Answers as a file.
#[must_use]
pub fn answers_text(questions: &[Question]) -> String {
    let mut text = String::new();
    for question in questions {
        let Some(answer) = &question.answer else { continue };
        // Writing to memory cannot fail.
        let _ = writeln!(text, "# {}\n{} = {}", question.text, question.id, tidy::quoted(answer));
    }
    text
}
