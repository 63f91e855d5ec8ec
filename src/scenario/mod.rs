//! Scenarios: calls to make and what must come of them, kept as files beside the plan.
//!
//! A file is read in two stages, because only the file itself says which plan it speaks of. [`Draft::read`] takes it
//! apart; [`Draft::lower`] holds it against the plan and gives a [`Suite`]. Both say everything that is wrong, in the
//! same kind of diagnostics as plans. Whoever holds a [`Suite`] need not check anything again.
//!
//! Where a scenario lists several times, callers or presses, every combination is a [`Case`]. A case is three indices
//! and no more; a [`Player`] makes its call in virtual time and gives a [`Verdict`], which is which expectations were
//! missed. Calls are deterministic, so whoever wants to see more of a case that failed plays it again with
//! [`Scenario::record`].
//!
//! What a caller hears is what the system begins to say, even if the caller does not wait for its end. Texts are found
//! in one prompt at a time, whatever their capitals, spaces and line breaks.

mod expectation;
mod lower;
mod model;
mod play;
mod raw;
mod read;
mod schema;
mod words;

pub use expectation::{Expectation, Expected, Phrase};
pub use model::{Case, CaseName, Moment, Peer, Scenario, Suite};
pub use play::{Player, Verdict};
pub use read::Draft;
pub use schema::schema;
