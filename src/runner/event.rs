use std::fmt;

use super::Runnable;
use crate::scenario::{Case, Scenario, Verdict};

/// What a run tells, in order. Every report is made from these.
#[derive(Clone, Copy, Debug)]
pub enum Event<'a> {
    /// A case has been played.
    Played {
        /// Its suite and plan.
        suite: Runnable<'a>,
        /// Its scenario.
        scenario: &'a Scenario,
        /// Which of the scenario's cases.
        case: Case,
        /// What came of it.
        verdict: &'a Verdict,
    },
    /// All cases have been played.
    Ended(Tally),
}

/// How many there were. Shown as a summary: `412 cases in 96 scenarios: 411 passed, 1 failed`.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Tally {
    /// Scenarios.
    pub scenarios: usize,
    /// Cases that kept their promise.
    pub passed: usize,
    /// Cases that did not.
    pub failed: usize,
}

impl fmt::Display for Tally {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { scenarios, passed, failed } = *self;
        let cases = passed + failed;
        let many = |count: usize| if count == 1 { "" } else { "s" };
        write!(f, "{cases} case{} in {scenarios} scenario{}: {passed} passed", many(cases), many(scenarios))?;
        if failed > 0 { write!(f, ", {failed} failed") } else { Ok(()) }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_summary_speaks_of_failures_only_where_there_are_some() {
        let mut tally = Tally { scenarios: 96, passed: 411, failed: 1 };
        assert_eq!(tally.to_string(), "412 cases in 96 scenarios: 411 passed, 1 failed");
        tally = Tally { scenarios: 1, passed: 1, failed: 0 };
        assert_eq!(tally.to_string(), "1 case in 1 scenario: 1 passed");
    }
}
