//! How fast every call of a plan is found, and how that grows with the plan.
//!
//! The first lines are for a plan of a size that nobody has: a thousand lines, twenty thousand steps, two hundred schedules
//! in five zones; and for a quarter of it, so that the growth shows. The rest are divan's.

#![expect(clippy::disallowed_methods, clippy::print_stdout, reason = "a bench measures time and tells it")]
#![expect(clippy::cast_precision_loss, reason = "small counts")]

use std::fmt::Write as _;
use std::hint::black_box;
use std::time::Instant;

use divan::Bencher;
use ivrsim::call::Caller;
use ivrsim::explore::{Explorer, Horizon, PathFilter, Work, callers};
use ivrsim::plan::{Plan, PlanLimits, read};
use ivrsim::suite::generate::{ExistingCoverage, GenerateScope, generate};

fn main() {
    growth();
    divan::main();
}

const ZONES: [&str; 5] =
    ["America/New_York", "America/Chicago", "America/Denver", "America/Phoenix", "America/Los_Angeles"];

/// A plan of so many lines, each with a menu of nine keys and one of ten behind it: nearly twenty steps a line. Every fifth line has a
/// schedule of its own.
fn plan(lines: usize) -> Plan {
    let mut text = "[plan]\nname = \"Big\"\neffective = 2026-01-01\ntimezone = \"America/New_York\"\n\
                    [calendars.company]\ndays = [{ name = \"New Year\", on = \"January 1\" }]\n\
                    [messages.closed]\nsay = \"We are closed.\"\nthen = \"hang-up\"\n"
        .to_owned();
    let schedules = lines / 5;
    for schedule in 0..schedules {
        let (zone, opens, closes) = (ZONES[schedule % 5], 7 + schedule % 4, 16 + schedule % 7);
        let _ = writeln!(
            text,
            "[hours.h{schedule}]\nopen = \"Mo-Fr {opens:02}:00-{closes}:{:02}; Sa 09:00-13:00\"\n\
             timezone = \"{zone}\"\ncalendars = [\"company\"]",
            schedule % 60,
        );
    }
    for line in 0..lines {
        let hours =
            |index: usize| format!("hours = \"h{}\"\nclosed = \"closed\"", (line + index) % schedules);
        let _ = writeln!(
            text,
            "[lines.l{line}]\nnumber = \"1-800-555-{line:04}\"\nname = \"Line {line}\"\nanswer = \"m{line}\"",
        );
        for (menu, other, key) in [("m", "n", "9"), ("n", "m", "\"*\"")] {
            let gate = if menu == "m" { hours(0) } else { String::new() };
            let _ = writeln!(
                text,
                "[menus.{menu}{line}]\n{gate}\nsay = \"{{options}}\"\n[menus.{menu}{line}.keys]\n{key} = \"{other}{line}\"",
            );
            for key in 1..=9 - usize::from(menu == "m") {
                let _ = writeln!(text, "{key} = \"d{line}-{menu}{key}\"");
            }
            for key in 1..=9 - usize::from(menu == "m") {
                let (name, gate) = (format!("d{line}-{menu}{key}"), hours(key % 3));
                let _ = writeln!(text, "[destinations.{name}]\nname = \"Team {name}\"\n{gate}");
            }
        }
    }
    let reading = read([("plan.toml", &*text)], &PlanLimits::STANDARD);
    reading.plan.expect("the plan is right")
}

fn explore(plan: &Plan) -> Work {
    let horizon = Horizon::of(plan, 2);
    let mut explorer = Explorer::new(plan, horizon);
    for (line, _) in plan.lines() {
        for class in callers(&[(plan, line)], horizon) {
            black_box(explorer.line(line, class.caller));
        }
    }
    explorer.work()
}

fn growth() {
    let measured = [250, 1_000].map(|lines| {
        let plan = plan(lines);
        let began = Instant::now();
        let work = explore(&plan);
        let seconds = began.elapsed().as_secs_f64();
        println!(
            "{lines} lines, {} steps, {} schedules: {seconds:.2} s; {} states, {:.0} a second; {} visits, {} acts",
            plan.steps().len(),
            plan.schedules().len(),
            work.nodes,
            work.nodes as f64 / seconds,
            work.visits,
            work.acts,
        );
        (seconds, work.acts as f64)
    });
    let [(small, few), (big, many)] = measured;
    println!("4 times the plan: {:.1} times the acts, {:.1} times the time", many / few, big / small);
}

#[divan::bench]
fn all_ally_lines_over_two_years(bencher: Bencher<'_, '_>) {
    let plan = ivrsim::plan::builtin();
    bencher.bench_local(|| explore(black_box(plan)));
}

#[divan::bench]
fn all_ways_of_the_ally_lines(bencher: Bencher<'_, '_>) {
    let plan = ivrsim::plan::builtin();
    bencher.bench_local(|| {
        let mut explorer = Explorer::new(plan, Horizon::of(plan, 2));
        plan.lines()
            .map(|(line, _)| explorer.paths(line, Caller::default(), PathFilter::Straight).all.len())
            .sum::<usize>()
    });
}

#[divan::bench(args = [GenerateScope::Keys, GenerateScope::Hours, GenerateScope::Paths, GenerateScope::All])]
fn scenarios_that_cover_the_ally_plan(bencher: Bencher<'_, '_>, scope: GenerateScope) {
    let plan = ivrsim::plan::builtin();
    bencher.bench_local(|| {
        generate(plan, Horizon::of(plan, 2), scope, &ExistingCoverage::default(), |_, _| {}).calls
    });
}
