//! `ivrsim train` as trainers use it.

use std::fs;
use std::path::Path;

use assert_cmd::Command;
use ivrsim::base::text::Paint;
use ivrsim::files::load::{self, PlanSource};
use ivrsim::training::drill::Deck;
use ivrsim::training::learning::{AnswerJudgment, Assignment, ExamResult, StudyCard};
use ivrsim::training::report::TrainingReport;
use ivrsim::training::store::Store;
use jiff::Timestamp;

use super::{answer, days, place, start};

/// A class of three, one of whom has a name that means something to a spreadsheet, a page and a terminal.
const HOSTILE: &str = "=cmd|'/C calc'!A0<script>alert(1)</script>\u{1b}[2J";

fn train(file: &Path, args: &[&str]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_ivrsim"));
    command.env_remove("IVRSIM_PLAN").env("IVRSIM_DB", file).env("COLUMNS", "100").env("NO_COLOR", "1");
    command.arg("train").args(args);
    command
}

/// What it says on standard output, standard error, and its exit code.
fn told(file: &Path, args: &[&str]) -> (String, String, i32) {
    let output = train(file, args).output().unwrap();
    let text = |bytes: Vec<u8>| String::from_utf8(bytes).unwrap();
    (text(output.stdout), text(output.stderr), output.status.code().unwrap())
}

/// A small plan.
const PLAN: &str = "tests/cases/phone/plan.toml";
/// When the class is reported on.
const AT: &str = "2023-09-04 10:00";

/// A report at that time.
fn report<'a>(more: &[&'a str]) -> Vec<&'a str> {
    [&["report", "--plan", PLAN, "--at", AT], more].concat()
}

fn deck() -> Vec<StudyCard> {
    let plan = load::plan(&PlanSource::Path(PLAN.into())).unwrap().plan.unwrap();
    Deck::of(&plan, start()).cards().iter().map(|card| StudyCard::of(card, &plan)).collect()
}

fn class(file: &Path) {
    let mut store = Store::open_or_create(file).unwrap();
    let cards = deck();
    let week = start().checked_add(days(7)).unwrap();
    for (name, wrong) in [("Ann", 0), ("Bob", 2), (HOSTILE, 4)] {
        let learner = store.enroll(name).unwrap();
        for card in &cards[..5] {
            // Whenever it is due, for a week.
            let mut now: Timestamp = start();
            let mut round = 0;
            while now < week && round < 5 {
                let judged = if round < wrong { AnswerJudgment::Wrong } else { AnswerJudgment::Right };
                now = store.record(&learner, card, &answer(judged), now).unwrap().memory.due;
                round += 1;
            }
        }
        let result = ExamResult {
            seed: 7,
            questions: 10,
            points: 20 - 2 * wrong,
            pass_mark: 80,
            took: std::time::Duration::from_mins(10),
        };
        store.record_exam(&learner, &result, start().checked_add(days(1)).unwrap()).unwrap();
        let by = "2023-08-31".parse().unwrap();
        let line = |line: &str| Assignment { line: line.to_owned(), by };
        store.assign(&learner, &[line("main"), line("gone")]).unwrap();
    }
    let ann = store.learner("Ann").unwrap();
    store.record(&ann, &cards[5], &answer(AnswerJudgment::Partly), start()).unwrap();
}

#[test]
fn the_report_of_a_class_reads_well() {
    let (_folder, file) = place();
    class(&file);
    let (text, errors, code) = told(&file, &report(&[]));
    assert_eq!((errors.as_str(), code), ("", 0));
    insta::assert_snapshot!("class", text);
    let (text, _, _) = told(&file, &report(&["--learner", "Ann"]));
    insta::assert_snapshot!("one", text);
    let (csv, _, _) = told(&file, &report(&["--format", "csv"]));
    insta::assert_snapshot!("csv", csv);
    let (json, _, _) = told(&file, &report(&["--format", "json", "--learner", "Bob"]));
    insta::assert_snapshot!("json", json);
}

#[test]
fn the_report_fits_on_screens_of_any_width() {
    let (_folder, file) = place();
    class(&file);
    let plan = load::plan(&PlanSource::Path(PLAN.into())).unwrap().plan.unwrap();
    let at = start().checked_add(days(7)).unwrap();
    let store = Store::open(&file).unwrap();
    let ann = store.learner("Ann").unwrap();
    for (name, one) in [("class", None), ("one", Some(&ann))] {
        let survey = store.survey(deck(), one, plan.zone, at).unwrap();
        let report = TrainingReport { survey: &survey, plan: &plan, is_of_one: one.is_some() };
        let told = |width| report.text(Paint::new(false), width).to_string();
        for width in 40..=120 {
            let told = told(Some(width));
            let widest = told.lines().map(|line| line.chars().count()).max();
            assert!(widest <= Some(width), "{width}:\n{told}");
            assert!(told.lines().all(|line| line.trim_end() == line), "{told}");
        }
        for width in [40, 60, 80] {
            insta::assert_snapshot!(format!("{name}_in_{width}_columns"), told(Some(width)));
        }
        assert_eq!(told(None), told(Some(1_000)));
    }
}

#[test]
fn answers_that_are_not_counted_are_told() {
    let (folder, file) = place();
    class(&file);
    let mut store = Store::open(&file).unwrap();
    let ann = store.learner("Ann").unwrap();
    let card = |id: &str, kind: &str| StudyCard {
        id: id.to_owned(),
        kind: kind.to_owned(),
        line: None,
        fact: "x".to_owned(),
        name: id.to_owned(),
    };
    let ours = folder.path().join("ours.toml");
    fs::write(&ours, "[[question]]\nname = \"Password\"\nask = \"Word?\"\naccept = \"pancakes\"\n").unwrap();
    let ours = ours.to_str().unwrap();
    for card in [card("own/password", "own"), card("number/gone", "number"), card("number/away", "number")] {
        store.record(&ann, &card, &answer(AnswerJudgment::Right), start()).unwrap();
    }
    let told_by = |more: &[&str]| told(&file, &report(more));
    let note = "Counted only in days and medians: 1 answer to 1 own question (name the file with --questions) and 2 \
                answers to 2 cards not in this plan.";
    for format in ["human", "html"] {
        let (text, errors, _) = told_by(&["--format", format]);
        assert!(text.contains(note) && errors.is_empty(), "{text}{errors}");
        let (text, _, _) = told_by(&["--format", format, "--questions", ours]);
        assert!(!text.contains("own question") && text.contains("2 answers to 2 cards"), "{text}");
    }
    let (csv, errors, code) = told_by(&["--format", "csv", "--by", "learner"]);
    assert_eq!((errors, code), (format!("note: {note}\n"), 0));
    let rows: Vec<&str> = csv.lines().collect();
    assert!(
        rows[0].ends_with(",not_counted")
            && rows.iter().any(|row| row.starts_with("Ann,") && row.ends_with(",3")),
        "{csv}"
    );
    let (json, errors, _) = told_by(&["--format", "json"]);
    let json: serde_json::Value = serde_json::from_str(&json).unwrap();
    let row = |kind: &str, cards| serde_json::json!({ "kind": kind, "cards": cards, "answers": cards, "missed": 0, "seconds": 9 * cards });
    assert_eq!(
        (&json["not_counted"], errors.as_str()),
        (&serde_json::json!([row("number", 2), row("own", 1)]), "")
    );
    assert_eq!(json["learners"][1]["not_counted"], 3);
}

#[test]
fn names_do_nothing_in_reports() {
    let (_folder, file) = place();
    class(&file);
    for format in ["human", "csv", "json", "html"] {
        let (told, _, code) = told(&file, &report(&["--format", format]));
        assert_eq!(code, 0);
        assert!(!told.contains('\u{1b}'), "{format}: what a terminal would obey");
        assert!(told.contains("calc"), "{format}: the name is told");
        match format {
            "html" => assert!(!told.contains("<script"), "no script at all"),
            "csv" => {
                let mut rows = csv::Reader::from_reader(told.as_bytes());
                let cells =
                    rows.records().flat_map(|row| row.unwrap().iter().map(str::to_owned).collect::<Vec<_>>());
                let begins = |cell: &String| cell.starts_with(['=', '+', '-', '@', '\t', '\r', '\n']);
                assert_eq!(cells.filter(begins).count(), 0);
            }
            _ => {}
        }
    }
    let (listed, _, _) = told(&file, &["learners"]);
    assert_eq!(listed.lines().count(), 3);
}

#[test]
fn the_page_needs_nothing_else() {
    let (_folder, file) = place();
    class(&file);
    let (page, _, _) = told(&file, &report(&["--format", "html"]));
    for outside in ["http:", "https:", "src=", "href=", "url(", "@import"] {
        assert!(!page.contains(outside), "{outside}");
    }
    assert!(page.contains("<tr><th scope=\"row\">Night Desk</th><td class=\"number\"><meter "));
    assert!(page.contains("<caption><h2>Readiness</h2></caption><thead><tr><th scope=\"col\">learner</th>"));
    assert!(page.starts_with("<!DOCTYPE html>") && page.ends_with("</html>\n"));
}

#[test]
fn lines_are_assigned_by_name_or_number() {
    let (_folder, file) = place();
    let (text, _, code) = told(
        &file,
        &["assign", "dealer-reserve", "1-855-720-2559", "--learner", "Ann", "--new", "--by", "2126-12-01"],
    );
    assert_eq!(code, 0);
    assert_eq!(text, "Ann: Dealer Reserve by 2126-12-01\nAnn: Contract Processing Center by 2126-12-01\n");
    let (_, errors, code) = told(&file, &["assign", "cpc", "--learner", "Ann", "--by", "2020-01-01"]);
    assert!(code == 2 && errors.contains("--by: 2020-01-01 is over; today is 20"), "{errors}");
    for (name, told_of) in [("Anne", "did you mean \"Ann\"?"), ("Zoe", "`ivrsim train learners` lists them")]
    {
        let (_, errors, code) = told(&file, &["assign", "cpc", "--learner", name, "--by", "2126-12-01"]);
        assert!(code == 2 && errors.contains(told_of) && errors.contains("add --new"), "{errors}");
    }
    let (_, errors, code) =
        told(&file, &["assign", "1-800-555-0100", "--learner", "Ann", "--by", "2126-12-01"]);
    assert_eq!(code, 2);
    assert!(errors.contains("1-800-555-0100") && errors.contains("is not a line of the plan"), "{errors}");
    let (_, errors, _) = told(&file, &["assign", "cpc", "--learner", "Eve", "--by", "Friday"]);
    assert_eq!(errors, "error: --by: \"Friday\" is not a day; write it as 2026-12-01\n");
    let store = Store::open(&file).unwrap();
    assert_eq!(store.learners().unwrap().len(), 1, "nobody is taken in by a mistake");
    assert_eq!(store.assignments(&store.learner("Ann").unwrap()).unwrap().len(), 2);
}

#[test]
fn nobody_is_forgotten_without_being_asked() {
    let (_folder, file) = place();
    class(&file);
    for what in ["forget", "reset"] {
        let (_, errors, code) = told(&file, &[what, "Ann"]);
        assert_eq!(code, 2);
        assert_eq!(errors, "error: nothing was done, because there is no terminal to ask on: add --yes\n");
        assert_eq!(Store::open(&file).unwrap().learners().unwrap().len(), 3);
    }
    assert_eq!(told(&file, &["reset", "Ann", "--yes"]).0, "\"Ann\" was reset\n");
    assert_eq!(told(&file, &["forget", "Ann", "--yes"]).0, "\"Ann\" was deleted\n");
    let (_, errors, code) = told(&file, &["report", "--learner", "Ann"]);
    assert_eq!(
        (code, errors.as_str()),
        (2, "error: there is no learner \"Ann\"; `ivrsim train learners` lists them\n")
    );
    let (listed, _, _) = told(&file, &["learners", "--format", "json"]);
    assert_eq!(serde_json::from_str::<Vec<String>>(&listed).unwrap(), [HOSTILE, "Bob"]);
}

#[test]
fn a_class_moves_to_another_machine() {
    let (folder, file) = place();
    class(&file);
    let (lines, _, _) = told(&file, &["export"]);
    let backup = folder.path().join("backup.jsonl");
    fs::write(&backup, &lines).unwrap();
    let other = folder.path().join("other.db");
    let (text, _, _) = told(&other, &["import", backup.to_str().unwrap()]);
    assert_eq!(text, "3 learners, 66 answers\n");
    assert_eq!(told(&other, &["export"]).0, lines);
    let piped = folder.path().join("piped.db");
    train(&piped, &["import", "-"]).write_stdin(lines).assert().success();
    let missing = folder.path().join("missing.db");
    let (_, _, code) = told(&missing, &["import", "no-such-file"]);
    assert_eq!((code, missing.exists()), (2, false), "a name that was mistyped makes no file");
}

#[test]
fn what_fails_makes_no_file() {
    let (folder, file) = place();
    class(&file);
    let (lines, _, _) = told(&file, &["export"]);
    let backup = folder.path().join("backup.jsonl");
    fs::write(&backup, format!("{lines}half of a li")).unwrap();
    let nowhere = folder.path().join("new/learners.db");
    let by = ["--by", "2126-12-01"];
    for args in [
        &["import", backup.to_str().unwrap()][..],
        &["import", "-"],
        &["assign", "cpc", "--learner", " ", by[0], by[1]],
        &["--learner", ""],
        &["--exam", "--learner", ""],
    ] {
        let (_, errors, code) = told(&nowhere, args);
        assert_eq!(code, 2, "{args:?}");
        assert!(
            errors.contains("nothing was imported") || errors.contains("cannot be the name of a learner"),
            "{errors}"
        );
        assert!(!folder.path().join("new").exists(), "{args:?}");
    }
    assert_eq!(
        fs::read_dir(folder.path()).unwrap().count(),
        2,
        "nothing is left beside the class and its backup"
    );
    fs::write(&backup, &lines).unwrap();
    let (_, errors, code) = told(&file, &["import", backup.to_str().unwrap()]);
    assert!(code == 2 && errors.contains("line 8: there is already a learner \"=cmd"), "{errors}");
    assert!(errors.contains(", and 2 more of the file; add `--replace`"), "{errors}");
    assert_eq!(told(&file, &["export"]).0, lines);
    let (text, errors, code) = told(&file, &["import", backup.to_str().unwrap(), "--replace"]);
    assert_eq!((&*text, &*errors, code), ("3 learners, 66 answers\n", "", 0));
    assert_eq!(told(&file, &["export"]).0, lines);
}

#[test]
fn a_file_that_is_not_there_is_no_empty_class() {
    let (_folder, file) = place();
    let (_, errors, code) = told(&file, &["report"]);
    assert!(errors.contains("does not exist: nobody has trained there yet"), "{errors}");
    assert_eq!((code, file.exists()), (2, false));
}
