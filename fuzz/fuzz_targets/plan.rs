//! Any text is a plan or is refused with a reason. Calls on a plan end.
//!
//! Half of the inputs are texts as they are; the other half change a plan that is valid in a few places.

#![no_main]

use ivrsim::base::diagnostic::render::HumanDiagnostics;
use ivrsim::number::{Country, PhoneNumber};
use ivrsim::plan::{Plan, PlanLimits, read};
use ivrsim_fuzz::oracles::call::{check_drive, check_run};
use ivrsim_fuzz::oracles::dice::Dice;
use ivrsim_fuzz::oracles::{mutation, plan};
use libfuzzer_sys::fuzz_target;

fuzz_target!(|bytes: &[u8]| {
    let Some((first, rest)) = bytes.split_first() else { return };
    if first % 2 == 0 {
        if let Ok(text) = std::str::from_utf8(rest) {
            calls_end(text, &mut Dice::new(rest));
        }
        return;
    }
    let mut dice = Dice::new(rest);
    let mut text = plan::text(&mut dice);
    if first % 4 == 1 {
        for _ in 0..=dice.below(6) {
            mutation::change(&mut text, &mut dice);
        }
        calls_end(&text, &mut dice);
    } else {
        call(&plan::plan(&text), &mut dice);
    }
});

fn calls_end(text: &str, dice: &mut Dice<'_>) {
    let reading = read([("plan.toml", text)], &PlanLimits::STANDARD);
    let shown =
        HumanDiagnostics { diagnostics: &reading.diagnostics, sources: &reading.sources, color: false }
            .to_string();
    match &reading.plan {
        Some(plan) => call(plan, dice),
        None => assert!(!shown.is_empty(), "refused without a reason"),
    }
}

fn call(plan: &Plan, dice: &mut Dice<'_>) {
    let nobody =
        PhoneNumber::parse(plan::NUMBER, Country::UnitedStates).expect("it is a number").number.into();
    let dialled = plan.lines().next().map_or(nobody, |(_, line)| line.number.value);
    check_run(plan, dialled, dice);
    check_drive(plan, dialled, dice);
}
