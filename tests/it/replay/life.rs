//! Scenarios from life pass under the plan, and stand for as many calls as they say.

use serde_json::Value;

use super::PLAN;
use super::played::play;
use super::written::Writing;
use crate::helpers::folder::files;
use crate::helpers::program::ivrsim;

#[test]
fn the_calls_that_stand_for_a_month_pass_and_are_weighed() {
    let plan = super::plan(PLAN);
    let calls = play(&plan, "2026-03-02T00:00:00Z", 28, 300, 16);
    let text = Writing::Asterisk.file(&calls, plan.zone);
    let folder = files(&[("plan.toml", PLAN), ("Master.csv", &text)]);
    let args = ["replay", "Master.csv", "--plan", "plan.toml", "--scenarios", "40"];
    let (code, _, errors) = ivrsim(folder.path(), &args);
    assert!(code == 0 && errors.contains("which stand for"), "{errors}");
    let written = std::fs::read_to_string(folder.path().join("recorded.toml")).unwrap();
    let counts = written.lines().filter_map(|line| line.strip_prefix("stands_for"));
    let counts: Vec<u64> =
        counts.map(|count| count.trim_start_matches([' ', '=']).parse().unwrap()).collect();
    assert!(counts.is_sorted_by(|one, two| one >= two) && counts.iter().sum::<u64>() > 250, "{written}");
    // The plan's own promises hold under it.
    let command = ["test", "recorded.toml", "--plan", "plan.toml"];
    let (code, told, errors) = ivrsim(folder.path(), &command);
    assert_eq!(code, 0, "{told} {errors} {written}");
    // A plan that leads callers elsewhere breaks some, and it is told for how many calls.
    let other = PLAN.replace("1 = \"sales\"", "1 = \"garage\"");
    std::fs::write(folder.path().join("other.toml"), other).unwrap();
    let (code, told, _) = ivrsim(folder.path(), &["test", "recorded.toml", "--plan", "other.toml"]);
    assert!(code == 1 && told.contains("what failed stands for"), "{told}");
    let (_, told, _) =
        ivrsim(folder.path(), &["mutate", "recorded.toml", "--plan", "plan.toml", "--format", "json"]);
    let told: Value = serde_json::from_str(&told).expect("JSON");
    assert!(told["weighed_score"].as_f64().is_some_and(|score| (0.0..=100.0).contains(&score)), "{told}");
    let (code, _, errors) = ivrsim(folder.path(), &args);
    assert!(code == 2 && errors.contains("recorded.toml"), "an existing file is never replaced: {errors}");
}

#[test]
fn a_scenario_stands_for_at_least_one_call() {
    let suite = "[[scenario]]\nname = \"x\"\ncall = \"main\"\nat = \"2026-03-02 10:00\"\npress = \"1\"\nstands_for = 0\n\
                 expect = { outcome = \"transferred\" }\n";
    let folder = files(&[("plan.toml", PLAN), ("s.toml", suite)]);
    let (code, _, errors) = ivrsim(folder.path(), &["test", "s.toml", "--plan", "plan.toml"]);
    assert!(code == 2 && errors.contains("`stands_for` cannot be 0"), "{errors}");
}
