use std::collections::BTreeSet;
use std::path::Path;

use ivrsim::base::source::Sources;
use ivrsim::plan::{Plan, PlanLimits};
use ivrsim::suite::runner::{CaseFilter, Queue, Runnable, Selection};
use ivrsim::suite::scenario::{ParsedScenarioFile, Suite};
use proptest::prelude::*;

use super::{ivrsim, test};

use crate::helpers::drawn;

fn list(args: &[&str]) -> Vec<String> {
    let given = test(&[&["scenario/runs", "--list"], args].concat());
    assert_eq!((given.code, given.errors.as_str()), (0, ""));
    given.out.lines().map(|line| line.split_once(": ").unwrap().1.to_owned()).collect()
}

#[test]
fn a_filter_is_a_part_of_the_name_and_with_exact_the_whole() {
    assert_eq!(list(&["--filter", "at 5 pm"]).len(), 2);
    assert_eq!(list(&["--filter", "nothing answers", "--filter", "at 5 pm"]).len(), 3);
    assert_eq!(list(&["--filter", "Sales is there at 5 PM", "--exact"]).len(), 2, "all of a scenario");
    let one = "Sales is there at 5 PM [at 2026-03-02 17:00]";
    assert_eq!(list(&["--filter", one, "--exact"]), [one]);
}

#[test]
fn filters_of_several_kinds_must_all_fit() {
    assert_eq!(list(&["--filter", "file:failing"]).len(), 5);
    assert_eq!(list(&["--filter", "file:failing", "--filter", "line:main"]).len(), 4);
    assert_eq!(list(&["--filter", "file:failing", "--filter", "line:1-800-555-0101"]), ["Nothing answers"]);
    assert_eq!(
        list(&["--filter", "file:failing", "--filter", "line:1-800-555-0101", "--filter", "line:main"]).len(),
        5
    );
}

#[test]
fn a_list_for_programs_names_the_place() {
    let given = test(&["scenario/runs", "--list", "--format", "json", "--filter", "Nothing answers"]);
    assert_eq!(
        given.out,
        "{\"name\":\"Nothing answers\",\"file\":\"scenario/runs/failing.toml\",\"line\":26,\"tags\":[]}\n"
    );
}

#[test]
fn no_case_that_fits_is_an_error_but_an_empty_part_is_not() {
    let given = test(&["scenario/runs", "--filter", "no such name"]);
    assert_eq!(given.code, 2);
    assert!(
        given.errors.contains("none of the 26 cases in `scenario/runs` matches the filters"),
        "{}",
        given.errors
    );
    let parts: Vec<_> = (1..=9)
        .map(|part| test(&["scenario/runs", "--filter", "Nothing answers", "--shard", &format!("{part}/9")]))
        .collect();
    assert_eq!(parts.iter().filter(|given| given.code == 1).count(), 1);
    let empty: Vec<_> = parts.iter().filter(|given| given.code == 0).collect();
    assert_eq!(empty.len(), 8);
    assert!(empty[0].out.contains("has no case"), "{}", empty[0].out);
}

#[test]
fn enough_failures_end_the_run() {
    let given = test(&["scenario/runs", "--fail-fast"]);
    assert_eq!(given.code, 1);
    assert!(
        given.out.ends_with("26 cases in 7 scenarios: 1 passed, 1 failed, 24 not run\n"),
        "{}",
        given.out
    );
    let given = test(&["scenario/runs", "--max-failures", "2"]);
    assert_eq!(given.out.lines().filter(|line| line.starts_with("FAIL ")).count(), 2);
}

#[test]
fn a_call_that_lasts_too_long_fails_for_that_reason() {
    let given = test(&["scenario/runs/passing.toml", "--timeout", "2s"]);
    assert_eq!(given.code, 1);
    assert!(given.out.contains("expected the call to end within 2s, got a call of "), "{}", given.out);
    assert_eq!(test(&["scenario/runs/passing.toml", "--timeout", "1h"]).code, 0);
}

#[test]
fn another_order_follows_from_the_seed_alone() {
    let order = |seed| list(&["--shuffle", "--seed", seed]);
    assert_eq!(order("1"), order("1"));
    assert_ne!(order("1"), order("2"));
    let set = |names: Vec<String>| names.into_iter().collect::<BTreeSet<_>>();
    assert_eq!(set(order("1")), set(list(&[])));
}

#[test]
fn words_that_do_not_fit_say_what_to_write() {
    for (args, told) in [
        (&["--retries", "1"][..], "the same input always gives the same outcome"),
        (&["--shard", "6/5"], "from `1/5` to `5/5`"),
        (&["--report", "xml"], "junit, tap, json, html and github"),
        (&["--report", "html"], "write `html=DIR`"),
        (&["--report", "tap", "--report", "json"], "only one report can go to standard output"),
        (&["--timeout", "soon"], "--timeout"),
        (&["--coverage", "--format", "json"], "'--coverage' cannot be used with '--format"),
    ] {
        let given = test(&[&["scenario/runs"], args].concat());
        assert_eq!(given.code, 2, "{args:?}");
        assert!(given.errors.contains(told), "{args:?}: {}", given.errors);
    }
    assert_eq!(test(&["scenario/runs/passing.toml", "--retries", "0"]).code, 0);
}

#[test]
fn the_help_names_every_exit_code() {
    let given = ivrsim(Path::new("."), &["test", "--help"]);
    for code in ["  0  ", "  1  ", "  2  ", "  101  ", "  130  "] {
        assert!(given.out.contains(code), "{code}");
    }
}

/// A plan and a suite of as many cases as asked for, in scenarios of five.
fn suite(names: &[String]) -> (Plan, Suite, Sources) {
    let text = include_str!("../../../cases/scenario/plan.toml").replace("\r\n", "\n");
    let plan = ivrsim::plan::read([("plan.toml", text)], &PlanLimits::STANDARD).plan.unwrap();
    let scenario = |name: &String| {
        format!(
            "[[scenario]]\nname = '{name}'\ncall = 'main'\nat = '2026-03-02 10:00'\npress = ['1', '2', '3', '4', '5']\n\
             expect = {{ line = 'main' }}\n"
        )
    };
    let (mut sources, mut diagnostics) = (Sources::default(), Vec::new());
    let file = sources.add("a.toml", names.iter().map(scenario).collect::<String>());
    let suite =
        ParsedScenarioFile::read(&sources, file, &mut diagnostics).lower(&plan, &sources, &mut diagnostics);
    (plan, suite.unwrap(), sources)
}

proptest! {
    #![proptest_config(drawn::cases(32))]

    #[test]
    fn every_case_is_in_exactly_one_part(
        names in prop::collection::btree_set("[a-z ]{1,12}[a-z]", 1..30),
        count in 1_u32..12,
        shuffle in prop::option::of(any::<u64>()),
    ) {
        let names: Vec<String> = names.into_iter().collect();
        let (plan, suite, sources) = suite(&names);
        let suites = [Runnable { suite: &suite, plan: &plan }];
        let chosen = |shard| {
            let selection = Selection { shard, shuffle, ..Selection::default() };
            let queue = Queue::new(&suites, &sources, &selection);
            let names: Vec<String> = queue.cases().map(|case| case.name().to_string()).collect();
            assert_eq!(names.len(), queue.totals().cases);
            names
        };
        let mut parts: Vec<String> =
            (1..=count).flat_map(|part| chosen(Some(format!("{part}/{count}").parse().unwrap()))).collect();
        let mut whole = chosen(None);
        parts.sort();
        whole.sort();
        prop_assert_eq!(parts, whole);
    }

    #[test]
    fn a_filter_takes_what_contains_it(part in "[A-Z]{1,2}") {
        let names: Vec<String> = ["Ab", "aBc", "bcd", "x y"].map(str::to_owned).into();
        let (plan, suite, sources) = suite(&names);
        let suites = [Runnable { suite: &suite, plan: &plan }];
        let selection = Selection { filters: vec![CaseFilter::containing(&part)], ..Selection::default() };
        let found = Queue::new(&suites, &sources, &selection).totals().cases;
        let contains = |name: &&String| format!("{name} [press 1]").to_lowercase().contains(&part.to_lowercase());
        prop_assert_eq!(found, 5 * names.iter().filter(contains).count());
    }
}
