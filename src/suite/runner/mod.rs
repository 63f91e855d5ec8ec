//! Many cases side by side, told in the order in which the files list them.
//!
//! A [`Queue`] holds which cases of which suites are played, in which order: all of them, those that a [`Selection`]
//! wants, or one [`Shard`] of these. Cases are played in chunks on plain threads; their verdicts come back in the order
//! of the queue, so that what is told does not depend on how many threads there are, and a run of any length holds no
//! more than one chunk of verdicts. Every report is made from one stream of [`RunEvent`]s.

mod event;
mod played;
mod queue;
mod queued;
mod run;
mod runnable;
mod select;
mod shard;

pub use super::runner::queued::QueuedCase;
pub use event::{RunEvent, RunTally, Totals};
pub use played::PlayedCase;
pub use queue::Queue;
pub use run::{JobCount, RunLimits, run};
pub use select::{CaseFilter, Selection};
pub use shard::{Shard, ShardError};

/// What a case came to: what its verdict says, or that its call broke a limit of the run.
pub use super::scenario::VerdictKind as Status;
/// Something that was expected and did not come, and how it differs from what came.
pub use super::scenario::{ExpectationFailure, Stretch};
pub use runnable::Runnable;
