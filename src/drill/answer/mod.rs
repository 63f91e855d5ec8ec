//! What learners type, read by what it means: keys, numbers, times, names.

mod keys;
mod names;
mod times;
mod words;

pub(super) use keys::{dialled, keys};
pub(super) use names::{Likeness, likeness};
pub(super) use times::{Fit, Times, names_time};
pub(super) use words::{choice, yes_or_no};
