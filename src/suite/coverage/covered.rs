use std::collections::BTreeMap;

use super::cell::Cell;
use super::universe::{CoverageGoal, Universe};

/// How often calls have covered each cell of a [`Universe`].
#[derive(Debug)]
pub struct Covered<'u> {
    universe: &'u Universe,
    calls: BTreeMap<Cell, usize>,
}

impl<'u> Covered<'u> {
    /// Nothing yet.
    #[must_use]
    pub fn new(universe: &'u Universe) -> Self {
        Self { universe, calls: BTreeMap::new() }
    }

    /// Counts a call that covers these cells. Cells outside the universe, such as moments of another year, do not count.
    pub fn add(&mut self, cells: impl IntoIterator<Item = Cell>) {
        for cell in cells.into_iter().filter(|cell| self.universe.goal(cell).is_some()) {
            *self.calls.entry(cell).or_default() += 1;
        }
    }

    /// All cells in order, with how many calls covered each.
    pub fn cells(&self) -> impl Iterator<Item = (&'u Cell, &'u CoverageGoal, usize)> {
        self.universe.goals().map(|(cell, goal)| (cell, goal, self.calls.get(cell).copied().unwrap_or(0)))
    }

    /// Whether every call was looked at; see [`Walk::complete`](crate::explore::Walk::complete).
    #[must_use]
    pub fn is_complete(&self) -> bool {
        self.universe.is_complete()
    }

    /// How many cells are covered, and how many there are.
    #[must_use]
    pub fn share(&self) -> Share {
        Share { covered: self.calls.len(), of: self.universe.goals().len() }
    }
}

/// So many of so many cells.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Share {
    /// Cells that calls have covered.
    pub covered: usize,
    /// All cells.
    pub of: usize,
}

impl Share {
    /// In percent, from 0 to 100. A plan that nothing can be asked about is covered.
    #[must_use]
    #[expect(clippy::cast_precision_loss, reason = "counts of cells are far below the precision of a float")]
    pub fn percent(self) -> f64 {
        if self.of == 0 { 100.0 } else { self.covered as f64 * 100.0 / self.of as f64 }
    }
}
