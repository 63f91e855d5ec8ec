//! Lines, hours, facts and search as text and JSON.

mod facts;
mod found;
mod hours;
mod lines;
mod opening;

pub use facts::{FactJson, FactsText};
pub(crate) use found::{FoundHit, FoundWay};
pub use found::{HitJson, SearchResults};
pub use hours::{HoursReport, ScheduleJson};
pub use lines::{LineJson, LinesReport};
