//! Calls that last long enough to meet the plan's limit on calls, which explorations look past.

use crate::call::{Caller, EndReason};
use crate::explore::{Explorer, Further, Horizon, Route, Witness, find_witness};
use crate::plan::Plan;
use crate::time::TimeSet;

/// So many ways are gone on each line.
const MAX_WAYS: usize = 200;

/// A call that a plan ends because it is too long, and that the original does not: one that goes somewhere and stays silent
/// there. None: no such call is too long, though one that comes back to its menus again and again may be.
pub(super) fn too_long(original: &Plan, plan: &Plan, horizon: Horizon) -> Option<Witness> {
    let caller = Caller::default();
    let is_cut = |witness: &Witness| {
        let reason = |plan: &Plan| {
            let record = plan.call(witness).record;
            record.outcome().map(|outcome| outcome.reason)
        };
        reason(plan) == Some(EndReason::TooLong) && reason(original) != Some(EndReason::TooLong)
    };
    original.lines().find_map(|(id, line)| {
        let mut ways: Vec<(Route, TimeSet)> = Vec::new();
        let mut explorer = Explorer::new(original, horizon);
        explorer.watch(id, caller, |seen| {
            if seen.to.step().is_none() || ways.len() >= MAX_WAYS {
                return Further::Stop;
            }
            let route = Route::seen(&seen);
            ways.push((route, seen.sets.get(seen.when).clone()));
            Further::GoOn
        });
        ways.into_iter().find_map(|(route, when)| {
            find_witness(original, explorer.answers(), (line.number.value, caller), &route, &when, is_cut)
        })
    })
}
