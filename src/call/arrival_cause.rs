use crate::plan::{StepId, TransferResult};

/// Why a call is where it is, when the caller did not choose it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum ArrivalCause {
    /// This step's hours were closed.
    Closed(StepId),
    /// The caller pressed nothing too often.
    NoInput,
    /// The caller pressed the wrong thing too often.
    NoMatch,
    /// The caller was put through to this destination, and this became of it.
    Transfer {
        /// The destination.
        step: StepId,
        /// What became of it; never [`TransferResult::Answered`].
        result: TransferResult,
    },
}
