//! What reports ask of a case. Everything that the runner and the reports want from a scenario is asked for here.

use jiff::SignedDuration;

use super::queued::QueuedCase;
use super::runnable::Runnable;
use crate::base::source::{FileLine, Sources};
use crate::call::CallRecord;
use crate::number::Dialed;
use crate::plan::Plan;
use crate::suite::scenario::{CaseMark, CaseName, ExpectationFailure, Verdict, VerdictKind as Status};

/// A case that has been played, and all that a report may want to know of it.
#[derive(Clone, Copy, Debug)]
pub struct PlayedCase<'a> {
    /// Which case.
    pub case: QueuedCase<'a>,
    /// How many were told before it.
    pub index: usize,
    /// What came of it.
    pub verdict: &'a Verdict,
    /// How long its call was allowed to last.
    pub time_limit: Option<SignedDuration>,
}

impl<'a> QueuedCase<'a> {
    /// The name of the case.
    #[must_use]
    pub fn name(&self) -> CaseName<'a> {
        self.scenario.case_name(self.case)
    }

    /// Where the file speaks of the case.
    #[must_use]
    pub fn place<'s>(&self, sources: &'s Sources) -> FileLine<'s> {
        sources.place(self.scenario.place(self.case))
    }

    /// The plan that is called: the suite's, or what the scenario's overrides make of it.
    #[must_use]
    pub fn plan(&self) -> &'a Plan {
        self.scenario.plan(self.suite.plan)
    }

    /// The number that is dialed.
    #[must_use]
    pub fn dialled(&self) -> Dialed {
        self.scenario.dial(self.case).number
    }

    /// The words by which runs choose scenarios.
    #[must_use]
    pub fn tags(&self) -> &'a [String] {
        &self.scenario.tags
    }

    /// The whole call, made once more: calls are deterministic, so nothing of them needs to be kept.
    #[must_use]
    pub fn record(&self) -> CallRecord {
        self.scenario.record(self.suite.plan, self.case)
    }

    /// The suite.
    #[must_use]
    pub fn runnable(&self) -> Runnable<'a> {
        self.suite
    }
}

impl PlayedCase<'_> {
    /// What the case came to.
    #[must_use]
    pub fn status(&self) -> Status {
        match self.verdict.kind() {
            Status::Passed if self.broken_limit().is_some() => Status::Failed,
            kind => kind,
        }
    }

    /// Why the file says that the case is skipped or known to fail.
    #[must_use]
    pub fn excuse(&self) -> Option<&str> {
        match self.case.scenario.mark(self.case.case)? {
            CaseMark::Fails(reason) | CaseMark::Skipped(reason) => Some(&reason.value),
        }
    }

    /// How long the call lasted, in virtual time; nothing for one that was not made.
    #[must_use]
    pub fn lasted(&self) -> SignedDuration {
        self.verdict.lasted().unwrap_or_else(|| self.case.record().duration())
    }

    /// The limit that the call broke.
    fn broken_limit(&self) -> Option<SignedDuration> {
        self.time_limit.filter(|&limit| self.lasted() > limit)
    }

    /// Whether this was missed because the call broke the limit of the run.
    pub(in crate::suite) fn is_of_limit(&self, missed: &ExpectationFailure) -> bool {
        self.broken_limit().is_some_and(|limit| missed.expected == within(limit))
    }

    /// All that was missed, in words. `record` is the call's.
    #[must_use]
    pub fn missed(&self, record: &CallRecord) -> Vec<ExpectationFailure> {
        let QueuedCase { suite, scenario, case } = self.case;
        let mut missed = self.verdict.told(suite.plan, scenario, case, record);
        // What went on when the time was over.
        let at_the_limit = |limit| record.events.iter().rposition(|event| event.at <= record.began + limit);
        let too_long = self.broken_limit().map(|limit| ExpectationFailure {
            span: scenario.name.span,
            event: at_the_limit(limit),
            difference: Vec::new(),
            expected: within(limit),
            got: format!("a call of {:#}", self.lasted()),
            aborted_case: false,
        });
        missed.extend(too_long);
        missed
    }

    /// All that was missed, on one line.
    #[must_use]
    pub fn message(&self, record: &CallRecord) -> String {
        let missed = self.missed(record);
        let told: Vec<String> = missed
            .iter()
            .map(|ExpectationFailure { expected, got, .. }| format!("expected {expected}, got {got}"))
            .collect();
        match self.status() {
            Status::XPassed => "passed, although it is marked as failing: remove `xfail`".to_owned(),
            _ => told.join("; "),
        }
    }
}

fn within(limit: SignedDuration) -> String {
    format!("the call to end within {limit:#}")
}
