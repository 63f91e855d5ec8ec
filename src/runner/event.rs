use std::fmt;

use super::Runnable;
use crate::scenario::{Case, Scenario, Verdict, VerdictKind};

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
    /// Cases that did not, as was expected.
    pub xfailed: usize,
    /// Cases that did, against what was expected.
    pub xpassed: usize,
    /// Cases that were not played.
    pub skipped: usize,
}

impl Tally {
    /// Counts a case.
    pub fn add(&mut self, kind: VerdictKind) {
        let count = match kind {
            VerdictKind::Passed => &mut self.passed,
            VerdictKind::Failed => &mut self.failed,
            VerdictKind::XFailed => &mut self.xfailed,
            VerdictKind::XPassed => &mut self.xpassed,
            VerdictKind::Skipped => &mut self.skipped,
        };
        *count += 1;
    }

    /// How many cases there were.
    #[must_use]
    pub fn cases(&self) -> usize {
        self.passed + self.failed + self.xfailed + self.xpassed + self.skipped
    }

    /// How many cases make the run fail.
    #[must_use]
    pub fn failures(&self) -> usize {
        self.failed + self.xpassed
    }
}

impl fmt::Display for Tally {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { scenarios, passed, failed, xfailed, xpassed, skipped } = *self;
        let cases = self.cases();
        let many = |count: usize| if count == 1 { "" } else { "s" };
        write!(f, "{cases} case{} in {scenarios} scenario{}: {passed} passed", many(cases), many(scenarios))?;
        for (count, what) in [
            (failed, "failed"),
            (xpassed, "passed against expectation"),
            (xfailed, "failed as expected"),
            (skipped, "skipped"),
        ] {
            if count > 0 {
                write!(f, ", {count} {what}")?;
            }
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_summary_speaks_of_failures_only_where_there_are_some() {
        let mut tally = Tally { scenarios: 96, passed: 411, failed: 1, ..Tally::default() };
        assert_eq!(tally.to_string(), "412 cases in 96 scenarios: 411 passed, 1 failed");
        tally = Tally { scenarios: 1, passed: 1, ..Tally::default() };
        assert_eq!(tally.to_string(), "1 case in 1 scenario: 1 passed");
    }

    #[test]
    fn what_passes_against_expectation_is_a_failure() {
        let mut tally = Tally { scenarios: 3, ..Tally::default() };
        for kind in [VerdictKind::XFailed, VerdictKind::XPassed, VerdictKind::Skipped] {
            tally.add(kind);
        }
        assert_eq!(tally.failures(), 1);
        assert_eq!(
            tally.to_string(),
            "3 cases in 3 scenarios: 0 passed, 1 passed against expectation, 1 failed as expected, 1 skipped"
        );
    }
}
