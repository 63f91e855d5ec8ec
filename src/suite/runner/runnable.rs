//! What is run.

use crate::plan::Plan;
use crate::suite::scenario::Suite;

/// A suite and the plan that it calls.
#[derive(Clone, Copy, Debug)]
pub struct Runnable<'a> {
    /// The scenarios.
    pub suite: &'a Suite,
    /// The plan that they were lowered against.
    pub plan: &'a Plan,
}
