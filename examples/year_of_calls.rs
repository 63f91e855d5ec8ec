//! A batch: every line is called at every full hour of a year, and what became of the calls is counted.
//!
//! `cargo run --no-default-features --example year_of_calls` needs the core of the library only.

#![expect(clippy::print_stdout, reason = "an example shows what it finds")]

use std::collections::BTreeMap;
use std::error::Error;

use ivrsim::call::{CallSpec, OutcomeKind};
use ivrsim::jiff::SignedDuration;
use ivrsim::plan;
use ivrsim::time::moment;

fn main() -> Result<(), Box<dyn Error>> {
    let plan = plan::builtin();
    let begin = moment::parse("2026-01-01 00:00", plan.zone)?;
    let end = moment::parse("2027-01-01 00:00", plan.zone)?;

    for (id, line) in plan.lines() {
        let mut spec = CallSpec::to_line(plan, id, begin);
        let mut counts: BTreeMap<OutcomeKind, u32> = BTreeMap::new();
        while spec.at < end {
            *counts.entry(plan.decide(&spec).kind()).or_default() += 1;
            spec.at += SignedDuration::from_hours(1);
        }
        let counts: Vec<String> =
            counts.iter().map(|(kind, count)| format!("{} {count}", kind.word())).collect();
        println!("{}: {}", line.name, counts.join(", "));
    }
    Ok(())
}
