//! Where everything is drawn: trees from left to right, a column for each turn away from the line.
//!
//! Every box and every row is looked at a fixed number of times, so the work grows with the links of the plan only.
//! Lengths are pixels.

use super::{Forest, To};

/// How much room something takes.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Size {
    pub(super) width: i32,
    pub(super) height: i32,
}

/// What stands to the right of a node, by rows: its branches, then what is gone from it.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Row {
    /// The label on the way there.
    pub(super) label: Size,
    /// A note in the place of a node; None where a node is drawn.
    pub(super) note: Option<Size>,
}

/// What is to be placed.
pub(super) struct Pieces {
    /// The boxes of the forest's nodes.
    pub(super) boxes: Vec<Size>,
    /// The rows of each.
    pub(super) rows: Vec<Vec<Row>>,
}

/// Where it stands.
#[derive(Debug)]
pub(super) struct Layout {
    /// The left, upper corner and the size of each node's box.
    pub(super) boxes: Vec<(i32, i32, Size)>,
    /// The height at which each row of a node is led to.
    pub(super) rows: Vec<Vec<i32>>,
    /// Where the columns begin.
    pub(super) columns: Vec<i32>,
    /// The whole.
    pub(super) size: Size,
}

/// From a box to the vertical line from which its rows branch off, and from there to their labels.
pub(super) const STEM: i32 = 14;
pub(super) const LABEL_GAP: i32 = 10;
const ROW_GAP: i32 = 10;
const NOTE_GAP: i32 = 4;
const TREE_GAP: i32 = 18;
/// How far below the top of its tree the middle of a box may be: what begins a tall tree is seen at its top.
const LOWEST: i32 = 320;

/// Places the pieces with the first box at this height and this distance from the left.
pub(super) fn place(forest: &Forest<'_>, pieces: &Pieces, left: i32, top: i32) -> Layout {
    let mut boxes = columns(forest, pieces, left);
    let count = forest.nodes.len();
    // How high a node is with everything to its right, and how far below its top the middle of its own box is. What is to
    // the right of a node has a higher number.
    let mut heights = vec![0; count];
    let mut middles = vec![0; count];
    let mut rows: Vec<Vec<i32>> = vec![Vec::new(); count];
    for number in (0..count).rev() {
        let own = boxes.sizes[number].height;
        let mut at = 0;
        let mut tops = Vec::new();
        let mut ends: Option<(i32, i32)> = None;
        for (index, row) in pieces.rows[number].iter().enumerate() {
            if index > 0 {
                let notes = row.note.is_some() && pieces.rows[number][index - 1].note.is_some();
                at += if notes { NOTE_GAP } else { ROW_GAP };
            }
            let below = forest.nodes[number].branches.get(index).and_then(|branch| match branch.to {
                To::Below(below) => Some(below),
                _ => None,
            });
            let note = row.note.map_or(0, |note| note.height);
            let (height, middle) = below.map_or((note, note / 2), |below| (heights[below], middles[below]));
            // A label that is higher than what it leads to takes the room that it needs.
            let over = (row.label.height / 2 - middle).max(0);
            tops.push(at + over);
            let middle = at + over + middle;
            ends = Some((ends.map_or(middle, |(first, _)| first), middle));
            at += (height + over).max(middle - at + row.label.height / 2);
        }
        heights[number] = at.max(own);
        let down = (heights[number] - at) / 2;
        let (first, last) = ends.unwrap_or((at / 2, at / 2));
        middles[number] =
            (down + i32::midpoint(first, last)).min(LOWEST).clamp(own / 2, heights[number] - own + own / 2);
        rows[number] = tops.into_iter().map(|top| top + down).collect();
    }
    let mut tops = vec![0; count];
    let mut bottom = top;
    for &root in &forest.roots {
        tops[root] = if bottom == top { top } else { bottom + TREE_GAP };
        bottom = tops[root] + heights[root];
    }
    let mut width = 0;
    let mut placed = Vec::with_capacity(count);
    for (number, node) in forest.nodes.iter().enumerate() {
        let size = boxes.sizes[number];
        let x = boxes.columns[node.depth];
        placed.push((x, tops[number] + middles[number] - size.height / 2, size));
        width = width.max(x + size.width);
        for (index, row) in rows[number].iter_mut().enumerate() {
            *row += tops[number];
            match (node.branches.get(index).map(|branch| branch.to), pieces.rows[number][index].note) {
                (Some(To::Below(below)), _) => {
                    tops[below] = *row;
                    *row += middles[below];
                }
                (_, Some(note)) => {
                    *row += note.height / 2;
                    width = width.max(boxes.columns[node.depth + 1] + note.width);
                }
                _ => {}
            }
        }
    }
    let columns = std::mem::take(&mut boxes.columns);
    Layout { boxes: placed, rows, columns, size: Size { width, height: bottom } }
}

struct Columns {
    /// Boxes of one column are equally wide.
    sizes: Vec<Size>,
    columns: Vec<i32>,
}

fn columns(forest: &Forest<'_>, pieces: &Pieces, left: i32) -> Columns {
    let deepest = forest.nodes.iter().map(|node| node.depth).max().unwrap_or(0);
    let mut boxes = vec![0; deepest + 1];
    let mut labels = vec![0; deepest + 1];
    for (number, node) in forest.nodes.iter().enumerate() {
        let widest = pieces.rows[number].iter().map(|row| row.label.width).max().unwrap_or(0);
        boxes[node.depth] = pieces.boxes[number].width.max(boxes[node.depth]);
        labels[node.depth] = widest.max(labels[node.depth]);
    }
    let mut columns = vec![left];
    for (width, label) in boxes.iter().zip(labels) {
        let labels = if label > 0 { label + LABEL_GAP } else { 0 };
        let last = columns.last().copied().unwrap_or(left);
        columns.push(last + width + STEM + labels + LABEL_GAP);
    }
    let sizes = forest.nodes.iter().zip(&pieces.boxes);
    let sizes = sizes.map(|(node, size)| Size { width: boxes[node.depth], ..*size }).collect();
    Columns { sizes, columns }
}
