//! A dialplan as it was read: contexts with extensions, extensions with numbered steps.

use std::collections::{BTreeMap, HashMap};

use super::pattern::Extension;
use super::time_fields::TimeFields;
use crate::base::source::Span;
use crate::import::ledger::Ledger;

/// All contexts, with what holds for all of them.
#[derive(Debug, Default)]
pub(super) struct Dialplan {
    pub(super) contexts: Vec<Context>,
    pub(super) by_name: HashMap<String, usize>,
    /// The values of `[globals]`.
    pub(super) globals: BTreeMap<String, String>,
    pub(super) ledger: Ledger,
    /// Files that are named and were not given.
    pub(super) missing: Vec<(Span, String)>,
}

/// A context.
#[derive(Debug)]
pub(super) struct Context {
    pub(super) name: String,
    /// The comment behind its name.
    pub(super) title: Option<String>,
    pub(super) span: Span,
    /// In the order in which they are tried.
    pub(super) extensions: Vec<ContextExtension>,
    /// In the order in which they are written.
    pub(super) includes: Vec<Include>,
}

/// Another context whose extensions count as well.
#[derive(Debug)]
pub(super) struct Include {
    pub(super) context: String,
    /// When they do, if not always.
    pub(super) times: Option<TimeFields>,
}

/// An extension of a context.
#[derive(Debug)]
pub(super) struct ContextExtension {
    pub(super) extension: Extension,
    /// The callers for whom it is, if not for all.
    pub(super) callers: Option<String>,
    pub(super) steps: BTreeMap<u32, DialplanStep>,
    pub(super) labels: HashMap<String, u32>,
}

/// A step.
#[derive(Debug)]
pub(super) struct DialplanStep {
    /// The application, in lower case.
    pub(super) application: String,
    /// Its arguments, as they are written.
    pub(super) arguments: String,
    pub(super) label: Option<String>,
    /// The comment behind it.
    pub(super) comment: Option<String>,
    pub(super) span: Span,
    /// Its place in the ledger.
    pub(super) entry: usize,
}

impl Dialplan {
    pub(super) fn context(&self, name: &str) -> Option<&Context> {
        self.by_name.get(name).map(|&at| &self.contexts[at])
    }
}
