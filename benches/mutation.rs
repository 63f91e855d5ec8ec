//! How many mistakes a second are planted in the Ally plan and tried against its suite.
//!
//! The first line is the whole of it with two threads, as `ivrsim mutate` does it; the rest are divan's.

#![expect(clippy::disallowed_methods, clippy::print_stdout, reason = "a bench measures time and tells it")]
#![expect(clippy::cast_precision_loss, reason = "small counts")]

use std::hint::black_box;
use std::path::Path;
use std::time::Instant;

use divan::Bencher;
use ivrsim::base::source::Sources;
use ivrsim::explore::Horizon;
use ivrsim::files::load;
use ivrsim::suite::mutation::{CaseChoice, Mutant, MutationTally, Operator, Watchers, mutants};
use ivrsim::suite::runner::{Queue, QueuedCase, Runnable};
use ivrsim::suite::scenario::Suite;

fn main() {
    whole();
    divan::main();
}

/// The suite of the directory.
fn suite() -> Vec<Suite> {
    let plan = ivrsim::plan::builtin();
    let (mut sources, mut diagnostics) = (Sources::default(), Vec::new());
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("scenarios");
    let files = load::scenario_files(&[folder]).expect("the scenarios are there");
    let suite = |file: load::ScenarioFile| {
        let id = sources.add(file.name, file.text);
        let draft = load::draft(&mut sources, &file.path, id, &mut diagnostics);
        draft.lower(plan, &sources, &mut diagnostics).expect("the suite has no mistakes")
    };
    files.into_iter().map(suite).collect()
}

/// Shows the mutants to the cases of the suite.
fn try_all(cases: &[QueuedCase<'_>], mutants: &[Mutant]) -> (MutationTally, usize) {
    let plan = ivrsim::plan::builtin();
    let watchers = Watchers::new(plan, Horizon::of(plan, 2), cases.iter().copied());
    let tried = watchers.watch(mutants, CaseChoice::Affected, |_| {}, || true);
    (MutationTally::of(&tried), watchers.plays())
}

fn whole() {
    let suite = suite();
    let runnables: Vec<Runnable<'_>> =
        suite.iter().map(|suite| Runnable { suite, plan: ivrsim::plan::builtin() }).collect();
    let cases: Vec<QueuedCase<'_>> = Queue::all(&runnables).cases().collect();
    let pool = rayon::ThreadPoolBuilder::new().num_threads(2).build().expect("threads can be started");
    let began = Instant::now();
    let mutants = mutants(ivrsim::plan::builtin(), |_| true);
    let (tally, plays) = pool.install(|| try_all(&cases, &mutants));
    let seconds = began.elapsed().as_secs_f64();
    println!(
        "{} mistakes against {} cases: {seconds:.3} s, {:.0} mistakes a second, {plays} calls of cases; {tally:?}",
        mutants.len(),
        cases.len(),
        mutants.len() as f64 / seconds,
    );
}

#[divan::bench]
fn planting_all_mistakes_of_the_ally_plan(bencher: Bencher<'_, '_>) {
    bencher.bench_local(|| mutants(black_box(ivrsim::plan::builtin()), |_| true).len());
}

/// No case is there to notice, so that each mistake is looked for in all calls, and a scenario is written.
#[divan::bench]
fn finding_what_callers_would_have_met_of_key_mistakes(bencher: Bencher<'_, '_>) {
    let mutants = mutants(ivrsim::plan::builtin(), |operator| operator == Operator::Keys);
    bencher.bench_local(|| try_all(&[], &mutants));
}
