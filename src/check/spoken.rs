//! What callers hear of a plan's own words: prompts, names, what is said at keys.

use super::context::CheckContext;
use crate::base::source::Span;
use crate::plan::{PromptPart, StepKind};

/// Words that callers hear, and where they are written.
pub(super) struct SpokenWords<'a> {
    pub(super) text: &'a str,
    /// The prompt, or the table that has the name.
    pub(super) span: Span,
    /// What says them: "menu `main`".
    pub(super) by: String,
}

/// All texts that callers hear, those of a prompt between its placeholders.
pub(super) fn spoken<'a>(context: &CheckContext<'a>) -> Vec<SpokenWords<'a>> {
    let plan = context.plan;
    let mut all = Vec::new();
    for (_, line) in plan.lines() {
        all.push(SpokenWords {
            text: &line.name,
            span: line.origin.span,
            by: format!("line `{}`", line.key),
        });
    }
    for (_, step) in plan.steps() {
        let mut say = |text, span| {
            all.push(SpokenWords { text, span, by: format!("{} `{}`", step.kind.word(), step.key) });
        };
        for prompt in step.prompts() {
            for piece in &prompt.pieces {
                if let PromptPart::Text(text) = piece {
                    say(text.as_str(), prompt.span);
                }
            }
        }
        if let Some(name) = &step.name {
            say(name, step.origin.span);
        }
        if let StepKind::Menu(menu) = &step.kind {
            for (_, choice) in menu.ways() {
                if let Some(words) = &choice.say {
                    say(words, choice.origin.span);
                }
            }
        }
    }
    all
}

impl SpokenWords<'_> {
    /// Where a part of the text is written; the whole where it is written in another way.
    pub(super) fn place(&self, context: &CheckContext<'_>, part: &str) -> Span {
        let place = context.written(self.span).find(part).map(|at| {
            let start = self.span.range().start + at;
            Span::new(self.span.file, start..start + part.len())
        });
        place.unwrap_or(self.span)
    }
}
