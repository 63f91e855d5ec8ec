//! What holds for the mistakes that are planted in any plan.

use std::collections::BTreeSet;

use ivrsim::base::source::Sources;
use ivrsim::call::{CallRecord, CallSpec, Caller, EndReason, KeySequence};
use ivrsim::explore::Horizon;
use ivrsim::plan::Plan;
use ivrsim::suite::mutation::{CaseChoice, Mutant, MutantFate, Tried, Watchers, mutants, sample};
use ivrsim::suite::runner::{Queue, QueuedCase, Runnable};
use ivrsim::suite::scenario::written::{self, CallsDraft, ExpectDraft, ScenarioDraft};
use ivrsim::suite::scenario::{ParsedScenarioFile, Suite};
use jiff::{SignedDuration, Timestamp};

use super::call;
use super::dice::Dice;

/// So many mistakes of one plan are tried.
const MAX_TRIED: usize = 25;

/// A mistake that counts as none changes no call that an exploration can make: what is heard, and when, is the same.
///
/// # Panics
///
/// If something does not hold.
pub fn check_none(plan: &Plan, dice: &mut Dice<'_>) {
    let mutants = sample(mutants(plan, |_| true), MAX_TRIED, 0);
    watched(&Suites::none(plan), &mutants, CaseChoice::Affected, |_, tried| {
        for one in tried.iter().filter(|one| matches!(one.fate, MutantFate::Equivalent)) {
            let mistaken = one.mutant.plan(plan);
            for _ in 0..20 {
                let (at, keys) = (moment(plan, dice), call::keys(dice));
                let made = [plan, &mistaken].map(|plan| made(plan, at, &keys));
                let [old, new] = [(plan, &made[0]), (&mistaken, &made[1])].map(heard);
                let is_known = old == new || !is_explored([plan, &mistaken], &made);
                assert!(is_known, "{} {keys} at {at}: {old:#?} {new:#?}", one.mutant.words);
            }
        }
    });
}

/// Cases that cannot notice a mistake need not be played: those of a random suite that passes.
///
/// # Panics
///
/// If something does not hold.
pub fn check_shown(plan: &Plan, dice: &mut Dice<'_>) {
    let text = blessed(plan, dice);
    let suites = Suites::of(plan, &[&text]);
    let mutants = sample(mutants(plan, |_| true), MAX_TRIED, 0);
    let runnables = suites.runnables();
    let watchers = suites.watchers(&runnables);
    for mutant in &mutants {
        let [some, all] =
            [CaseChoice::Affected, CaseChoice::All].map(|shown| watchers.noticing(mutant, shown));
        let [some, all] = [some, all].map(|case| case.map(|case| case.name().to_string()));
        assert_eq!(some, all, "{}\n{text}", mutant.words);
    }
}

/// Suites of one plan.
pub struct Suites<'p> {
    plan: &'p Plan,
    /// Their texts.
    pub sources: Sources,
    files: Vec<Suite>,
}

impl<'p> Suites<'p> {
    /// No suite at all.
    #[must_use]
    pub fn none(plan: &'p Plan) -> Self {
        Self { plan, sources: Sources::default(), files: Vec::new() }
    }

    /// Those of some texts.
    ///
    /// # Panics
    ///
    /// If one is no suite of the plan.
    #[must_use]
    pub fn of(plan: &'p Plan, texts: &[&str]) -> Self {
        let mut suites = Self::none(plan);
        for text in texts {
            let mut diagnostics = Vec::new();
            let file = suites.sources.add(format!("{}.toml", suites.files.len()), *text);
            let suite = ParsedScenarioFile::read(&suites.sources, file, &mut diagnostics).lower(
                plan,
                &suites.sources,
                &mut diagnostics,
            );
            suites.files.push(suite.unwrap_or_else(|| panic!("{text}\n{diagnostics:?}")));
        }
        suites
    }

    fn runnables(&self) -> Vec<Runnable<'_>> {
        self.files.iter().map(|suite| Runnable { suite, plan: self.plan }).collect()
    }

    /// Its cases, which pass under the plan itself.
    fn watchers<'q>(&self, runnables: &'q [Runnable<'q>]) -> Watchers<'q>
    where
        'p: 'q,
    {
        let cases: Vec<QueuedCase<'q>> = Queue::all(runnables).cases().collect();
        let watchers = Watchers::new(self.plan, Horizon::of(self.plan, 1), cases);
        assert!(watchers.failing().is_empty());
        watchers
    }
}

/// Shows mutants to all cases of some suites, and hands what came of them to `look`.
///
/// # Panics
///
/// If a case does not pass under the plan itself.
pub fn watched<T>(
    suites: &Suites<'_>,
    mutants: &[Mutant],
    shown: CaseChoice,
    look: impl FnOnce(&Watchers<'_>, &[Tried<'_, '_>]) -> T,
) -> T {
    let runnables = suites.runnables();
    let watchers = suites.watchers(&runnables);
    let tried = watchers.watch(mutants, shown, |_| {}, || true);
    assert_eq!(tried.len(), mutants.len());
    look(&watchers, &tried)
}

/// The call of somebody who withholds the number.
fn made(plan: &Plan, at: Timestamp, keys: &KeySequence) -> CallRecord {
    let number = plan.lines().next().expect("a plan has a line").1.number.value;
    plan.call(&CallSpec::new(number, at).with_keys(keys.clone())).record
}

/// Everything that a caller hears, and when, in the call and around its end.
fn heard((plan, record): (&Plan, &CallRecord)) -> Vec<String> {
    let entries = record.transcript(plan).into_iter().filter(|entry| entry.speaker.word() != "outcome");
    let mut heard: Vec<String> = entries.map(|entry| format!("{} {}", entry.at, entry.text)).collect();
    heard.push(format!("{} {:?}", record.duration(), record.outcome().map(|outcome| outcome.kind().word())));
    heard
}

/// Whether explorations look at such a call of two plans: they look at one change of hours in a call, and past the limits that end
/// one which is led in circles.
fn is_explored(plans: [&Plan; 2], records: &[CallRecord; 2]) -> bool {
    let reasons = records.iter().filter_map(|record| Some(record.outcome()?.reason));
    if reasons.into_iter().any(|reason| matches!(reason, EndReason::TooLong | EndReason::Loop)) {
        return false;
    }
    let from = records[0].began;
    let longest = records.iter().map(CallRecord::duration).max().unwrap_or_default();
    let to = from + longest + SignedDuration::from_secs(1);
    let mut changes = BTreeSet::new();
    for plan in plans {
        let zone = Caller::default().zone_under(plan).zone;
        for (_, named) in plan.schedules() {
            let spans = named.schedule.in_zone(zone).spans(from, to);
            changes.extend(spans.skip(1).filter_map(|span| span.from));
        }
    }
    changes.len() < 2
}

/// A suite of calls at random, which expect what comes of them.
fn blessed(plan: &Plan, dice: &mut Dice<'_>) -> String {
    let number = plan.lines().next().unwrap().1.number.value;
    let scenarios = (0..6).map(|index| {
        let at = moment(plan, dice);
        let keys = call::keys(dice);
        let record = plan.call(&CallSpec::new(number, at).with_keys(keys.clone())).record;
        let keys = keys.to_string();
        let calls = CallsDraft {
            call: Some(number.to_string()),
            at: vec![written::time(at, plan.zone, plan.zone)],
            press: if keys.is_empty() { Vec::new() } else { vec![keys] },
            expect: ExpectDraft::of(plan, &record),
            ..CallsDraft::default()
        };
        ScenarioDraft { name: format!("call {index}"), calls, ..ScenarioDraft::default() }
    });
    written::SuiteDraft { scenarios: scenarios.collect(), ..written::SuiteDraft::default() }.to_string()
}

/// Some second of the plan's first year, with a day left until its end.
fn moment(plan: &Plan, dice: &mut Dice<'_>) -> Timestamp {
    let from = Horizon::of(plan, 1).from;
    from + SignedDuration::from_secs(dice.whole(60_000) * 520 + dice.whole(520))
}
