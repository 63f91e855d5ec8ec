//! A plan as SVG: one file that a browser shows and prints, with its text as text.

use std::fmt;

use super::drawing::Picture;
use super::fitting::Type;
use super::forest::NodeKind;
use super::layout::{LABEL_GAP, Layout, STEM, Size, place};
use super::piece::{LABEL_LINE, NOTE, NodeBox, Note, PAD, RowText, SMALL, sizes};
use super::shape::{BoxShape, inset};
use super::turn::one_line;
use crate::base::text::XmlText;
use crate::call::report::clock;

const PLAN: Type = Type { size: 18, bold: true };

/// Margins of the page, and what stands above the trees.
const MARGIN: i32 = 24;
const HEAD: i32 = 76;
/// The same in a page, which says above it what is drawn.
const HEAD_WITHIN: i32 = 16;
/// From one of the lines that are gone to the next.
const LOST: i32 = 20;

/// How pictures look.
pub(crate) const MAP_STYLE: &str = include_str!("style.css");

/// How it looks how much is checked.
pub(crate) const CHECKED_STYLE: &str = include_str!("checked.css");

/// A picture as SVG.
#[derive(Clone, Copy, Debug)]
pub(super) struct Svg<'a> {
    pub(super) picture: Picture<'a>,
    /// What its names begin with where it stands in a page with others. Such a page has the styles, and leads to where the plan
    /// speaks of what is drawn.
    pub(super) within: Option<&'a str>,
}

impl fmt::Display for Svg<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let forest = self.picture.forest;
        let pieces: Vec<NodeBox> = forest.nodes.iter().map(|node| NodeBox::of(&self.picture, node)).collect();
        let layout =
            place(forest, &sizes(&pieces), MARGIN, if self.within.is_some() { HEAD_WITHIN } else { HEAD });
        let (title, under) = self.head();
        let lost: Vec<String> = self.picture.marks.gone_lines.iter().map(ToString::to_string).collect();
        let widths = lost.iter().map(|text| NOTE.width(text));
        let widths = widths.chain([PLAN.width(&title), SMALL.width(&under)]).map(|width| width + MARGIN);
        let width = widths.max().unwrap_or(0).max(layout.size.width) + MARGIN;
        let lost_from = layout.size.height + MARGIN;
        let height = lost_from + LOST * i32::try_from(lost.len()).unwrap_or(0);
        write!(
            f,
            "<svg xmlns=\"http://www.w3.org/2000/svg\" class=\"map\" width=\"{width}\" height=\"{height}\" \
             viewBox=\"0 0 {width} {height}\">\n<title>{0}</title>\n",
            XmlText(&title)
        )?;
        if self.within.is_none() {
            let checked = if self.picture.marks.tells_checked() { CHECKED_STYLE } else { "" };
            write!(f, "<style>\n{MAP_STYLE}{checked}</style>\n")?;
        }
        writeln!(f, "<rect class=\"paper\" width=\"100%\" height=\"100%\"/>")?;
        if self.within.is_none() {
            writeln!(
                f,
                "<text class=\"plan\" x=\"{MARGIN}\" y=\"38\">{}</text>\n\
                 <text class=\"small\" x=\"{MARGIN}\" y=\"56\">{}</text>",
                XmlText(&title),
                XmlText(&under),
            )?;
        }
        for (number, piece) in pieces.iter().enumerate() {
            self.rows(f, number, piece, &layout)?;
        }
        for (number, piece) in pieces.iter().enumerate() {
            self.node(f, number, piece, &layout)?;
        }
        for (text, y) in lost.iter().zip((lost_from..).step_by(LOST as usize)) {
            writeln!(
                f,
                "<g class=\"note gone\"><text x=\"{MARGIN}\" y=\"{y}\">{}</text></g>",
                XmlText(text)
            )?;
        }
        f.write_str("</svg>\n")
    }
}

impl Svg<'_> {
    fn head(&self) -> (String, String) {
        let plan = self.picture.forest.plan;
        let mut under = vec![format!("in force from {}", plan.effective)];
        if let Some(moment) = self.picture.moment {
            under.push(format!("gray means closed on {}", clock(moment.at, plan.zone)));
            if moment.caller_zone != plan.zone {
                under.push(format!("the caller is in {}", moment.caller_zone));
            }
        }
        (one_line(&plan.name), under.join("; "))
    }

    /// The ways from a node, with their labels and notes.
    fn rows(
        &self,
        f: &mut fmt::Formatter<'_>,
        number: usize,
        piece: &NodeBox,
        layout: &Layout,
    ) -> fmt::Result {
        let (x, y, size) = layout.boxes[number];
        let (from, middle) = (x + size.width, y + size.height / 2);
        let to = layout.columns[self.picture.forest.nodes[number].depth + 1];
        let rows = || piece.rows.iter().zip(layout.rows[number].iter().copied());
        // What stands out lies above the ways that it shares a line with.
        for stands_out in [false, true] {
            for (row, at) in rows().filter(|(row, _)| row.stands_out == stands_out) {
                writeln!(f, "<path class=\"{}\" d=\"{}\"/>", row.class, bend(from, middle, to, at))?;
            }
        }
        for (row, at) in rows() {
            label(f, row, from + STEM + LABEL_GAP, at)?;
            if let Some(shown) = &row.note {
                note(f, shown, self.within(), to, at)?;
            }
        }
        Ok(())
    }

    fn node(
        &self,
        f: &mut fmt::Formatter<'_>,
        number: usize,
        piece: &NodeBox,
        layout: &Layout,
    ) -> fmt::Result {
        let (x, y, size) = layout.boxes[number];
        let face = &piece.face;
        write!(f, "<g id=\"{}n{number}\" class=\"{}", self.within(), face.kind.word())?;
        if face.is_closed() {
            f.write_str(" shut")?;
        }
        if let Some(mark) = face.mark {
            write!(f, " {}", mark.word())?;
        }
        if let Some((class, _)) = face.checked() {
            write!(f, " {class}")?;
        }
        f.write_str("\"")?;
        self.place_of(f, number)?;
        f.write_str(">")?;
        if let NodeKind::Step(id) = self.picture.forest.nodes[number].what {
            write!(f, "<title>{}</title>", XmlText(&self.picture.forest.plan.step(id).key))?;
        }
        write!(f, "{}", BoxShape { kind: face.kind, x, y, size })?;
        let left = x + PAD.width + inset(face.kind);
        let mut y = y + PAD.height - 4;
        for line in &piece.lines {
            y += line.style.leading();
            write!(f, "<text class=\"{}\" x=\"{left}\" y=\"{y}\">{}", line.class, XmlText(&line.text))?;
            if let Some((class, text)) = line.state {
                write!(f, "<tspan class=\"{class}\">{text}</tspan>")?;
            }
            f.write_str("</text>")?;
            // Where the box is read out, its lines are words apart.
            if self.within.is_some() {
                f.write_str("\n")?;
            }
        }
        writeln!(f, "</g>")
    }
}

impl Svg<'_> {
    fn within(&self) -> &str {
        self.within.unwrap_or_default()
    }

    /// Where the plan speaks of a node, for pages that lead there.
    fn place_of(&self, f: &mut fmt::Formatter<'_>, number: usize) -> fmt::Result {
        let plan = self.picture.forest.plan;
        let span = match self.picture.forest.nodes[number].what {
            NodeKind::Line(id) => plan.line(id).origin.span,
            NodeKind::Step(id) => plan.step(id).origin.span,
            NodeKind::CommonExits | NodeKind::Unreached => return Ok(()),
        };
        if self.within.is_none() {
            return Ok(());
        }
        let place = plan.sources.place(span);
        write!(f, " data-file=\"{}\" data-line=\"{}\"", XmlText(place.file), place.line)
    }
}

/// The label of a row, beginning at `left`, with its middle at this height.
fn label(f: &mut fmt::Formatter<'_>, row: &RowText, left: i32, at: i32) -> fmt::Result {
    if row.label.is_empty() {
        return Ok(());
    }
    let Size { width, height } = row.label_size();
    let (top, middle) = (at - height / 2, left + width / 2);
    let class = if row.keys { "label" } else { "label word" };
    write!(
        f,
        "<g class=\"{class}\"><rect x=\"{left}\" y=\"{top}\" width=\"{width}\" height=\"{height}\" rx=\"4\"/>"
    )?;
    for (text, y) in row.label.iter().zip((top + LABEL_LINE..).step_by(LABEL_LINE as usize)) {
        write!(f, "<text x=\"{middle}\" y=\"{y}\" text-anchor=\"middle\">{}</text>", XmlText(text))?;
    }
    writeln!(f, "</g>")
}

/// A note, which leads to the node that it speaks of.
fn note(f: &mut fmt::Formatter<'_>, note: &Note, within: &str, left: i32, at: i32) -> fmt::Result {
    let Size { width, height } = note.size();
    let top = at - height / 2;
    write!(f, "<g class=\"{}\">", if note.gone { "note gone" } else { "note" })?;
    if let Some(of) = note.of {
        write!(f, "<a href=\"#{within}n{of}\">")?;
    }
    write!(
        f,
        "<rect x=\"{left}\" y=\"{top}\" width=\"{width}\" height=\"{height}\" rx=\"11\"/>\
         <text x=\"{}\" y=\"{}\">{}</text>",
        left + 9,
        top + 15,
        XmlText(&note.text),
    )?;
    writeln!(f, "{}</g>", if note.of.is_some() { "</a>" } else { "" })
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
