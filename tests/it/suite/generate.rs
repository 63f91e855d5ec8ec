//! Scenarios made from plans.
//!
//! A case is `tests/cases/generate/SCOPE.toml`, made from the plan beside it. After a change, look at what
//! `UPDATE_GENERATED=1 cargo test --test it suite::generate` has changed.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use ivrsim::plan::{Plan, PlanLimits, read};
use ivrsim::suite::generate::{ExistingCoverage, GenerateScope, cover};
use ivrsim::suite::scenario::written;
use proptest::prelude::*;

use crate::helpers::ally::edited;
use crate::helpers::drawn;
use crate::helpers::generated::assert_generated;
use crate::oracles;
use crate::oracles::dice::Dice;
use crate::oracles::garage::garage;
use crate::oracles::generate::{check, made, played, text};

const SCOPES: [GenerateScope; 4] =
    [GenerateScope::All, GenerateScope::Keys, GenerateScope::Hours, GenerateScope::Paths];

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

/// Some plans of the case files: every feature, names that try to break out, callers told apart, days of their own.
fn plans() -> Vec<Plan> {
    let files = [
        "picture/hostile.toml",
        "phone/plan.toml",
        "scenario/plan.toml",
        "diff/hostile/new.toml",
        "plan-ok/kitchen-sink.toml",
        "diff/caller-zone/new.toml",
        "diff/override/new.toml",
    ];
    let plan = |file| {
        let text = std::fs::read_to_string(root().join("tests/cases").join(file)).unwrap();
        read([("plan.toml", &*text)], &PlanLimits::STANDARD).plan.expect("the plan is right")
    };
    files.map(plan).into()
}

#[test]
fn generated_suites_of_every_kind_of_plan_pass_at_once_and_cover_all_that_is_asked() {
    let plans = plans();
    for plan in &plans {
        check(plan, GenerateScope::All);
    }
    for plan in &plans[..4] {
        for scope in &SCOPES[1..] {
            check(plan, *scope);
        }
    }
}

#[test]
fn generated_suites_of_the_dealer_directory_pass_at_once_and_cover_all_that_is_asked() {
    let plan = ivrsim::plan::builtin();
    for scope in SCOPES {
        check(plan, scope);
    }
    let made = made(plan, GenerateScope::All, &ExistingCoverage::default());
    assert!(made.calls <= made.at_least + 1, "{} of at least {}", made.calls, made.at_least);
}

#[test]
fn each_case_is_generated_as_it_was_before() {
    let folder = root().join("tests/cases/generate");
    let text = std::fs::read_to_string(folder.join("plan.toml")).unwrap().replace("\r\n", "\n");
    let plan = read([("plan.toml", &*text)], &PlanLimits::STANDARD).plan.expect("the plan is right");
    for scope in SCOPES {
        let made = made(&plan, scope, &ExistingCoverage::default());
        let suite = written::SuiteDraft {
            about: vec![format!("{} calls, of which {} are needed at least", made.calls, made.at_least)],
            plan: Some("plan.toml".to_owned()),
            scenarios: made.scenarios,
        };
        assert_generated(&folder.join(format!("{}.toml", scope.word())), &suite.to_string());
    }
}

/// The scenarios of a plan as text, each without the comment above it.
fn blocks(plan: &Plan) -> BTreeSet<String> {
    let made = made(plan, GenerateScope::All, &ExistingCoverage::default());
    let without_heading = |mut scenario: written::ScenarioDraft| {
        scenario.heading = None;
        text(&[scenario])
    };
    made.scenarios.into_iter().map(without_heading).collect()
}

/// The names of scenarios that are new or read otherwise after an edit of the dealer directory.
fn changed_by(edits: &[(&str, &str)]) -> Vec<String> {
    let (before, after) = (blocks(ivrsim::plan::builtin()), blocks(&edited(edits)));
    let name = |block: &String| block.lines().nth(1).unwrap_or_default().replace("name   = ", "");
    after.difference(&before).map(name).collect()
}

#[test]
fn a_small_change_of_a_plan_changes_few_scenarios() {
    let about = |changed: &[String], most: usize, of: &str| {
        assert!(!changed.is_empty() && changed.len() <= most, "{changed:#?}");
        assert!(changed.iter().all(|name| name.contains(of)), "{changed:#?}");
    };
    // The commercial group closes half an hour earlier.
    let csg = "open    = \"Mo-Fr 08:00-18:00\"\nsource  = \"*CSG";
    about(&changed_by(&[(csg, &csg.replace("18:00", "17:30"))]), 2, "Commercial Transactions");
    // One more key.
    let key = changed_by(&[("7 = \"ally-plus\"", "7 = \"ally-plus\"\n8 = \"dealer-reserve\"")]);
    about(&key, 6, "Contract Processing Center");
    // Another name for a team.
    about(&changed_by(&[("name   = \"Ally Plus\"", "name   = \"Ally Plus Desk\"")]), 2, "Ally Plus Desk");
    // Another number.
    let number = changed_by(&[("number = \"877.273.5572\"", "number = \"877.273.5573\"")]);
    about(&number, 3, "SmartAuction");
}

#[test]
fn names_tell_what_is_entered_and_never_digits_that_nobody_has() {
    let text = garage(
        "menu",
        r#"
        [menus.menu]
        say = "{options}"
        keys = { 2 = "account" }
        [inputs.account]
        name = "an account number"
        say = "Please enter your account number."
        digits = 8
        routes = { "1xxxxxxx" = "old" }
        then = "new"
        [destinations.old]
        name = "Old accounts"
        [destinations.new]
        name = "New accounts"
        "#,
    );
    let plan = read([("plan.toml", text)], &PlanLimits::STANDARD).plan.unwrap();
    let made = made(&plan, GenerateScope::All, &ExistingCoverage::default());
    let names: Vec<&str> = made.scenarios.iter().map(|scenario| scenario.name.as_str()).collect();
    for name in [
        "key 2 and an 8-digit account number that begins with 1 reach Old accounts",
        "key 2 and any other 8-digit account number reach New accounts",
    ] {
        assert!(names.iter().any(|known| known.ends_with(name)), "{name}: {names:?}");
    }
    assert!(made.has_examples);
    assert!(names.iter().any(|name| name.contains("wrong entries")), "{names:?}");
    assert!(names.iter().all(|name| !name.contains("1, 1")), "{names:?}");
}

#[test]
fn only_what_is_missing_is_generated() {
    let plan = ivrsim::plan::builtin();
    let all = made(plan, GenerateScope::All, &ExistingCoverage::default());
    // Without the scenarios of one line.
    let of_line =
        |scenario: &written::ScenarioDraft| scenario.calls.call.as_deref() == Some("1-888-919-2559");
    let (hole, rest): (Vec<_>, Vec<_>) = all.scenarios.into_iter().partition(of_line);
    assert_eq!(hole.len(), 3, "{hole:#?}");
    let (present, _) = played(plan, &text(&rest));
    let missing = made(plan, GenerateScope::All, &present);
    // What other lines show as well, such as what is said when they are closed, is not missing.
    assert!(missing.covers < 20 && missing.of > 200, "{missing:#?}");
    assert_eq!(text(&missing.scenarios), text(&hole));
}

#[test]
fn the_same_is_generated_again_whatever_the_number_of_threads() {
    let plan = ivrsim::plan::builtin();
    let by = |threads: usize| {
        let pool = rayon::ThreadPoolBuilder::new().num_threads(threads).build().unwrap();
        pool.install(|| text(&made(plan, GenerateScope::All, &ExistingCoverage::default()).scenarios))
    };
    assert_eq!(by(1), by(4));
}

/// The fewest sets that hold everything, by trying all choices.
fn fewest(things: usize, sets: &[Vec<u32>]) -> usize {
    let all = sets.iter().flatten().fold(0_u32, |held, thing| held | 1 << thing);
    assert!(things <= 32);
    let held = |choice: u32| {
        let chosen = sets.iter().enumerate().filter(|(index, _)| choice >> index & 1 == 1);
        chosen.flat_map(|(_, set)| set).fold(0_u32, |held, thing| held | 1 << thing)
    };
    let choices = (0..1_u32 << sets.len()).filter(|&choice| held(choice) == all);
    choices.map(u32::count_ones).min().unwrap_or(0) as usize
}

proptest! {
    #![proptest_config(drawn::cases(300))]

    #[test]
    fn the_bound_is_below_the_best_choice_and_that_below_ours(
        sets in prop::collection::vec(prop::collection::btree_set(0_u32..10, 0..6), 0..11)
    ) {
        let sets: Vec<Vec<u32>> = sets.into_iter().map(|set| set.into_iter().collect()).collect();
        let chosen = cover(10, &sets);
        let best = fewest(10, &sets);
        let largest = sets.iter().map(Vec::len).max().unwrap_or(0);
        let harmonic: f64 = (1..=largest).map(|n| 1.0 / f64::from(n as u32)).sum();
        prop_assert!(chosen.at_least <= best && best <= chosen.sets.len(), "{chosen:?}, best {best}");
        let [ours, least] = [chosen.sets.len(), best].map(|count| f64::from(count as u32));
        prop_assert!(ours <= harmonic * least + 1e-9, "{chosen:?}, best {best}");
        let mut held: BTreeMap<u32, usize> = BTreeMap::new();
        chosen.sets.iter().flat_map(|&set| &sets[set]).for_each(|&thing| *held.entry(thing).or_default() += 1);
        prop_assert!(sets.iter().flatten().all(|thing| held.contains_key(thing)));
        prop_assert!(chosen.sets.iter().all(|&set| sets[set].iter().any(|thing| held[thing] == 1)), "none is idle");
    }
}

proptest! {
    #![proptest_config(drawn::cases(8))]

    #[test]
    fn generated_suites_of_any_plan_pass_and_cover_all(bytes in prop::collection::vec(any::<u8>(), 0..200)) {
        let plan = oracles::plan::plan(&oracles::plan::text(&mut Dice::new(&bytes)));
        check(&plan, GenerateScope::All);
        check(&plan, GenerateScope::Paths);
    }
}
