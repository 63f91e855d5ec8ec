use std::collections::{BTreeSet, HashSet};

use super::call_way::Way;
use crate::call::CallRecord;
use crate::plan::Plan;
use crate::suite::coverage::Cell;

/// What is covered already, and need not be covered again.
#[derive(Debug, Default)]
pub struct ExistingCoverage {
    cells: BTreeSet<Cell>,
    /// The ways of calls, and the beginnings of these.
    ways: HashSet<Way>,
}

impl ExistingCoverage {
    /// Adds a call and the cells that it covers, as [`Cells::of`](crate::suite::coverage::Cells::of) finds them.
    pub fn add(&mut self, plan: &Plan, call: &CallRecord, cells: impl IntoIterator<Item = Cell>) {
        self.cells.extend(cells);
        self.ways.extend(Way::of(plan, call).iter().flat_map(Way::beginnings));
    }

    pub(super) fn has(&self, cell: &Cell) -> bool {
        self.cells.contains(cell)
    }

    pub(super) fn has_way(&self, way: &Way) -> bool {
        self.ways.contains(way)
    }
}
