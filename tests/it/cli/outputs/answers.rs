//! Real answers, held to their schemas.

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

use serde_json::Value;

use super::outputs;
use super::schema::Schema;
use crate::helpers::program::{ivrsim, ivrsim_with};

/// What some runs of the program answer.
struct Answers {
    folder: tempfile::TempDir,
    held: BTreeSet<String>,
}

impl Answers {
    /// Holds a value to a schema.
    fn hold(&mut self, name: &str, value: &Value) {
        let mistakes = Schema::printed(name).mistakes(value);
        assert!(mistakes.is_empty(), "{name}: {mistakes:#?}");
        self.held.insert(name.to_owned());
    }

    /// Runs the program, and holds its answer to a schema. Whether the answer is good or bad news does not matter.
    fn run(&mut self, name: &str, args: &[&str]) -> Value {
        let (code, text, errors) = ivrsim(Path::new("."), args);
        assert!(code < 2, "{args:?}: {errors}");
        let value = serde_json::from_str(&text).unwrap_or_else(|error| panic!("{args:?}: {error}\n{text}"));
        self.hold(name, &value);
        value
    }

    /// The same for an object a line.
    fn lines(&mut self, name: &str, args: &[&str]) -> usize {
        let (code, text, errors) = ivrsim(Path::new("."), args);
        assert!(code < 2, "{args:?}: {errors}");
        let schema = Schema::printed(name);
        for line in text.lines() {
            let mistakes = schema.mistakes(&serde_json::from_str(line).unwrap());
            assert!(mistakes.is_empty(), "{name}: {mistakes:#?}\n{line}");
        }
        self.held.insert(name.to_owned());
        text.lines().count()
    }

    /// The same for a file that is written.
    fn file(&mut self, name: &str, args: &[&str], input: &str) {
        let path = self.folder.path().join(name);
        let of_file = |arg: &&str| arg.replace("FILE", path.to_str().unwrap());
        let args: Vec<String> = args.iter().map(of_file).collect();
        let args: Vec<&str> = args.iter().map(String::as_str).collect();
        let (code, _, errors) = ivrsim_with(Path::new("."), &args, input);
        assert!(code < 2, "{args:?}: {errors}");
        self.hold(name, &serde_json::from_str(&fs::read_to_string(&path).unwrap()).unwrap());
    }
}

const PHONE: &str = "tests/cases/phone/plan.toml";
const DESK: &str = "tests/cases/mutation/desk/plan.toml";
const DESK_SCENARIOS: &str = "tests/cases/mutation/desk/scenarios.toml";
const AT: [&str; 2] = ["--at", "2026-01-16 18:30"];

#[test]
fn answers_are_what_their_schemas_say() {
    let folder = tempfile::tempdir().unwrap();
    let db = folder.path().join("learners.db").to_str().unwrap().to_owned();
    let mut answers = Answers { folder, held: BTreeSet::new() };
    let json = ["--format", "json"];

    for call in [
        &["call", "cpc", "--press", "6", AT[0], AT[1]][..],
        &["call", "csc", "--from", "America/Denver", AT[0], AT[1]],
    ] {
        answers.run("call", &[call, &json].concat());
    }
    for words in ["title release", "overnight payoff address"] {
        let found = answers.run("find", &[&["find", words], &AT[..], &json].concat());
        assert!(!found.as_array().unwrap().is_empty());
    }
    answers.run("lines", &[&["lines"], &AT[..], &json].concat());
    answers.run("hours", &[&["hours"], &AT[..], &json].concat());
    answers.run("facts", &["facts", "--format", "json"]);
    let imported = answers.folder.path().join("imported");
    let dental = "docs/guide/examples/dental/extensions.conf";
    answers.run("import", &["import", dental, "--out", imported.to_str().unwrap(), "--format", "json"]);
    let drafted = answers.folder.path().join("drafted");
    let handout = "tests/cases/ally/document.txt";
    answers.run("draft", &["draft", handout, "--out", drafted.to_str().unwrap(), "--format", "json"]);
    let harbor = "docs/guide/examples/harbor";
    let (records, plan) = (format!("{harbor}/Master.csv"), format!("{harbor}/menus.toml"));
    answers.run("replay", &["replay", &records, "--plan", &plan, "--format", "json"]);
    let longer = format!("{harbor}/longer.toml");
    let against = ["replay", &records, "--plan", &longer, "--against", &plan, "--format", "json"];
    answers.run("replay", &against);
    let exported = answers.folder.path().join("exported");
    let export = ["export", "--to", "connect", "--approximate", "--from", "2026-01-01", "--out"];
    answers.run("export", &[&export[..], &[exported.to_str().unwrap(), "--format", "json"]].concat());
    answers.run("explain", &["explain", "--format", "json"]);
    answers.run("paths", &["paths", "cpc", "--all", "--format", "json"]);
    answers.run("map", &[&["map"], &AT[..], &json].concat());
    let proposal = ["--plan", "docs/change/proposal.toml"];
    answers.run("map", &[&proposal[..], &["map", "--diff", "docs/change/monday.toml"], &json].concat());
    answers
        .run("diff", &["diff", "docs/change/monday.toml", "docs/change/proposal.toml", "--format", "json"]);
    answers.run(
        "diff",
        &["diff", "tests/cases/diff/old.toml", "tests/cases/diff/contact/new.toml", "--format", "json"],
    );
    for rule in ["odd-minute", "stay-on-line", "number-listed-twice", "unused-allowance"] {
        for case in ["fails", "passes"] {
            answers.run(
                "check",
                &["--plan", &format!("src/check/examples/{rule}/{case}.toml"), "check", "--format", "json"],
            );
        }
    }
    let made = answers.folder.path().join("made.toml");
    answers
        .run("generate", &["--plan", DESK, "generate", "--format", "json", "--out", made.to_str().unwrap()]);
    answers.run("cards", &["cards", "--format", "json"]);

    let hostile = "tests/cases/runner/hostile";
    let plan = format!("{hostile}/plan.toml");
    let failing = ["--plan", &plan, "test", &format!("{hostile}/name.toml"), "--report", "json=-"];
    assert!(answers.lines("test", &failing) > 2);
    assert!(answers.lines("test-list", &["test", "scenarios/ally", "--list", "--format", "json"]) > 100);
    answers.file("coverage", &["--plan", DESK, "test", DESK_SCENARIOS, "--coverage-report", "json=FILE"], "");
    answers.run("mutate", &["--plan", DESK, "mutate", DESK_SCENARIOS, "--years", "1", "--format", "json"]);

    let learner = ["train", "--db", &db, "--plan", PHONE, "--learner", "Ann"];
    answers.file(
        "train-result",
        &[&learner[..], &["--exam", "--cards", "3", "--result", "FILE"]].concat(),
        &"1\n".repeat(40),
    );
    let (code, _, errors) = ivrsim(
        Path::new("."),
        &["train", "--db", &db, "--plan", PHONE, "assign", "main", "--learner", "Ann", "--by", "2030-01-01"],
    );
    assert_eq!(code, 0, "{errors}");
    ivrsim_with(Path::new("."), &[&learner[..], &["--cards", "3"]].concat(), &"1\n".repeat(40));
    for whom in [&[][..], &["--learner", "Ann"]] {
        let report = ["train", "--db", &db, "--plan", PHONE, "report", "--format", "json"];
        answers.run("train-report", &[&report[..], whom].concat());
    }

    let all: BTreeSet<String> = outputs().into_iter().map(|(name, _)| name).collect();
    assert_eq!(answers.held, all, "every answer is looked at");
}
