use std::sync::Arc;

use crate::base::source::Span;
use crate::suite::scenario::expectation::{Expectation, ExpectationKind};

/// What one `expect` says, by its keys.
#[derive(Clone, Debug, Default)]
pub(super) struct ExpectKeys {
    pub(super) list: Vec<(&'static str, Expectation)>,
}

impl ExpectKeys {
    /// These, and of those below what is said of keys that these do not name.
    pub(super) fn over(&self, below: &Self) -> Self {
        let is_new = |key: &str| !self.list.iter().any(|(known, _)| *known == key);
        let kept = below.list.iter().filter(|(key, _)| is_new(key));
        Self { list: self.list.iter().chain(kept).cloned().collect() }
    }

    pub(super) fn expectations(&self) -> Arc<[Expectation]> {
        self.list.iter().map(|(_, expectation)| expectation.clone()).collect()
    }

    pub(super) fn add(&mut self, key: &'static str, span: Span, expected: Option<ExpectationKind>) {
        self.list.extend(expected.map(|expected| (key, Expectation { span, expected })));
    }
}
