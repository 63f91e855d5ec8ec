//! A plan for Graphviz, in the [DOT language](https://graphviz.org/doc/info/lang.html).

use std::fmt::{self, Write as _};

use super::chart::{Chart, ChartEdge, ChartNode};
use super::drawing::Picture;
use super::face::PlaceKind;
use super::fitting::Type;
use super::marks::Emphasis;
use super::turn::one_line;

/// The type of labels, and how wide they get before they go on in another line.
const LABEL: Type = Type { size: 11, bold: false };
const ROOM: i32 = 240;

/// A picture as a directed graph.
#[derive(Clone, Copy, Debug)]
pub(super) struct Dot<'a>(pub(super) Picture<'a>);

impl fmt::Display for Dot<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let chart = Chart::of(&self.0);
        writeln!(f, "digraph {} {{", DotText(&[one_line(&self.0.forest.plan.name)]))?;
        f.write_str(
            "    graph [rankdir=LR, nodesep=0.2, ranksep=0.7]\n    \
             node [fontname=\"Helvetica,Arial,sans-serif\", fontsize=11, style=filled, penwidth=1.2]\n    \
             edge [fontname=\"Helvetica,Arial,sans-serif\", fontsize=11, color=\"#6b7480\"]\n",
        )?;
        for (number, node) in chart.nodes.iter().enumerate() {
            // Graphviz breaks no lines itself.
            let lines: Vec<String> =
                node.lines.iter().flat_map(|line| LABEL.wrap(line, ROOM, usize::MAX)).collect();
            writeln!(f, "    n{number} [label={}, {}]", DotText(&lines), Look(node))?;
        }
        for ChartEdge { from, to, label, exit, mark, gone } in &chart.edges {
            write!(f, "    n{from} -> n{to}")?;
            let color = match (mark, gone) {
                (_, true) => ", color=\"#b3261e\"",
                (Some(Emphasis::New), _) => ", color=\"#1a7f37\", penwidth=2.5",
                (Some(Emphasis::Changed), _) => ", color=\"#b26a00\", penwidth=2.5",
                (None, false) => "",
            };
            let style = if *exit || *gone { ", style=dashed" } else { "" };
            writeln!(f, " [label={}{style}{color}]", DotText(&[label]))?;
        }
        f.write_str("}\n")
    }
}

/// The shape and colors of a node.
struct Look<'a>(&'a ChartNode);

impl fmt::Display for Look<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (shape, fill, stroke) = match self.0.kind {
            PlaceKind::Line => ("shape=box, style=\"rounded,filled\"", "#1f3a5f", "#1f3a5f"),
            PlaceKind::Menu => ("shape=box, style=\"rounded,filled\"", "#e3eefb", "#2f6db5"),
            PlaceKind::Input => ("shape=parallelogram", "#efe7fa", "#7a4fb5"),
            PlaceKind::Switch => ("shape=hexagon", "#fdf0d5", "#a8750a"),
            PlaceKind::Message | PlaceKind::LastMessage => ("shape=note", "#f1f3f5", "#6b7480"),
            PlaceKind::Destination => ("shape=box", "#e2f4e7", "#2b7a45"),
            PlaceKind::Voicemail => ("shape=box, peripheries=2", "#dff3f2", "#1f7a78"),
            PlaceKind::Heading => ("shape=box, style=\"dashed,filled\"", "#ffffff", "#9aa3ad"),
        };
        let (fill, stroke, text) = match self.0 {
            ChartNode { gone: true, .. } => ("#ffffff", "#b3261e", "#b3261e"),
            ChartNode { closed: true, .. } => ("#e4e6e9", "#a7adb5", "#5c646d"),
            ChartNode { kind: PlaceKind::Line, .. } => (fill, stroke, "#ffffff"),
            _ => (fill, stroke, "#16191d"),
        };
        let (stroke, width) = match self.0.mark {
            Some(Emphasis::New) => ("#1a7f37", ", penwidth=4"),
            Some(Emphasis::Changed) => ("#b26a00", ", penwidth=4"),
            None => (stroke, ""),
        };
        write!(f, "{shape}, fillcolor=\"{fill}\", color=\"{stroke}\", fontcolor=\"{text}\"{width}")
    }
}

/// Lines of text as one quoted string. A quotation mark and a backslash mean something in there, and entities of HTML.
struct DotText<'a, T>(&'a [T]);

impl<T: AsRef<str>> fmt::Display for DotText<'_, T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_char('"')?;
        for (at, line) in self.0.iter().enumerate() {
            if at > 0 {
                f.write_str("\\n")?;
            }
            for c in line.as_ref().chars() {
                match c {
                    '"' => f.write_str("\\\"")?,
                    '\\' => f.write_str("\\\\")?,
                    '&' => f.write_str("&amp;")?,
                    c => f.write_char(c)?,
                }
            }
        }
        f.write_char('"')
    }
}
