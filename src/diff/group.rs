use std::collections::{BTreeMap, HashSet};

use super::cause::Cause;
use super::kind::DifferenceKind;
use super::model::{Difference, DifferenceGroup};

/// A difference with its cause.
#[derive(Clone, Debug)]
pub(super) struct CausedDifference {
    pub(super) cause: Cause,
    pub(super) difference: Difference,
    /// Whether all that it says is that callers are told other hours.
    pub(super) only_tells_hours: bool,
}

impl CausedDifference {
    /// Adds one, or makes it a part of one that other callers of the same number meet in the same way, or the same callers
    /// at other times.
    pub(super) fn add(all: &mut Vec<Self>, found: Self) {
        let same = all.iter_mut().find(|other| {
            let (one, two) = (&other.difference, &found.difference);
            other.cause == found.cause
                && one.kind == two.kind
                && one.number == two.number
                && one.route == two.route
                // A line is new to all callers, whatever answers whom.
                && (matches!(one.kind, DifferenceKind::NewLine | DifferenceKind::RemovedLine)
                    || (one.old.outcome == two.old.outcome
                        && one.new.outcome == two.new.outcome
                        && (one.old.waits_at, one.new.waits_at) == (two.old.waits_at, two.new.waits_at)))
        });
        let Some(same) = same else { return all.push(found) };
        for met in found.difference.met {
            match same.difference.met.iter_mut().find(|known| known.by == met.by) {
                Some(known) => known.when = known.when.or(&met.when),
                None => same.difference.met.push(met),
            }
        }
    }
}

/// Puts together what has one cause. The gravest come first, then those that come first in the files.
/// Gives those that tell other hours apart, where these hours themselves are told.
pub(super) fn together(found: Vec<CausedDifference>) -> (Vec<DifferenceGroup>, Vec<(Cause, Difference)>) {
    let routed: HashSet<Cause> =
        found.iter().filter(|found| found.difference.kind.is_routing()).map(|found| found.cause).collect();
    let mut groups: BTreeMap<Cause, Vec<Difference>> = BTreeMap::new();
    let mut implied = Vec::new();
    for CausedDifference { cause, difference, only_tells_hours } in found {
        // That callers are told the new hours goes without saying where the new hours route them.
        if only_tells_hours && routed.contains(&cause) {
            implied.push((cause, difference));
        } else {
            groups.entry(cause).or_default().push(difference);
        }
    }
    (in_order(groups), implied)
}

/// The gravest first.
fn in_order(groups: BTreeMap<Cause, Vec<Difference>>) -> Vec<DifferenceGroup> {
    let mut groups: Vec<DifferenceGroup> = groups
        .into_iter()
        .map(|(cause, mut differences)| {
            differences
                .sort_by_key(|difference| (difference.kind, difference.number, difference.route.acts.len()));
            DifferenceGroup { cause, differences }
        })
        .collect();
    let gravest = |group: &DifferenceGroup| group.differences.iter().map(|difference| difference.kind).min();
    groups.sort_by_key(|group| (gravest(group), group.cause));
    groups
}

impl super::model::Diff {
    /// Keeps only differences of some kinds. The summary stays that of the whole, and says how many were left out.
    pub fn keep(&mut self, wanted: impl Fn(DifferenceKind) -> bool) {
        self.summary.left_out += self.differences().filter(|difference| !wanted(difference.kind)).count();
        for group in &mut self.groups {
            group.differences.retain(|difference| wanted(difference.kind));
        }
        self.groups.retain(|group| !group.differences.is_empty());
        // Whoever does not want to hear of new hours hears of the words that tell them.
        let is_routed = |cause: Cause| {
            let mut of_cause = self.groups.iter().filter(|group| group.cause == cause);
            of_cause.any(|group| group.differences.iter().any(|difference| difference.kind.is_routing()))
        };
        let (said, implied): (Vec<_>, Vec<_>) = std::mem::take(&mut self.implied)
            .into_iter()
            .partition(|(cause, difference)| wanted(difference.kind) && !is_routed(*cause));
        self.implied = implied;
        if said.is_empty() {
            return;
        }
        let mut groups: BTreeMap<Cause, Vec<Difference>> = BTreeMap::new();
        let shown = std::mem::take(&mut self.groups).into_iter();
        let shown = shown.flat_map(|DifferenceGroup { cause, differences }| {
            differences.into_iter().map(move |difference| (cause, difference))
        });
        for (cause, difference) in shown.chain(said) {
            groups.entry(cause).or_default().push(difference);
        }
        self.groups = in_order(groups);
    }
}
