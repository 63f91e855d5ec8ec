//! What holds for the scenarios that are made from any plan.

use ivrsim::base::diagnostic::render::HumanDiagnostics;
use ivrsim::base::source::Sources;
use ivrsim::base::tidy;
use ivrsim::explore::Horizon;
use ivrsim::plan::Plan;
use ivrsim::suite::coverage::Cells;
use ivrsim::suite::generate::{ExistingCoverage, GenerateScope, GeneratedScenarios, generate};
use ivrsim::suite::runner::{Queue, Runnable};
use ivrsim::suite::scenario::{ParsedScenarioFile, Player, Suite, VerdictKind, written};

/// The time that scenarios are made for.
fn horizon(plan: &Plan) -> Horizon {
    Horizon::of(plan, 1)
}

/// What is generated where some is there already.
#[must_use]
pub fn made(plan: &Plan, scope: GenerateScope, present: &ExistingCoverage) -> GeneratedScenarios {
    generate(plan, horizon(plan), scope, present, |_, _| {})
}

/// The scenarios as a file.
#[must_use]
pub fn text(scenarios: &[written::ScenarioDraft]) -> String {
    written::SuiteDraft { scenarios: scenarios.to_vec(), ..written::SuiteDraft::default() }.to_string()
}

/// What the reader makes of a generated file.
fn suite(plan: &Plan, text: &str) -> Suite {
    let (mut sources, mut mistakes) = (Sources::default(), Vec::new());
    let file = sources.add("generated.toml", text);
    let suite = ParsedScenarioFile::read(&sources, file, &mut mistakes).lower(plan, &sources, &mut mistakes);
    let said = HumanDiagnostics { diagnostics: &mistakes, sources: &sources, color: false }.to_string();
    assert!(mistakes.is_empty(), "{said}\n{text}");
    suite.expect("nothing is wrong with it")
}

/// Plays a generated file, which must pass. Gives what its calls cover, and how many they are.
///
/// # Panics
///
/// If it does not pass.
#[must_use]
pub fn played(plan: &Plan, text: &str) -> (ExistingCoverage, usize) {
    let suite = suite(plan, text);
    let runnables = [Runnable { plan, suite: &suite }];
    let (mut cells, mut present, mut count) =
        (Cells::new(plan, horizon(plan)), ExistingCoverage::default(), 0);
    for case in Queue::all(&runnables).cases() {
        let verdict = Player::default().play(plan, case.scenario, case.case);
        assert_eq!(verdict.kind(), VerdictKind::Passed, "{}\n{text}", case.name());
        let call = case.record();
        present.add(plan, &call, cells.of(&call));
        count += 1;
    }
    (present, count)
}

/// Holds what is generated to what is promised of it.
///
/// # Panics
///
/// If something does not hold.
pub fn check(plan: &Plan, scope: GenerateScope) {
    let made = made(plan, scope, &ExistingCoverage::default());
    let text = text(&made.scenarios);
    assert_eq!(tidy::formatted("generated.toml", &text).ok().as_ref(), Some(&text), "it is tidy");
    let (present, calls) = played(plan, &text);
    assert_eq!(calls, made.calls, "{text}");
    assert!(made.at_least <= made.calls && made.covers == made.of);
    let rest = self::made(plan, scope, &present);
    assert_eq!(
        (rest.calls, rest.covers, rest.at_least),
        (0, 0, 0),
        "all is covered: {:?}\n{text}",
        rest.scenarios
    );
}
