use std::fmt;

use super::face::{Face, PictureMoment, PlaceKind};
use super::forest::{Branch, BranchTarget, Forest, NodeKind, PictureNode};
use super::marks::{Marks, RemovedTurn};
use super::turn::one_line;
use crate::base::text::{Paint, display_width, wrapped};
use crate::plan::StepId;

/// A picture for the terminal.
///
/// A step that is met again is named, not drawn again, so that menus which lead back to each other have an end.
#[derive(Clone, Copy, Debug)]
pub struct Tree<'a> {
    /// What is drawn.
    pub forest: &'a Forest<'a>,
    /// The moment at which steps are open or closed; None: that is not shown.
    pub moment: Option<PictureMoment>,
    /// What stands out.
    pub marks: &'a Marks,
    /// A step to point at.
    pub here: Option<StepId>,
    /// Colors.
    pub paint: Paint,
}

/// Deeper than a narrow screen is wide, rows get at least this.
const LEAST_ROOM: usize = 24;

impl fmt::Display for Tree<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut drawn = vec![false; self.forest.nodes.len()];
        for &root in &self.forest.roots {
            drawn[root] = true;
            let node = &self.forest.nodes[root];
            match node.what {
                NodeKind::Step(_) => {
                    let continued = self.paint.dim("continued");
                    let row = fmt::from_fn(|f| {
                        write!(f, "{continued}  ")?;
                        self.step(f, node)
                    });
                    self.row(f, ("", "    "), row)?;
                }
                _ => self.row(f, ("", "    "), fmt::from_fn(|f| self.heading(f, node)))?,
            }
            self.below(f, root, "", &mut drawn)?;
        }
        self.marks.gone_lines.iter().try_for_each(|gone| self.row(f, ("", "    "), self.gone(gone)))
    }
}

impl Tree<'_> {
    fn face(&self, what: NodeKind) -> Face {
        Face::of(self.forest.plan, what, self.moment, self.marks)
    }

    fn heading(&self, f: &mut fmt::Formatter<'_>, node: &PictureNode) -> fmt::Result {
        let (face, paint) = (self.face(node.what), self.paint);
        match &face.subtitle {
            Some(name) => write!(f, "{}  {}", paint.bold(&face.title), paint.bold(name))?,
            None => write!(f, "{}", paint.dim(&face.title))?,
        }
        self.mark(f, &face)
    }

    /// A row behind its lines: what the screen is too narrow for goes on below, between words, beside the lines that go on.
    fn row(
        &self,
        f: &mut fmt::Formatter<'_>,
        (first, next): (&str, &str),
        text: impl fmt::Display,
    ) -> fmt::Result {
        let Some(columns) = self.paint.columns() else { return writeln!(f, "{first}{text}") };
        let room = columns.saturating_sub(display_width(first).max(display_width(next))).max(LEAST_ROOM);
        for (index, line) in wrapped(&text.to_string(), room, 0).into_iter().enumerate() {
            writeln!(f, "{}{line}", if index == 0 { first } else { next })?;
        }
        Ok(())
    }

    /// The branches of a node, each with what is below it. A tree is as deep as [`Forest`] lets it be.
    fn below(
        &self,
        f: &mut fmt::Formatter<'_>,
        number: usize,
        indent: &str,
        drawn: &mut [bool],
    ) -> fmt::Result {
        let node = &self.forest.nodes[number];
        let gone = self.marks.gone_from(node.what);
        let rows = node.branches.len() + gone.len();
        let lead = |row: usize| if row + 1 == rows { ("└─", "   ") } else { ("├─", "│  ") };
        for (row, branch) in node.branches.iter().enumerate() {
            let (lead, further) = lead(row);
            let goes_on = match branch.to {
                BranchTarget::Below(below) if !self.forest.nodes[below].branches.is_empty() => "│   ",
                _ => "    ",
            };
            let leads = (&*format!("{indent}{lead} "), &*format!("{indent}{further}{goes_on}"));
            self.row(f, leads, fmt::from_fn(|f| self.branch(f, node, branch, drawn)))?;
            if let BranchTarget::Below(below) = branch.to {
                drawn[below] = true;
                self.below(f, below, &format!("{indent}{further}"), drawn)?;
            }
        }
        for (row, gone) in gone.iter().enumerate() {
            let (lead, further) = lead(node.branches.len() + row);
            let leads = (&*format!("{indent}{lead} "), &*format!("{indent}{further}    "));
            self.row(f, leads, self.gone(gone))?;
        }
        Ok(())
    }

    fn gone(&self, gone: &RemovedTurn) -> String {
        let (label, to) = (one_line(&gone.label), one_line(&gone.to));
        format!("{label}  {to}  {}", self.paint.bad("removed"))
    }

    fn branch(
        &self,
        f: &mut fmt::Formatter<'_>,
        node: &PictureNode,
        branch: &Branch,
        drawn: &[bool],
    ) -> fmt::Result {
        let paint = self.paint;
        let label = self.forest.label(node, branch);
        let plain = matches!(self.face(node.what).kind, PlaceKind::Message) && label.is_empty();
        let mark = self.marks.of(node.what, branch);
        let label = match mark {
            Some(mark) => format!("{label} ({})", mark.word()).trim_start().to_owned(),
            None => label,
        };
        match (label.as_str(), branch.is_exit()) {
            ("", _) if plain => write!(f, "{}  ", paint.caller("then"))?,
            ("", _) => {}
            (label, true) => write!(f, "{}  ", paint.note(label))?,
            (label, false) if mark.is_some() => write!(f, "{}  ", paint.note(label))?,
            (label, false) => write!(f, "{}  ", paint.caller(label))?,
        }
        match branch.to {
            BranchTarget::Below(number) | BranchTarget::Elsewhere(number) => {
                self.step(f, &self.forest.nodes[number])?;
            }
            BranchTarget::HangUp | BranchTarget::Dropped | BranchTarget::Repeat | BranchTarget::Back => {
                write!(f, "{}", paint.dim(branch.to.word()))?;
            }
        }
        if let BranchTarget::Elsewhere(number) = branch.to
            && !self.forest.nodes[number].branches.is_empty()
        {
            let there = if drawn[number] { "as above" } else { "see below" };
            write!(f, "{}", paint.dim(format_args!("  {there}")))?;
        }
        Ok(())
    }

    fn step(&self, f: &mut fmt::Formatter<'_>, node: &PictureNode) -> fmt::Result {
        let (face, paint) = (self.face(node.what), self.paint);
        write!(f, "{}", face.title)?;
        if face.kind != PlaceKind::Destination {
            write!(f, " {}", paint.dim(format_args!("({})", face.kind.told())))?;
        }
        match (face.hours.as_deref(), face.open) {
            (Some(hours), Some(true)) => write!(f, "  {}, {}", paint.good("open"), paint.dim(hours))?,
            (Some(hours), Some(false)) => write!(f, "  {}, {}", paint.bad("closed"), paint.dim(hours))?,
            (Some(hours), None) => write!(f, "  {}", paint.dim(hours))?,
            (None, _) => {}
        }
        self.mark(f, &face)?;
        if self.here.is_some_and(|here| node.what == NodeKind::Step(here)) {
            write!(f, "  {}", paint.note("◀ you are here"))?;
        }
        Ok(())
    }

    fn mark(&self, f: &mut fmt::Formatter<'_>, face: &Face) -> fmt::Result {
        face.mark.map_or(Ok(()), |mark| write!(f, "  {}", self.paint.note(mark.word())))
    }
}
