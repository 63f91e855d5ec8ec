//! Lines, hours, facts and search as text and JSON.

mod facts;
mod found;
mod hours;
mod lines;
mod opening;

pub use facts::{FactJson, FactsText};
pub(crate) use found::HitJson;
pub use found::SearchResults;
pub use hours::HoursReport;
pub use lines::LinesReport;
