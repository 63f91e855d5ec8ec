use super::ids::StepId;
use crate::base::source::Span;

/// Where a call goes next, and where the plan says so.
#[derive(Clone, Copy, Debug)]
pub struct Link {
    /// Where to.
    pub target: Target,
    /// Where the plan says so.
    pub span: Span,
}

/// Where a call can go.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Target {
    /// Another step.
    Step(StepId),
    /// The system ends the call.
    HangUp,
    /// The prompt of the present menu or input again; elsewhere, of the one that the call came from.
    Repeat,
    /// The menu or input before this one; with none before, this one again.
    Back,
}
