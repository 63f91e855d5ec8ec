//! Files that were spoiled on their way: what people who attack the program do at length, done briefly with every run of
//! the tests. Whatever a file says, the program ends, with one of its exit codes, and not by a panic.

use std::fs;
use std::path::{Path, PathBuf};

use ivrsim::base::diagnostic::Diagnostic;
use ivrsim::base::diagnostic::render::{
    DiagnosticJson, GithubAnnotations, HumanDiagnostics, ShortDiagnostics,
};
use ivrsim::base::source::Sources;
use ivrsim::base::tidy::formatted;
use ivrsim::plan::builtin;
use ivrsim::plan::{PlanLimits, read};
use ivrsim::suite::scenario::ParsedScenarioFile;
use ivrsim::training::drill::own_questions;
use proptest::prelude::*;

use crate::helpers::drawn;
use crate::helpers::program::program;
use crate::oracles::dice::Dice;
use crate::oracles::mangled::spoil;

const QUESTIONS: &str = r#"
[[question]]
ask = "Which ZIP code is for FedEx?"
accept = ["38153"]
why = "The address of the lock box."

[[question]]
request = "title release"
at = "2026-03-02 10:00"
"#;

const LEARNERS: &str = r#"{"version":1}
{"card":{"id":"open/gap","kind":"open","line":null,"fact":"hours 058e4e2d","name":"GAP"}}
{"learner":{"name":"Ann"}}
{"memory":{"learner":"Ann","card":"open/gap","state":"review","stability":3.1,"difficulty":5.2,"due":"2023-09-09T12:00:00Z","last":"2023-09-04T12:00:00Z","reps":2,"lapses":0,"fact":"hours 058e4e2d","first":"2023-09-04T12:00:00Z","learned":null,"missed":0,"milliseconds":900}}
{"answer":{"learner":"Ann","card":"open/gap","at":"2023-09-04T12:00:00Z","judged":"right","hints":0,"milliseconds":900}}
{"assignment":{"learner":"Ann","line":"cpc","by":"2023-10-01"}}
"#;

const ROWS: &str = "name,call,at,press,outcome,hears\n\
    one,cpc,2026-03-02 10:00,6,transferred,\"press 6\"\n\
    two,1-855-720-2559,2026-03-07 10:00,,disconnected,\n,,,,,\n";

/// The files of ours that are spoiled: plans with and without mistakes, scenarios, and how they are laid out.
fn files() -> Vec<(PathBuf, Vec<u8>)> {
    let mut files = Vec::new();
    for folder in
        ["tests/cases/plan-ok", "tests/cases/plan", "tests/cases/scenario", "menus/ally", "scenarios/ally"]
    {
        collect(&Path::new(env!("CARGO_MANIFEST_DIR")).join(folder), &mut files);
    }
    files.sort();
    files.push((PathBuf::from("questions.toml"), QUESTIONS.into()));
    files.push((PathBuf::from("rows.csv"), ROWS.into()));
    files
}

fn collect(folder: &Path, files: &mut Vec<(PathBuf, Vec<u8>)>) {
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            collect(&path, files);
        } else if path.extension().is_some_and(|ending| ending == "toml" || ending == "csv") {
            files.push((path.clone(), fs::read(&path).unwrap()));
        }
    }
}

fn spoiled(bytes: &[u8], dice: &mut Dice<'_>) -> Vec<u8> {
    let mut spoiled = bytes.to_vec();
    for _ in 0..=dice.below(4) {
        spoil(&mut spoiled, dice);
    }
    spoiled
}

/// Mistakes can be shown in every way, in room that grows with what is shown and not with the file.
fn show(diagnostics: &[Diagnostic], sources: &Sources) {
    let human = HumanDiagnostics { diagnostics, sources, color: false }.to_string();
    assert_eq!(human.is_empty(), diagnostics.is_empty());
    let short = ShortDiagnostics { diagnostics, sources }.to_string();
    assert_eq!(short.lines().count(), diagnostics.len());
    assert!(GithubAnnotations { diagnostics, sources }.to_string().lines().count() == diagnostics.len());
    for diagnostic in diagnostics {
        serde_json::to_string(&DiagnosticJson::of(diagnostic, sources)).unwrap();
    }
}

proptest! {
    #![proptest_config(drawn::cases(400))]

    #[test]
    fn a_spoiled_file_is_read_or_refused_with_a_reason(
        bytes in prop::collection::vec(any::<u8>(), 4..40),
    ) {
        let files = files();
        let mut dice = Dice::new(&bytes);
        let (name, text) = dice.one_of(&files);
        let text = String::from_utf8_lossy(&spoiled(text, &mut dice)).into_owned();
        let name = name.file_name().unwrap().to_string_lossy().into_owned();

        let reading = read([(name.as_str(), text.as_str())], &PlanLimits::STANDARD);
        prop_assert!(reading.plan.is_some() || !reading.diagnostics.is_empty());
        show(&reading.diagnostics, &reading.sources);

        let mut sources = Sources::default();
        let file = sources.add(name.as_str(), text.as_str());
        let mut diagnostics = Vec::new();
        let mut draft = ParsedScenarioFile::read(&sources, file, &mut diagnostics);
        let table = if Path::new(&name).extension().is_some_and(|ending| ending == "csv") { &text } else { ROWS };
        draft.read_tables(&mut diagnostics, |_| Ok(sources.add("rows.csv", table)));
        let suite = draft.lower(builtin(), &sources, &mut diagnostics);
        prop_assert!(suite.is_some() || !diagnostics.is_empty());
        show(&diagnostics, &sources);

        // Who asks must first know whom callers reach, which takes a while.
        if name == "questions.toml" || dice.one_in(16) {
            let mut diagnostics = Vec::new();
            let deck = own_questions(builtin(), &sources, &[file], &mut diagnostics);
            prop_assert!(deck.is_some() || !diagnostics.is_empty());
            show(&diagnostics, &sources);
        }

        if let Err((mistakes, sources)) = formatted(&name, &text) {
            prop_assert!(!mistakes.is_empty());
            show(&mistakes, &sources);
        }
    }

    #[test]
    fn a_spoiled_table_is_read_or_refused_with_a_reason(
        bytes in prop::collection::vec(any::<u8>(), 4..40),
    ) {
        let scenario = "[[scenario]]\nname = \"x\"\ncall = \"cpc\"\nat = \"2026-03-02 10:00\"\n\
                        expect = { line = \"cpc\" }\ncases_from = \"rows.csv\"\n";
        let table = spoiled(ROWS.as_bytes(), &mut Dice::new(&bytes));
        let mut sources = Sources::default();
        let file = sources.add("s.toml", scenario);
        let mut diagnostics = Vec::new();
        let mut draft = ParsedScenarioFile::read(&sources, file, &mut diagnostics);
        draft.read_tables(&mut diagnostics, |_| Ok(sources.add("rows.csv", String::from_utf8_lossy(&table))));
        let suite = draft.lower(builtin(), &sources, &mut diagnostics);
        prop_assert!(suite.is_some() || !diagnostics.is_empty());
        show(&diagnostics, &sources);
    }
}

proptest! {
    #![proptest_config(drawn::cases(60))]

    #[test]
    fn the_program_ends_with_one_of_its_exit_codes_whatever_is_in_a_file(
        bytes in prop::collection::vec(any::<u8>(), 8..40),
    ) {
        let files = files();
        let mut dice = Dice::new(&bytes);
        let (command, of) = *dice.one_of(&[
            (&["check", "FILE", "--at", "2026-03-02"][..], ".toml"),
            (&["fmt", "--check", "FILE"], ".toml"),
            (&["test", "FILE"], ".toml"),
            (&["test", "suite.toml"], ".csv"),
            (&["--plan", "FILE", "paths", "--years", "1"], ".toml"),
            (&["--plan", "FILE", "lines", "--at", "2026-03-02 10:00"], ".toml"),
            (&["diff", "FILE", "menus"], ".toml"),
            (&["train", "import", "FILE", "--db", "l.db"], ".jsonl"),
            (&["train", "questions", "FILE", "--db", "l.db"], ".toml"),
            (&["cards", "--questions", "FILE", "--at", "2026-03-02"], ".toml"),
        ]);
        let text = match of {
            ".csv" => ROWS.as_bytes().to_vec(),
            ".jsonl" => LEARNERS.as_bytes().to_vec(),
            // The directory itself takes a while to be looked at by a program that is made for tests.
            _ => dice.one_of(&files[..files.len() - 1]).1.iter().take(6_000).copied().collect(),
        };
        let folder = tempfile::tempdir().unwrap();
        let name = format!("rows{of}");
        fs::write(folder.path().join(&name), spoiled(&text, &mut dice)).unwrap();
        let suite = "[[scenario]]\nname = \"x\"\ncall = \"cpc\"\nat = \"2026-03-02 10:00\"\ncases_from = \"rows.csv\"\n\
                     expect = { line = \"cpc\" }\n";
        fs::write(folder.path().join("suite.toml"), suite).unwrap();
        let args = command.iter().map(|&word| if word == "FILE" { name.as_str() } else { word });
        let output = program(folder.path()).args(args).output().unwrap();
        let errors = String::from_utf8_lossy(&output.stderr);
        prop_assert!(
            output.status.code().is_some_and(|code| (0..=2).contains(&code)),
            "{command:?} {:?}\n{errors}", output.status
        );
        prop_assert!(output.status.success() || !(errors.is_empty() && output.stdout.is_empty()), "{command:?}");
    }
}
