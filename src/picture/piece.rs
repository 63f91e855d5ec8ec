//! What stands in the boxes and rows of an SVG, and how much room it takes.

use super::drawing::Picture;
use super::face::Face;
use super::fitting::Type;
use super::forest::{Branch, BranchTarget, PictureNode};
use super::layout::{NodeRow, Pieces, Size};
use super::marks::RemovedTurn;
use super::shape::inset;
use super::turn::{Turn, one_line};

const NAME: Type = Type { size: 13, bold: true };
pub(super) const SMALL: Type = Type { size: 11, bold: false };
const LABEL: Type = Type { size: 12, bold: true };
pub(super) const NOTE: Type = Type { size: 12, bold: false };

/// Between a box and its text.
pub(super) const PAD: Size = Size { width: 11, height: 7 };
/// How wide the texts of a box, and of a label, get before they go on in another line.
const BOX_ROOM: i32 = 252;
const LABEL_ROOM: i32 = 140;
/// From one line of a label to the next.
pub(super) const LABEL_LINE: i32 = 14;

/// A line of text with its class.
pub(super) struct StyledLine {
    pub(super) class: &'static str,
    pub(super) style: Type,
    pub(super) text: String,
    /// What follows it, with a class of its own.
    pub(super) state: Option<(&'static str, &'static str)>,
}

/// A box, and the rows to its right.
pub(super) struct NodeBox {
    pub(super) face: Face,
    pub(super) lines: Vec<StyledLine>,
    pub(super) rows: Vec<RowText>,
}

/// What stands in a row.
pub(super) struct RowText {
    /// The class of the way there.
    pub(super) class: String,
    pub(super) stands_out: bool,
    pub(super) label: Vec<String>,
    /// Whether the label is that of keys.
    pub(super) keys: bool,
    pub(super) note: Option<Note>,
}

/// What stands where no node is drawn.
pub(super) struct Note {
    pub(super) text: String,
    /// The node that it speaks of.
    pub(super) of: Option<usize>,
    /// Whether the plan no longer has it.
    pub(super) gone: bool,
}

impl NodeBox {
    pub(super) fn of(picture: &Picture<'_>, node: &PictureNode) -> Self {
        let face = Face::of(picture.forest.plan, node.what, picture.moment, picture.marks);
        let mut lines = wrapped("name", NAME, &face.title, 4);
        lines.extend(face.subtitle.iter().flat_map(|subtitle| wrapped("small", SMALL, subtitle, 4)));
        let told = face.kind.told();
        if !told.is_empty() {
            let state = face.open.map(|open| if open { ("open", "open") } else { ("state", "closed") });
            let text = if state.is_some() { format!("{told}, ") } else { told.to_owned() };
            lines.push(StyledLine { class: "small kind", style: SMALL, text, state });
        }
        lines.extend(face.hours.iter().flat_map(|hours| wrapped("small", SMALL, hours, 5)));
        lines.extend(face.mark.iter().flat_map(|mark| wrapped("small mark", SMALL, mark.word(), 1)));
        let checked = face.checked().map(|(_, text)| text);
        lines.extend(checked.iter().flat_map(|text| wrapped("small share", SMALL, text, 1)));
        let branches = node.branches.iter();
        let branches = branches.map(|branch| RowText::of(picture, node, branch, face.is_closed()));
        let gone = picture.marks.gone_from(node.what).iter().map(RowText::gone);
        let rows = branches.chain(gone).collect();
        Self { face, lines, rows }
    }

    fn size(&self) -> Size {
        let width = |line: &StyledLine| {
            line.style.width(&line.text) + line.state.map_or(0, |(_, text)| line.style.width(text))
        };
        let widest = self.lines.iter().map(width).max().unwrap_or(0);
        let height: i32 = self.lines.iter().map(|line| line.style.leading()).sum();
        Size { width: widest + 2 * (PAD.width + inset(self.face.kind)), height: height + 2 * PAD.height }
    }
}

impl RowText {
    fn of(picture: &Picture<'_>, node: &PictureNode, branch: &Branch, shut: bool) -> Self {
        let mut class = "way".to_owned();
        if branch.is_exit() {
            class.push_str(" exit");
        }
        let mark = picture.marks.of(node.what, branch);
        match mark {
            Some(mark) => class.extend([" ", mark.word()]),
            None if shut && !branch.turns.contains(&Turn::Closed) => class.push_str(" shut"),
            None => {}
        }
        let mut label = label(&picture.forest.label(node, branch));
        label.extend(mark.map(|mark| mark.word().to_owned()));
        let keys = !branch.turns.is_empty()
            && branch.turns.iter().all(|turn| matches!(turn, Turn::Key(_) | Turn::Route(_)));
        Self { class, stands_out: mark.is_some(), label, keys, note: Note::of(picture, branch.to) }
    }

    fn gone(gone: &RemovedTurn) -> Self {
        let text = first_line(&format!("{} (removed)", one_line(&gone.to)));
        Self {
            class: "way gone".to_owned(),
            stands_out: true,
            label: label(&one_line(&gone.label)),
            keys: true,
            note: Some(Note { text, of: None, gone: true }),
        }
    }

    /// The size of its label.
    pub(super) fn label_size(&self) -> Size {
        if self.label.is_empty() {
            return Size::default();
        }
        let widest = self.label.iter().map(|line| LABEL.width(line)).max().unwrap_or(0);
        let lines = i32::try_from(self.label.len()).unwrap_or(1);
        Size { width: (widest + 10).max(20), height: 6 + LABEL_LINE * lines }
    }
}

impl Note {
    fn of(picture: &Picture<'_>, to: BranchTarget) -> Option<Self> {
        let (text, of) = match to {
            BranchTarget::Below(_) => return None,
            BranchTarget::Elsewhere(number) => {
                let what = picture.forest.nodes[number].what;
                let title = Face::of(picture.forest.plan, what, None, picture.marks).title;
                (first_line(&format!("→ {title}")), Some(number))
            }
            BranchTarget::HangUp | BranchTarget::Dropped | BranchTarget::Repeat | BranchTarget::Back => {
                (to.word().to_owned(), None)
            }
        };
        Some(Self { text, of, gone: false })
    }

    pub(super) fn size(&self) -> Size {
        Size { width: NOTE.width(&self.text) + 18, height: 22 }
    }
}

/// How much room the pieces take.
pub(super) fn sizes(pieces: &[NodeBox]) -> Pieces {
    let row = |row: &RowText| NodeRow { label: row.label_size(), note: row.note.as_ref().map(Note::size) };
    Pieces {
        boxes: pieces.iter().map(NodeBox::size).collect(),
        rows: pieces.iter().map(|piece| piece.rows.iter().map(row).collect()).collect(),
    }
}

fn wrapped(class: &'static str, style: Type, text: &str, most: usize) -> Vec<StyledLine> {
    let lines = style.wrap(text, BOX_ROOM, most).into_iter();
    lines.map(|text| StyledLine { class, style, text, state: None }).collect()
}

fn label(text: &str) -> Vec<String> {
    if text.is_empty() { Vec::new() } else { LABEL.wrap(text, LABEL_ROOM, 3) }
}

fn first_line(text: &str) -> String {
    NOTE.wrap(text, BOX_ROOM, 1).concat()
}
