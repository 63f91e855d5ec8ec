//! What a verdict says at a glance, worked out once for all of its calls.

use crate::call::OutcomeKind;
use crate::plan::ScheduleId;
use crate::replay::judge::Verdict;

/// What is counted of the calls of a verdict.
#[derive(Clone, Debug)]
pub(crate) struct VerdictFacts {
    /// Whether each of them meets a closed door.
    pub(crate) is_surely_closed: bool,
    /// Whether some of them do.
    pub(crate) is_perhaps_closed: bool,
    /// The hours that close the first door, of all that are possible; and whether they are certain.
    pub(crate) doors: Vec<(ScheduleId, bool)>,
    /// What they can come to, and whether that is certain.
    pub(crate) kinds: Vec<(OutcomeKind, bool)>,
    /// Whether all their ways were followed.
    pub(crate) is_complete: bool,
}

impl VerdictFacts {
    /// Of a verdict.
    pub(crate) fn of(verdict: &Verdict) -> Self {
        let ends = &*verdict.ends;
        let is_complete = ends.is_complete;
        let mut kinds: Vec<OutcomeKind> = ends.ends.iter().map(|end| end.outcome.kind()).collect();
        kinds.sort_unstable();
        kinds.dedup();
        let is_only_kind = kinds.len() == 1 && is_complete;
        let mut doors: Vec<ScheduleId> =
            ends.ends.iter().filter_map(|end| end.door).map(|door| door.schedule).collect();
        doors.sort_unstable();
        doors.dedup();
        let is_surely_closed = ends.is_surely_closed();
        let is_only_door = doors.len() == 1 && is_surely_closed;
        Self {
            is_surely_closed,
            is_perhaps_closed: ends.is_perhaps_closed(),
            doors: doors.into_iter().map(|door| (door, is_only_door)).collect(),
            kinds: kinds.into_iter().map(|kind| (kind, is_only_kind)).collect(),
            is_complete,
        }
    }
}
