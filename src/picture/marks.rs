//! What a picture points out: differences against another plan, and how much of each place is checked.

use std::collections::BTreeMap;
use std::fmt;

use super::forest::{Branch, NodeKind};
use super::turn::{Turn, one_line};
use crate::plan::{LineId, StepId};
use crate::suite::coverage::Share;

/// What is new, changed or gone. The default points out nothing.
///
/// The ids are those of the plan that is drawn. What it no longer has is drawn where the way to it was.
#[derive(Clone, Debug, Default)]
pub struct Marks {
    /// Lines that stand out.
    pub lines: BTreeMap<LineId, Emphasis>,
    /// Steps that stand out.
    pub steps: BTreeMap<StepId, Emphasis>,
    /// Turns of a step that stand out.
    pub turns: BTreeMap<(StepId, Turn), Emphasis>,
    /// Turns that a step no longer has, in the order in which they are drawn.
    pub gone: BTreeMap<StepId, Vec<RemovedTurn>>,
    /// Lines that the plan no longer has.
    pub gone_lines: Vec<RemovedTurn>,
    /// How much scenarios check of a line itself: its hours, its callers, its ends.
    pub checked_lines: BTreeMap<LineId, Share>,
    /// How much scenarios check of a step.
    pub checked_steps: BTreeMap<StepId, Share>,
}

/// How something stands out.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Emphasis {
    /// It is new.
    New,
    /// It was otherwise.
    Changed,
}

impl Emphasis {
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
pub struct RemovedTurn {
    /// What the turn was called: a key, `closed`. Of a line: its number.
    pub label: String,
    /// The name of where it led.
    pub to: String,
}

impl Marks {
    /// How a branch stands out: as the first of its turns that does.
    pub(super) fn of(&self, from: NodeKind, branch: &Branch) -> Option<Emphasis> {
        let NodeKind::Step(id) = from else { return None };
        branch.turns.iter().find_map(|turn| self.turns.get(&(id, *turn)).copied())
    }

    /// Whether it is told how much is checked.
    pub(super) fn tells_checked(&self) -> bool {
        !(self.checked_lines.is_empty() && self.checked_steps.is_empty())
    }

    /// What is gone from a place.
    pub(super) fn gone_from(&self, from: NodeKind) -> &[RemovedTurn] {
        let NodeKind::Step(id) = from else { return &[] };
        self.gone.get(&id).map_or(&[], Vec::as_slice)
    }
}

impl fmt::Display for RemovedTurn {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: {} (removed)", one_line(&self.label), one_line(&self.to))
    }
}
