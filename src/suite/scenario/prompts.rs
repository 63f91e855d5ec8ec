//! What a call said, for expectations that ask about words.

use std::fmt::Write as _;

use super::folded_text::FoldedText;
use crate::call::{CallRecord, EventKind};
use crate::plan::Plan;

/// The prompts of a call in words. Those behind `spoken` are memory to be used again.
#[derive(Debug, Default)]
pub(super) struct Prompts {
    prompts: Vec<FoldedText>,
    spoken: usize,
}

impl Prompts {
    /// Those of one call.
    pub(super) fn of(plan: &Plan, record: &CallRecord) -> Self {
        let mut prompts = Self::default();
        prompts.listen(plan, record);
        prompts
    }

    pub(super) fn as_slice(&self) -> &[FoldedText] {
        &self.prompts[..self.spoken]
    }

    pub(super) fn clear(&mut self) {
        self.spoken = 0;
    }

    pub(super) fn listen(&mut self, plan: &Plan, record: &CallRecord) {
        for event in &record.events {
            let EventKind::Speaks(utterance) = event.what else { continue };
            if self.prompts.len() == self.spoken {
                self.prompts.push(FoldedText::default());
            }
            let prompt = &mut self.prompts[self.spoken];
            prompt.clear();
            // Writing to memory cannot fail.
            let _ = write!(prompt, "{}", record.told(plan, event).spoken(utterance));
            self.spoken += 1;
        }
    }
}
