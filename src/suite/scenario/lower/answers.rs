//! What the outside answers in the calls of a scenario.

use std::sync::Arc;

use super::lowering::ScenarioLowering;
use crate::base::diagnostic::{Diagnostic, list};
use crate::base::document::{OneOrMany, Placed, TableEntries};
use crate::base::source::Span;
use crate::call::OutsideAnswers;
use crate::plan::{AnswerId, AnswerValue};
use crate::suite::scenario::raw::{PlacedText, RawAnswers};
use crate::suite::scenario::script::{Action, ScriptStep};

impl ScenarioLowering<'_> {
    /// Answers of the plan with values that they can have.
    pub(super) fn answers(&mut self, raw: &Placed<RawAnswers>) -> Option<Arc<OutsideAnswers>> {
        let entries = raw.given()?;
        let mut answers = OutsideAnswers::default();
        let mut is_good = true;
        for (name, values) in &entries.0 {
            let id = self.answer_named(name);
            let values = self.some(values, "answers").unwrap_or_default();
            is_good &= !values.is_empty();
            for text in values {
                let value = id.and_then(|id| self.answer_value(id, text));
                is_good &= value.is_some();
                if let (Some(id), Some(value)) = (id, value) {
                    let answer = self.plan.answer(id);
                    answers.give(&answer.key, answer.word(value));
                }
            }
        }
        is_good.then(|| Arc::new(answers))
    }

    /// As a cell of a table has them: `staffed=no; support=busy`.
    pub(super) fn answers_in_cell(&mut self, cell: &str, span: Span) -> Option<Placed<RawAnswers>> {
        match cell.parse::<OutsideAnswers>() {
            Ok(answers) => {
                let text = |text: &str| PlacedText::found(text.to_owned(), span);
                let entry = |(answer, values): (&str, &[String])| {
                    let values = values.iter().map(|value| text(value)).collect();
                    (text(answer), OneOrMany { span, is_given: true, values })
                };
                Some(Placed::found(TableEntries(answers.iter().map(entry).collect()), span))
            }
            Err(error) => {
                self.report(
                    Diagnostic::error("bad-answers", span, error.to_string())
                        .help("write several behind semicolons: `staffed=no; support=busy`"),
                );
                None
            }
        }
    }

    /// The steps of a call from which on the outside answers otherwise.
    pub(super) fn answer_steps(&mut self, raw: &Placed<RawAnswers>, steps: &mut Vec<ScriptStep>) {
        let Some(entries) = raw.given() else { return };
        for (name, values) in &entries.0 {
            let id = self.answer_named(name);
            if let [_, again, ..] = values.values.as_slice() {
                let help = "write a step for each, in the order in which they happen";
                self.report(
                    Diagnostic::error("bad-step", again.span, "from a step on, an answer is one value")
                        .help(help),
                );
                continue;
            }
            let value = id.zip(values.values.first()).and_then(|(id, text)| self.answer_value(id, text));
            let action = id.zip(value).map(|(id, value)| Action::Answer(id, value));
            steps.extend(action.map(|action| ScriptStep { span: name.span, action }));
        }
    }

    fn answer_named(&mut self, name: &PlacedText) -> Option<AnswerId> {
        let plan = self.plan;
        let words = || plan.answers().map(|(_, answer)| answer.key.as_str());
        self.known(name, "outside answer", words, |key| plan.answer_named(key))
    }

    fn answer_value(&mut self, id: AnswerId, text: &PlacedText) -> Option<AnswerValue> {
        let word = text.given()?;
        let plan = self.plan;
        let found = plan.possible_values(id).find(|(_, known)| known == word).map(|(value, _)| value);
        if found.is_none() {
            let answer = plan.answer(id);
            let values = || plan.possible_values(id).map(|(_, known)| known);
            let help = self.near(word, values()).map_or_else(
                || format!("it is {}", list(values())),
                |near| format!("did you mean `{near}`?"),
            );
            let message = format!("`{}` is no value of `{}`", word.escape_debug(), answer.key);
            self.report(Diagnostic::error("unknown-value", text.span, message).help(help));
        }
        found
    }
}
