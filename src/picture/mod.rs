//! Pictures of a plan: what every line leads to, and a week of hours.
//!
//! A picture is a view of the plan's structure: it reads which step leads to which and says nothing of what becomes of a
//! call, except what is open at a moment. [`Forest`] decides what is drawn and where; the formats only write it down.

mod chart;
mod dot;
mod face;
mod fitting;
mod forest;
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
mod week_svg;
mod week_text;

pub use face::Moment;
pub use forest::{Branch, Detail, Forest, Node, To, What};
pub use marks::{Gone, Mark, Marks};
pub use paper::Picture;
pub use tree::Tree;
pub use turn::Turn;
pub use week::Week;
