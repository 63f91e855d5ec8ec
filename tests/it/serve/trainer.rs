//! What a trainer sees and does.

use std::time::Duration;

use axum::http::{Method, StatusCode};
use ivrsim::training::drill::Deck;
use ivrsim::training::learning::{AnswerJudgment, AnswerRecord, StudyCard};
use ivrsim::training::store::Store;

use super::{Answer, TestSite};

const HOSTILE: &str = "<img src=x onerror=alert(1)>\u{202e}\"&";

fn store(site: &TestSite) -> Store {
    Store::open_or_create(&site.site.settings.learners).unwrap()
}

/// A learner who answered the first question of the plan, and wrongly.
fn learner(site: &TestSite, name: &str) -> i64 {
    let mut store = store(site);
    let learner = store.enroll(name).unwrap();
    let snapshot = site.site.snapshot();
    let (plan, now) = (&snapshot.plan.plan, site.site.time());
    let card = StudyCard::of(&Deck::of(plan, now).cards()[0], plan);
    let took = Duration::from_secs(3);
    let answer = AnswerRecord { judged: AnswerJudgment::Wrong, hints: 0, took, quick: took };
    store.record(&learner, &card, &answer, now).unwrap();
    learner.id
}

fn post(site: &TestSite, act: &str, what: &str) -> Answer {
    site.asked(Method::POST, &format!("/trainer/{act}"), &[], what)
}

fn assign(site: &TestSite, name: &str, more: &str) -> Answer {
    post(site, "assign", &format!(r#"{{"learner": "{name}", "lines": ["main"], "by": "2026-01-12"{more}}}"#))
}

#[test]
fn a_class_is_told_with_what_is_assigned_first() {
    let site = TestSite::new();
    let empty = site.get("/trainer");
    assert!(
        empty.status == StatusCode::OK && empty.text.contains("Nobody has trained yet"),
        "{}",
        empty.text
    );
    let id = learner(&site, "Ann");
    assert_eq!(assign(&site, "Ann", "").status, StatusCode::OK);
    let page = site.get("/trainer").text;
    let places = ["Assignments", "Readiness", "Knowledge by learner", "Knowledge by line", "Answers by day"]
        .map(|caption| {
            page.find(&format!("<h2>{caption}</h2>")).unwrap_or_else(|| panic!("{caption}: {page}"))
        });
    assert!(places.is_sorted(), "{places:?}");
    assert!(
        page.contains(&format!("<a href=\"/trainer/learner/{id}\">Ann</a>"))
            && page.contains("data-value=\"2026-01-12\"")
    );
    let one = site.get(&format!("/trainer/learner/{id}")).text;
    assert!(one.contains("<h1>Ann</h1>") && one.contains("<h2>Cards</h2>"));
    let lost = "Lost are: 1 answer with all that is remembered, and 0 exams. What stays: 1 assignment.";
    assert!(one.contains(lost) && one.contains("Delete everything &quot;Ann&quot; has learned?"), "{one}");
    for id in ["0", "999", "x", "-1", "1%20", "99999999999999999999"] {
        assert_eq!(site.get(&format!("/trainer/learner/{id}")).status, StatusCode::NOT_FOUND, "{id}");
    }
}

#[test]
fn a_name_is_text_wherever_it_stands() {
    let site = TestSite::new();
    let id = learner(&site, HOSTILE);
    assert_eq!(assign(&site, "Ann", r#", "isNew": true"#).status, StatusCode::OK);
    for page in ["/trainer", &format!("/trainer/learner/{id}")] {
        let text = site.get(page).text;
        assert!(
            !text.contains("<img") && !text.contains('\u{202e}') && text.contains("&lt;img src=x"),
            "{page}"
        );
    }
    let unknown = assign(&site, "<b>Bob</b>", "");
    assert_eq!(
        (unknown.status, unknown.header("content-type")),
        (StatusCode::CONFLICT, "text/plain; charset=utf-8")
    );
}

#[test]
fn a_name_with_a_slip_is_not_somebody_new() {
    let site = TestSite::new();
    let nobody = assign(&site, "Anna", "");
    assert_eq!(nobody.status, StatusCode::CONFLICT);
    assert_eq!(nobody.text, "There is no learner \"Anna\" yet.\n");
    learner(&site, "Anna");
    let slip = assign(&site, "Annq", "");
    assert!(slip.status == StatusCode::CONFLICT && slip.text.contains("Anna"), "{}", slip.text);
    let known = assign(&site, " Anna ", "");
    assert_eq!(known.text, r#"{"said":"Anna: Garage by 2026-01-12.","next":null}"#);
    let names: Vec<String> =
        store(&site).learners().unwrap().into_iter().map(|learner| learner.name).collect();
    assert_eq!(names, ["Anna"]);
}

#[test]
fn what_cannot_be_assigned_is_refused_and_nothing_is_kept() {
    let site = TestSite::new();
    let request = |lines: &str, by: &str, name: &str| {
        let what = format!(r#"{{"learner": "{name}", "lines": {lines}, "by": "{by}", "isNew": true}}"#);
        let answer = post(&site, "assign", &what);
        assert_eq!(answer.status, StatusCode::BAD_REQUEST, "{what}: {}", answer.text);
    };
    request("[]", "2026-01-12", "Ann");
    request("[\"none\"]", "2026-01-12", "Ann");
    request("[\"main\"]", "2026-01-04", "Ann");
    request("[\"main\"]", "soon", "Ann");
    request("[\"main\"]", "2026-01-12", " ");
    request("[\"main\"]", "2026-01-12", &"x".repeat(1000));
    for what in ["", "{}", "[1]", "{\"learner\": \"Ann\"}", "\u{0}"] {
        assert_eq!(post(&site, "assign", what).status, StatusCode::BAD_REQUEST, "{what}");
    }
    assert!(!site.site.settings.learners.exists());
}

#[test]
fn a_learner_begins_anew_or_is_gone() {
    let site = TestSite::new();
    let id = learner(&site, "Ann");
    learner(&site, "Bob");
    assign(&site, "Ann", "");
    let reset = post(&site, "reset", r#"{"learner": "Ann"}"#);
    assert_eq!(
        (reset.status, &*reset.text),
        (StatusCode::OK, r#"{"said":"\"Ann\" was reset.","next":null}"#)
    );
    let page = site.get(&format!("/trainer/learner/{id}")).text;
    assert!(
        page.contains("Lost are: 0 answers with all that is remembered, 0 exams and 1 assignment."),
        "{page}"
    );
    let forget = post(&site, "forget", r#"{"learner": "Ann"}"#);
    assert!(forget.text.contains("was deleted") && forget.text.contains("\"/trainer\""), "{}", forget.text);
    assert_eq!(post(&site, "forget", r#"{"learner": "Ann"}"#).status, StatusCode::NOT_FOUND);
    assert!(!site.get("/trainer").text.contains(">Ann<") && site.get("/trainer").text.contains(">Bob<"));
}

#[test]
fn everything_can_be_taken_along() {
    let site = TestSite::new();
    assert_eq!(site.get("/trainer/export").text, "");
    learner(&site, "Ann");
    let mut expected = Vec::new();
    store(&site).export(&mut expected).unwrap().unwrap();
    let answer = site.get("/trainer/export");
    assert_eq!(answer.text.as_bytes(), expected);
    assert_eq!(answer.header("content-disposition"), "attachment; filename=\"learners.jsonl\"");
    let cards = site.get("/cards");
    assert!(cards.status == StatusCode::OK && cards.text.contains("Quick reference"));
    assert!(!cards.header("content-security-policy").contains("script-src"));
}
