//! Learning a directory by heart: questions made from a plan, what a learner remembers, lessons on a screen, and the file that
//! keeps it all.

pub mod drill;
#[cfg(feature = "lessons")]
#[doc(hidden)]
pub mod learning;
#[cfg(feature = "lessons")]
#[doc(hidden)]
pub mod store;
#[cfg(feature = "lessons")]
#[doc(hidden)]
pub mod lesson;
#[cfg(feature = "lessons")]
#[doc(hidden)]
pub mod report;
pub mod cards;
