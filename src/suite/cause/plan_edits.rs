//! Which edit of a plan made cases fail: each is taken back alone, and the calls are made again.

use std::cmp::Reverse;

use super::failure_cause::FailureCause;
use super::failures::{FailedCase, RunFailures};
use super::plan_edit::{PlanEdit, PlanFiles, edits, without};
use super::run_causes::{CauseCases, RunCauses, common, suspected};
use crate::plan::{Plan, PlanLimits, read};
use crate::suite::runner::{Queue, QueuedCase};
use crate::suite::scenario::{Player, Suite, VerdictKind};

/// What was edited in a plan since a revision.
#[derive(Debug)]
pub struct PlanEdits<'p> {
    plan: &'p Plan,
    /// The name of the revision.
    since: String,
    new: PlanFiles,
    edits: Vec<PlanEdit>,
}

/// Makes the suites of some scenario files anew, held against another plan: those of a plan that is called, in the order in
/// which they are called.
pub type Relower<'a> = &'a dyn Fn(&Plan) -> Vec<Suite>;

impl<'p> PlanEdits<'p> {
    /// So many edits are tried one by one.
    pub const MAX: usize = 200;

    /// The edits of a plan since the revision of a name, in which it had these files.
    #[must_use]
    pub fn new(plan: &'p Plan, since: &str, old: &[(String, String)]) -> Self {
        let files = plan.sources.iter().map(|(_, file)| (file.name().to_owned(), file.text().to_owned()));
        let new: PlanFiles = files.collect();
        let edits = edits(&old.to_vec(), &new);
        Self { plan, since: since.to_owned(), new, edits }
    }

    /// How many there are.
    #[must_use]
    pub fn count(&self) -> usize {
        self.edits.len()
    }

    /// The edit that made each of these cases fail: those that pass without it. None: they fail without each of the edits.
    fn blame(&self, cases: &[QueuedCase<'_>], suites: Relower<'_>) -> Vec<Option<FailureCause>> {
        let mut blamed: Vec<Option<FailureCause>> = vec![None; cases.len()];
        let mut useless: Vec<&PlanEdit> = Vec::new();
        for edit in self.edits.iter().take(Self::MAX) {
            match self.mended(&[edit], cases, suites) {
                Some(mended) => {
                    for case in mended {
                        blamed[case].get_or_insert_with(|| edit.cause(self.plan, &self.since));
                    }
                }
                // The plan cannot do without it alone.
                None => useless.push(edit),
            }
        }
        let all: Vec<&PlanEdit> = self.edits.iter().collect();
        let rest = [useless, all].into_iter().filter(|edits| edits.len() > 1);
        for edits in rest {
            if blamed.iter().all(Option::is_some) {
                break;
            }
            for case in self.mended(&edits, cases, suites).unwrap_or_default() {
                blamed[case].get_or_insert_with(|| self.together(&edits));
            }
        }
        blamed
    }

    /// Several edits, at the place of the first.
    fn together(&self, edits: &[&PlanEdit]) -> FailureCause {
        let since = &self.since;
        let title = format!("{} edits since {since} together", edits.len());
        let cause = edits[0].cause(self.plan, since);
        FailureCause { id: format!("{} and {} more", cause.id, edits.len() - 1), title, ..cause }
    }

    /// The positions of the cases that pass without these edits. None: that is no plan, or the scenarios do not fit it.
    fn mended(
        &self,
        taken_back: &[&PlanEdit],
        cases: &[QueuedCase<'_>],
        suites: Relower<'_>,
    ) -> Option<Vec<usize>> {
        let plan = read(without(&self.new, taken_back), &PlanLimits::STANDARD).plan?;
        let suites = suites(&plan);
        let mut player = Player::default();
        let mut fits = false;
        let mended = cases.iter().enumerate().filter_map(|(position, case)| {
            let suite = suites.iter().find(|suite| suite.file == case.suite.suite.file)?;
            let same =
                |scenario: &&crate::suite::scenario::Scenario| scenario.name.span == case.scenario.name.span;
            let scenario = suite.scenarios.iter().find(same)?;
            fits = true;
            (player.play(&plan, scenario, case.case).kind() == VerdictKind::Passed).then_some(position)
        });
        let mended: Vec<usize> = mended.collect();
        fits.then_some(mended)
    }
}

impl RunFailures {
    /// What caused them, where older plans are known: `edited` gives, for a plan that was called, its edits and a way to hold
    /// its scenarios against another. What no edit mends is told as without them.
    #[must_use]
    pub fn explained_since<'q>(
        self,
        queue: &'q Queue<'q>,
        time_limit: Option<jiff::SignedDuration>,
        edited: &[(&PlanEdits<'_>, Relower<'_>)],
    ) -> RunCauses<'q> {
        let cases: Vec<QueuedCase<'_>> = self.failed.iter().map(|failed| failed.played(queue).case).collect();
        let mut blamed: Vec<Option<FailureCause>> = vec![None; cases.len()];
        for (edits, suites) in edited {
            let of_plan: Vec<usize> =
                (0..cases.len()).filter(|&at| std::ptr::eq(cases[at].runnable().plan, edits.plan)).collect();
            let asked: Vec<QueuedCase<'_>> = of_plan.iter().map(|&at| cases[at]).collect();
            for (at, cause) in of_plan.into_iter().zip(edits.blame(&asked, *suites)) {
                blamed[at] = cause;
            }
        }
        let mut told: Vec<CauseCases> = Vec::new();
        for (position, cause) in blamed.iter().enumerate() {
            let Some(cause) = cause else { continue };
            if let Some(known) = told.iter_mut().find(|known| known.cause.id == cause.id) {
                known.count += 1;
                known.cases.push(position);
            } else {
                told.push(CauseCases { cause: cause.clone(), count: 1, cases: vec![position] });
            }
        }
        told.sort_by_key(|cause| Reverse(cause.count));
        let left: Vec<usize> = (0..blamed.len()).filter(|&at| blamed[at].is_none()).collect();
        let rest: Vec<FailedCase> = left.iter().map(|&at| self.failed[at].clone()).collect();
        let all: Vec<usize> = (0..rest.len()).collect();
        let others = common(suspected(&rest, queue), &all, &self.passed, queue);
        told.extend(others.into_iter().map(|mut cause| {
            cause.cases.iter_mut().for_each(|case| *case = left[*case]);
            cause
        }));
        self.settled(queue, time_limit, told)
    }
}
