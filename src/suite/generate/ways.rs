//! A call for each way through a line.

use std::collections::HashSet;
use std::rc::Rc;

use jiff::Timestamp;

use super::call_way::Way;
use super::moments::plain_times;
use crate::call::EndPlace;
use crate::explore::{Explorer, Horizon, Path, PathEnd, PathFilter, Witness, callers, find_witness};
use crate::plan::{LineId, Plan};
use crate::time::TimeSet;

/// A way that can be gone, and a call that goes it.
pub(super) struct WayCall {
    pub(super) way: Way,
    pub(super) call: Witness,
    /// The way of the call, which may go on behind the way that is meant.
    pub(super) whole: Way,
}

/// A call for each way through a line: for each caller whom it tells apart, each of the explored paths. What callers have in
/// common is told once. Paths for which no call was found that takes its own time are left out. And whether all calls were looked
/// at.
pub(super) fn ways(plan: &Plan, line: LineId, horizon: Horizon) -> (Vec<WayCall>, bool) {
    let number = plan.line(line).number.value;
    let usual = plain_times(plan, horizon);
    let mut explorer = Explorer::new(plan, horizon);
    let answers = Rc::clone(explorer.answers());
    let mut known: HashSet<Way> = HashSet::new();
    let (mut found, mut complete) = (Vec::new(), true);
    for class in callers(&[(plan, line)], horizon) {
        let paths = explorer.paths(line, class.caller, PathFilter::All);
        complete &= paths.complete;
        for path in paths.all {
            let when = explorer.sets().get(path.when).clone();
            let mut gone: Option<(Way, Way)> = None;
            let mut confirms = |call: &Witness| {
                gone = goes(plan, &path, call);
                gone.is_some()
            };
            let first = within(&path, &when, &usual);
            let call =
                find_witness(plan, &answers, (number, class.caller), &path.route, &first, &mut confirms)
                    .or_else(|| {
                        find_witness(
                            plan,
                            &answers,
                            (number, class.caller),
                            &path.route,
                            &when,
                            &mut confirms,
                        )
                    });
            if let (Some(call), Some((way, whole))) = (call, gone)
                && known.insert(way.clone())
            {
                found.push(WayCall { way, call, whole });
            }
        }
    }
    (found, complete)
}

/// Plain times at which the path is gone, where it does not matter that hours change.
fn within(path: &Path, when: &TimeSet, times: &[Timestamp]) -> TimeSet {
    let at = times.iter().find(|at| path.route.changes.is_empty() && when.contains(**at));
    at.and_then(|&at| Some(TimeSet::span(at, at.checked_add(jiff::SignedDuration::from_secs(1)).ok()?)))
        .unwrap_or_default()
}

/// The way of a call that goes the path, and all that the call does. None: it goes another.
fn goes(plan: &Plan, path: &Path, call: &Witness) -> Option<(Way, Way)> {
    let record = plan.call(call).record;
    let whole = Way::of(plan, &record)?;
    match path.end {
        PathEnd::Over(outcome) => (record.outcome() == Some(outcome)).then(|| (whole.clone(), whole)),
        PathEnd::Again(step) => {
            let turns = whole.turns.get(..path.route.acts.len())?.to_vec();
            let comes = record.path().any(|other| other == step)
                || record.outcome().is_some_and(|outcome| outcome.place == EndPlace::Step(step));
            comes.then_some((Way { line: whole.line, turns }, whole))
        }
    }
}
