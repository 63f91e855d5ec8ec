//! What a trainer takes along and takes in.

use std::time::Duration;

use axum::http::{Method, StatusCode};
use ivrsim::serve::MAX_IMPORT;
use ivrsim::training::drill::Deck;
use ivrsim::training::learning::{AnswerJudgment, AnswerRecord, Assignment, StudyCard};
use ivrsim::training::store::Store;

use super::{Answer, TestSite};

/// Somebody who answered so often, and was assigned something.
fn trained(site: &TestSite, name: &str, answers: usize) {
    let mut store = Store::open_or_create(&site.site.settings.learners).unwrap();
    let learner = store.enroll(name).unwrap();
    let snapshot = site.site.snapshot();
    let (plan, now) = (&snapshot.plan.plan, site.site.time());
    let card = StudyCard::of(&Deck::of(plan, now).cards()[0], plan);
    let took = Duration::from_secs(3);
    let answer = AnswerRecord { judged: AnswerJudgment::Right, hints: 0, took, quick: took };
    for _ in 0..answers {
        store.record(&learner, &card, &answer, now).unwrap();
    }
    let due = Assignment { line: "main".to_owned(), by: jiff::civil::date(2026, 2, 1) };
    store.assign(&learner, &[due]).unwrap();
}

fn answers(site: &TestSite, name: &str) -> usize {
    let store = Store::open(&site.site.settings.learners).unwrap();
    store.answers(&store.learner(name).unwrap()).unwrap().len()
}

fn import(site: &TestSite, how: &str, text: &str) -> Answer {
    site.asked(Method::POST, &format!("/trainer/import{how}"), &[], text)
}

/// What another class has of Ann, who has answered twice there, and of Bob.
fn file() -> String {
    let other = TestSite::new();
    trained(&other, "Ann", 2);
    trained(&other, "Bob", 1);
    let text = other.get("/trainer/export").text;
    // A page gives no assignments along.
    let lines: Vec<&str> = text.lines().filter(|line| !line.contains("\"assignment\"")).collect();
    lines.join("\n")
}

#[test]
fn whoever_is_here_already_is_replaced_only_if_the_trainer_says_so() {
    let (site, file) = (TestSite::new(), file());
    trained(&site, "Ann", 5);
    let asked = import(&site, "", &file);
    assert_eq!(asked.status, StatusCode::CONFLICT);
    assert!(
        asked.text.starts_with("\"Ann\" is here already.")
            && asked.text.contains("Nothing was imported yet."),
        "{}",
        asked.text
    );
    assert_eq!(answers(&site, "Ann"), 5);
    assert!(!site.get("/trainer").text.contains(">Bob<"), "all of it or nothing");
    let done = import(&site, "?replace", &file);
    assert_eq!(done.text, r#"{"said":"Imported: 2 learners, 3 answers.","next":null}"#);
    assert_eq!((answers(&site, "Ann"), answers(&site, "Bob")), (2, 1));
    let store = Store::open(&site.site.settings.learners).unwrap();
    assert_eq!(store.assignments(&store.learner("Ann").unwrap()).unwrap().len(), 1, "what is assigned stays");
}

#[test]
fn a_file_is_taken_into_an_empty_class() {
    let site = TestSite::new();
    assert_eq!(import(&site, "", &file()).status, StatusCode::OK);
    assert_eq!(answers(&site, "Ann"), 2);
}

#[test]
fn what_is_no_file_of_progress_changes_nothing() {
    let site = TestSite::new();
    trained(&site, "Ann", 1);
    for text in ["", "x", "{\"version\":2}", "{\"version\":1}\n{\"learner\":{\"name\":\"\"}}", "\u{0}"] {
        for how in ["", "?replace"] {
            let answer = import(&site, how, text);
            assert_eq!(answer.status, StatusCode::BAD_REQUEST, "{text:?}: {}", answer.text);
            assert!(
                answer.text.starts_with("Line ") && answer.text.contains("nothing was imported"),
                "{}",
                answer.text
            );
        }
    }
    assert_eq!(answers(&site, "Ann"), 1);
    let large = [("content-length", &*(MAX_IMPORT + 1).to_string())];
    assert_eq!(site.asked(Method::POST, "/trainer/import", &large, "").status, StatusCode::PAYLOAD_TOO_LARGE);
    let learner = TestSite::of_class();
    let cookie = learner.signed_in("open sesame");
    let status = learner.asked(Method::POST, "/trainer/import", &[("cookie", &cookie)], &file()).status;
    assert_eq!(status, StatusCode::FORBIDDEN);
}

#[test]
fn tables_for_spreadsheets_are_those_of_the_terminal() {
    let site = TestSite::new();
    assert_eq!(site.get("/trainer/csv/cards").status, StatusCode::NOT_FOUND, "nobody is there yet");
    trained(&site, "=Ann", 2);
    trained(&site, "Bob", 1);
    let page = site.get("/trainer").text;
    for (rows, head) in [
        ("learners", "learner,ready,"),
        ("assignments", "learner,"),
        ("exams", "learner,"),
        ("days", "learner,day,"),
        ("cards", "learner,line,kind,"),
    ] {
        assert!(page.contains(&format!("href=\"/trainer/csv/{rows}\"")), "{page}");
        let sheet = site.get(&format!("/trainer/csv/{rows}"));
        assert_eq!((sheet.status, sheet.header("content-type")), (StatusCode::OK, "text/csv; charset=utf-8"));
        assert_eq!(
            sheet.header("content-disposition"),
            format!("attachment; filename=\"training-{rows}.csv\"")
        );
        assert!(sheet.text.starts_with(head), "{rows}: {}", sheet.text);
        assert!(
            !sheet.text.contains("\n=") && !sheet.text.contains(",="),
            "no cell is a formula: {}",
            sheet.text
        );
    }
    let folder = site.folder().to_owned();
    let report = [
        "--plan",
        "menus",
        "train",
        "report",
        "--db",
        "learners.db",
        "--format",
        "csv",
        "--by",
        "assignment",
    ];
    let (_, terminal, _) = crate::helpers::program::ivrsim(&folder, &report);
    assert_eq!(site.get("/trainer/csv/assignments").text.lines().count(), terminal.lines().count());
    let one = site.get("/trainer/learner/2/csv/cards").text;
    assert!(one.contains("Bob") && !one.contains("Ann"), "{one}");
    for path in ["/trainer/csv/x", "/trainer/learner/9/csv/cards", "/trainer/learner/x/csv/cards"] {
        assert_eq!(site.get(path).status, StatusCode::NOT_FOUND, "{path}");
    }
}
