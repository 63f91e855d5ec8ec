use jiff::SignedDuration;

use crate::suite::runner::{PlayedCase, Queue, RunEvent, Status};
use crate::suite::scenario::Verdict;

/// So many cases that failed are looked at closely. Of a run with more, the others are counted where they fail in the same way.
const MAX_LOOKED_AT: usize = 2_000;

/// So many cases that passed are looked at: what they came by can hardly be a mistake.
const MAX_PASSED: usize = 4_000;

/// What failed in a run, as long as it goes on.
#[derive(Debug, Default)]
pub struct RunFailures {
    pub(super) failed: Vec<FailedCase>,
    /// Positions in the queue of those that passed.
    pub(super) passed: Vec<usize>,
    /// Positions in the queue of those that failed beyond.
    pub(super) beyond: Vec<usize>,
}

/// A case that failed, by its place in the queue.
#[derive(Clone, Debug)]
pub struct FailedCase {
    index: usize,
    verdict: Verdict,
    time_limit: Option<SignedDuration>,
}

impl RunFailures {
    /// Takes note of what happens in the run.
    pub fn tell(&mut self, event: RunEvent<'_>) {
        let RunEvent::Played(played) = event else { return };
        match played.status() {
            Status::Failed | Status::XPassed if self.failed.len() < MAX_LOOKED_AT => {
                self.failed.push(FailedCase::of(&played));
            }
            Status::Failed | Status::XPassed => self.beyond.push(played.index),
            Status::Passed if self.passed.len() < MAX_PASSED => self.passed.push(played.index),
            Status::Passed | Status::XFailed | Status::Skipped => {}
        }
    }
}

impl FailedCase {
    pub(super) fn of(played: &PlayedCase<'_>) -> Self {
        let PlayedCase { index, verdict, time_limit, .. } = *played;
        Self { index, verdict: verdict.clone(), time_limit }
    }

    /// The case, as it was told.
    #[must_use]
    pub fn played<'a>(&'a self, queue: &'a Queue<'a>) -> PlayedCase<'a> {
        let (index, time_limit) = (self.index, self.time_limit);
        PlayedCase { case: queue.case(index), index, verdict: &self.verdict, time_limit }
    }

    /// How many cases were told before it.
    #[must_use]
    pub fn index(&self) -> usize {
        self.index
    }
}
