//! Many cases side by side, told in the order in which the files list them.
//!
//! Cases are played in chunks on plain threads; their verdicts come back in input order, so that what is told does not
//! depend on how many threads there are, and a run of any length holds no more than one chunk of verdicts.

mod event;
mod run;

pub use event::{Event, Tally};
pub use run::{Jobs, Runnable, run};
