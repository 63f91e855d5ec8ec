//! What a picture points out: differences against another plan.

use std::collections::BTreeMap;

use super::{Branch, Turn, What};
use crate::plan::{LineId, StepId};

/// What is new, changed or gone. The default points out nothing.
///
/// The ids are those of the plan that is drawn. What it no longer has is drawn where the way to it was.
#[derive(Clone, Debug, Default)]
pub struct Marks {
    /// Lines that stand out.
    pub lines: BTreeMap<LineId, Mark>,
    /// Steps that stand out.
    pub steps: BTreeMap<StepId, Mark>,
    /// Turns of a step that stand out.
    pub turns: BTreeMap<(StepId, Turn), Mark>,
    /// What the plan no longer has, in the order in which it is drawn.
    pub gone: Vec<Gone>,
}

/// How something stands out.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Mark {
    /// It is new.
    New,
    /// It was otherwise.
    Changed,
}

impl Mark {
    /// The word for it.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Self::New => "new",
            Self::Changed => "changed",
        }
    }
}

/// A turn or line that there was.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Gone {
    /// The step at which the turn could be taken; None: it was a line.
    pub from: Option<StepId>,
    /// What the turn was called: a key, `closed`. Of a line: its number.
    pub label: String,
    /// The name of where it led.
    pub to: String,
}

impl Marks {
    /// How a branch stands out: as the first of its turns that does.
    pub(super) fn of(&self, from: What, branch: &Branch) -> Option<Mark> {
        let What::Step(id) = from else { return None };
        branch.turns.iter().find_map(|turn| self.turns.get(&(id, *turn)).copied())
    }

    /// What is gone from a step, or the lines that are gone.
    pub(super) fn gone_from(&self, from: Option<StepId>) -> impl Iterator<Item = &Gone> {
        self.gone.iter().filter(move |gone| gone.from == from)
    }
}
