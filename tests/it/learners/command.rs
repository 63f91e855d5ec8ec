//! `ivrsim train` as trainers use it.

use std::fs;
use std::path::Path;

use assert_cmd::Command;
use ivrsim::drill::Deck;
use ivrsim::learning::{Assignment, Card, ExamResult, Judged};
use ivrsim::load::{self, PlanSource};
use ivrsim::store::Store;
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

fn deck() -> Vec<Card> {
    let plan = load::plan(&PlanSource::Path(PLAN.into())).unwrap().plan.unwrap();
    Deck::of(&plan, start()).cards().iter().map(|card| Card::of(card, &plan)).collect()
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
                let judged = if round < wrong { Judged::Wrong } else { Judged::Right };
                now = store.record(&learner, card, &answer(judged), now).unwrap().memory.due;
                round += 1;
            }
        }
        let result = ExamResult {
            seed: 7,
            questions: 10,
            points: 20 - 2 * wrong,
            pass_mark: 80,
            took: std::time::Duration::from_secs(600),
        };
        store.record_exam(&learner, &result, start().checked_add(days(1)).unwrap()).unwrap();
        let by = "2023-08-31".parse().unwrap();
        let line = |line: &str| Assignment { line: line.to_owned(), by };
        store.assign(&learner, &[line("main"), line("gone")]).unwrap();
    }
    let ann = store.learner("Ann").unwrap();
    store.record(&ann, &cards[5], &answer(Judged::Partly), start()).unwrap();
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
    assert!(page.starts_with("<!doctype html>") && page.ends_with("</html>\n"));
}

#[test]
fn lines_are_assigned_by_name_or_number() {
    let (_folder, file) = place();
    let (text, _, code) = told(
        &file,
        &["assign", "dealer-reserve", "1-855-720-2559", "--learner", "Ann", "--by", "2026-12-01"],
    );
    assert_eq!(code, 0);
    assert_eq!(text, "Ann: Dealer Reserve by 2026-12-01\nAnn: Contract Processing Center by 2026-12-01\n");
    let (_, errors, code) =
        told(&file, &["assign", "1-800-555-0100", "--learner", "Ann", "--by", "2026-12-01"]);
    assert_eq!(code, 2);
    assert!(errors.contains("1-800-555-0100") && errors.contains("is no line of the plan"), "{errors}");
    let (_, errors, _) = told(&file, &["assign", "cpc", "--learner", "Eve", "--by", "Friday"]);
    assert_eq!(errors, "error: --by: \"Friday\" is no day; write it as 2026-12-01\n");
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
        assert_eq!(errors, "error: nothing was done, as there is nobody to ask: add --yes\n");
        assert_eq!(Store::open(&file).unwrap().learners().unwrap().len(), 3);
    }
    assert_eq!(told(&file, &["reset", "Ann", "--yes"]).0, "\"Ann\" begins anew\n");
    assert_eq!(told(&file, &["forget", "Ann", "--yes"]).0, "\"Ann\" is forgotten\n");
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
fn a_file_that_is_not_there_is_no_empty_class() {
    let (_folder, file) = place();
    let (_, errors, code) = told(&file, &["report"]);
    assert!(errors.contains("does not exist: nobody has trained there yet"), "{errors}");
    assert_eq!((code, file.exists()), (2, false));
}
