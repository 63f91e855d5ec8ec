//! Mistakes that are planted in plans, and whether suites notice.
//!
//! A case is a folder of `tests/cases/mutation` with the plan `plan.toml` and its suite `scenarios.toml`; what is told is in
//! `told.txt`, and what `--out` writes in `missing.toml`. After a change, look at what
//! `UPDATE_GENERATED=1 cargo test --test it suite::mutation` has changed.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

use ivrsim::files::load;
use ivrsim::plan::Plan;
use ivrsim::suite::mutation::{CaseChoice, Mutant, MutantFate, Operator, Tried, cover, mutants, sample};
use ivrsim::suite::report::{MUTATION_REPORT_VERSION, MutationReport};
use ivrsim::suite::scenario::written::{self, ScenarioDraft};
use proptest::prelude::*;

use crate::helpers::drawn;
use crate::helpers::generated::assert_generated;
use crate::helpers::program::ivrsim;
use crate::oracles;
use crate::oracles::dice::Dice;
use crate::oracles::garage::garage;
use crate::oracles::mistakes::{Suites, watched};

fn folder(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/cases/mutation").join(name)
}

fn plan(name: &str) -> Plan {
    oracles::plan::plan(&fs::read_to_string(folder(name).join("plan.toml")).unwrap())
}

/// The suites of the directory, but for the files that end so.
fn ally(without: &str) -> Suites<'static> {
    let files =
        load::scenario_files(&[Path::new(env!("CARGO_MANIFEST_DIR")).join("scenarios/ally")]).unwrap();
    let texts: Vec<String> =
        files.into_iter().filter(|file| !file.path.ends_with(without)).map(|file| file.text).collect();
    Suites::of(ivrsim::plan::builtin(), &texts.iter().map(String::as_str).collect::<Vec<_>>())
}

/// What came of each, in a word.
fn fates(tried: &[Tried<'_, '_>]) -> Vec<String> {
    let fate = |tried: &Tried<'_, '_>| match &tried.fate {
        MutantFate::Killed(_) => format!("killed: {}", tried.mutant.words),
        MutantFate::Survived(_) => format!("survived: {}", tried.mutant.words),
        MutantFate::Equivalent => format!("equivalent: {}", tried.mutant.words),
        MutantFate::Undecided(_) => format!("undecided: {}", tried.mutant.words),
    };
    tried.iter().map(fate).collect()
}

fn survivors(tried: &[Tried<'_, '_>]) -> BTreeSet<String> {
    let alive = tried.iter().filter(|tried| matches!(tried.fate, MutantFate::Survived(_)));
    alive.map(|tried| tried.mutant.words.clone()).collect()
}

fn all(plan: &Plan) -> Vec<Mutant> {
    mutants(plan, |_| true)
}

#[test]
fn the_worst_comes_first_by_its_place_and_the_rest_is_counted() {
    let folder = folder("desk");
    let told = |limit: &str| {
        let (code, told, _) =
            ivrsim(&folder, &["mutate", "scenarios.toml", "--years", "1", "--limit", limit]);
        assert_eq!(code, 0);
        told
    };
    let (three, all) = (told("3"), told("0"));
    let places = |told: &str| -> Vec<String> {
        let lines =
            told.lines().filter(|line| line.starts_with("plan.toml:") && line.contains(" not noticed"));
        lines.map(|line| line.split_whitespace().next().unwrap().to_owned()).collect()
    };
    let scenarios = |told: &str| told.matches("    [[scenario]]\n").count();
    let each: std::collections::BTreeSet<String> = places(&all).into_iter().collect();
    assert_eq!(each.len(), places(&all).len(), "each place once: {all}");
    assert_eq!(scenarios(&three), 3, "{three}");
    let left = scenarios(&all) - 3;
    let counted = format!("{left} more mistakes that no case notices are not shown: `--limit 0` shows them");
    assert!(three.contains(&counted), "{three}");
    assert!(!all.contains("are not shown"), "{all}");
    // Who ends elsewhere comes before who hears other words.
    let hours = all.find("`day` opens at").unwrap();
    let words = all.find("does not say \"It\"").unwrap();
    assert!(hours < words, "{all}");
}

#[test]
fn what_no_case_notices_is_told_with_what_would_notice_it() {
    for name in ["desk", "everything"] {
        let (folder, out) = (folder(name), tempfile::tempdir().unwrap());
        fs::copy(folder.join("plan.toml"), out.path().join("plan.toml")).unwrap();
        fs::copy(folder.join("scenarios.toml"), out.path().join("scenarios.toml")).unwrap();
        let args = ["mutate", "scenarios.toml", "--years", "1", "--limit", "1000", "--out", "missing.toml"];
        let (code, told, errors) = ivrsim(out.path(), &args);
        assert_eq!((code, errors.as_str()), (0, ""), "{told}");
        let missing = fs::read_to_string(out.path().join("missing.toml")).unwrap();
        assert_generated(&folder.join("told.txt"), &told);
        assert_generated(&folder.join("missing.toml"), &missing);
        // The loop is closed: with what was missing, nothing is left.
        let args = ["mutate", "scenarios.toml", "missing.toml", "--years", "1", "--min-score", "100"];
        let (code, told, errors) = ivrsim(out.path(), &args);
        assert_eq!((code, errors.as_str()), (0, ""), "{told}");
    }
}

#[test]
fn each_scenario_that_is_taken_away_leaves_what_it_alone_noticed() {
    let plan = plan("desk");
    let mutants = all(&plan);
    let whole: Vec<ScenarioDraft> =
        watched(&Suites::none(&plan), &mutants, CaseChoice::Affected, |_, tried| {
            cover(&plan, tried).into_iter().map(|catching| catching.scenario.clone()).collect()
        });
    assert!(whole.len() > 3);
    let text = |scenarios: &[ScenarioDraft]| {
        written::SuiteDraft { scenarios: scenarios.to_vec(), ..written::SuiteDraft::default() }.to_string()
    };
    watched(&Suites::of(&plan, &[&text(&whole)]), &mutants, CaseChoice::Affected, |_, tried| {
        assert_eq!(survivors(tried), BTreeSet::new());
    });
    for index in 0..whole.len() {
        let mut rest = whole.clone();
        let hole = rest.remove(index);
        let left =
            watched(&Suites::of(&plan, &[&text(&rest)]), &mutants, CaseChoice::Affected, |_, tried| {
                survivors(tried)
            });
        let noticed =
            watched(&Suites::of(&plan, &[&text(&[hole])]), &mutants, CaseChoice::Affected, |_, tried| {
                let killed = tried.iter().filter(|tried| matches!(tried.fate, MutantFate::Killed(_)));
                killed.map(|tried| tried.mutant.words.clone()).collect::<BTreeSet<_>>()
            });
        assert!(!left.is_empty() && left.is_subset(&noticed), "{left:?} is no part of {noticed:?}");
    }
}

#[test]
fn a_suite_of_the_directory_with_a_hole_is_told_exactly_that_hole() {
    let mutants = all(ivrsim::plan::builtin());
    let known = watched(&ally("none"), &mutants, CaseChoice::Affected, |_, tried| survivors(tried));
    let with_hole = watched(&ally("5-consumer-accounts.toml"), &mutants, CaseChoice::Affected, |_, tried| {
        survivors(tried)
    });
    let hole: Vec<&String> = with_hole.difference(&known).collect();
    assert!(hole.iter().all(|words| words.contains("dsc`") || words.contains("csc`")), "{hole:#?}");
    let closing = "`dsc` closes at 18:31 instead of 18:30 in Mo-Fr 09:30-18:30".to_owned();
    assert!(hole.contains(&&closing), "{hole:#?}");
}

#[test]
fn a_key_that_is_pressed_while_a_message_is_spoken_notices_that_it_takes_none() {
    let plan = oracles::plan::plan(
        "[plan]\nname = \"Test\"\neffective = 2026-01-01\ntimezone = \"UTC\"\n\
         [lines.main]\nnumber = \"1-800-555-0100\"\nname = \"Main\"\nanswer = \"hello\"\n\
         [messages.hello]\nsay = \"Welcome to all who call us.\"\nthen = \"menu\"\nbarge_in = true\n\
         [menus.menu]\nsay = \"For desk, press 1.\"\nkeys = { 1 = \"desk\" }\n[destinations.desk]\nname = \"Desk\"\n",
    );
    let fate = |steps: &str| {
        let text = format!(
            "[[scenario]]\nname = \"A\"\ncall = \"main\"\nat = \"2026-03-02 10:00\"\nsteps = [{steps}]\n\
             expect = {{ outcome = \"transferred\", step = \"desk\", seconds = {{ max = 1 }} }}\n"
        );
        let mutants: Vec<Mutant> =
            all(&plan).into_iter().filter(|mutant| mutant.words == "`hello` takes no keys").collect();
        watched(&Suites::of(&plan, &[&text]), &mutants, CaseChoice::Affected, |_, tried| fates(tried))
    };
    assert_eq!(fate("{ hear = \"Welcome\" }, { press = \"1\" }"), ["killed: `hello` takes no keys"]);
}

#[test]
fn cases_that_cannot_notice_need_not_be_played() {
    let mutants = all(ivrsim::plan::builtin());
    let suites = ally("none");
    let (some, plays) =
        watched(&suites, &mutants, CaseChoice::Affected, |watchers, tried| (fates(tried), watchers.plays()));
    let (all, all_plays) =
        watched(&suites, &mutants, CaseChoice::All, |watchers, tried| (fates(tried), watchers.plays()));
    assert_eq!(some, all);
    assert!(plays * 5 < all_plays, "{plays} of {all_plays} calls");
}

/// A case that dials the desk, and so many that dial a fax, or the other line.
fn crowd(others: usize) -> String {
    let times: Vec<String> =
        (0..others).map(|at| format!("'2026-01-05 {:02}:{:02}'", at / 60, at % 60)).collect();
    format!(
        "[[scenario]]\nname = 'desk'\ncall = '1-800-555-0100'\nat = '2026-01-05 10:00'\npress = '1'\n\
         expect = {{ destination = 'teller' }}\n\
         [[scenario]]\nname = 'others'\ncall = '1-800-555-0101'\nat = [{}]\nexpect = {{ line = 'cards' }}\n",
        times.join(", ")
    )
}

#[test]
fn the_work_grows_with_the_cases_that_a_mistake_can_affect_only() {
    let plan = plan("everything");
    // Calls to the cards never come to the menu.
    let mut menus = mutants(&plan, |operator| operator == Operator::Keys);
    menus.truncate(6);
    let plays = |others| {
        let text = crowd(others);
        watched(&Suites::of(&plan, &[&text]), &menus, CaseChoice::Affected, |watchers, _| watchers.plays())
    };
    assert_eq!(plays(10), plays(200));
    assert_eq!(plays(10), menus.len(), "one case, one play for each");
}

#[test]
fn the_answer_is_the_same_whatever_the_number_of_threads() {
    let mutants = all(ivrsim::plan::builtin());
    let suites = ally("5-consumer-accounts.toml");
    let told = |threads| {
        let pool = rayon::ThreadPoolBuilder::new().num_threads(threads).build().unwrap();
        pool.install(|| {
            watched(&suites, &mutants, CaseChoice::Affected, |watchers, tried| {
                let report = MutationReport {
                    plan: ivrsim::plan::builtin(),
                    path: None,
                    sources: &suites.sources,
                    cases: watchers.count(),
                    tried,
                    not_tried: 0,
                    min_score: None,
                };
                (serde_json::to_string(&report.json()).unwrap(), watchers.plays())
            })
        })
    };
    let alone = told(1);
    assert_eq!(alone, told(4));
    let json: serde_json::Value = serde_json::from_str(&alone.0).unwrap();
    assert_eq!(json["version"], MUTATION_REPORT_VERSION);
}

#[test]
fn a_sample_is_the_same_every_time_and_hardly_changes_with_the_plan() {
    let names = |count, seed| -> Vec<String> {
        sample(all(ivrsim::plan::builtin()), count, seed).into_iter().map(|mutant| mutant.words).collect()
    };
    assert_eq!(names(50, 0), names(50, 0));
    assert_ne!(names(50, 0), names(50, 1));
    assert_eq!(names(50, 0).len(), 50);
    let (few, many): (BTreeSet<_>, BTreeSet<_>) =
        (names(50, 0).into_iter().collect(), names(80, 0).into_iter().collect());
    assert!(few.is_subset(&many));
    let count = all(ivrsim::plan::builtin()).len();
    assert_eq!(names(100_000, 0).len(), count);
}

#[test]
fn no_two_mistakes_of_an_operator_have_the_same_words() {
    for plan in [ivrsim::plan::builtin(), &plan("everything"), &plan("desk")] {
        let mut seen = BTreeSet::new();
        for mutant in all(plan) {
            assert!(seen.insert((mutant.operator, mutant.words.clone())), "{}", mutant.words);
            assert_eq!(mutant.words.lines().count(), 1);
        }
    }
    let plan = plan("everything");
    for operator in Operator::ALL {
        assert!(!mutants(&plan, |wanted| wanted == operator).is_empty(), "{operator} plants nothing");
    }
}

/// Runs the program in a folder with the desk and these scenarios.
fn desk(scenarios: &str, args: &[&str]) -> (i32, String, String) {
    let out = tempfile::tempdir().unwrap();
    fs::copy(folder("desk").join("plan.toml"), out.path().join("plan.toml")).unwrap();
    let scenarios = format!("[suite]\nplan = \"plan.toml\"\n{scenarios}");
    fs::write(out.path().join("scenarios.toml"), scenarios).unwrap();
    ivrsim(out.path(), &[&["mutate", "scenarios.toml"], args].concat())
}

const NOON: &str = "[[scenario]]\nname = 'Noon'\ncall = 'desk'\nat = '2026-01-05 12:00'\nexpect = { destination = 'desk' }\n";
const WRONG: &str = "[[scenario]]\nname = 'Wrong'\ncall = 'desk'\nat = '2026-01-05 23:00'\nexpect = { destination = 'desk' }\n";

#[test]
fn a_suite_that_fails_already_cannot_notice_anything() {
    let (code, out, errors) = desk(&format!("{NOON}{WRONG}"), &[]);
    assert_eq!((code, out.as_str()), (2, ""));
    assert!(errors.contains("scenarios.toml:9: Wrong") && !errors.contains("Noon"), "{errors}");
    // What is known to fail, or to be skipped, is left out.
    for mark in ["xfail = 'later'\n", "skip = 'later'\n"] {
        let (code, out, errors) = desk(&format!("{NOON}{WRONG}{mark}"), &["--operators", "times"]);
        assert_eq!((code, errors.as_str()), (0, ""));
        assert!(out.contains("and 1 case looked out for them"), "{out}");
    }
}

#[test]
fn what_is_written_is_written_again_and_what_people_wrote_is_not_touched() {
    let out = tempfile::tempdir().unwrap();
    fs::copy(folder("desk").join("plan.toml"), out.path().join("plan.toml")).unwrap();
    fs::create_dir(out.path().join("scenarios")).unwrap();
    let by_hand = out.path().join("scenarios/noon.toml");
    fs::write(&by_hand, format!("[suite]\nplan = \"../plan.toml\"\n{NOON}")).unwrap();
    let run = |file: &str| ivrsim(out.path(), &["mutate", "--out", file]);
    let (code, _, errors) = run("scenarios/noon.toml");
    assert!(code == 2 && errors.contains("so it was not replaced"), "{errors}");
    assert!(fs::read_to_string(&by_hand).unwrap().contains("Noon"));
    let first = run("scenarios/missing.toml");
    assert_eq!((first.0, first.2.as_str()), (0, ""));
    let written = fs::read_to_string(out.path().join("scenarios/missing.toml")).unwrap();
    assert_eq!(run("scenarios/missing.toml"), first, "its own scenarios do not count");
    assert_eq!(fs::read_to_string(out.path().join("scenarios/missing.toml")).unwrap(), written);
    assert_eq!(ivrsim(out.path(), &["mutate", "--min-score", "100"]).0, 0);
}

#[test]
fn a_file_without_scenarios_brings_no_plan_of_its_own() {
    let out = tempfile::tempdir().unwrap();
    fs::copy(folder("desk").join("plan.toml"), out.path().join("plan.toml")).unwrap();
    fs::copy(folder("everything").join("plan.toml"), out.path().join("other.toml")).unwrap();
    fs::create_dir(out.path().join("scenarios")).unwrap();
    fs::write(out.path().join("scenarios/empty.toml"), "[suite]\nplan = \"../other.toml\"\n").unwrap();
    let (code, _, errors) = ivrsim(out.path(), &["mutate"]);
    assert!(code == 2 && errors.contains("`ivrsim init DIR` writes one to start from"), "{errors}");
    fs::write(out.path().join("scenarios/noon.toml"), format!("[suite]\nplan = \"../plan.toml\"\n{NOON}"))
        .unwrap();
    let (code, _, errors) = ivrsim(out.path(), &["mutate", "--operators", "times", "--format", "json"]);
    assert_eq!((code, errors.as_str()), (0, ""));
}

#[test]
fn json_has_standard_output_for_itself_though_scenarios_are_written() {
    let out = tempfile::tempdir().unwrap();
    fs::copy(folder("desk").join("plan.toml"), out.path().join("plan.toml")).unwrap();
    fs::write(out.path().join("noon.toml"), format!("[suite]\nplan = \"plan.toml\"\n{NOON}")).unwrap();
    let args = ["mutate", "noon.toml", "--format", "json", "--out", "missing.toml"];
    let (code, json, told) = ivrsim(out.path(), &args);
    assert_eq!(code, 0, "{told}");
    serde_json::from_str::<serde_json::Value>(&json).unwrap();
    assert!(told.starts_with("wrote missing.toml: "), "{told}");
}

#[test]
fn exit_codes_tell_whether_the_score_is_enough() {
    let (code, out, errors) = desk(NOON, &["--operators", "times", "--min-score", "50"]);
    assert_eq!(code, 1, "{out}");
    assert_eq!(errors, "Garage: 0.0% is less than --min-score, 50%\n");
    assert_eq!(desk(NOON, &["--operators", "times", "--min-score", "0"]).0, 0);
    for share in ["nan", "101", "-1", "most"] {
        let (code, _, errors) = desk(NOON, &[&format!("--min-score={share}")]);
        assert!(code == 2 && errors.contains("expected a number from 0 to 100"), "{errors}");
    }
    let (code, _, errors) = desk(NOON, &["--operators", "time"]);
    assert!(code == 2 && errors.contains("did you mean `times`?"), "{errors}");
    let (_, out, _) = desk(NOON, &["--sample", "3", "--format", "json"]);
    let json: serde_json::Value = serde_json::from_str(&out).unwrap();
    assert_eq!(json["mutants"].as_array().unwrap().len(), 3);
}

#[test]
fn another_name_of_the_same_clock_is_no_mistake() {
    let plan = oracles::plan::plan(
        r#"
[plan]
name = "Example"
effective = 2026-01-01
timezone = "US/Eastern"
unknown_caller_timezone = "US/Pacific"
[hours.desk]
open = "Mo-Fr 08:00-20:00"
timezone = "US/Mountain"
[hours.other]
open = "Mo-Fr 08:00-20:00"
[lines.main]
number = "1-800-555-0100"
name = "Main"
answer = "by-clock"
[switches.by-clock]
cases = [{ caller_timezone = ["America/Denver", "America/Shiprock", "America/Chicago"], then = "desk" }]
otherwise = "else"
[destinations.desk]
name = "Desk"
hours = "desk"
closed = "hang-up"
[destinations.else]
name = "Else"
hours = "other"
closed = "hang-up"
"#,
    );
    let words: Vec<String> = all(&plan).into_iter().map(|mutant| mutant.words).collect();
    let says = |what: &str| words.iter().filter(|words| words.contains(what)).count();
    assert!(says("uses the time of") > 0 && says("has lost America/Denver") == 1, "{words:#?}");
    assert_eq!(says("has lost America/Shiprock"), 0, "{words:#?}");
    for (own, others) in [
        ("US/Eastern", ["America/New_York", "America/Detroit"]),
        ("US/Pacific", ["America/Los_Angeles", "America/Tijuana"]),
        ("US/Mountain", ["America/Denver", "America/Shiprock"]),
    ] {
        for other in others {
            for (new, old) in [(own, other), (other, own)] {
                assert_eq!(says(&format!("{new} instead of {old}")), 0, "{words:#?}");
            }
        }
    }
}

#[test]
fn the_help_tells_every_operator() {
    let (_, help, _) = ivrsim(Path::new("."), &["mutate", "--help"]);
    for operator in Operator::ALL {
        let line = format!("  {:<10}  {}\n", operator.word(), operator.meaning());
        assert!(help.contains(&line), "{line}");
    }
}

#[test]
fn hours_that_change_while_a_message_is_spoken_count() {
    let plan = oracles::plan::plan(&garage(
        "asks",
        r#"
        [hours.day]
        open = "08:00-18:00"
        [switches.asks]
        cases = [{ open = "day", then = "says" }]
        otherwise = "hang-up"
        [messages.says]
        say = "One moment."
        then = "team"
        [destinations.team]
        name = "Team"
        hours = "day"
        closed = "hang-up"
        "#,
    ));
    let mut planted = mutants(&plan, |operator| operator == Operator::Gates);
    planted.retain(|mutant| mutant.words.starts_with("`team` answers at all hours"));
    assert_eq!(planted.len(), 1);
    // Whoever comes to the team was told a moment ago that it is open: only in the last second can that be over.
    watched(&Suites::none(&plan), &planted, CaseChoice::Affected, |_, tried| {
        let MutantFate::Survived(survivor) = &tried[0].fate else { panic!("{:?}", tried[0].fate) };
        let text = survivor.catching.text();
        assert!(text.contains("17:59:59.2"), "{text}");
    });
}

proptest! {
    #![proptest_config(drawn::cases(4))]

    #[test]
    fn a_mistake_that_counts_as_none_changes_no_call(bytes in prop::collection::vec(any::<u8>(), 0..600)) {
        let mut dice = Dice::new(&bytes);
        let plan = oracles::plan::plan(&oracles::plan::text(&mut dice));
        oracles::mistakes::check_none(&plan, &mut dice);
    }

    #[test]
    fn cases_of_any_suite_that_cannot_notice_need_not_be_played(
        bytes in prop::collection::vec(any::<u8>(), 0..600)
    ) {
        let mut dice = Dice::new(&bytes);
        let plan = oracles::plan::plan(&oracles::plan::text(&mut dice));
        oracles::mistakes::check_shown(&plan, &mut dice);
    }
}
