//! How people say a set of times: "Monday to Friday 18:00 to 20:00 Eastern, except Thursday 2026-11-26".
//!
//! A [`TimeSet`] is cut into days of a wall clock (`days`), which daylight saving does not move. What most Mondays are
//! like is the Monday of a [`WeeklyPattern`]; where the weeks of one part of the time differ from those of another, there are
//! several (`seasons`). What the weeks get wrong is kept beside them, exactly, so that nothing is lost: an
//! [`Recurrence`] is the same set again. Of all the ways to say a set, the one with the fewest phrases is taken, and
//! plain dates if no week helps (`describe`). `words` says it.
//!
//! [`TimeSet`]: crate::time::TimeSet

mod clock;
mod days;
mod describe;
mod model;
mod phrase;
mod seasons;
mod week;
mod recurrence_text;

pub use model::{Recurrence, Weekly};
pub use week::WeeklyPattern;
