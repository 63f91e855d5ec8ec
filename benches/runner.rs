//! What a run costs beside the bare calls that it makes.
//!
//! The first lines are the ratio of the two, measured in turns in one run and with one job, because single figures of a
//! busy machine say little. At most 3 is wanted. The rest are divan's.

#![expect(clippy::disallowed_methods, clippy::print_stdout, reason = "a bench measures time and tells it")]

use std::hint::black_box;
use std::num::NonZeroUsize;
use std::time::Instant;

use ivrsim::call::{Call, run};
use ivrsim::load;
use ivrsim::report::{Detail, Paint, Reporter as _, TestConsole};
use ivrsim::runner::{self, Jobs, Limits, Queue, Runnable};
use ivrsim::scenario::{Draft, Suite};
use ivrsim::source::Sources;

fn main() {
    ratio();
    divan::main();
}

/// Every ten minutes of two weeks, and the keys of the contract processing center: 10,080 cases.
fn suite() -> (Suite, Sources) {
    let minute =
        |step: u32| format!("'2023-08-{:02} {:02}:{:02}'", 14 + step / 144, step % 144 / 6, step % 6 * 10);
    let at: Vec<String> = (0..2016).map(minute).collect();
    let text = format!(
        "[[scenario]]\nname = 'two weeks'\ncall = 'cpc'\nat = [{}]\npress = ['3', '4', '5', '6', '7']\n\
         expect = {{ line = 'cpc' }}\n",
        at.join(", ")
    );
    let (mut sources, mut diagnostics) = (Sources::default(), Vec::new());
    let file = sources.add("two-weeks.toml", text);
    let suite = Draft::read(&sources, file, &mut diagnostics).lower(load::ally(), &sources, &mut diagnostics);
    (suite.expect("the suite has no mistakes"), sources)
}

fn run_all(suite: &Suite, sources: &Sources, jobs: Jobs) {
    let suites = [Runnable { suite, plan: load::ally() }];
    let mut console = TestConsole {
        out: std::io::sink(),
        sources,
        plan_path: &|_| None,
        detail: Detail::Failures,
        paint: Paint::new(false),
    };
    let queue = Queue::all(&suites);
    let tally = runner::run(&queue, jobs, Limits::default(), |event| console.tell(event));
    assert!(tally.is_ok_and(|tally| !tally.is_failure()));
}

fn decide_all(suite: &Suite) {
    let plan = load::ally();
    let suites = [Runnable { suite, plan }];
    let mut call: Option<Call<_>> = None;
    for case in Queue::all(&suites).cases() {
        let scenario = case.scenario;
        let (at, caller) = (scenario.moment(case.case).instant, scenario.caller(case.case).caller);
        match &mut call {
            Some(call) => call.redial(case.dialled(), caller, at),
            None => call = Some(Call::dial(plan, case.dialled(), caller, at)),
        }
        black_box(call.as_mut().map(|call| run::decide(call, scenario.keys(case.case))));
    }
}

const ALONE: Jobs = Jobs::Fixed(NonZeroUsize::MIN);

fn ratio() {
    let (suite, sources) = suite();
    let time = |work: &dyn Fn()| {
        let start = Instant::now();
        work();
        start.elapsed().as_secs_f64() * 1e3
    };
    let mut rounds: Vec<(f64, f64)> =
        (0..25).map(|_| (time(&|| decide_all(&suite)), time(&|| run_all(&suite, &sources, ALONE)))).collect();
    rounds.sort_by(|a, b| (a.1 / a.0).total_cmp(&(b.1 / b.0)));
    let (bare, told) = rounds[rounds.len() / 2];
    println!("10,080 bare calls:                   {bare:.2} ms");
    println!("the runner with the console report: {told:.2} ms");
    println!("ratio, the median of {} rounds: {:.1}", rounds.len(), told / bare);
}

#[divan::bench]
fn bare_calls(bencher: divan::Bencher<'_, '_>) {
    let (suite, _) = suite();
    bencher.bench_local(|| decide_all(&suite));
}

#[divan::bench]
fn one_job(bencher: divan::Bencher<'_, '_>) {
    let (suite, sources) = suite();
    bencher.bench_local(|| run_all(&suite, &sources, ALONE));
}

#[divan::bench]
fn all_processors(bencher: divan::Bencher<'_, '_>) {
    let (suite, sources) = suite();
    bencher.bench_local(|| run_all(&suite, &sources, Jobs::Processors));
}
