use std::fmt;

use super::played::PlayedCase;
use super::shard::Shard;
use crate::base::text::counted;
use crate::suite::scenario::VerdictKind as Status;

/// What a run tells, in order. Every report is made from these, and a case is told once, when its verdict is known:
/// cases are played side by side, so that nothing could be said of their beginnings that is the same in every run.
#[derive(Clone, Copy, Debug)]
pub enum RunEvent<'a> {
    /// The run begins.
    Began(Totals),
    /// A case has been played, or was left out as its file says.
    Played(PlayedCase<'a>),
    /// The run is over.
    Ended(RunTally),
}

/// What is going to be played.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Totals {
    /// How many cases.
    pub cases: usize,
    /// In how many scenarios.
    pub scenarios: usize,
    /// Of how many cases these were chosen.
    pub of: usize,
    /// Which part of the run this is.
    pub shard: Option<Shard>,
}

/// How many there were. Shown as a summary: `412 cases in 96 scenarios: 411 passed, 1 failed`.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct RunTally {
    /// Scenarios.
    pub scenarios: usize,
    /// Cases that kept their promise.
    pub passed: usize,
    /// Cases that did not.
    pub failed: usize,
    /// Cases that did not, which was known.
    pub xfailed: usize,
    /// Cases that did, though they were known to fail.
    pub xpassed: usize,
    /// Cases that their files leave out.
    pub skipped: usize,
    /// Cases that were not run, because enough had failed.
    pub not_played: usize,
    /// How many real calls the cases that were told stand for, as far as their scenarios say.
    pub calls: u64,
    /// How many of them those stand for that make the run a failure.
    pub failing_calls: u64,
}

impl RunTally {
    /// Whether the run has failed.
    #[must_use]
    pub fn is_failure(&self) -> bool {
        self.failures() > 0
    }

    /// How many cases make the run a failure.
    #[must_use]
    pub fn failures(&self) -> usize {
        self.failed + self.xpassed
    }

    /// How many cases were told.
    #[must_use]
    pub fn told(&self) -> usize {
        self.passed + self.failed + self.xfailed + self.xpassed + self.skipped
    }

    /// Counts the real calls that a case stands for.
    pub fn weigh(&mut self, calls: u64, status: Status) {
        self.calls += calls;
        if matches!(status, Status::Failed | Status::XPassed) {
            self.failing_calls += calls;
        }
    }

    /// Counts a case.
    pub fn count(&mut self, status: Status) {
        match status {
            Status::Passed => self.passed += 1,
            Status::Failed => self.failed += 1,
            Status::XFailed => self.xfailed += 1,
            Status::XPassed => self.xpassed += 1,
            Status::Skipped => self.skipped += 1,
        }
    }
}

impl fmt::Display for RunTally {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { scenarios, passed, failed, xfailed, xpassed, skipped, not_played, calls, failing_calls } =
            *self;
        let cases = self.told() + not_played;
        write!(f, "{} in {}: {passed} passed", counted(cases, "case"), counted(scenarios, "scenario"))?;
        let rest = [
            (failed, "failed"),
            (xpassed, "passed unexpectedly"),
            (xfailed, "failed as expected"),
            (skipped, "skipped"),
            (not_played, "not run"),
        ];
        rest.into_iter()
            .filter(|(count, _)| *count > 0)
            .try_for_each(|(count, what)| write!(f, ", {count} {what}"))?;
        if failing_calls > 0 {
            write!(f, "; what failed stands for {failing_calls} of {}", counted(calls, "recorded call"))?;
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_summary_speaks_of_failures_only_where_there_are_some() {
        let mut tally = RunTally { scenarios: 96, passed: 411, failed: 1, ..RunTally::default() };
        assert_eq!(tally.to_string(), "412 cases in 96 scenarios: 411 passed, 1 failed");
        tally = RunTally { scenarios: 1, passed: 1, ..RunTally::default() };
        assert_eq!(tally.to_string(), "1 case in 1 scenario: 1 passed");
    }

    #[test]
    fn failures_are_weighed_by_the_calls_that_they_stand_for() {
        let mut tally = RunTally { scenarios: 2, ..RunTally::default() };
        for (status, calls) in [(Status::Passed, 300), (Status::Failed, 12)] {
            tally.count(status);
            tally.weigh(calls, status);
        }
        let told =
            "2 cases in 2 scenarios: 1 passed, 1 failed; what failed stands for 12 of 312 recorded calls";
        assert_eq!(tally.to_string(), told);
    }

    #[test]
    fn a_case_that_passes_against_its_mark_makes_a_run_fail_and_one_that_fails_as_marked_does_not() {
        let mut tally = RunTally::default();
        for status in [Status::Passed, Status::XFailed, Status::Skipped] {
            tally.count(status);
        }
        assert!(!tally.is_failure());
        tally.count(Status::XPassed);
        assert!(tally.is_failure());
        let told = "4 cases in 0 scenarios: 1 passed, 1 passed unexpectedly, 1 failed as expected, 1 skipped";
        assert_eq!(tally.to_string(), told);
    }
}
