//! From the shapes of [`raw`](super::raw) to a [`Suite`], with everything that is wrong said on the way.

mod expect;
mod overrides;
mod rows;
mod scenario;
mod steps;
mod suite;
mod table;
mod values;

use std::collections::HashMap;
use std::ops::Range;
use std::sync::Arc;

use rows::{Layer, Readings};

use super::changed::Changed;
use super::raw::Text;
use super::{Draft, Moment, Peer, Suite};
use crate::diagnostic::{Diagnostic, did_you_mean, has_errors, tell_unseen};
use crate::plan::{LineId, Plan};
use crate::source::{FileId, Sources, Span};

impl Draft {
    /// Holds the scenarios against the plan. None: there are errors among the diagnostics. What [`Draft::read`] has said
    /// of the file should be among them already: where it has said something, nothing is said to be missing.
    pub fn lower(&self, plan: &Plan, sources: &Sources, diagnostics: &mut Vec<Diagnostic>) -> Option<Suite> {
        let mut lower = Lower {
            plan,
            sources,
            diagnostics: Vec::new(),
            is_whole: self.is_whole,
            mistaken: diagnostics.iter().filter_map(|mistake| Some(mistake.primary.as_ref()?.span)).collect(),
            tables: &self.tables,
            callers: Vec::new(),
            instants: Vec::new(),
            only_lines: None,
            tags: Vec::new(),
            defaults: Layer::SILENT,
            changed: Vec::new(),
            comparisons_left: MOST_COMPARISONS,
            readings: Readings::default(),
        };
        if let Some(suite) = &self.suite {
            lower.suite(suite);
        }
        let mut names = HashMap::new();
        let scenarios: Vec<_> = self
            .scenarios
            .iter()
            .filter_map(|(header, raw)| {
                let name = lower.name(&raw.name);
                if let Some(name) = &name {
                    lower.check_unique(&mut names, name, "scenarios");
                }
                lower.scenario(name, raw, *header)
            })
            .collect();
        let failed =
            has_errors(&lower.diagnostics) || !self.is_whole || scenarios.len() != self.scenarios.len();
        tell_unseen(&mut lower.diagnostics, sources);
        diagnostics.append(&mut lower.diagnostics);
        (!failed).then_some(Suite { file: self.file, scenarios })
    }
}

/// So many names are compared with others in one file. Holding all against all would take longer than anyone waits.
const MOST_COMPARISONS: usize = 300_000;

struct Lower<'a> {
    plan: &'a Plan,
    sources: &'a Sources,
    diagnostics: Vec<Diagnostic>,
    /// Whether what is not in the file is really missing.
    is_whole: bool,
    /// Where the reader has found mistakes.
    mistaken: Vec<Span>,
    /// The CSV files that have been read, by the names that the file gives them; none for one that could not be.
    tables: &'a [(String, Option<FileId>)],
    /// The suite's names for callers; none for one with a mistake.
    callers: Vec<(String, Option<Peer>)>,
    /// The suite's names for times; none for one with a mistake.
    instants: Vec<(String, Option<Moment>)>,
    only_lines: Option<Vec<LineId>>,
    /// The suite's tags.
    tags: Vec<String>,
    defaults: Layer,
    /// The plans that overrides have made so far.
    changed: Vec<Arc<Changed>>,
    /// How many names may still be compared to find the one that was meant.
    comparisons_left: usize,
    /// What has been read before.
    readings: Readings,
}

impl Lower<'_> {
    fn report(&mut self, diagnostic: Diagnostic) {
        self.diagnostics.push(diagnostic);
    }

    /// The word that was probably meant, while there is time to look for it.
    fn near<'w>(&mut self, word: &str, words: impl Iterator<Item = &'w str>) -> Option<&'w str> {
        let words: Vec<&str> = words.take(self.comparisons_left + 1).collect();
        if self.may_compare(words.len()) { did_you_mean(word, words) } else { None }
    }

    /// Whether there is time to compare with so many names.
    fn may_compare(&mut self, names: usize) -> bool {
        let left = self.comparisons_left.checked_sub(names);
        self.comparisons_left = left.unwrap_or(0);
        left.is_some()
    }

    /// Whether something is missing from what stands here only because of a mistake that has been reported.
    fn is_mistaken(&self, span: Span) -> bool {
        let is_inside =
            |place: &Span| place.file == span.file && span.start <= place.start && place.end <= span.end;
        !self.is_whole || self.mistaken.iter().any(is_inside)
    }

    /// The place of a part of a text.
    fn inside(&self, text: &Text, value: &str, part: Range<usize>) -> Span {
        text.span.inside_string(self.sources, value, part)
    }
}
