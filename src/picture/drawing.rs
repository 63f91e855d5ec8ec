//! What is drawn, whatever the format.

use super::face::PictureMoment;
use super::forest::{Branch, BranchTarget, Forest, PictureNode};
use super::marks::Marks;

/// A picture that is kept, printed or drawn by another program. For the terminal, see [`Tree`](super::Tree).
///
/// ```
/// use ivrsim::picture::{PictureDetail, Forest, Marks, Picture};
///
/// let plan = ivrsim::plan::builtin();
/// let forest = Forest::of_plan(&plan, PictureDetail::CommonExitsOnce);
/// let picture = Picture { forest: &forest, moment: None, marks: &Marks::default() };
/// assert!(picture.svg().to_string().contains("Commercial Transactions"));
/// assert!(picture.mermaid().to_string().starts_with("flowchart LR"));
/// ```
#[derive(Clone, Copy, Debug)]
pub struct Picture<'a> {
    /// What is drawn.
    pub forest: &'a Forest<'a>,
    /// The moment at which closed steps are gray; None: the picture is of no moment.
    pub moment: Option<PictureMoment>,
    /// What stands out.
    pub marks: &'a Marks,
}

impl Picture<'_> {
    /// A branch that leads to no step, in words: `9 repeat`, `closed: hang up`.
    pub(super) fn ending(&self, node: &PictureNode, branch: &Branch) -> String {
        let label = self.forest.label(node, branch);
        let mark =
            self.marks.of(node.what, branch).map_or(String::new(), |mark| format!(" ({})", mark.word()));
        let space = if label.is_empty() { "" } else { ": " };
        format!("{label}{space}{}{mark}", branch.to.word())
    }
}

impl BranchTarget {
    /// The word for what is no step.
    pub(super) fn word(self) -> &'static str {
        match self {
            Self::Below(_) | Self::Elsewhere(_) => "",
            Self::HangUp => "hang up",
            Self::Dropped => "nothing there: the call is dropped",
            Self::Repeat => "repeat",
            Self::Back => "back",
        }
    }
}
