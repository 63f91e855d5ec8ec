//! Pictures of a diagnostic, a file each.

mod checkout;
mod excerpt;
mod github;
mod human;
mod json;
mod many;
mod sarif;
mod short;

pub use checkout::Checkout;
pub use github::{Data, Github, Property};
pub use human::Human;
pub use json::Json;
pub use sarif::{RuleCard, Sarif, Suppressed};
pub use short::Short;
