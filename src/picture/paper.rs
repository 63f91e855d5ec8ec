//! A picture that is kept or printed, in the formats for it.

use std::fmt;

use super::dot::Dot;
use super::mermaid::Mermaid;
use super::svg::Svg;
use super::{Branch, Forest, MapJson, Marks, Moment, Node, To};

/// A picture that is kept, printed or drawn by another program. For the terminal, see [`Tree`](super::Tree).
///
/// ```
/// use ivrsim::picture::{Detail, Forest, Marks, Picture};
///
/// let plan = ivrsim::load::ally();
/// let forest = Forest::of_plan(&plan, Detail::CommonExitsOnce);
/// let picture = Picture { forest: &forest, moment: None, marks: &Marks::default() };
/// assert!(picture.svg().to_string().contains("Commercial Transactions"));
/// assert!(picture.mermaid().to_string().starts_with("flowchart LR"));
/// ```
#[derive(Clone, Copy, Debug)]
pub struct Picture<'a> {
    /// What is drawn.
    pub forest: &'a Forest<'a>,
    /// The moment at which closed steps are gray; None: the picture is of no moment.
    pub moment: Option<Moment>,
    /// What stands out.
    pub marks: &'a Marks,
}

impl<'a> Picture<'a> {
    /// As SVG: one file that needs nothing else, in light or dark colors as its reader prefers.
    #[must_use]
    pub fn svg(self) -> impl fmt::Display + 'a {
        Svg(self)
    }

    /// As a Mermaid flowchart. Mermaid draws up to 500 edges unless it is configured otherwise.
    #[must_use]
    pub fn mermaid(self) -> impl fmt::Display + 'a {
        Mermaid(self)
    }

    /// As a graph in the DOT language.
    #[must_use]
    pub fn dot(self) -> impl fmt::Display + 'a {
        Dot(self)
    }

    /// For programs, which draw nothing.
    #[must_use]
    pub fn json(self) -> MapJson {
        MapJson::of(&self)
    }

    /// A branch that leads to no step, in words: `9 repeat`, `closed: hang up`.
    pub(super) fn ending(&self, node: &Node, branch: &Branch) -> String {
        let label = self.forest.label(node, branch);
        let mark =
            self.marks.of(node.what, branch).map_or(String::new(), |mark| format!(" ({})", mark.word()));
        let space = if label.is_empty() { "" } else { ": " };
        format!("{label}{space}{}{mark}", branch.to.word())
    }
}

impl To {
    /// The word for what is no step.
    pub(super) fn word(self) -> &'static str {
        match self {
            Self::Below(_) | Self::Elsewhere(_) => "",
            Self::HangUp => "hang up",
            Self::Repeat => "repeat",
            Self::Back => "back",
        }
    }
}
