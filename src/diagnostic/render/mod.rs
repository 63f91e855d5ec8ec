//! Pictures of a diagnostic, a file each.

mod excerpt;
mod github;
mod human;
mod json;
mod many;
mod safe;
mod sarif;
mod short;

pub use github::{Data, Github, Property};
pub use human::Human;
pub use json::Json;
pub use safe::safe;
pub use sarif::{RuleCard, Sarif, Suppressed};
pub use short::Short;
