use std::collections::{BTreeMap, HashMap};

use super::names::Names;
use crate::base::Language;
use crate::base::diagnostic::Diagnostic;
use crate::base::source::{Sources, Span};
use crate::number::{Country, Dialed, NumberMatch};
use crate::plan::limits::PlanLimits;
use crate::plan::raw::Text;
use crate::plan::translations::Translations;
use crate::time::Zone;

/// What lowering knows while it goes.
pub(super) struct PlanLowering<'v> {
    pub(super) sources: &'v Sources,
    pub(super) limits: PlanLimits,
    pub(super) diagnostics: Vec<Diagnostic>,
    pub(super) names: Names<'v>,
    /// The values of outside answers, by position; None where they could not be read.
    pub(super) answer_words: Vec<Option<Vec<String>>>,
    /// The words of recordings, by path.
    pub(super) sound_words: HashMap<String, Text>,
    /// The lists of callers, by position; None where one could not be read.
    pub(super) caller_lists: Vec<Option<Vec<NumberMatch>>>,
    /// The counters that steps share, by position.
    pub(super) counters: Vec<String>,
    /// What holidays and reasons are called in other languages, by their names in the plan's own.
    pub(super) translated_reasons: BTreeMap<String, Translations<String>>,
    /// The numbers that can be dialed, with where they stand first.
    pub(super) numbers: HashMap<Dialed, Span>,
    /// Whether all of the text could be read, so that what is not there is really missing.
    pub(super) is_whole: bool,
    /// Whether all headers could be read, so that a name that is not there is really missing.
    pub(super) names_are_whole: bool,
    /// How many names may still be compared to find the one that was meant.
    pub(super) comparisons_left: usize,
    pub(super) zone: Zone,
    pub(super) country: Country,
    /// The plan's own.
    pub(super) language: Language,
}
