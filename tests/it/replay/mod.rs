//! Records of calls, replayed: calls are played under a known plan, written as each system writes them, and must be told as they were.

mod changed;
mod command;
mod drift;
mod life;
mod played;
mod shared;
mod troubles;
mod truth;
mod written;

use std::sync::Arc;

use ivrsim::plan::{Plan, PlanLimits, read};
use ivrsim::replay::records::RecordRules;
use ivrsim::replay::{CallerMask, RecordIntake, RecordedCalls, ReplayOptions, ReplaySurvey, survey};
use ivrsim::time::Zone;

/// The plan under which calls are played.
pub(crate) const PLAN: &str = r#"
[plan]
name = "Harbor Motors"
effective = 2026-01-01
timezone = "America/New_York"

[hours.office]
open = "Mo-Fr 08:00-18:00"
[hours.parts]
open = "Mo-Fr 09:00-16:00"
timezone = "caller"
[hours.garage]
open = "Mo-Sa 07:00-15:00"

[lines.main]
number = "1-855-555-0100"
name = "Harbor Motors"
answer = "welcome"
[lines.parts]
number = "1-855-555-0101"
name = "Parts"
answer = "parts-desk"

[menus.welcome]
hours = "office"
closed = "night"
say = "Thank you for calling Harbor Motors. {options}"
[menus.welcome.keys]
1 = "sales"
2 = "garage"
3 = "parts-desk"

[messages.night]
say = "We are closed."
then = "hang-up"

[destinations.sales]
name = "Sales"
[destinations.garage]
name = "Garage"
hours = "garage"
closed = "night"
[destinations.parts-desk]
name = "Parts Desk"
hours = "parts"
closed = "night"
"#;

/// The plan of a text.
pub(crate) fn plan(text: &str) -> Arc<Plan> {
    let reading = read([("plan.toml", text)], &PlanLimits::STANDARD);
    assert!(reading.diagnostics.is_empty(), "{:#?}", reading.diagnostics);
    Arc::new(reading.plan.expect("a plan"))
}

/// Zones by their names.
pub(crate) fn zone(name: &str) -> Zone {
    Zone::named(name).expect("a zone")
}

/// What records come to under a plan.
pub(crate) fn told(
    plan: &Arc<Plan>,
    files: &[&str],
    rules: &RecordRules,
    zone: Option<Zone>,
) -> ReplaySurvey {
    let mut intake = RecordIntake::new(rules.clone(), plan.country);
    for (index, text) in files.iter().enumerate() {
        intake.read(&format!("file-{index}"), text.as_bytes(), || true).expect("a text can be read");
    }
    let mask = CallerMask::of_records(intake.legs.iter().map(|leg| leg.print));
    let calls = RecordedCalls::of(&mut intake);
    survey(plan, &intake, &calls, ReplayOptions { zone, mask })
}
