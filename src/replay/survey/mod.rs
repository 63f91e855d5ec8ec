//! What recorded calls come to under a plan, counted; and what the plan cannot explain.

mod bounds;
mod clock_choice;
mod facts;
mod model;
mod reality;
mod tally;
mod whole;

pub use bounds::Bounds;
pub use clock_choice::{ClockChoice, ClockReason, TriedClock};
pub use model::{
    CallPlace, DISTANCES, DoorTally, Drift, DriftKind, HourTally, LineTally, NamedCount, ReplaySurvey,
};
pub(crate) use whole::range_around;
pub use whole::{ReplayOptions, survey};
