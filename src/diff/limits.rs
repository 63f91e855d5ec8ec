//! What holds for every call and shows in hardly any: how long calls may last.

use super::cause::Cause;
use super::group::Found;
use super::kind::Kind;
use super::model::{Difference, Side};
use super::pair::Both;
use crate::explore::Route;
use crate::plan::Plan;

/// The plans' limits on calls, if they differ. Explorations look past the limit, and few callers ever meet it, so it is told
/// in words.
pub(super) fn compare(plans: Both<&Plan>) -> Option<Found> {
    let limits = plans.map(|plan| plan.call_limit);
    if limits.old == limits.new {
        return None;
    }
    let side = |limit| Side { words: format!("ends calls after {limit:#}"), ..Side::default() };
    let Both { old, new } = limits.map(side);
    let places = plans.map(|plan| Some(plan.origin.span));
    let difference = Difference {
        kind: Kind::Timing,
        number: None,
        met: Vec::new(),
        by_all: true,
        route: Route { acts: Vec::new(), change_before: None },
        old,
        new,
        witness: None,
    };
    Some(Found { cause: Cause { old: places.old, new: places.new }, difference, only_tells_hours: false })
}
