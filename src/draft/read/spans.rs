//! Cells that go over several columns or rows, as a full grid.

use super::builder::{MAX_CELLS, NewCell};

/// Which columns go on from the row above, and how far.
#[derive(Debug, Default)]
pub(super) struct RowSpans {
    left: Vec<usize>,
    next: Vec<usize>,
    cells: usize,
}

impl RowSpans {
    /// Puts a cell behind those of a row, past what goes on from above.
    pub(super) fn put(&mut self, row: &mut Vec<NewCell>, cell: NewCell, columns: usize, rows: usize) {
        self.fill(row);
        self.cells += 1;
        let columns = columns.clamp(1, MAX_CELLS);
        let begin = row.len();
        row.push(NewCell { is_full: columns > 1, ..cell });
        row.extend(std::iter::repeat_n(NewCell::default(), columns - 1));
        row.truncate(MAX_CELLS + 1);
        if rows > 1 {
            self.next.resize(self.next.len().max(row.len()), 0);
            for at in begin..row.len() {
                self.next[at] = rows - 1;
            }
        }
    }

    /// Ends a row: what goes on behind its last cell is added. Only a cell that is alone takes the whole width.
    pub(super) fn end(&mut self, mut row: Vec<NewCell>) -> Vec<NewCell> {
        if !row.is_empty() {
            self.fill(&mut row);
        }
        let is_alone = self.cells == 1;
        for cell in &mut row {
            cell.is_full &= is_alone;
        }
        self.cells = 0;
        if !row.is_empty() {
            for left in &mut self.left {
                *left = left.saturating_sub(1);
            }
            let next = std::mem::take(&mut self.next);
            self.left.resize(self.left.len().max(next.len()), 0);
            for (left, next) in self.left.iter_mut().zip(next) {
                *left = (*left).max(next);
            }
        }
        row
    }

    fn fill(&self, row: &mut Vec<NewCell>) {
        while row.len() <= MAX_CELLS && self.left.get(row.len()).is_some_and(|left| *left > 0) {
            row.push(NewCell { goes_on: true, ..NewCell::default() });
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_goes_on_is_a_cell_of_each_row() {
        let mut spans = RowSpans::default();
        let mut row = Vec::new();
        spans.put(&mut row, NewCell::text("a"), 1, 3);
        spans.put(&mut row, NewCell::text("b"), 1, 1);
        assert!(spans.end(row).iter().all(|cell| !cell.goes_on));
        for _ in 0..2 {
            let mut row = Vec::new();
            spans.put(&mut row, NewCell::text("c"), 1, 1);
            let row = spans.end(row);
            assert_eq!(row.iter().map(|cell| cell.goes_on).collect::<Vec<_>>(), [true, false]);
        }
        let mut row = Vec::new();
        spans.put(&mut row, NewCell::text("d"), 2, 1);
        let row = spans.end(row);
        assert_eq!(row.len(), 2);
        assert!(row[0].is_full && !row[0].goes_on);
    }
}
