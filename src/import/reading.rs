//! What every platform's reader gives, and how it says that it cannot.

use super::explore::TooManyStates;
use super::flow::Flow;
use super::ledger::Ledger;
use crate::base::diagnostic::Diagnostic;

/// What a platform's reader gives.
#[derive(Debug)]
pub struct PlatformReading {
    /// What the phone system does.
    pub flow: Flow,
    /// What became of each step.
    pub ledger: Ledger,
    /// What else there is to say, in sentences.
    pub notes: Vec<String>,
}

/// A program that comes to ever new states.
pub(super) fn too_many(found: &TooManyStates) -> Vec<Diagnostic> {
    vec![
        Diagnostic::error(
            "too-many-states",
            found.place.span,
            "calls come to so many states that they cannot be worked out",
        )
        .label("and here is one of them")
        .help("name where calls come in, so that less is looked at: --entry CONTEXT"),
    ]
}
