//! Where everything is drawn: trees from left to right, a column for each turn away from the line.
//!
//! Every box and every row is looked at a fixed number of times, so the work grows with the links of the plan only.
//! Lengths are pixels.

use super::forest::{BranchTarget, Forest};

/// How much room something takes.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Size {
    pub(super) width: i32,
    pub(super) height: i32,
}

/// What stands to the right of a node, by rows: its branches, then what is gone from it.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct NodeRow {
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
    pub(super) rows: Vec<Vec<NodeRow>>,
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
    let Columns { sizes, columns } = columns(forest, pieces, left);
    let Measured { heights, middles, mut rows } = measure(forest, pieces);
    let mut tops = vec![0; forest.nodes.len()];
    let mut bottom = top;
    for &root in &forest.roots {
        tops[root] = if bottom == top { top } else { bottom + TREE_GAP };
        bottom = tops[root] + heights[root];
    }
    let mut width = 0;
    let mut boxes = Vec::with_capacity(sizes.len());
    for (number, (node, size)) in forest.nodes.iter().zip(sizes).enumerate() {
        let x = columns[node.depth];
        boxes.push((x, tops[number] + middles[number] - size.height / 2, size));
        width = width.max(x + size.width);
        for (index, row) in rows[number].iter_mut().enumerate() {
            *row += tops[number];
            if let Some(below) = below(forest, number, index) {
                tops[below] = *row;
                *row += middles[below];
            } else if let Some(note) = pieces.rows[number][index].note {
                *row += note.height / 2;
                width = width.max(columns[node.depth + 1] + note.width);
            }
        }
    }
    Layout { boxes, rows, columns, size: Size { width, height: bottom } }
}

/// The node that a row of another leads to, if it is drawn there.
fn below(forest: &Forest<'_>, number: usize, row: usize) -> Option<usize> {
    match forest.nodes[number].branches.get(row)?.to {
        BranchTarget::Below(below) => Some(below),
        _ => None,
    }
}

/// Heights, each node with everything to its right as one block.
struct Measured {
    /// How high the block is.
    heights: Vec<i32>,
    /// How far below the top of the block the middle of the node's own box is.
    middles: Vec<i32>,
    /// How far below the top of the block the blocks and notes to its right begin.
    rows: Vec<Vec<i32>>,
}

fn measure(forest: &Forest<'_>, pieces: &Pieces) -> Measured {
    let count = forest.nodes.len();
    let mut measured =
        Measured { heights: vec![0; count], middles: vec![0; count], rows: vec![Vec::new(); count] };
    // What is to the right of a node has a higher number.
    for number in (0..count).rev() {
        let own = pieces.boxes[number].height;
        let mut at = 0;
        let mut tops = Vec::new();
        let mut middles = Vec::new();
        let mut after_note = false;
        for (index, row) in pieces.rows[number].iter().enumerate() {
            if index > 0 {
                at += if after_note && row.note.is_some() { NOTE_GAP } else { ROW_GAP };
            }
            after_note = row.note.is_some();
            let note = row.note.map_or(0, |note| note.height);
            let (height, middle) = below(forest, number, index)
                .map_or((note, note / 2), |below| (measured.heights[below], measured.middles[below]));
            // A label that is higher than what it leads to takes the room that it needs.
            let over = (row.label.height / 2 - middle).max(0);
            tops.push(at + over);
            middles.push(at + over + middle);
            at += (over + height).max(over + middle + row.label.height / 2);
        }
        let height = at.max(own);
        let down = (height - at) / 2;
        let between =
            middles.first().zip(middles.last()).map_or(at / 2, |(first, last)| first.midpoint(*last));
        measured.heights[number] = height;
        measured.middles[number] = (down + between).min(LOWEST).clamp(own / 2, height - own + own / 2);
        measured.rows[number] = tops.into_iter().map(|top| top + down).collect();
    }
    measured
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
