//! Learning a directory by heart: questions made from a plan, what a learner remembers, lessons for any screen, the file that
//! keeps it all, and lessons on a terminal.

pub(crate) mod phrases;
pub mod drill;
#[cfg(feature = "learning")]
#[doc(hidden)]
pub mod learning;
#[cfg(feature = "learning")]
#[doc(hidden)]
pub mod study;
#[cfg(feature = "learning")]
#[doc(hidden)]
pub mod transfer;
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
