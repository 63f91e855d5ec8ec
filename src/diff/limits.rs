//! What holds for every call and shows in hardly any: how long calls may last.

use super::cause::Cause;
use super::group::CausedDifference;
use super::kind::DifferenceKind;
use super::model::{Difference, PlanSide};
use super::pair::BeforeAfter;
use crate::explore::Route;
use crate::plan::Plan;

/// The plans' limits on calls, if they differ. Explorations look past the limit, and few callers ever meet it, so it is told
/// in words.
pub(super) fn compare(plans: BeforeAfter<&Plan>) -> Option<CausedDifference> {
    let limits = plans.map(|plan| plan.call_limit);
    if limits.old == limits.new {
        return None;
    }
    let side = |limit| PlanSide { words: format!("ends calls after {limit:#}"), ..PlanSide::default() };
    let BeforeAfter { old, new } = limits.map(side);
    let places = plans.map(|plan| Some(plan.origin.span));
    let difference = Difference {
        kind: DifferenceKind::Timing,
        number: None,
        met: Vec::new(),
        by_all: true,
        route: Route { acts: Vec::new(), changes: Vec::new() },
        old,
        new,
        witness: None,
    };
    Some(CausedDifference {
        cause: Cause { old: places.old, new: places.new },
        difference,
        only_tells_hours: false,
    })
}
