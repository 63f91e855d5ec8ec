//! What platforms cannot say, found before anything is written, with the plan that they can say instead.

mod abilities;
mod hours;
mod limit;
mod menus;
mod people;
mod sentences;
mod steps;

pub use limit::{ExportLimit, LimitGravity};
pub(super) use steps::{WrittenPlan, writable};
