//! Learning a directory by heart: questions made from a plan, what a learner remembers, lessons on a screen, and the file that
//! keeps it all.

pub mod drill;
pub mod learning;
pub mod store;
pub mod lesson;
pub mod report;
pub mod cards;
