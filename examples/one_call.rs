//! One call: whom it comes to, everything that its caller hears, and why it went so.
//!
//! `cargo run --no-default-features --example one_call` needs the core of the library only.

#![expect(clippy::print_stdout, reason = "an example shows what it finds")]

use std::error::Error;

use ivrsim::call::{CallSpec, Caller};
use ivrsim::time::moment;
use ivrsim::{directory, plan};

fn main() -> Result<(), Box<dyn Error>> {
    let plan = plan::builtin();
    let number = directory::number(plan, "1-855-720-2559")?;
    let at = moment::parse("2026-01-16 18:30", plan.zone)?;
    let spec = CallSpec::new(number, at)
        .with_caller(Caller::parse("303-555-0134", plan.country)?)
        .with_keys("6".parse()?);

    let call = plan.call(&spec);
    for entry in call.record.transcript(plan) {
        println!("{:>6.1}  {}", entry.at.duration_since(at).as_secs_f64(), entry.text);
    }
    println!();
    for decision in call.record.trace(plan) {
        println!("{}", decision.text);
    }
    println!();
    let why = call.record.reason(plan).unwrap_or_default();
    println!("{}: {why}", call.outcome.kind().word());
    Ok(())
}
