//! All numbers of two plans, or some of them, compared side by side.

use std::sync::atomic::{AtomicUsize, Ordering};

use super::behavior::{LineComparison, compare};
use super::group::{CausedDifference, together};
use super::matching::Matching;
use super::model::{Diff, Summary};
use super::pair::BeforeAfter;
use super::shown::numbers;
use super::{contacts, limits};
use crate::base::threads;
use crate::explore::{AnswerTable, Horizon, TimeSets};
use crate::number::Dialed;
use crate::plan::Plan;
use crate::time::TimeSet;

/// How many sets of instants are kept from number to number: two years of openings take some 10 kB.
const MAX_SETS: usize = 4_000;

/// Everything that callers meet under one of two plans and not under the other, within a horizon.
#[must_use]
pub fn diff(old: &Plan, new: &Plan, horizon: Horizon) -> Diff {
    diff_watched(old, new, horizon, |_, _| {})
}

/// As [`diff`]; `progress` is told after each number how many are done, and how many there are. It is called from several
/// threads.
#[must_use]
pub fn diff_watched(
    old: &Plan,
    new: &Plan,
    horizon: Horizon,
    progress: impl Fn(usize, usize) + Sync,
) -> Diff {
    let plans = BeforeAfter { old, new };
    let mut found = contacts::compare(plans);
    found.extend(limits::compare(plans));
    differences(plans, &Matching::of(old, new), horizon, &numbers(plans), found, progress)
}

/// As [`diff`], of what calls to some numbers show, and how long calls may last; contacts are left out.
#[must_use]
pub fn diff_of(old: &Plan, new: &Plan, horizon: Horizon, numbers: &[Dialed]) -> Diff {
    let plans = BeforeAfter { old, new };
    let found = limits::compare(plans).into_iter().collect();
    differences(plans, &Matching::of(old, new), horizon, numbers, found, |_, _| {})
}

/// What calls to some numbers show of two tellings of one phone system, as [`Matching::retold`] compares them.
#[must_use]
pub fn diff_retold(
    old: &Plan,
    new: &Plan,
    horizon: Horizon,
    numbers: &[Dialed],
    progress: impl Fn(usize, usize) + Sync,
) -> Diff {
    let plans = BeforeAfter { old, new };
    differences(plans, &Matching::retold(old, new), horizon, numbers, Vec::new(), progress)
}

/// The differences of some numbers, put together with what was found besides.
fn differences(
    plans: BeforeAfter<&Plan>,
    matching: &Matching,
    horizon: Horizon,
    numbers: &[Dialed],
    besides: Vec<CausedDifference>,
    progress: impl Fn(usize, usize) + Sync,
) -> Diff {
    let done = AtomicUsize::new(0);
    let compared: Vec<LineComparison> = threads::map_with(numbers, TimeSets::new, |sets, &number| {
        // Lines with the same hours share their sets; those of a thousand lines would not fit into memory.
        if sets.count() > MAX_SETS {
            *sets = TimeSets::new();
        }
        let compared = compare(plans, matching, number, horizon, sets);
        progress(done.fetch_add(1, Ordering::Relaxed) + 1, numbers.len());
        compared
    });

    let mut summary = Summary { numbers: numbers.len(), complete: true, ..Summary::default() };
    let mut when = TimeSet::default();
    let mut found = Vec::new();
    for compared in compared {
        summary.cells += compared.cells;
        summary.cells_differing += compared.cells_differing;
        summary.numbers_differing += usize::from(compared.cells_differing > 0);
        summary.not_shown += compared.not_shown;
        summary.complete &= compared.complete;
        summary.work += compared.work;
        when = when.or(&compared.when);
        found.extend(compared.found);
    }
    summary.seconds_differing = when.seconds();
    found.extend(besides);
    let (groups, implied) = together(found);
    Diff { horizon, groups, summary, answers: AnswerTable::of_both(plans.old, plans.new), implied }
}
