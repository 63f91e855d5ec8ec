//! Plans as files: one that has everything, and one for each way to get something wrong.
//!
//! A case is `tests/cases/plan/NAME.toml` with what the reader says of it in `NAME.txt`. A folder is a plan of several
//! files. After a change, look at what `UPDATE_GENERATED=1 cargo test --test it plan` has changed.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

use crate::helpers::drawn;
use crate::helpers::generated::assert_generated;
use ivrsim::base::diagnostic::Level;
use ivrsim::base::diagnostic::render::HumanDiagnostics;
use ivrsim::plan::{ParsedPlan, PlanLimits, facts, read, schema};
use proptest::prelude::*;

const KITCHEN_SINK: &str = include_str!("../cases/plan-ok/kitchen-sink.toml");

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

fn shown(reading: &ParsedPlan) -> String {
    HumanDiagnostics { diagnostics: &reading.diagnostics, sources: &reading.sources, color: false }
        .to_string()
}

fn codes(reading: &ParsedPlan) -> Vec<&'static str> {
    reading.diagnostics.iter().map(|diagnostic| diagnostic.code).collect()
}

/// The files and folders of a folder, sorted.
fn listed(folder: &Path) -> Vec<PathBuf> {
    let mut paths: Vec<_> = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect();
    paths.sort();
    paths
}

fn read_case(case: &Path) -> ParsedPlan {
    let files = if case.is_dir() { listed(case) } else { vec![case.to_owned()] };
    let named = files.iter().map(|file| {
        let name = file.file_name().unwrap().to_string_lossy().into_owned();
        (name, fs::read_to_string(file).unwrap().replace("\r\n", "\n"))
    });
    read(named, &PlanLimits::STANDARD)
}

fn cases() -> Vec<PathBuf> {
    let mut cases = listed(&root().join("tests/cases/plan"));
    cases.retain(|path| path.is_dir() || path.extension().is_some_and(|extension| extension == "toml"));
    assert!(cases.len() > 20);
    cases
}

#[test]
fn every_case_says_what_it_said_before() {
    for case in cases() {
        let reading = read_case(&case);
        assert!(!reading.diagnostics.is_empty(), "{} has no mistake", case.display());
        let is_error = reading.diagnostics.iter().any(|diagnostic| diagnostic.level == Level::Error);
        assert_eq!(reading.plan.is_none(), is_error, "{}", case.display());
        assert_generated(&case.with_extension("txt"), &shown(&reading));
    }
}

/// Codes stand in the source as the first text given to a constructor of diagnostics.
fn codes_in_source(folder: &Path, found: &mut BTreeSet<String>) {
    for path in listed(folder) {
        if path.is_dir() {
            codes_in_source(&path, found);
            continue;
        }
        let text = fs::read_to_string(path).unwrap();
        for constructor in ["error(", "warning(", "without_place(", "self.syntax(", "syntax(\"bad"] {
            for (at, _) in text.match_indices(constructor) {
                let rest = text[at + constructor.len()..].trim_start();
                let code = rest.strip_prefix('"').and_then(|rest| rest.split('"').next());
                found.extend(code.filter(|code| is_code(code)).map(str::to_owned));
            }
        }
    }
}

fn is_code(word: &str) -> bool {
    word.chars().all(|c| c.is_ascii_lowercase() || c == '-') && !word.is_empty()
}

#[test]
fn every_kind_of_mistake_has_a_case() {
    // Reading what is beyond the limits would take files of that size; another test holds them.
    let by_size = ["file-too-large", "too-many-files", "too-many-entries", "text-too-long"];
    let mut known = BTreeSet::new();
    codes_in_source(&root().join("src/plan"), &mut known);
    codes_in_source(&root().join("src/base/document"), &mut known);
    assert!(known.contains("unknown-key") && known.contains("bad-hours") && known.contains("missing-plan"));
    let shown: String = listed(&root().join("tests/cases/plan"))
        .iter()
        .filter(|path| path.extension().is_some_and(|extension| extension == "txt"))
        .map(|path| fs::read_to_string(path).unwrap())
        .collect();
    let missing: Vec<_> = known
        .iter()
        .filter(|code| !by_size.contains(&code.as_str()) && !shown.contains(&format!("[{code}]")))
        .collect();
    assert!(missing.is_empty(), "no case file shows {missing:?}");
}

#[test]
fn a_plan_with_every_feature_is_read_without_a_word() {
    let reading = read([("kitchen-sink.toml", KITCHEN_SINK)], &PlanLimits::STANDARD);
    assert!(reading.diagnostics.is_empty(), "{}", shown(&reading));
    assert_eq!(reading.plan.map(|plan| plan.steps().len()), Some(16));
}

#[test]
fn one_slip_in_a_key_is_one_mistake() {
    let plan = "[plan]\nname = \"Example\"\neffective = 2026-01-01\ntimezone = \"America/New_York\"\n\
                [lines.main]\nnumber = \"1-800-555-0100\"\nname = \"Example\"\nanswer = \"menu\"\n\
                [hours.office]\nopen = \"Mo-Fr 09:00-17:00\"\n\
                [calendars.days]\ndays = [{ name = \"Christmas\", on = \"December 25\" }]\n\
                [menus.menu]\nsay = \"{options}\"\nkeys = { 1 = { to = \"desk\" } }\n\
                [destinations.desk]\nname = \"Desk\"\nhours = \"office\"\nclosed = \"hang-up\"\n";
    assert_eq!(shown(&read([("plan.toml", plan)], &PlanLimits::STANDARD)), "");
    for (right, wrong) in [
        ("timezone =", "timezon ="),
        ("answer =", "anser ="),
        ("open =", "opens ="),
        ("on = \"Dec", "date = \"Dec"),
        ("say =", "sya ="),
        ("to = ", "too = "),
    ] {
        assert_eq!(plan.matches(right).count(), 1, "{right}");
        let reading = read([("plan.toml", plan.replace(right, wrong).as_str())], &PlanLimits::STANDARD);
        let codes: Vec<&str> = reading.diagnostics.iter().map(|diagnostic| diagnostic.code).collect();
        assert_eq!(codes, ["unknown-key"], "{wrong}: {}", shown(&reading));
    }
}

#[test]
fn keys_are_offered_in_the_order_of_the_file() {
    let plan = read([("kitchen-sink.toml", KITCHEN_SINK)], &PlanLimits::STANDARD).plan.unwrap();
    let main = plan.step(plan.step_named("main").unwrap());
    let ivrsim::plan::StepKind::Menu(menu) = &main.kind else { panic!("main is a menu") };
    let keys: String = menu.choices().map(|(key, _)| key.character()).collect();
    assert_eq!(keys, "3129*#0");
    let lines: Vec<_> = plan.lines().map(|(_, line)| line.key.as_str()).collect();
    assert_eq!(lines, ["main", "west"]);
}

#[test]
fn several_mistakes_of_one_file_are_told_in_one_run() {
    let text = KITCHEN_SINK
        .replace("Mo-Fr 09:00-17:00", "Mo-Fr 9am-5pm")
        .replace("(213) 555-0142", "213-555-014")
        .replace("\"hang-up\"\n\n[messages.closed-office]", "\"hangup\"\n\n[messages.closed-office]")
        .replace("America/Chicago", "CT")
        .replace("barge_in = true", "barge-in = true")
        .replace("{number:main}", "{number:mian}");
    let reading = read([("broken.toml", text)], &PlanLimits::STANDARD);
    let expected = ["bad-zone", "bad-hours", "bad-number", "unknown-key", "unknown-name", "unknown-name"];
    assert_eq!(codes(&reading), expected, "{}", shown(&reading));
}

#[test]
fn files_of_a_folder_are_one_plan() {
    let middle = KITCHEN_SINK.find("# ---- steps").unwrap();
    let (first, second) = KITCHEN_SINK.split_at(middle);
    let reading = read([("a.toml", first), ("b.toml", second)], &PlanLimits::STANDARD);
    assert!(reading.plan.is_some(), "{}", shown(&reading));
}

#[test]
fn limits_are_named_where_they_are_passed() {
    let tiny = PlanLimits { file_bytes: 40, ..PlanLimits::STANDARD };
    assert_eq!(codes(&read([("a.toml", KITCHEN_SINK)], &tiny)), ["file-too-large"]);
    let few = PlanLimits { files: 1, ..PlanLimits::STANDARD };
    assert_eq!(codes(&read([("a.toml", KITCHEN_SINK), ("b.toml", "")], &few)), ["too-many-files"]);
    let few = PlanLimits { entries: 14, ..PlanLimits::STANDARD };
    let reading = read([("a.toml", KITCHEN_SINK)], &few);
    assert!(shown(&reading).contains("a plan can have at most 14 steps"), "{}", shown(&reading));
    let few = PlanLimits { dates: 3, ..PlanLimits::STANDARD };
    let reading = read([("a.toml", KITCHEN_SINK)], &few);
    assert!(shown(&reading).contains("has 4 days; the limit is 3"), "{}", shown(&reading));
    let short = PlanLimits { prompt_characters: 50, name_characters: 12, ..PlanLimits::STANDARD };
    let reading = read([("a.toml", KITCHEN_SINK)], &short);
    assert!(codes(&reading).contains(&"text-too-long"), "{}", shown(&reading));
    assert!(codes(&reading).contains(&"bad-name"), "{}", shown(&reading));
}

#[test]
fn the_published_schema_is_in_step() {
    assert_generated(&root().join("schema/plan.schema.json"), &schema());
}

#[test]
fn facts_tell_what_is_the_companys_word_and_what_is_ours() {
    let plan = read([("kitchen-sink.toml", KITCHEN_SINK)], &PlanLimits::STANDARD).plan.unwrap();
    let facts = facts(&plan);
    let told = |kind: &str, name: &str| {
        let fact = facts.iter().find(|fact| fact.kind == kind && fact.name == name).unwrap();
        format!("{}: {} | {:?} | {:?}", fact.place, fact.value, fact.source, fact.assumed)
    };
    insta::assert_snapshot!(
        [
            told("plan", ""),
            told("line", "main"),
            told("menu", "main"),
            told("key", "main 1"),
            told("key", "main 2"),
            told("message", "goodbye"),
            told("hours", "sales"),
            told("calendar", "company"),
            told("override", "quarter-end"),
            told("contact", "payments"),
        ]
        .join("\n")
    );
}

/// A valid plan with a piece of it removed, doubled or replaced.
fn mutated() -> impl Strategy<Value = String> {
    let length = KITCHEN_SINK.len();
    let scrap = prop_oneof![
        Just(String::new()),
        "[ \\[\\]{}\"'=.#,\\n0-9a-zA-Z:|-]{1,12}",
        "\\PC{1,6}",
        (0..length, 0..120_usize).prop_map(move |(from, size)| {
            let to = (from + size).min(length);
            KITCHEN_SINK.get(from..to).unwrap_or_default().to_owned()
        }),
    ];
    prop::collection::vec((0..length, 0..40_usize, scrap), 1..4).prop_map(|edits| {
        let mut text = KITCHEN_SINK.to_owned();
        for (from, size, scrap) in edits {
            let to = (from + size).min(text.len());
            if text.get(from..to).is_some() {
                text.replace_range(from..to, &scrap);
            }
        }
        text
    })
}

fn holds_together(text: &str) {
    let reading = read([("a.toml", text)], &PlanLimits::STANDARD);
    let is_error = reading.diagnostics.iter().any(|diagnostic| diagnostic.level == Level::Error);
    assert_eq!(reading.plan.is_none(), is_error, "a plan exactly when there are no errors");
    // Every place must be one that can be shown.
    let shown = shown(&reading);
    assert_eq!(shown.is_empty(), reading.diagnostics.is_empty());
}

proptest! {
    #![proptest_config(drawn::cases(256))]

    #[test]
    fn damaged_plans_are_mistakes_and_never_panics(text in mutated()) {
        holds_together(&text);
    }

    #[test]
    fn any_text_is_mistakes_and_never_panics(text in "(\\PC|\\n|\\[|\\]|=|\"|\\{|\\}|\\.|\\x01){0,60}") {
        holds_together(&text);
    }
}
