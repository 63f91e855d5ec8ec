//! Lessons and exams in a page: what its script asks, and what it is answered.

mod changes;
mod keeping;
mod records;
mod request;
mod room;
mod view;

pub use changes::PageChanges;
pub use room::PageStudy;
