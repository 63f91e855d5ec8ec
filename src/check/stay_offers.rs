//! Where a prompt asks callers to stay on the line, and for what: "For all other questions, stay on the line", "or stay on the
//! line to speak with an agent".

use std::ops::Range;

use super::offer_reader::OfferReader;

/// An offer to those who press nothing, by its places among the words.
pub(super) struct StayGroup {
    /// What staying is for.
    pub(super) label: Range<usize>,
    /// All that belongs to the offer; the last word is within.
    pub(super) first: usize,
    pub(super) last: usize,
}

/// How many words there are from "stay" to "line".
const WITHIN: usize = 3;

impl OfferReader<'_> {
    /// What callers are asked to stay on the line for, if they are asked at this word and it is said.
    pub(super) fn stay_at(&mut self, at: usize) -> Option<StayGroup> {
        let is_asked = self.is_word(at, &["stay", "remain", "hold"]) && !self.is_denied(at);
        let line =
            (at + 1..=at + WITHIN).find(|&index| self.is_word(index, &["line"])).filter(|_| is_asked)?;
        let before = self.before(at).filter(|before| before.has_lead);
        let group = if let Some(before) = before {
            StayGroup { label: before.first..before.end, first: before.first, last: line }
        } else {
            let label = Some(line + 1).filter(|&start| self.is_lead(start))?;
            let label = label..self.end_of_label(label);
            StayGroup { last: label.end - 1, label, first: at }
        };
        self.used = group.last + 1;
        Some(group)
    }
}
