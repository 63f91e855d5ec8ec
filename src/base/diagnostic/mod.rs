//! What is wrong with something that a user wrote: data first, pictures of it in [`render`].
//!
//! A mistake in a plan or a scenario is never an `Err` and never a panic. It is a [`Diagnostic`] with the place, the
//! reason and what to do; readers collect all of them and go on as far as they can, so that one run shows everything.

pub mod render;
mod report;
mod suggest;
mod unseen;

pub use report::{Diagnostic, Edit, Fix, Label, Level, UNREAD_FILE, has_errors};
pub use suggest::{did_you_mean, list, nearest_names};
pub(crate) use unseen::tell_unseen;
pub use unseen::{breaks_line, unseen, unseen_in};
