//! Two plans compared, for people and for programs.
//!
//! A [`DiffReport`] puts every difference into words once: who dials what and when, what it was, what it becomes, and the
//! call to make to see it (`told`, from `route`, `times`, `sides`). What the plans' files say of the cause stands above it
//! (`edit`, `occasion`). The formats only set these words: [`DiffReport::human`], [`DiffReport::markdown`], [`DiffReport::html`],
//! [`DiffReport::github`] and [`DiffReport::json`]. [`ReviewedList`] is a list of differences that somebody has agreed to.

mod amounts;
mod edit;
mod entered;
mod github;
mod html;
mod human;
mod json;
mod markdown;
mod named_exception;
mod reviewed;
mod route;
mod sides;
mod summary;
mod times;
mod difference_text;
mod text_diff;

pub use difference_text::{DiffReport, PlanName};
pub(crate) use edit::CauseEdit;
pub use json::{DIFF_REPORT_VERSION, DiffJson};
pub use reviewed::{Review, ReviewedList};
