use std::collections::{BTreeMap, HashMap};
use std::sync::atomic::{AtomicUsize, Ordering};

use super::catching::{calls, catching};
use super::long_calls::too_long;
use super::meets::MetParts;
use super::mutant::{Mutant, MutantTarget};
use super::mutant_fate::{MutantFate, Survivor, Tried, UnknownReason};
use crate::base::threads;
use crate::diff::diff_of;
use crate::explore::Horizon;
use crate::number::Dialed;
use crate::plan::{Dialable, Plan};
use crate::suite::runner::QueuedCase;
use crate::suite::scenario::Player;

/// The cases of a plan, ready to be shown its mutants.
#[derive(Debug)]
pub struct Watchers<'q> {
    plan: &'q Plan,
    horizon: Horizon,
    /// Those under the plan itself, then those of scenarios with overrides: each of these needs a plan of its own under each
    /// mutant, and hardly any mutant is left for them.
    cases: Vec<QueuedCase<'q>>,
    /// Which of them meet what.
    meeting: HashMap<MutantTarget, Vec<usize>>,
    /// The numbers of the lines, with what their calls can meet.
    lines: Vec<(Dialed, MetParts)>,
    plays: AtomicUsize,
}

/// Which cases a mutant is shown to.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum CaseChoice {
    /// To those that can notice it.
    #[default]
    Affected,
    /// To all: what comes of it is the same.
    All,
}

/// So many cases that have noticed a mutant are shown the next ones of its place before others.
const MAX_RECENT_KILLERS: usize = 8;

/// How far a run has come.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct MutationProgress {
    /// Mutants that were tried.
    pub tried: usize,
    /// Of those, mutants that survived.
    pub survived: usize,
    /// All of them.
    pub of: usize,
}

impl<'q> Watchers<'q> {
    /// Those among some cases that call this plan, pass, and are not marked as failing or to be skipped. `horizon` is the time
    /// within which a call must fare otherwise for a mutant to matter.
    pub fn new(plan: &'q Plan, horizon: Horizon, cases: impl IntoIterator<Item = QueuedCase<'q>>) -> Self {
        let of_plan = |case: &QueuedCase<'_>| {
            std::ptr::eq(case.runnable().plan, plan) && case.scenario.mark(case.case).is_none()
        };
        let cases: Vec<QueuedCase<'q>> = cases.into_iter().filter(of_plan).collect();
        let mut cases = threads::map(&cases, |case| (*case, MetParts::of_case(case)));
        cases.sort_by_key(|(case, _)| !std::ptr::eq(case.plan(), plan));
        let mut meeting: HashMap<MutantTarget, Vec<usize>> = HashMap::new();
        for (index, (_, meets)) in cases.iter().enumerate() {
            for touched in meets.all() {
                meeting.entry(touched).or_default().push(index);
            }
        }
        let cases = cases.into_iter().map(|(case, _)| case).collect();
        let lines = plan.numbers().iter().filter_map(|&(number, dialable)| match dialable {
            Dialable::Line(id) => Some((number, MetParts::of_line(plan, id))),
            Dialable::Fax(_) => None,
        });
        let lines = lines.collect();
        Self { plan, horizon, cases, meeting, lines, plays: AtomicUsize::new(0) }
    }

    /// How many cases there are.
    #[must_use]
    pub fn count(&self) -> usize {
        self.cases.len()
    }

    /// How many calls have been made so far for cases.
    #[must_use]
    pub fn plays(&self) -> usize {
        self.plays.load(Ordering::Relaxed)
    }

    /// Those that do not pass under the plan as it is: what they make of a mutant means nothing.
    #[must_use]
    pub fn failing(&self) -> Vec<QueuedCase<'q>> {
        let fails = |case: &QueuedCase<'q>| {
            let verdict = Player::default().play(self.plan, case.scenario, case.case);
            verdict.is_failure().then_some(*case)
        };
        threads::map(&self.cases, fails).into_iter().flatten().collect()
    }

    /// Shows the mutants to the cases, and looks for what callers would have met of those that no case notices. In the order
    /// of the mutants; those for which `go_on` gave false are left out.
    pub fn watch<'m>(
        &self,
        mutants: &'m [Mutant],
        shown: CaseChoice,
        progress: impl Fn(MutationProgress) + Sync,
        go_on: impl Fn() -> bool + Sync,
    ) -> Vec<Tried<'m, 'q>> {
        // Mutants of one place are tried one after the other: the case that noticed the last one is asked first, whatever
        // the threads do.
        let mut places: BTreeMap<Option<MutantTarget>, Vec<usize>> = BTreeMap::new();
        for (index, mutant) in mutants.iter().enumerate() {
            places.entry(mutant.touches().next()).or_default().push(index);
        }
        let places: Vec<Vec<usize>> = places.into_values().collect();
        let (tried, survived) = (AtomicUsize::new(0), AtomicUsize::new(0));
        let found = threads::map(&places, |place| {
            let mut keen: Vec<usize> = Vec::new();
            let mut found = Vec::with_capacity(place.len());
            for &index in place {
                if !go_on() {
                    break;
                }
                let mutant = &mutants[index];
                let fate = self.fate(mutant, shown, &mut keen);
                let so_far = tried.fetch_add(1, Ordering::Relaxed) + 1;
                let is_alive = usize::from(matches!(fate, MutantFate::Survived(_)));
                let alive = survived.fetch_add(is_alive, Ordering::Relaxed) + is_alive;
                progress(MutationProgress { tried: so_far, survived: alive, of: mutants.len() });
                found.push((index, Tried { mutant, fate, calls: self.calls_meeting(mutant) }));
            }
            found
        });
        let mut found: Vec<(usize, Tried<'m, 'q>)> = found.into_iter().flatten().collect();
        found.sort_by_key(|(index, _)| *index);
        found.into_iter().map(|(_, tried)| tried).collect()
    }

    /// A case that notices a mutant; whether callers would have met anything of one that none notices is not asked.
    #[must_use]
    pub fn noticing(&self, mutant: &Mutant, shown: CaseChoice) -> Option<QueuedCase<'q>> {
        let noticed = self.noticed(mutant, &mutant.plan(self.plan), shown, &[]);
        noticed.map(|index| self.cases[index])
    }

    /// What comes of one mutant. `keen` are the cases that have noticed others like it, the last one first.
    fn fate(&self, mutant: &Mutant, shown: CaseChoice, keen: &mut Vec<usize>) -> MutantFate<'q> {
        let plan = mutant.plan(self.plan);
        if let Some(index) = self.noticed(mutant, &plan, shown, keen) {
            keen.retain(|&known| known != index);
            keen.insert(0, index);
            keen.truncate(MAX_RECENT_KILLERS);
            return MutantFate::Killed(self.cases[index]);
        }
        if plan.call_limit != self.plan.call_limit {
            return self.limited(mutant, plan);
        }
        let numbers: Vec<Dialed> =
            self.lines.iter().filter(|(_, meets)| meets.meets(mutant)).map(|(number, _)| *number).collect();
        if numbers.is_empty() {
            return MutantFate::Equivalent;
        }
        let diff = diff_of(self.plan, &plan, self.horizon, &numbers);
        if diff.is_empty() {
            let is_sure = diff.summary.complete && diff.summary.not_shown == 0;
            return if is_sure {
                MutantFate::Equivalent
            } else {
                MutantFate::Undecided(UnknownReason::NotShown)
            };
        }
        match catching(self.plan, &plan, mutant, calls(self.plan, &plan, &diff)) {
            Some(catching) => MutantFate::Survived(Box::new(Survivor { plan, diff, catching })),
            None => MutantFate::Undecided(UnknownReason::NotTold),
        }
    }

    /// What comes of another limit on calls that no case has noticed: comparisons look past it, so a call is looked for that
    /// meets it.
    fn limited(&self, mutant: &Mutant, plan: Plan) -> MutantFate<'q> {
        let Some(witness) = too_long(self.plan, &plan, self.horizon) else {
            return MutantFate::Undecided(UnknownReason::NotShown);
        };
        match catching(self.plan, &plan, mutant, vec![witness]) {
            Some(catching) => {
                let diff = diff_of(self.plan, &plan, self.horizon, &[]);
                MutantFate::Survived(Box::new(Survivor { plan, diff, catching }))
            }
            None => MutantFate::Undecided(UnknownReason::NotTold),
        }
    }

    /// The first case that fails under a mutant, of those that have noticed others first.
    fn noticed(&self, mutant: &Mutant, plan: &Plan, shown: CaseChoice, keen: &[usize]) -> Option<usize> {
        let affected = self.affected(mutant, shown);
        let first = keen.iter().copied().filter(|index| affected.binary_search(index).is_ok());
        let others = affected.iter().copied().filter(|index| !keen.contains(index));
        let mut player = Player::default();
        let mut overridden: Option<(QueuedCase<'q>, Plan)> = None;
        let mut plays = 0;
        let found = first.chain(others).find(|&index| {
            let case = self.cases[index];
            plays += 1;
            if std::ptr::eq(case.plan(), self.plan) {
                return player.play_under(plan, case.scenario, case.case).is_failure();
            }
            let is_known =
                |(known, _): &(QueuedCase<'q>, Plan)| known.scenario.overrides_alike(case.scenario);
            if !overridden.as_ref().is_some_and(is_known) {
                overridden = case.scenario.override_of(plan).map(|plan| (case, plan));
            }
            overridden.as_ref().is_some_and(|(_, plan)| {
                Player::default().play_under(plan, case.scenario, case.case).is_failure()
            })
        });
        self.plays.fetch_add(plays, Ordering::Relaxed);
        found
    }

    /// How many real calls the cases stand for that meet what a mutant touches.
    fn calls_meeting(&self, mutant: &Mutant) -> u64 {
        let affected = self.affected(mutant, CaseChoice::Affected);
        affected.iter().filter_map(|index| self.cases[*index].scenario.stands_for).sum()
    }

    /// The positions of the cases that a mutant is shown to, in order.
    fn affected(&self, mutant: &Mutant, shown: CaseChoice) -> Vec<usize> {
        if shown == CaseChoice::All || mutant.touches().any(|touched| touched == MutantTarget::Everything) {
            return (0..self.cases.len()).collect();
        }
        let meeting = mutant.touches().filter_map(|touched| self.meeting.get(&touched)).flatten();
        let mut affected: Vec<usize> = meeting.copied().collect();
        affected.sort_unstable();
        affected.dedup();
        affected
    }
}
