//! Pictures of a plan: what every line leads to, and a week of hours.
//!
//! A picture is a view of the plan's structure: it reads which step leads to which and says nothing of what becomes of a
//! call, except what is open at a moment.
//!
//! `turn` names the ways on from a step, `forest` decides what is drawn and where, `face` says what stands at a place, and
//! `marks` what stands out, as `compared` with another plan. The formats write that down: `tree` for the terminal; `chart` as nodes and edges for
//! `mermaid` and `dot`, which leave the layout to others; `svg`, for which `piece` says what stands in boxes and rows,
//! `fitting` how much room text takes, `layout` where it goes, and `shape` what it looks like. `json` tells programs what
//! there is, without a picture of it.
//!
//! A [`WeekChart`] is apart from that: `week` cuts it into days and says what to tell of them, for `week_text` and `week_svg`.

mod chart;
mod compared;
mod dot;
pub mod drawing;
mod face;
mod fitting;
mod forest;
mod json;
mod layout;
mod marks;
mod mermaid;
mod paper;
mod piece;
mod shape;
mod svg;
mod tree;
mod turn;
mod week;
mod week_remarks;
mod week_svg;
mod week_text;

pub use crate::picture::drawing::Picture;
pub use face::PictureMoment;
pub use forest::{Branch, BranchTarget, Forest, NodeKind, PictureDetail, PictureNode};
pub use json::{EdgeJson, GoneJson, MAP_VERSION, MapJson, NodeJson};
pub use marks::{Emphasis, Marks, RemovedTurn};
#[cfg(feature = "serve")]
pub(crate) use svg::{CHECKED_STYLE, MAP_STYLE};
pub use tree::Tree;
pub use turn::Turn;
pub use week::WeekChart;
