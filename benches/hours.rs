//! What questions about opening hours cost.

use std::hint::black_box;
use std::sync::Arc;

use divan::Bencher;
use ivrsim::time::{
    Calendar, DateRule, DayHours, Expression, Holiday, ObservanceRule, Schedule, ScheduleZone, Zone,
};
use jiff::Timestamp;

fn main() {
    divan::main();
}

const HOURS: [&str; 3] = [
    "Mo-Fr 08:00-20:00",
    "Mo-Fr 08:00-12:00,13:00-17:00; Sa 09:00-13:00; PH off",
    "Mo-Fr 08:00-17:00; Jun 15-Sep 15 Mo-Fr 07:00-15:00; Nov Th[4] off; easter -2 days off; Fr 20:00-26:00",
];

fn schedule(hours: &str) -> Schedule {
    let days = ["January 1", "July 4", "fourth Thursday of November", "December 25"];
    let days = days.map(|name| Holiday {
        name: name.to_owned(),
        on: DateRule::parse(name).unwrap(),
        observed: ObservanceRule::NearestWeekday,
        hours: DayHours::Closed,
    });
    let calendar = Arc::new(Calendar { days: days.into() });
    let zone = Zone::named("America/New_York").unwrap();
    Schedule::new(Expression::parse(hours).unwrap(), vec![calendar], vec![], ScheduleZone::Fixed(zone))
}

fn now() -> Timestamp {
    "2026-11-20T17:00:00Z".parse().unwrap()
}

/// A thousand instants, some minutes apart: the same one again and again would flatter the processor's
/// guesses.
fn instants() -> Vec<Timestamp> {
    (0..1000).map(|i| Timestamp::from_second(now().as_second() + i * 7919).unwrap()).collect()
}

#[divan::bench(args = HOURS)]
fn parse(hours: &str) -> Expression {
    Expression::parse(black_box(hours)).unwrap()
}

#[divan::bench(args = HOURS)]
fn a_thousand_times_is_open_warm(bencher: Bencher<'_, '_>, hours: &str) {
    let schedule = schedule(hours);
    let instants = instants();
    let timetable = schedule.in_zone(Zone::UTC);
    bencher.bench_local(|| instants.iter().filter(|at| timetable.is_open(black_box(**at))).count());
}

#[divan::bench(args = HOURS)]
fn next_change_warm(bencher: Bencher<'_, '_>, hours: &str) {
    let schedule = schedule(hours);
    let timetable = schedule.in_zone(Zone::UTC);
    bencher.bench_local(|| timetable.next_change(black_box(now())));
}

#[divan::bench(args = HOURS)]
fn compile_a_year(bencher: Bencher<'_, '_>, hours: &str) {
    bencher
        .with_inputs(|| schedule(hours))
        .bench_local_refs(|schedule| schedule.in_zone(Zone::UTC).is_open(now()));
}

#[divan::bench(args = HOURS)]
fn why(bencher: Bencher<'_, '_>, hours: &str) {
    let schedule = schedule(hours);
    let timetable = schedule.in_zone(Zone::UTC);
    bencher.bench_local(|| timetable.why(black_box(now())));
}

#[divan::bench]
fn never_opening_again() -> Option<Timestamp> {
    schedule("2020 Jan 01 08:00-09:00").in_zone(Zone::UTC).next_change(now())
}

/// What is called hundreds of times when a plan's calls are put in words.
#[divan::bench(args = HOURS)]
fn two_years_in_words(bencher: Bencher<'_, '_>, hours: &str) {
    let zone = Zone::named("America/New_York").unwrap();
    let (from, to) = (now(), Timestamp::from_second(now().as_second() + 731 * 86_400).unwrap());
    let open = schedule(hours).in_zone(Zone::UTC).open_times(from, to);
    bencher.bench_local(|| black_box(&open).occasions(from, to, zone).to_string());
}
