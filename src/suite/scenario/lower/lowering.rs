use std::ops::Range;
use std::sync::Arc;

use super::layer::Layer;
use super::readings::Readings;
use crate::base::diagnostic::{Diagnostic, did_you_mean, list, nearest_names};
use crate::base::source::{FileId, Sources, Span};
use crate::plan::{LineId, Plan};
use crate::suite::scenario::changed::OverriddenPlan;
use crate::suite::scenario::model::{CallerSpec, InstantSpec};
use crate::suite::scenario::raw::PlacedText;

pub(super) struct ScenarioLowering<'a> {
    pub(super) plan: &'a Plan,
    pub(super) sources: &'a Sources,
    pub(super) diagnostics: Vec<Diagnostic>,
    /// Whether what is not in the file is really missing.
    pub(super) is_whole: bool,
    /// Where the reader has found mistakes.
    pub(super) mistaken: Vec<Span>,
    /// The CSV files that have been read, by the names that the file gives them; none for one that could not be.
    pub(super) tables: &'a [(String, Option<FileId>)],
    /// The suite's names for callers; none for one with a mistake.
    pub(super) callers: Vec<(String, Option<CallerSpec>)>,
    /// The suite's names for times; none for one with a mistake.
    pub(super) instants: Vec<(String, Option<InstantSpec>)>,
    pub(super) only_lines: Option<Vec<LineId>>,
    /// The suite's tags.
    pub(super) tags: Vec<String>,
    pub(super) defaults: Layer,
    /// The plans that overrides have made so far.
    pub(super) changed: Vec<Arc<OverriddenPlan>>,
    /// How many names may still be compared to find the one that was meant.
    pub(super) comparisons_left: usize,
    /// What has been read before.
    pub(super) readings: Readings,
}

/// The keys of scenarios and their rows that may be missing, and those that look like them.
const KEYS: [&str; 9] = ["name", "call", "at", "from", "press", "steps", "expect", "skip", "tags"];

/// So many bytes behind the header of a table its keys are looked for.
const FARTHEST: u32 = 4_096;

impl ScenarioLowering<'_> {
    pub(super) fn report(&mut self, diagnostic: Diagnostic) {
        self.diagnostics.push(diagnostic);
    }

    /// The word that was probably meant, while there is time to look for it.
    pub(super) fn near<'w>(&mut self, word: &str, words: impl Iterator<Item = &'w str>) -> Option<&'w str> {
        let words: Vec<&str> = words.take(self.comparisons_left + 1).collect();
        if self.may_compare(words.len()) { did_you_mean(word, words) } else { None }
    }

    /// What to ask about a name that the plan does not have: the names that may have replaced it, while there is time to
    /// look for them.
    pub(super) fn suggestion<'w>(
        &mut self,
        word: &str,
        words: impl Iterator<Item = &'w str>,
    ) -> Option<String> {
        let words: Vec<&str> = words.take(self.comparisons_left + 1).collect();
        if !self.may_compare(words.len()) {
            return None;
        }
        let near = nearest_names(word, words);
        (!near.is_empty()).then(|| format!("did you mean {}?", list(near)))
    }

    /// Whether there is time to compare with so many names.
    pub(super) fn may_compare(&mut self, names: usize) -> bool {
        let left = self.comparisons_left.checked_sub(names);
        self.comparisons_left = left.unwrap_or(0);
        left.is_some()
    }

    /// Whether something is missing from what stands here only because of a mistake that has been reported.
    pub(super) fn is_mistaken(&self, span: Span) -> bool {
        let is_inside =
            |place: &Span| place.file == span.file && span.start <= place.start && place.end <= span.end;
        !self.is_whole || self.mistaken.iter().any(is_inside)
    }

    /// Whether a key is not in a table because it is misspelled there, which has been reported. The table begins here.
    pub(super) fn is_misspelled(&self, table: Span, key: &str) -> bool {
        let text = self.sources.file(table.file).text();
        let is_slip = |place: &&Span| {
            let (between, written) =
                (text.get(table.range().start..place.range().start), text.get(place.range()));
            let is_here =
                between.is_some_and(|between| !between.get(1..).unwrap_or_default().contains("\n[["));
            is_here && did_you_mean(written.unwrap_or_default(), KEYS).is_some_and(|near| near == key)
        };
        let near = |place: &&Span| {
            place.file == table.file && place.start > table.start && place.start - table.start < FARTHEST
        };
        self.mistaken.iter().filter(near).any(|place| is_slip(&place))
    }

    /// The place of a part of a text.
    pub(super) fn inside(&self, text: &PlacedText, value: &str, part: Range<usize>) -> Span {
        text.span.inside_string(self.sources, value, part)
    }
}
