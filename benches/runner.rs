//! What a run costs beside the bare calls that it makes.
//!
//! The first lines are ratios of the two for suites of several kinds, measured in turns in one run and with one job,
//! because single figures of a busy machine say little. Where nothing but outcomes is asked for, at most 3 is wanted. The
//! rest are divan's.

#![expect(clippy::disallowed_methods, clippy::print_stdout, reason = "a bench measures time and tells it")]

use std::hint::black_box;
use std::io::{BufWriter, sink};
use std::num::NonZeroUsize;
use std::time::Instant;

use ivrsim::base::source::Sources;
use ivrsim::base::text::Paint;
use ivrsim::call::{Call, run};
use ivrsim::suite::report::{ConsoleDetail, Reporter as _, TestConsole};
use ivrsim::suite::runner::{self, JobCount, Queue, RunLimits, Runnable};
use ivrsim::suite::scenario::{ParsedScenarioFile, Suite};

fn main() {
    ratios();
    divan::main();
}

/// The keys of the contract processing center.
const KEYS: &str = "press = ['3', '4', '5', '6', '7']";

/// Nothing is pressed, so that the menu is heard three times, by five callers.
const SILENCE: &str = "from = ['UTC', 'Asia/Tokyo', 'Europe/Paris', 'Africa/Cairo', 'America/Denver']";

/// What the cases of a suite do and expect. All but those of the last kind pass.
const KINDS: [(&str, &str, &str); 7] = [
    ("who answers", KEYS, "expect = { line = 'cpc' }"),
    ("which way", KEYS, "expect = { line = 'cpc', never_passes = 'smartcash', no_matches = 0 }"),
    ("heard", KEYS, "expect = { never_hears = 'zebra' }"),
    ("heard, patterns", KEYS, "expect = { never_hears = ['re:pay \\d+ dollars', 're:\\bzebras?\\b'] }"),
    ("how long", KEYS, "expect = { seconds = { max = 600 } }"),
    (
        "in steps",
        SILENCE,
        "steps = [{ hear = 're:press 6|closed' }, { wait = '1s' }]\nexpect = { line = 'cpc' }",
    ),
    ("all fail", KEYS, "expect = { line = 'smartcash' }"),
];

/// Every ten minutes of two days, five times each: 1,440 cases. A round is so short that a busy machine seldom breaks in.
const MOMENTS: u32 = 288;

/// Suites that have these moments among them, as files of their own.
fn suites(files: u32, does: &str, expects: &str) -> (Vec<Suite>, Sources) {
    let minute =
        |step: u32| format!("'2023-08-{:02} {:02}:{:02}'", 14 + step / 144, step % 144 / 6, step % 6 * 10);
    let (mut sources, mut diagnostics) = (Sources::default(), Vec::new());
    let each = MOMENTS / files;
    let suite = |file: u32| {
        let at: Vec<String> = (file * each..(file + 1) * each).map(minute).collect();
        let at = at.join(", ");
        let text = format!("[[scenario]]\nname = 'x'\ncall = 'cpc'\nat = [{at}]\n{does}\n{expects}\n");
        let id = sources.add(format!("{file}.toml"), text);
        let suite = ParsedScenarioFile::read(&sources, id, &mut diagnostics).lower(
            ivrsim::plan::builtin(),
            &sources,
            &mut diagnostics,
        );
        suite.expect("the suite has no mistakes")
    };
    ((0..files).map(suite).collect(), sources)
}

fn runnables(suites: &[Suite]) -> Vec<Runnable<'_>> {
    suites.iter().map(|suite| Runnable { suite, plan: ivrsim::plan::builtin() }).collect()
}

fn run_all(suites: &[Suite], sources: &Sources, jobs: JobCount) {
    let mut console = TestConsole {
        // A sink of its own would not even put the words together.
        out: BufWriter::new(sink()),
        sources,
        plan_path: &|_| None,
        detail: ConsoleDetail::Failures,
        paint: Paint::new(false),
    };
    let queue = Queue::all(&runnables(suites));
    let tally = runner::run(&queue, jobs, RunLimits::default(), |event| console.tell(event));
    assert!(tally.is_ok_and(|tally| tally.passed == 0 || tally.failed == 0));
}

fn decide_all(suites: &[Suite]) {
    let mut call: Option<Call<_>> = None;
    for case in Queue::all(&runnables(suites)).cases() {
        let scenario = case.scenario;
        let (at, caller) = (scenario.moment(case.case).instant, scenario.caller(case.case).caller);
        match &mut call {
            Some(call) => call.redial(case.dialled(), caller, at),
            None => call = Some(Call::dial(ivrsim::plan::builtin(), case.dialled(), caller, at)),
        }
        black_box(call.as_mut().map(|call| run::decide(call, scenario.keys(case.case))));
    }
}

const ALONE: JobCount = JobCount::Fixed(NonZeroUsize::MIN);

fn ratios() {
    println!("1,440 cases, in ms: the bare calls, the runner with the console report, the ratio");
    for (name, does, expects) in KINDS {
        ratio(name, &suites(1, does, expects));
    }
    let (_, does, expects) = KINDS[0];
    ratio("in 144 files", &suites(144, does, expects));
}

fn ratio(name: &str, (suites, sources): &(Vec<Suite>, Sources)) {
    let time = |work: &dyn Fn()| {
        let start = Instant::now();
        work();
        start.elapsed().as_secs_f64() * 1e3
    };
    // The quickest of each: what takes longer was held up by others.
    let (mut bare, mut told) = (f64::INFINITY, f64::INFINITY);
    for _ in 0..50 {
        bare = bare.min(time(&|| decide_all(suites)));
        told = told.min(time(&|| run_all(suites, sources, ALONE)));
    }
    println!("{name:<16} {bare:>7.3} {told:>8.3} {:>6.1}", told / bare);
}

fn first_kind() -> (Vec<Suite>, Sources) {
    let (_, does, expects) = KINDS[0];
    suites(1, does, expects)
}

#[divan::bench]
fn bare_calls(bencher: divan::Bencher<'_, '_>) {
    let (suites, _) = first_kind();
    bencher.bench_local(|| decide_all(&suites));
}

#[divan::bench]
fn one_job(bencher: divan::Bencher<'_, '_>) {
    let (suites, sources) = first_kind();
    bencher.bench_local(|| run_all(&suites, &sources, ALONE));
}

#[divan::bench]
fn all_processors(bencher: divan::Bencher<'_, '_>) {
    let (suites, sources) = first_kind();
    bencher.bench_local(|| run_all(&suites, &sources, JobCount::Processors));
}

#[divan::bench]
fn reading_the_files(bencher: divan::Bencher<'_, '_>) {
    let (_, does, expects) = KINDS[0];
    bencher.bench_local(|| suites(144, does, expects));
}
