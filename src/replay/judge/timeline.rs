//! Plans that follow each other, each with the calls of its days.

use std::sync::Arc;

use super::entry::KnownEntry;
use super::plan_judge::{PlanJudge, Verdict, VerdictId};
use crate::plan::Plan;
use crate::replay::clocks::ShownInstants;
use crate::replay::join::{RecordedCall, RecordedCalls};
use crate::replay::records::{RecordNames, RecordRules};

/// What a plan and those that follow it say of recorded calls.
#[derive(Debug)]
pub struct PlanJudges<'p> {
    /// From when on each is in force, in seconds since 1970; the first from the beginning of time.
    versions: Vec<(i64, PlanJudge<'p>)>,
}

/// What is said of a call.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum CallFinding {
    /// It came in on a line.
    Line {
        /// Under which of the plans that follow each other.
        version: u16,
        /// What that says.
        verdict: VerdictId,
    },
    /// It came in at a fax machine.
    Fax,
    /// It came in at a number that the plan does not have.
    NotInPlan {
        /// Whether the record says that it was dialed.
        is_dialed: bool,
    },
    /// The records do not say where it came in.
    Unknown,
    /// It came in when no clock of the zone has shown this.
    Never,
}

impl<'p> PlanJudges<'p> {
    /// Of a plan and those that follow it, for calls between two instants in seconds since 1970.
    #[must_use]
    pub fn new(
        plan: &'p Arc<Plan>,
        calls: &RecordedCalls,
        names: &RecordNames,
        rules: &RecordRules,
        range: (i64, i64),
    ) -> Self {
        let later = plan.later().iter().map(|plan| (plan.zone.start_of(plan.effective).as_second(), plan));
        let all = std::iter::once((i64::MIN, plan)).chain(later);
        let versions =
            all.map(|(from, plan)| (from, PlanJudge::new(plan, calls, names, rules, range))).collect();
        Self { versions }
    }

    /// The plan that is in force at an instant, by position.
    pub(crate) fn version_at(&self, at: i64) -> usize {
        self.versions.partition_point(|(from, _)| *from <= at).max(1) - 1
    }

    /// What is said of a call that came in at some instant, or at one of two.
    pub fn judge(&mut self, call: &RecordedCall, at: ShownInstants) -> CallFinding {
        let Some(first) = at.first() else { return CallFinding::Never };
        let version = self.version_at(first);
        let judge = &mut self.versions[version].1;
        let verdict = match at {
            ShownInstants::Twice(one, two) => judge.judge_either(call, (one, two)),
            _ => judge.judge(call, first),
        };
        match (verdict, judge.entry(call)) {
            (Some(verdict), _) => CallFinding::Line { version: version as u16, verdict },
            (None, KnownEntry::Fax) => CallFinding::Fax,
            (None, KnownEntry::NotInPlan { is_dialed }) => CallFinding::NotInPlan { is_dialed },
            (None, _) => CallFinding::Unknown,
        }
    }

    /// One of the plans that follow each other.
    #[must_use]
    pub fn version(&self, version: u16) -> &PlanJudge<'p> {
        &self.versions[usize::from(version)].1
    }

    pub(crate) fn version_mut(&mut self, version: u16) -> &mut PlanJudge<'p> {
        &mut self.versions[usize::from(version)].1
    }

    /// A verdict.
    #[must_use]
    pub fn verdict(&self, version: u16, verdict: VerdictId) -> &Verdict {
        self.version(version).verdict(verdict)
    }

    /// The first plan.
    #[must_use]
    pub fn first(&self) -> &PlanJudge<'p> {
        &self.versions[0].1
    }

    /// How many plans follow each other.
    #[must_use]
    pub fn count(&self) -> usize {
        self.versions.len()
    }

    /// How many questions were answered, whatever the number of calls.
    #[must_use]
    pub fn questions(&self) -> usize {
        self.versions.iter().map(|(_, judge)| judge.questions()).sum()
    }
}
