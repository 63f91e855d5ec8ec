//! A picture as nodes and edges, for programs that find a layout of their own.

use super::drawing::Picture;
use super::face::{Face, PlaceKind};
use super::forest::BranchTarget;
use super::marks::{Emphasis, RemovedTurn};
use super::turn::one_line;

/// Nodes by number, and edges between them.
pub(super) struct Chart {
    pub(super) nodes: Vec<ChartNode>,
    pub(super) edges: Vec<ChartEdge>,
}

pub(super) struct ChartNode {
    pub(super) kind: PlaceKind,
    /// What it says.
    pub(super) lines: Vec<String>,
    /// Whether it is closed at the moment that is shown.
    pub(super) closed: bool,
    pub(super) mark: Option<Emphasis>,
    /// Whether the plan no longer has it.
    pub(super) gone: bool,
}

pub(super) struct ChartEdge {
    pub(super) from: usize,
    pub(super) to: usize,
    pub(super) label: String,
    /// Whether nobody chooses it.
    pub(super) exit: bool,
    pub(super) mark: Option<Emphasis>,
    pub(super) gone: bool,
}

impl Chart {
    /// The nodes keep the numbers that they have in the forest; what the plan no longer has follows them. Where a turn
    /// leads to no step but ends the call or goes back, the node says so in a line.
    pub(super) fn of(picture: &Picture<'_>) -> Self {
        let Picture { forest, moment, marks } = *picture;
        let mut chart = Self { nodes: Vec::new(), edges: Vec::new() };
        for (from, node) in forest.nodes.iter().enumerate() {
            let face = Face::of(forest.plan, node.what, moment, marks);
            let mut lines = face.lines();
            for branch in &node.branches {
                let label = forest.label(node, branch);
                match branch.to {
                    BranchTarget::Below(to) | BranchTarget::Elsewhere(to) => chart.edges.push(ChartEdge {
                        from,
                        to,
                        label,
                        exit: branch.is_exit(),
                        mark: marks.of(node.what, branch),
                        gone: false,
                    }),
                    _ => lines.push(picture.ending(node, branch)),
                }
            }
            let (closed, mark) = (face.is_closed(), face.mark);
            chart.nodes.push(ChartNode { kind: face.kind, lines, closed, mark, gone: false });
        }
        chart.add_what_is_gone(picture);
        chart
    }

    fn add_what_is_gone(&mut self, picture: &Picture<'_>) {
        let steps = picture.forest.nodes.iter().enumerate();
        let of_steps = steps.flat_map(|(number, node)| {
            picture.marks.gone_from(node.what).iter().map(move |gone| (Some(number), gone))
        });
        let lines = picture.marks.gone_lines.iter().map(|gone| (None, gone));
        for (from, RemovedTurn { label, to }) in of_steps.chain(lines) {
            let (label, number) = (one_line(label), self.nodes.len());
            let mut lines = vec![one_line(to), "removed".to_owned()];
            let kind = if let Some(from) = from {
                self.edges.push(ChartEdge { from, to: number, label, exit: false, mark: None, gone: true });
                PlaceKind::Heading
            } else {
                lines.insert(0, label);
                PlaceKind::Line
            };
            self.nodes.push(ChartNode { kind, lines, closed: false, mark: None, gone: true });
        }
    }
}

impl Face {
    /// All that it says, a line each.
    fn lines(&self) -> Vec<String> {
        let mut lines = vec![self.title.clone()];
        lines.extend(self.subtitle.clone());
        let state = self.open.map(|open| if open { "open" } else { "closed" });
        let told = [self.kind.told(), state.unwrap_or_default(), self.mark.map_or("", Emphasis::word)];
        let told: Vec<&str> = told.into_iter().filter(|told| !told.is_empty()).collect();
        if !told.is_empty() {
            lines.push(told.join(", "));
        }
        lines.extend(self.hours.clone());
        lines
    }
}
