use jiff::Timestamp;

use super::kind::DifferenceKind;

use super::cause::Cause;
use crate::call::{CallEvent, Outcome};
use crate::explore::{AnswerTable, CallerClass, Horizon, Route, Witness, Work};
use crate::number::Dialed;
use crate::plan::{ContactId, StepId};
use crate::time::TimeSet;

/// Everything that differs between two plans.
#[derive(Debug)]
pub struct Diff {
    /// The time that was looked at.
    pub horizon: Horizon,
    /// The differences by what causes them, those that route callers elsewhere first.
    pub groups: Vec<DifferenceGroup>,
    /// How much it is.
    pub summary: Summary,
    /// The outside answers of both plans, as routes speak of them.
    pub answers: AnswerTable,
    /// That callers are told new hours, where the new hours themselves are a difference: it goes without saying, unless only
    /// words are asked for.
    pub(super) implied: Vec<(Cause, Difference)>,
}

/// Differences with one cause.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DifferenceGroup {
    /// The cause.
    pub cause: Cause,
    /// The differences, by number and keys. At least one.
    pub differences: Vec<Difference>,
}

/// Something that a caller meets under one plan and not under the other.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Difference {
    /// What kind of thing differs.
    pub kind: DifferenceKind,
    /// The number to dial. None where it is nothing that a call shows.
    pub number: Option<Dialed>,
    /// Who meets it, and when; at least one where there is a number.
    pub met: Vec<AffectedCallers>,
    /// Whether those are all callers that the number tells apart.
    pub by_all: bool,
    /// What they do.
    pub route: Route,
    /// What comes of it under the old plan.
    pub old: PlanSide,
    /// What comes of it under the new plan.
    pub new: PlanSide,
    /// A call that shows it. None where it is nothing that a call shows.
    pub witness: Option<Witness>,
}

/// Callers who meet a difference.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AffectedCallers {
    /// The callers.
    pub by: CallerClass,
    /// The instants at which they do what shows it.
    pub when: TimeSet,
}

/// What comes of an act under one plan.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct PlanSide {
    /// How the call ends, if it does.
    pub outcome: Option<Outcome>,
    /// The menu or input where the call waits, if it does.
    pub waits_at: Option<StepId>,
    /// What happens from the act on, at an instant of the difference.
    pub events: Vec<CallEvent>,
    /// The decision that makes the difference.
    pub decided: Option<CallEvent>,
    /// The contact, where it is about one.
    pub contact: Option<ContactId>,
    /// What is different, in words, where calls do not tell: a wait, an address.
    pub words: String,
}

/// How much differs.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Summary {
    /// Numbers that were dialed under both plans.
    pub numbers: usize,
    /// Of those, numbers with calls that are routed elsewhere.
    pub numbers_differing: usize,
    /// Cells that were compared: an act at a place of the calls of a number, for a class of callers.
    pub cells: usize,
    /// Of those, cells that route some caller elsewhere at some instant.
    pub cells_differing: usize,
    /// For how many seconds of the horizon some caller is routed elsewhere.
    pub seconds_differing: i64,
    /// Differences that exploring found and no call could show, or that are more than anybody reads of one number; none as a
    /// rule. They are not told.
    pub not_shown: usize,
    /// Differences that [`Diff::keep`] has left out.
    pub left_out: usize,
    /// Whether every call was looked at; see [`Walk::complete`](crate::explore::Walk::complete).
    pub complete: bool,
    /// The work that was done.
    pub work: Work,
}

impl Difference {
    /// When the witness dials, or else when it is first met.
    #[must_use]
    pub fn at(&self) -> Option<Timestamp> {
        self.witness.as_ref().map(|witness| witness.at).or_else(|| self.met.first()?.when.first())
    }
}

impl Diff {
    /// All differences, in the order of their groups.
    pub fn differences(&self) -> impl Iterator<Item = &Difference> {
        self.groups.iter().flat_map(|group| &group.differences)
    }

    /// Whether nothing differs.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.groups.is_empty()
    }
}
