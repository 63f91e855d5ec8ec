//! How fast a call is decided, beside the least that any program could do: a hand-written match of the same menu.
//!
//! The first lines are the ratio of the two, measured in turns in one run, because single figures of a busy machine say
//! little. The rest are divan's.

#![expect(clippy::disallowed_methods, clippy::print_stdout, reason = "a bench measures time and tells it")]
#![expect(clippy::cast_precision_loss, reason = "small counts")]

use std::hint::black_box;
use std::time::{Duration, Instant};

use ivrsim::call::{Call, CallSpec, Caller, KeySequence, run};
use ivrsim::files::load::{self, PlanSource};
use ivrsim::number::{Country, PhoneNumber};
use ivrsim::plan::Plan;
use ivrsim::time::Zone;
use jiff::Timestamp;
use jiff::civil::Weekday;
use jiff::tz::TimeZone;

fn main() {
    ratio();
    divan::main();
}

/// The contract processing center as a person would write it down once and never change it.
fn by_hand(zone: &TimeZone, at: Timestamp, key: u8) -> &'static str {
    let local = zone.to_datetime(at);
    let weekday = !matches!(local.weekday(), Weekday::Saturday | Weekday::Sunday);
    let open = |from, to| weekday && (from..to).contains(&local.hour());
    if !open(8, 20) {
        return "closed";
    }
    match key {
        3 => "customer-interview",
        4 => "retail-held-offerings",
        5 => "lease-held-offerings",
        6 if open(8, 18) => "commercial-transactions",
        6 => "closed",
        7 => "ally-plus",
        _ => "no-match",
    }
}

/// Instants over two years, at all times of day, and the keys that the menu has.
struct Batch {
    instants: Vec<Timestamp>,
    keys: [(u8, KeySequence); 5],
}

impl Batch {
    fn new() -> Self {
        let begin = Timestamp::from_second(1_693_180_800).expect("a time in 2023");
        let instants = (0..4096).map(|i| begin + Duration::from_secs(i * 15_401 % 63_072_000));
        let keys = [3, 4, 5, 6, 7].map(|key| (key, key.to_string().parse().expect("a key")));
        Self { instants: instants.collect(), keys }
    }

    fn calls(&self) -> impl Iterator<Item = (Timestamp, &(u8, KeySequence))> {
        self.instants.iter().enumerate().map(|(i, &at)| (at, &self.keys[i % self.keys.len()]))
    }
}

fn number() -> PhoneNumber {
    PhoneNumber::parse("1-855-720-2559", Country::UnitedStates).expect("a number").number
}

fn decide_all(call: &mut Call<&Plan>, batch: &Batch) {
    let number = number();
    for (at, (_, keys)) in batch.calls() {
        call.redial(number, Caller::default(), at);
        black_box(run::decide(call, keys));
    }
}

fn decide_all_by_hand(zone: &TimeZone, batch: &Batch) {
    for (at, (key, _)) in batch.calls() {
        black_box(by_hand(zone, black_box(at), black_box(*key)));
    }
}

fn ratio() {
    let batch = Batch::new();
    let zone = Zone::named("America/New_York").expect("a zone").rules();
    let mut call = Call::dial(ivrsim::plan::builtin(), number(), Caller::default(), batch.instants[0]);
    let time = |work: &mut dyn FnMut()| {
        let start = Instant::now();
        (0..16).for_each(|_| work());
        start.elapsed().as_secs_f64() / (16.0 * batch.instants.len() as f64) * 1e9
    };
    let mut rounds: Vec<(f64, f64)> = (0..25)
        .map(|_| {
            (time(&mut || decide_all_by_hand(zone, &batch)), time(&mut || decide_all(&mut call, &batch)))
        })
        .collect();
    rounds.sort_by(|a, b| (a.1 / a.0).total_cmp(&(b.1 / b.0)));
    let (floor, engine) = rounds[rounds.len() / 2];
    println!("a call by a hand-written match: {floor:.0} ns");
    println!("a call by the general engine:   {engine:.0} ns ({:.1} million a second)", 1000.0 / engine);
    println!("ratio, the median of {} rounds: {:.1}", rounds.len(), engine / floor);
}

#[divan::bench]
fn decide(bencher: divan::Bencher<'_, '_>) {
    let batch = Batch::new();
    let mut call = Call::dial(ivrsim::plan::builtin(), number(), Caller::default(), batch.instants[0]);
    bencher
        .counter(divan::counter::ItemsCount::new(batch.instants.len()))
        .bench_local(|| decide_all(&mut call, &batch));
}

#[divan::bench]
fn hand_written_match(bencher: divan::Bencher<'_, '_>) {
    let batch = Batch::new();
    let zone = Zone::named("America/New_York").expect("a zone").rules();
    bencher
        .counter(divan::counter::ItemsCount::new(batch.instants.len()))
        .bench_local(|| decide_all_by_hand(zone, &batch));
}

#[divan::bench]
fn record_with_transcript_and_trace(bencher: divan::Bencher<'_, '_>) {
    let plan = ivrsim::plan::builtin();
    let keys: KeySequence = "6".parse().expect("a key");
    let at = Batch::new().instants[0];
    bencher.bench_local(|| {
        let record = plan.call(&CallSpec::new(number(), at).with_keys(keys.clone())).record;
        (record.transcript(plan), record.trace(plan))
    });
}

#[divan::bench]
fn load_the_builtin_plan() -> usize {
    load::plan(&PlanSource::Builtin).expect("it is embedded").plan.map_or(0, |plan| plan.steps().len())
}
