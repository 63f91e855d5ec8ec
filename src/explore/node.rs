use crate::call::{CallState, Outcome, Phase};
use crate::plan::{AnswerId, StepId};

/// Where a call can be between two acts of its caller.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Node {
    /// The number has not been dialed yet.
    OnHook,
    /// The call waits for its caller; its state is without what cannot matter any more.
    Waiting(CallState),
    /// The call waits for the outside to answer, at the instant at which it asks.
    Asking(CallState),
    /// In the course of an act: something is said to the caller, who has no say.
    Spoken(CallState),
    /// The call is over.
    Over(Outcome),
}

impl Node {
    /// The menu or input at which the call waits.
    #[must_use]
    pub fn step(&self) -> Option<StepId> {
        match self {
            Self::Waiting(state) => state.step(),
            Self::OnHook | Self::Asking(_) | Self::Spoken(_) | Self::Over(_) => None,
        }
    }

    /// The step that asks, and what it asks.
    #[must_use]
    pub fn asked(&self) -> Option<(StepId, AnswerId)> {
        match self {
            Self::Asking(CallState { phase: Phase::Asking { step, answer, .. }, .. }) => {
                Some((*step, *answer))
            }
            _ => None,
        }
    }

    /// Whether what is asked is said to the caller, and nothing else.
    #[must_use]
    pub fn asks_to_say(&self) -> bool {
        matches!(self, Self::Asking(CallState { phase: Phase::Asking { say: Some(_), .. }, .. }))
    }

    /// The state that the call is in, while there is one.
    pub(crate) fn state(&self) -> Option<&CallState> {
        match self {
            Self::Waiting(state) | Self::Asking(state) | Self::Spoken(state) => Some(state),
            Self::OnHook | Self::Over(_) => None,
        }
    }

    /// How the call ended.
    #[must_use]
    pub fn outcome(&self) -> Option<Outcome> {
        match self {
            Self::Over(outcome) => Some(*outcome),
            Self::OnHook | Self::Waiting(_) | Self::Asking(_) | Self::Spoken(_) => None,
        }
    }
}
