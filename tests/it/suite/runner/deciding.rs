//! Calls are made only until they are decided. That must never show.

use std::path::Path;

use ivrsim::base::source::Sources;
use ivrsim::files::load::{self, PlanSource};
use ivrsim::plan::Plan;
use ivrsim::suite::scenario::{ParsedScenarioFile, Suite};
use proptest::prelude::*;

use super::{cases, test};
use crate::helpers::drawn;
use crate::oracles::scenario::play;

fn suite(plan: &Plan, path: &Path, name: String, text: String) -> Suite {
    let (mut sources, mut diagnostics) = (Sources::default(), Vec::new());
    let file = sources.add(name, text);
    let draft = load::draft(&mut sources, path, file, &mut diagnostics);
    draft.lower(plan, &sources, &mut diagnostics).unwrap_or_else(|| panic!("{diagnostics:?}"))
}

fn acme() -> Plan {
    load::plan(&PlanSource::Path(cases().join("scenario/plan.toml"))).unwrap().plan.unwrap()
}

#[test]
fn what_ships_is_judged_as_if_each_call_were_made_to_its_end() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let acme = acme();
    for (folder, plan) in [
        ("scenarios/ally", ivrsim::plan::builtin()),
        ("tests/cases/scenario/runs", &acme),
        ("tests/cases/scenario/language", &acme),
    ] {
        for file in load::scenario_files(&[root.join(folder)]).unwrap() {
            play(plan, &suite(plan, &file.path, file.name, file.text));
        }
    }
}

const EXPECTED: [&str; 14] = [
    "outcome = 'transferred'",
    "outcome = 'disconnected'",
    "step = 'closed'",
    "line = 'main'",
    "closed_by = 'office'",
    "reason = 'until further'",
    "hears = ['press 1', 're:is (open|closed)']",
    "never_hears = 'message'",
    "path = ['welcome', 'sales', 'closed']",
    "passes = 'sales'",
    "seconds = { min = 2, max = 30 }",
    "no_inputs = 1",
    "no_matches = 1",
    "next_open = 'office opens'",
];

proptest! {
    #![proptest_config(drawn::cases(256))]

    #[test]
    fn any_case_is_judged_as_if_its_call_were_made_to_its_end(
        keys in "[129*#,]{0,6}",
        steps in prop::collection::vec(prop::sample::select(vec![
            "{ press = '1' }", "{ press = ',9' }", "{ wait = '3s' }", "{ wait = '2m' }", "{ say_nothing = true }",
            "{ hear = 'press' }", "{ hang_up = true }", "{ expect = { step = 'welcome', open = 'office' } }",
            "{ at = '2026-03-02 17:00' }",
        ]), 0..4),
        (hour, minute) in (8..18, 0..60),
        closed in any::<bool>(),
        expected in prop::sample::subsequence(&EXPECTED[..], 1..4),
    ) {
        let how = if steps.is_empty() { format!("press = '{keys}'") } else { format!("steps = [{}]", steps.join(", ")) };
        let closed = if closed { "override = { closed = 'office', reason = 'flood' }" } else { "" };
        // Of expectations with one key, the last is said.
        let expected: std::collections::BTreeMap<&str, &str> =
            expected.iter().filter_map(|text| text.split_once(" = ")).collect();
        let expected: Vec<String> = expected.iter().map(|(key, value)| format!("{key} = {value}")).collect();
        let text = format!(
            "[[scenario]]\nname = 'a'\ncall = 'main'\nat = ['2026-03-02 {hour:02}:{minute:02}', '2026-03-02 16:59:59']\n\
             {how}\n{closed}\nexpect = {{ {} }}\n",
            expected.join(", ")
        );
        let (plan, mut sources, mut diagnostics) = (acme(), Sources::default(), Vec::new());
        let file = sources.add("any.toml", text);
        let suite = ParsedScenarioFile::read(&sources, file, &mut diagnostics).lower(&plan, &sources, &mut diagnostics);
        prop_assert!(suite.is_some(), "{:?}", diagnostics);
        play(&plan, &suite.unwrap());
    }
}

/// A limit wants to know how long every call lasts, and gives the others the verdicts that they have without it.
#[test]
fn a_limit_changes_only_what_breaks_it() {
    let lines = |args: &[&str]| {
        let given = test(&[&["scenario/runs", "scenario/language", "--report", "json"], args].concat());
        given.out.lines().map(str::to_owned).collect::<Vec<_>>()
    };
    assert!(lines(&[]) == lines(&["--timeout", "24h"]));
    let limited = lines(&["--timeout", "8s"]);
    let seconds =
        |line: &String| serde_json::from_str::<serde_json::Value>(line).unwrap()["seconds"].as_f64();
    let mut broken = 0;
    for (plain, limited) in lines(&[]).iter().zip(&limited) {
        assert_eq!(seconds(plain), seconds(limited));
        let breaks = seconds(plain).is_some_and(|seconds| seconds > 8.0);
        assert!(plain == limited || breaks || seconds(plain).is_none(), "{limited}");
        broken += usize::from(breaks && limited.contains("the call to end within 8s"));
    }
    assert!(broken > 3, "{broken} calls are too long");
}
