use crate::base::source::Span;
use crate::base::text::{counted, safe};

/// What decided that cases failed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FailureCause {
    /// What tells it from other causes of a run.
    pub(super) id: String,
    /// What decides, in words.
    pub title: String,
    /// What the cases do that it explains.
    pub(super) effect: Effect,
    /// Where that is written.
    pub place: Option<CausePlace>,
}

/// Where a cause is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum CausePlace {
    /// In a file of the plan that is called.
    Plan(Span),
    /// In a file of scenarios.
    Suite(Span),
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Effect {
    ExpectsOtherwise,
    Passes,
    LastsTooLong,
}

impl FailureCause {
    /// A cause without a place, which is told by its words.
    pub(super) fn titled(title: impl Into<String>, effect: Effect) -> Self {
        let title = title.into();
        Self { id: title.clone(), title, effect, place: None }
    }

    /// The cause with how many cases it explains: "hours `office`: 40 cases failed because of this".
    #[must_use]
    pub fn told(&self, cases: usize) -> String {
        let s = if cases == 1 { "s" } else { "" };
        let does = match self.effect {
            Effect::ExpectsOtherwise => "failed because of this".to_owned(),
            Effect::Passes => format!("pass{} now", if cases == 1 { "es" } else { "" }),
            Effect::LastsTooLong => format!("last{s} too long"),
        };
        format!("{}: {} {does}", safe(&self.title), counted(cases, "case"))
    }
}
