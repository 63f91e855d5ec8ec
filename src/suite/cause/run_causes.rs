use std::collections::{BTreeSet, HashMap, HashSet};

use jiff::SignedDuration;

use super::failure_cause::FailureCause;
use super::failures::{FailedCase, RunFailures};
use super::finder::CauseFinder;
use super::lost_lines::{dialed, lost_number};
use super::shared::missed_holidays;
use super::suspects::{Suspect, SuspectRole, Suspects};
use super::trial::ForcedHours;
use super::turns::Gates;
use crate::call::CallRecord;
use crate::plan::Plan;
use crate::suite::runner::{PlayedCase, Queue};
use crate::suite::scenario::Player;

/// Why the cases of a run failed.
#[derive(Debug)]
pub struct RunCauses<'q> {
    queue: &'q Queue<'q>,
    failed: Vec<FailedCase>,
    causes: Vec<CauseCases>,
    /// The positions of causes by those of the cases in the queue.
    known: HashMap<usize, usize>,
}

/// A cause and what it explains.
#[derive(Clone, Debug)]
pub struct CauseCases {
    /// The cause.
    pub cause: FailureCause,
    /// How many cases it explains.
    pub count: usize,
    /// Positions among the cases that failed, those that it decided first.
    pub(super) cases: Vec<usize>,
}

impl RunFailures {
    /// What caused them. `queue` is what was run, `time_limit` how long a call was allowed to last.
    #[must_use]
    pub fn explained<'q>(self, queue: &'q Queue<'q>, time_limit: Option<SignedDuration>) -> RunCauses<'q> {
        let suspected = suspected(&self.failed, queue);
        let all: Vec<usize> = (0..self.failed.len()).collect();
        let causes = common(suspected, &all, &self.passed, queue);
        self.settled(queue, time_limit, causes)
    }

    /// The same with the causes of those that were looked at.
    pub(super) fn settled<'q>(
        self,
        queue: &'q Queue<'q>,
        time_limit: Option<SignedDuration>,
        mut causes: Vec<CauseCases>,
    ) -> RunCauses<'q> {
        for index in self.beyond {
            let case = queue.case(index);
            let mut caller = if time_limit.is_some() { Player::to_the_end() } else { Player::default() };
            let verdict = caller.play(case.suite.plan, case.scenario, case.case);
            let played = PlayedCase { case, index, verdict: &verdict, time_limit };
            let record = case.record();
            let suspects = Suspects::of(&played, case.plan(), &record, &played.missed(&record));
            let is_known = |known: &&mut CauseCases| {
                suspects.all.iter().any(|suspect| suspect.cause.id == known.cause.id)
            };
            if let Some(known) = causes.iter_mut().find(is_known) {
                known.count += 1;
            } else if let Some(first) = suspects.all.into_iter().next() {
                causes.push(CauseCases { cause: first.cause, count: 1, cases: Vec::new() });
            }
        }
        causes.sort_by_key(|cause| std::cmp::Reverse(cause.count));
        let known = causes
            .iter()
            .enumerate()
            .flat_map(|(position, cause)| cause.cases.iter().map(move |&case| (case, position)));
        let known = known.map(|(case, position)| (self.failed[case].index(), position)).collect();
        RunCauses { queue, failed: self.failed, causes, known }
    }
}

impl<'q> RunCauses<'q> {
    /// The causes, those that explain most first.
    #[must_use]
    pub fn all(&self) -> impl ExactSizeIterator<Item = &CauseCases> {
        self.causes.iter()
    }

    /// How many cases failed.
    #[must_use]
    pub fn count(&self) -> usize {
        self.causes.iter().map(|cause| cause.count).sum()
    }

    /// The cases of a cause, as many as were looked at.
    #[must_use]
    pub fn cases<'a>(
        &'a self,
        cause: &'a CauseCases,
    ) -> impl ExactSizeIterator<Item = PlayedCase<'a>> + use<'a, 'q> {
        cause.cases.iter().map(|&position| self.failed[position].played(self.queue))
    }

    /// All cases that failed, as many as were looked at, in the order of the run.
    #[must_use]
    pub fn failed(&self) -> impl ExactSizeIterator<Item = PlayedCase<'_>> {
        self.failed.iter().map(|failed| failed.played(self.queue))
    }

    /// What made a case of the queue fail; None for one that passed, or that was not looked at.
    #[must_use]
    pub fn of(&self, index: usize) -> Option<&CauseCases> {
        self.known.get(&index).map(|&position| &self.causes[position])
    }
}

/// What each case that failed may have failed by.
pub(super) fn suspected(failed: &[FailedCase], queue: &Queue<'_>) -> Vec<Vec<Suspect>> {
    let records: Vec<CallRecord> = failed.iter().map(|failed| failed.played(queue).case.record()).collect();
    let dialed = dialed(queue);
    let mut forced = ForcedHours::default();
    let mut all: Vec<Suspects<'_>> = Vec::with_capacity(failed.len());
    for (failed, record) in failed.iter().zip(&records) {
        let played = failed.played(queue);
        let mut suspects = Suspects::of(&played, played.case.plan(), record, &played.missed(record));
        if let Some(lost) = lost_number(&suspects, &dialed) {
            suspects.all = vec![Suspect { cause: lost, role: SuspectRole::Decides }];
        }
        let finder = CauseFinder { plan: suspects.plan, record };
        let deciding = suspects.hours.len().checked_sub(1).filter(|_| suspects.hours_decide);
        for (position, asked) in suspects.hours.clone().into_iter().enumerate() {
            let mends = forced.mend(played.case, &suspects, asked);
            if deciding == Some(position) {
                if !mends && let Some(first) = suspects.all.first_mut() {
                    first.role = SuspectRole::DecidesInVain;
                }
            } else if mends && let Some(cause) = finder.cause(asked.1, &[]) {
                suspects.add(cause, SuspectRole::Speaks);
            }
        }
        all.push(suspects);
    }
    // Each plan for itself: two have no hours in common.
    let mut plans: Vec<&Plan> = Vec::new();
    for plan in failed.iter().map(|failed| failed.played(queue).case.runnable().plan) {
        if plans.iter().all(|known| !std::ptr::eq(*known, plan)) {
            plans.push(plan);
        }
    }
    let mut added = Vec::new();
    for plan in plans {
        let of_plan: Vec<usize> = (0..failed.len())
            .filter(|&at| std::ptr::eq(failed[at].played(queue).case.runnable().plan, plan))
            .collect();
        let cases: Vec<_> = of_plan.iter().map(|&at| (failed[at].played(queue).case, &all[at])).collect();
        let missed = missed_holidays(plan, &cases);
        added.extend(missed.into_iter().map(|(position, cause)| (of_plan[position], cause)));
    }
    for (position, cause) in added {
        all[position].add(cause, SuspectRole::Speaks);
    }
    all.into_iter().map(|suspects| suspects.all).collect()
}

/// What a suspect of a case counts for: what decided it counts most, where all else is equal.
fn weight(role: SuspectRole) -> usize {
    match role {
        SuspectRole::Decides => 102,
        SuspectRole::Speaks => 101,
        SuspectRole::Before => 75,
        SuspectRole::DecidesInVain => 30,
        SuspectRole::Told => 10,
    }
}

/// So many times as many cases must fail as pass by what calls came by, for it to be suspected.
const LEAST_FAILING: usize = 3;

/// What most cases have in common, again and again, until each has its cause.
pub(super) fn common(
    suspected: Vec<Vec<Suspect>>,
    cases: &[usize],
    passed: &[usize],
    queue: &Queue<'_>,
) -> Vec<CauseCases> {
    let suspected = without_innocent(suspected, passed, queue);
    let mut left: BTreeSet<usize> = cases.iter().copied().collect();
    let mut found = Vec::new();
    while !left.is_empty() {
        // What comes first where several count as much: what was suspected first.
        let mut scores: Vec<(&Suspect, usize)> = Vec::new();
        let mut known: HashMap<&str, usize> = HashMap::new();
        for suspect in left.iter().flat_map(|&case| &suspected[case]) {
            let position = *known.entry(&suspect.cause.id).or_insert_with(|| {
                scores.push((suspect, 0));
                scores.len() - 1
            });
            scores[position].1 += weight(suspect.role);
        }
        let best = scores
            .iter()
            .enumerate()
            .max_by_key(|(position, (_, score))| (*score, std::cmp::Reverse(*position)));
        let Some((_, (suspect, _))) = best else { break };
        let has = |case: &usize| suspected[*case].iter().find(|other| other.cause.id == suspect.cause.id);
        let mut explained: Vec<usize> = left.iter().copied().filter(|case| has(case).is_some()).collect();
        left.retain(|case| has(case).is_none());
        let decides = |case: &usize| has(case).is_some_and(|found| found.role == SuspectRole::Decides);
        explained.sort_by_key(|case| !decides(case));
        found.push(CauseCases { cause: suspect.cause.clone(), count: explained.len(), cases: explained });
    }
    found
}

/// The suspects without what calls came by and passed all the same.
fn without_innocent(
    mut suspected: Vec<Vec<Suspect>>,
    passed: &[usize],
    queue: &Queue<'_>,
) -> Vec<Vec<Suspect>> {
    let mut failing: HashMap<String, usize> = HashMap::new();
    let mut decide: HashSet<String> = HashSet::new();
    for suspect in suspected.iter().flatten() {
        *failing.entry(suspect.cause.id.clone()).or_default() += 1;
        if suspect.role == SuspectRole::Decides {
            decide.insert(suspect.cause.id.clone());
        }
    }
    let mut passing: HashMap<String, usize> = HashMap::new();
    for &index in passed {
        let case = queue.case(index);
        let record = case.record();
        let finder = CauseFinder { plan: case.plan(), record: &record };
        let turns: HashSet<String> =
            finder.turns(0..record.events.len(), Gates::Suspected).into_iter().map(|turn| turn.id).collect();
        for turn in turns.into_iter().filter(|turn| failing.contains_key(turn)) {
            *passing.entry(turn).or_default() += 1;
        }
    }
    let is_suspect = |suspect: &Suspect| {
        let of = |counts: &HashMap<String, usize>| counts.get(&suspect.cause.id).copied().unwrap_or(0);
        let is_turn = matches!(suspect.role, SuspectRole::Before | SuspectRole::Speaks);
        !is_turn || decide.contains(&suspect.cause.id) || of(&failing) >= LEAST_FAILING * of(&passing)
    };
    for suspects in &mut suspected {
        suspects.retain(|suspect| is_suspect(suspect));
        // What decided one case decides others, too, of which more is missed than it can mend.
        for suspect in suspects {
            if suspect.role == SuspectRole::DecidesInVain && decide.contains(&suspect.cause.id) {
                suspect.role = SuspectRole::Before;
            }
        }
    }
    suspected
}
