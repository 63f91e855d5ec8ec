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
    /// A place that the phone system does not have, as in what was taken over from another one: the call is lost.
    #[doc(alias("missing destination", "dangling", "no route"))]
    Dropped,
    /// The prompt of the present menu or input again; elsewhere, of the one that the call came from.
    Repeat,
    /// The menu or input before this one; with none before, this one again.
    Back,
}
