//! Pictures of a diagnostic, a file each.

mod human;

pub use human::Human;
