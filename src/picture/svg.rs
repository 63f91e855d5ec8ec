//! A plan as SVG: one file that a browser shows and prints, with its text as text.

use std::fmt;

use super::face::Face;
use super::fitting::Type;
use super::layout::{LABEL_GAP, Layout, Pieces, Row, STEM, Size, place};
use super::shape::{Outline, inset};
use super::turn::one_line;
use super::{Branch, Mark, Node, Picture, To, Turn, What};
use crate::plan::StepId;
use crate::report::{Markup, clock};

const NAME: Type = Type { size: 13, bold: true };
const SMALL: Type = Type { size: 11, bold: false };
const LABEL: Type = Type { size: 12, bold: true };
const NOTE: Type = Type { size: 12, bold: false };
const PLAN: Type = Type { size: 18, bold: true };

/// Margins of the page, and what stands above the trees.
const MARGIN: i32 = 24;
const HEAD: i32 = 76;
/// Between a box and its text.
const PAD: Size = Size { width: 11, height: 7 };
/// How wide the texts of a box, and of a label, get before they go on in another line.
const BOX_ROOM: i32 = 252;
const LABEL_ROOM: i32 = 140;
/// From one line of a label, and of the lines that are gone, to the next.
const LABEL_LINE: i32 = 14;
const LOST: i32 = 20;

/// A picture as SVG.
#[derive(Clone, Copy, Debug)]
pub(super) struct Svg<'a>(pub(super) Picture<'a>);

/// A line of text with its class.
struct Line {
    class: &'static str,
    style: Type,
    text: String,
    /// What follows it, with a class of its own.
    state: Option<(&'static str, &'static str)>,
}

/// What stands in a box.
struct Piece<'a> {
    face: Face<'a>,
    lines: Vec<Line>,
    rows: Vec<RowText>,
}

/// What stands in a row.
struct RowText {
    /// The class of the way there.
    class: String,
    stands_out: bool,
    label: Vec<String>,
    /// Whether the label is that of keys.
    keys: bool,
    note: Option<Note>,
}

struct Note {
    text: String,
    /// The node that it speaks of.
    of: Option<usize>,
}

impl fmt::Display for Svg<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let forest = self.0.forest;
        let pieces: Vec<Piece<'_>> = forest.nodes.iter().map(|node| self.piece(node)).collect();
        let layout = place(forest, &sizes(&pieces), MARGIN, HEAD);
        let (title, under) = self.head();
        let lost: Vec<String> = self.lost_lines();
        let lost_top = layout.size.height + 28;
        let texts = [(&title, PLAN), (&under, SMALL)].map(|(text, style)| style.width(text));
        let lost_width = lost.iter().map(|text| NOTE.width(text));
        let right = texts.into_iter().chain(lost_width).max().unwrap_or(0) + MARGIN;
        let width = layout.size.width.max(right) + MARGIN;
        let height = lost_top + LOST * count(&lost);
        writeln!(
            f,
            "<svg xmlns=\"http://www.w3.org/2000/svg\" class=\"map\" width=\"{width}\" height=\"{height}\" \
             viewBox=\"0 0 {width} {height}\">\n<title>{}</title>\n<style>\n{}</style>\n\
             <rect class=\"paper\" width=\"100%\" height=\"100%\"/>",
            Markup(&title),
            include_str!("style.css"),
        )?;
        writeln!(f, "<text class=\"plan\" x=\"{MARGIN}\" y=\"38\">{}</text>", Markup(&title))?;
        writeln!(f, "<text class=\"small\" x=\"{MARGIN}\" y=\"56\">{}</text>", Markup(&under))?;
        for (number, piece) in pieces.iter().enumerate() {
            self.rows(f, number, piece, &layout)?;
        }
        for (number, piece) in pieces.iter().enumerate() {
            self.node(f, number, piece, &layout)?;
        }
        for (text, y) in lost.iter().zip((lost_top..).step_by(LOST as usize)) {
            writeln!(f, "<g class=\"note gone\"><text x=\"{MARGIN}\" y=\"{y}\">{}</text></g>", Markup(text))?;
        }
        f.write_str("</svg>\n")
    }
}

impl Svg<'_> {
    fn head(&self) -> (String, String) {
        let plan = self.0.forest.plan;
        let mut under = vec![format!("in force from {}", plan.effective)];
        if let Some(moment) = self.0.moment {
            under.push(format!("grey is what is closed on {}", clock(moment.at, plan.zone)));
            if moment.caller_zone != plan.zone {
                under.push(format!("the caller is in {}", moment.caller_zone));
            }
        }
        (one_line(&plan.name), under.join("; "))
    }

    fn lost_lines(&self) -> Vec<String> {
        let lost = self.0.marks.gone_from(None);
        lost.map(|gone| format!("{}  {}  (removed)", one_line(&gone.label), one_line(&gone.to))).collect()
    }

    fn piece(&self, node: &Node) -> Piece<'_> {
        let face = Face::of(self.0.forest.plan, node.what, self.0.moment, self.0.marks);
        let mut lines = wrapped("name", NAME, &face.title, 4);
        lines.extend(face.subtitle.iter().flat_map(|subtitle| wrapped("small", SMALL, subtitle, 4)));
        let told = face.kind.told();
        if !told.is_empty() {
            let state = face.open.map(|open| if open { ("open", "open") } else { ("state", "closed") });
            let text = if state.is_some() { format!("{told}, ") } else { told.to_owned() };
            lines.push(Line { class: "small kind", style: SMALL, text, state });
        }
        lines.extend(face.hours.iter().flat_map(|hours| wrapped("small", SMALL, hours, 5)));
        lines.extend(face.mark.iter().flat_map(|mark| wrapped("small mark", SMALL, mark.word(), 1)));
        let mut rows: Vec<RowText> =
            node.branches.iter().map(|branch| self.row(node, branch, face.is_closed())).collect();
        if let What::Step(id) = node.what {
            rows.extend(self.gone_rows(id));
        }
        Piece { face, lines, rows }
    }

    fn row(&self, node: &Node, branch: &Branch, shut: bool) -> RowText {
        let picture = self.0;
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
        let mut label = LABEL.wrap(&picture.forest.label(node, branch), LABEL_ROOM, 3);
        label.retain(|line| !line.is_empty());
        label.extend(mark.map(|mark| mark.word().to_owned()));
        let keys = !branch.turns.is_empty()
            && branch.turns.iter().all(|turn| matches!(turn, Turn::Key(_) | Turn::Route(_)));
        RowText { class, stands_out: mark.is_some(), label, keys, note: self.note(branch.to) }
    }

    /// What stands where no node is drawn.
    fn note(&self, to: To) -> Option<Note> {
        match to {
            To::Below(_) => None,
            To::Elsewhere(number) => {
                let what = self.0.forest.nodes[number].what;
                let title = Face::of(self.0.forest.plan, what, None, self.0.marks).title;
                Some(Note { text: first_line(&format!("→ {title}")), of: Some(number) })
            }
            To::HangUp | To::Repeat | To::Back => Some(Note { text: to.word().to_owned(), of: None }),
        }
    }

    fn gone_rows(&self, id: StepId) -> impl Iterator<Item = RowText> {
        self.0.marks.gone_from(Some(id)).map(|gone| RowText {
            class: "way gone".to_owned(),
            stands_out: true,
            label: LABEL.wrap(&one_line(&gone.label), LABEL_ROOM, 3),
            keys: true,
            note: Some(Note { text: first_line(&format!("{} (removed)", one_line(&gone.to))), of: None }),
        })
    }

    /// The ways from a node, with their labels and notes.
    fn rows(
        &self,
        f: &mut fmt::Formatter<'_>,
        number: usize,
        piece: &Piece<'_>,
        layout: &Layout,
    ) -> fmt::Result {
        let (x, y, size) = layout.boxes[number];
        let (from, middle) = (x + size.width, y + size.height / 2);
        let to = layout.columns[self.0.forest.nodes[number].depth + 1];
        // What stands out lies above the ways that it shares a line with.
        for stands_out in [false, true] {
            let rows = piece.rows.iter().zip(&layout.rows[number]);
            for (row, &at) in rows.filter(|(row, _)| row.stands_out == stands_out) {
                writeln!(f, "<path class=\"{}\" d=\"{}\"/>", row.class, bend(from, middle, to, at))?;
            }
        }
        for (row, &at) in piece.rows.iter().zip(&layout.rows[number]) {
            if !row.label.is_empty() {
                let Size { width, height } = label_size(&row.label);
                let (left, top) = (from + STEM + LABEL_GAP, at - height / 2);
                let class = if row.keys { "label" } else { "label word" };
                write!(
                    f,
                    "<g class=\"{class}\"><rect x=\"{left}\" y=\"{top}\" width=\"{width}\" height=\"{height}\" \
                     rx=\"4\"/>",
                )?;
                for (text, y) in row.label.iter().zip((top + LABEL_LINE..).step_by(LABEL_LINE as usize)) {
                    let middle = left + width / 2;
                    write!(
                        f,
                        "<text x=\"{middle}\" y=\"{y}\" text-anchor=\"middle\">{}</text>",
                        Markup(text)
                    )?;
                }
                writeln!(f, "</g>")?;
            }
            if let Some(note) = &row.note {
                let Size { width, height } = note_size(note);
                let top = at - height / 2;
                let class = if row.class.ends_with("gone") { "note gone" } else { "note" };
                write!(f, "<g class=\"{class}\">")?;
                if let Some(of) = note.of {
                    write!(f, "<a href=\"#n{of}\">")?;
                }
                write!(
                    f,
                    "<rect x=\"{to}\" y=\"{top}\" width=\"{width}\" height=\"{height}\" rx=\"11\"/>\
                     <text x=\"{}\" y=\"{}\">{}</text>",
                    to + 9,
                    top + 15,
                    Markup(&note.text),
                )?;
                writeln!(f, "{}</g>", if note.of.is_some() { "</a>" } else { "" })?;
            }
        }
        Ok(())
    }

    fn node(
        &self,
        f: &mut fmt::Formatter<'_>,
        number: usize,
        piece: &Piece<'_>,
        layout: &Layout,
    ) -> fmt::Result {
        let (x, y, size) = layout.boxes[number];
        let face = &piece.face;
        write!(f, "<g id=\"n{number}\" class=\"{}", face.kind.word())?;
        if face.is_closed() {
            f.write_str(" shut")?;
        }
        if let Some(mark) = face.mark {
            write!(f, " {}", Mark::word(mark))?;
        }
        f.write_str("\">")?;
        if let What::Step(id) = self.0.forest.nodes[number].what {
            write!(f, "<title>{}</title>", Markup(&self.0.forest.plan.step(id).key))?;
        }
        write!(f, "{}", Outline { kind: face.kind, x, y, size })?;
        let mut base = y + PAD.height;
        let left = x + PAD.width + inset(face.kind);
        for line in &piece.lines {
            base += leading(line.style);
            write!(
                f,
                "<text class=\"{}\" x=\"{left}\" y=\"{}\">{}",
                line.class,
                base - 4,
                Markup(&line.text)
            )?;
            if let Some((class, text)) = line.state {
                write!(f, "<tspan class=\"{class}\">{text}</tspan>")?;
            }
            write!(f, "</text>")?;
        }
        writeln!(f, "</g>")
    }
}

/// From one line of text to the next.
fn leading(style: Type) -> i32 {
    style.size + 4
}

fn sizes(pieces: &[Piece<'_>]) -> Pieces {
    let size = |piece: &Piece<'_>| {
        let width = |line: &Line| {
            line.style.width(&line.text) + line.state.map_or(0, |(_, text)| line.style.width(text))
        };
        let widest = piece.lines.iter().map(width).max().unwrap_or(0);
        let height: i32 = piece.lines.iter().map(|line| leading(line.style)).sum();
        Size { width: widest + 2 * (PAD.width + inset(piece.face.kind)), height: height + 2 * PAD.height }
    };
    let row = |row: &RowText| Row {
        label: if row.label.is_empty() { Size::default() } else { label_size(&row.label) },
        note: row.note.as_ref().map(note_size),
    };
    Pieces {
        boxes: pieces.iter().map(size).collect(),
        rows: pieces.iter().map(|piece| piece.rows.iter().map(row).collect()).collect(),
    }
}

fn wrapped(class: &'static str, style: Type, text: &str, most: usize) -> Vec<Line> {
    let lines = style.wrap(text, BOX_ROOM, most).into_iter();
    lines.map(|text| Line { class, style, text, state: None }).collect()
}

fn count<T>(lines: &[T]) -> i32 {
    i32::try_from(lines.len()).unwrap_or(i32::MAX / LOST)
}

fn label_size(lines: &[String]) -> Size {
    let widest = lines.iter().map(|line| LABEL.width(line)).max().unwrap_or(0);
    Size { width: (widest + 10).max(20), height: 6 + LABEL_LINE * count(lines) }
}

fn note_size(note: &Note) -> Size {
    Size { width: NOTE.width(&note.text) + 18, height: 22 }
}

fn first_line(text: &str) -> String {
    NOTE.wrap(text, BOX_ROOM, 1).concat()
}

/// A way from the right of a box to the left of what it leads to.
fn bend(from: i32, middle: i32, to: i32, at: i32) -> String {
    let (stem, drop) = (from + STEM, at - middle);
    let round = (drop.abs() / 2).min(7);
    if round < 2 {
        return format!("M{from} {middle}L{stem} {middle}L{} {at}H{to}", stem + 2);
    }
    let (before, after, corner) =
        (stem - round, stem + round, (middle + round * drop.signum(), at - round * drop.signum()));
    format!(
        "M{from} {middle}H{before}Q{stem} {middle} {stem} {}V{}Q{stem} {at} {after} {at}H{to}",
        corner.0, corner.1
    )
}
