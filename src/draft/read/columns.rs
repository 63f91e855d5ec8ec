//! Lines whose parts stand below each other: columns that are told by nothing but room.

use super::builder::{MAX_CELLS, NewCell};

/// A part of a line: where it begins and ends, in columns or points, and its text.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct LinePart {
    pub(super) from: f32,
    pub(super) to: f32,
    pub(super) text: String,
}

/// A line with the number that it has in its file.
#[derive(Clone, Debug)]
pub(super) struct PartedLine {
    pub(super) number: u32,
    pub(super) parts: Vec<LinePart>,
}

/// Rows of cells, each with the number of its first line. None: these lines are no table.
///
/// A column begins where parts of two lines begin, or end, below each other. A line with nothing in the first column goes on with
/// the row above it.
pub(super) fn rows(lines: &[PartedLine], near: f32) -> Option<Vec<(u32, Vec<NewCell>)>> {
    let wide: Vec<&PartedLine> = lines.iter().filter(|line| line.parts.len() > 1).collect();
    if wide.len() < 2 {
        return None;
    }
    let mut starts: Vec<(f32, usize)> = Vec::new();
    for part in wide.iter().flat_map(|line| &line.parts) {
        match starts.iter_mut().find(|(start, _)| (*start - part.from).abs() <= near) {
            Some((_, count)) => *count += 1,
            None => starts.push((part.from, 1)),
        }
        if starts.len() > MAX_CELLS {
            return None;
        }
    }
    starts.retain(|(_, count)| *count > 1);
    starts.sort_by(|(one, _), (other, _)| one.total_cmp(other));
    if starts.len() < 2 {
        return None;
    }
    let column = |part: &LinePart| {
        let at = starts.iter().rposition(|(start, _)| *start <= part.from + near);
        at.unwrap_or(0)
    };
    let mut rows: Vec<(u32, Vec<NewCell>)> = Vec::new();
    for line in lines {
        // A row whose first cell is merged with that above fills most of the others.
        let goes_on =
            line.parts.len() * 2 <= starts.len() && line.parts.first().is_some_and(|part| column(part) > 0);
        if !goes_on || rows.is_empty() {
            rows.push((line.number, vec![NewCell::default(); starts.len()]));
        }
        let Some((_, cells)) = rows.last_mut() else { continue };
        for part in &line.parts {
            let cell = &mut cells[column(part)];
            cell.lines.push((false, part.text.clone()));
        }
    }
    Some(rows)
}
