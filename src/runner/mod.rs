//! Many cases side by side, told in the order in which the files list them.
//!
//! A [`Queue`] holds which cases of which suites are played, in which order: all of them, those that a [`Selection`]
//! wants, or one [`Shard`] of these. Cases are played in chunks on plain threads; their verdicts come back in the order
//! of the queue, so that what is told does not depend on how many threads there are, and a run of any length holds no
//! more than one chunk of verdicts. Every report is made from one stream of [`Event`]s.

mod event;
mod hash;
mod played;
mod queue;
mod run;
mod select;
mod shard;

pub(crate) use hash::Hash;

pub use event::{Event, Tally, Totals};
pub use played::Played;
pub use queue::{Queue, Queued};
pub use run::{Jobs, Limits, run};
pub use select::{Filter, Selection};
pub use shard::{Shard, ShardError};

use crate::plan::Plan;
use crate::scenario::Suite;

/// What a case came to: what its verdict says, or that its call broke a limit of the run.
pub use crate::scenario::VerdictKind as Status;
/// Something that was expected and did not come, and how it differs from what came.
pub use crate::scenario::{Missed, Stretch};

/// A suite and the plan that it calls.
#[derive(Clone, Copy, Debug)]
pub struct Runnable<'a> {
    /// The scenarios.
    pub suite: &'a Suite,
    /// The plan that they were lowered against.
    pub plan: &'a Plan,
}
