//! What holds for the mistakes that are planted in any plan.

use ivrsim::call::{Caller, Keys, Record};
use ivrsim::explore::Horizon;
use ivrsim::mutation::{Fate, Mutant, Shown, Tally, Tried, Watchers, mutants, sample};
use ivrsim::plan::Plan;
use ivrsim::runner::{Queue, Queued, Runnable};
use ivrsim::scenario::written::{Calls, Expect, Scenario};
use ivrsim::scenario::{Draft, Suite, written};
use ivrsim::source::Sources;
use jiff::{SignedDuration, Timestamp};

use super::call;
use super::dice::Dice;

/// So many mistakes of one plan are tried.
const MOST_TRIED: usize = 25;

/// A mistake that counts as none changes no call: what is heard, and when, is the same.
///
/// # Panics
///
/// If something does not hold.
pub fn check_none(plan: &Plan, dice: &mut Dice<'_>) {
    let mutants = sample(mutants(plan, |_| true), MOST_TRIED, 0);
    watched(&Suites::none(plan), &mutants, Shown::Affected, |_, tried| {
        for one in tried.iter().filter(|one| matches!(one.fate, Fate::Equivalent)) {
            let mistaken = one.mutant.plan(plan);
            for _ in 0..20 {
                let (at, keys) = (moment(plan, dice), call::keys(dice));
                let caller = Caller::default();
                let [old, new] = [plan, &mistaken].map(|plan| heard(plan, at, caller, &keys));
                assert_eq!(old, new, "{} {keys} at {at}", one.mutant.words);
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
    let mutants = sample(mutants(plan, |_| true), MOST_TRIED, 0);
    let killed = |shown| watched(&suites, &mutants, shown, |_, tried| Tally::of(tried).killed);
    assert_eq!(killed(Shown::Affected), killed(Shown::All), "{text}");
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
            let suite = Draft::read(&suites.sources, file, &mut diagnostics).lower(
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
}

/// Shows mutants to all cases of some suites, and hands what came of them to `look`.
///
/// # Panics
///
/// If a case does not pass under the plan itself.
pub fn watched<T>(
    suites: &Suites<'_>,
    mutants: &[Mutant],
    shown: Shown,
    look: impl FnOnce(&Watchers<'_>, &[Tried<'_, '_>]) -> T,
) -> T {
    let runnables = suites.runnables();
    let cases: Vec<Queued<'_>> = Queue::all(&runnables).cases().collect();
    let watchers = Watchers::new(suites.plan, Horizon::of(suites.plan, 1), cases);
    assert!(watchers.failing().is_empty());
    let tried = watchers.watch(mutants, shown, |_| {}, || true);
    assert_eq!(tried.len(), mutants.len());
    look(&watchers, &tried)
}

/// Everything that a caller hears, and when, in the call and around its end.
fn heard(plan: &Plan, at: Timestamp, caller: Caller, keys: &Keys) -> Vec<String> {
    let number = plan.lines().next().unwrap().1.number.value;
    let (record, _) = Record::make(plan, number, caller, at, keys);
    let entries = record.transcript(plan).into_iter().filter(|entry| entry.speaker.word() != "outcome");
    let mut heard: Vec<String> = entries.map(|entry| format!("{} {}", entry.at, entry.text)).collect();
    heard.push(format!("{} {:?}", record.duration(), record.outcome().map(|outcome| outcome.kind().word())));
    heard
}

/// A suite of calls at random, which expect what comes of them.
fn blessed(plan: &Plan, dice: &mut Dice<'_>) -> String {
    let number = plan.lines().next().unwrap().1.number.value;
    let scenarios = (0..6).map(|index| {
        let at = moment(plan, dice);
        let keys = call::keys(dice);
        let (record, _) = Record::make(plan, number, Caller::default(), at, &keys);
        let keys = keys.to_string();
        let calls = Calls {
            call: Some(number.to_string()),
            at: vec![written::time(at, plan.zone, plan.zone)],
            press: if keys.is_empty() { Vec::new() } else { vec![keys] },
            expect: Expect::of(plan, &record),
            ..Calls::default()
        };
        Scenario { name: format!("call {index}"), calls, ..Scenario::default() }
    });
    written::Suite { scenarios: scenarios.collect(), ..written::Suite::default() }.to_string()
}

/// Some second of the plan's first year, with a day left until its end.
fn moment(plan: &Plan, dice: &mut Dice<'_>) -> Timestamp {
    let from = Horizon::of(plan, 1).from;
    from + SignedDuration::from_secs(dice.whole(60_000) * 520 + dice.whole(520))
}
