use super::runnable::Runnable;
use crate::suite::scenario::{Case, Scenario};

/// One case and where it belongs.
#[derive(Clone, Copy, Debug)]
pub struct QueuedCase<'a> {
    /// Its suite and plan.
    pub suite: Runnable<'a>,
    /// Its scenario.
    pub scenario: &'a Scenario,
    /// Which of the scenario's cases.
    pub case: Case,
}
