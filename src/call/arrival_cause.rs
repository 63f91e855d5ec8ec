use crate::plan::StepId;

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
}
