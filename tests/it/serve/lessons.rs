//! What is kept of those who learn at a page.

use std::path::Path;
use std::time::Duration;

use axum::http::{Method, StatusCode};
use ivrsim::plan::Plan;
use ivrsim::training::drill::Deck;
use ivrsim::training::learning::{AnswerJudgment, AnswerRecord, StudyCard};
use ivrsim::training::store::Store;
use serde_json::{Value, json};

use super::{Answer, TestSite};

fn post(site: &TestSite, what: &str, body: &Value) -> Answer {
    site.asked(Method::POST, &format!("/lessons/{what}"), &[], &body.to_string())
}

/// Somebody's seat.
fn seat(site: &TestSite, name: &str) -> String {
    let answer = post(site, "sit", &json!({ "name": name, "isNew": true }));
    assert_eq!(answer.status, StatusCode::OK, "{}", answer.text);
    serde_json::from_str::<Value>(&answer.text).unwrap()["seat"].as_str().unwrap().to_owned()
}

pub(super) fn cards(plan: &Plan) -> Vec<StudyCard> {
    let at = "2026-01-05T15:00:00Z".parse().unwrap();
    Deck::of(plan, at).cards().iter().map(|card| StudyCard::of(card, plan)).collect()
}

pub(super) fn answered(seat: &str, card: &str, judged: &str, turn: u32) -> Value {
    let answer = json!({ "judged": judged, "hints": 0, "milliseconds": 3000, "quick": 5000 });
    json!({ "seat": seat, "cards": [{ "id": card, "answer": answer }], "sent": turn })
}

pub(super) fn answers(path: &Path, name: &str) -> usize {
    let store = Store::open(path).unwrap();
    store.answers(&store.learner(name).unwrap()).unwrap().len()
}

#[test]
fn an_answer_is_kept_as_that_of_a_terminal() {
    let site = TestSite::new();
    let (snapshot, path) = (site.site.snapshot(), &site.site.settings.learners);
    let card = cards(&snapshot.plan.plan).remove(0);
    let ann = seat(&site, " Ann ");
    let shown = json!({ "seat": ann, "cards": [{ "id": card.id }], "sent": 0 });
    assert_eq!(post(&site, "keep", &shown).status, StatusCode::OK);
    for (sent, judged) in [(1, "right"), (2, "wrong"), (3, "partly")] {
        assert_eq!(post(&site, "keep", &answered(&ann, &card.id, judged, sent)).text, "{}");
    }
    let mut store = Store::open(path).unwrap();
    let terminal = store.enroll("Terminal").unwrap();
    let at = site.site.time();
    store.introduce(&terminal, &[&card], at).unwrap();
    for judged in [AnswerJudgment::Right, AnswerJudgment::Wrong, AnswerJudgment::Partly] {
        let (took, quick) = (Duration::from_secs(3), Duration::from_secs(5));
        store.record(&terminal, &card, &AnswerRecord { judged, hints: 0, took, quick }, at).unwrap();
    }
    let ann = store.learner("Ann").unwrap();
    assert_eq!(store.progress(&ann).unwrap(), store.progress(&terminal).unwrap());
    assert_eq!(store.answers(&ann).unwrap(), store.answers(&terminal).unwrap());
}

#[test]
fn what_is_sent_again_is_kept_once() {
    let site = TestSite::new();
    let id = &cards(&site.site.snapshot().plan.plan)[0].id;
    let ann = seat(&site, "Ann");
    for sent in [1, 1, 1, 2, 2, 3] {
        assert_eq!(post(&site, "keep", &answered(&ann, id, "right", sent)).status, StatusCode::OK);
    }
    let exam = json!({ "seat": ann, "seed": 1, "questions": 5, "points": 7, "pass_mark": 80, "milliseconds": 9, "sent": 4 });
    for _ in 0..2 {
        assert_eq!(post(&site, "exam", &exam).status, StatusCode::OK);
    }
    let path = &site.site.settings.learners;
    let store = Store::open(path).unwrap();
    assert_eq!(answers(path, "Ann"), 3);
    assert_eq!(store.exams(&store.learner("Ann").unwrap()).unwrap()[0].result.percent(), 70);
    assert_eq!(store.exams(&store.learner("Ann").unwrap()).unwrap().len(), 1);
}

#[test]
fn a_name_with_a_slip_is_asked_about() {
    let site = TestSite::new();
    let nobody = post(&site, "sit", &json!({ "name": "Ann" }));
    assert_eq!((nobody.status, &*nobody.text), (StatusCode::CONFLICT, "There is no learner \"Ann\" yet.\n"));
    seat(&site, "Anna");
    let slip = post(&site, "sit", &json!({ "name": "Annq" }));
    assert_eq!(slip.text, "There is no learner \"Annq\" yet. Is it \"Anna\"?\n");
    assert_eq!(post(&site, "sit", &json!({ "name": "Anna" })).status, StatusCode::OK);
    assert_eq!(post(&site, "sit", &json!({ "name": " ", "isNew": true })).status, StatusCode::BAD_REQUEST);
    assert_eq!(site.get("/lessons/learners").text, r#"{"names":["Anna"]}"#);
}

#[test]
fn nobody_sees_or_changes_anything_of_others() {
    let site = TestSite::new();
    let path = &site.site.settings.learners;
    let id = &cards(&site.site.snapshot().plan.plan)[0].id;
    let (ann, bob) = (seat(&site, "Ann"), seat(&site, "Bob"));
    post(&site, "keep", &answered(&bob, id, "wrong", 1));
    for seat in ["", "x", &ann[1..], "Bob", "1"] {
        assert_eq!(post(&site, "keep", &answered(seat, id, "right", 2)).status, StatusCode::GONE, "{seat}");
        assert_eq!(post(&site, "records", &json!({ "seat": seat })).status, StatusCode::GONE, "{seat}");
    }
    let own = post(&site, "records", &json!({ "seat": ann })).text;
    assert!(own.contains("Ann") && !own.contains("Bob") && !own.contains(id), "{own}");
    // Nor what a card is: that is what the plan says.
    let card = json!({ "id": id, "fact": "x", "answer": null });
    assert_eq!(
        post(&site, "keep", &json!({ "seat": ann, "cards": [card], "sent": 3 })).status,
        StatusCode::BAD_REQUEST
    );
    assert_eq!(post(&site, "keep", &answered(&ann, "request/none", "right", 4)).status, StatusCode::CONFLICT);
    assert_eq!(post(&site, "keep", &answered(&ann, id, "best", 5)).status, StatusCode::BAD_REQUEST);
    let exam = json!({ "seat": ann, "seed": 1, "questions": 5, "points": 70, "pass_mark": 80, "milliseconds": 9, "sent": 6 });
    assert_eq!(post(&site, "exam", &exam).status, StatusCode::BAD_REQUEST);
    assert_eq!((answers(path, "Ann"), answers(path, "Bob")), (0, 1));
    assert_eq!(Store::open(path).unwrap().cards().unwrap(), cards(&site.site.snapshot().plan.plan)[..1]);
}

#[test]
fn whoever_was_forgotten_is_told_and_the_others_learn_on() {
    let site = TestSite::new();
    let id = &cards(&site.site.snapshot().plan.plan)[0].id;
    let (ann, bob) = (seat(&site, "Ann"), seat(&site, "Bob"));
    let mut store = Store::open(&site.site.settings.learners).unwrap();
    let gone = store.learner("Ann").unwrap();
    store.forget(&gone).unwrap();
    assert_eq!(post(&site, "keep", &answered(&ann, id, "right", 1)).status, StatusCode::NOT_FOUND);
    assert_eq!(post(&site, "keep", &answered(&bob, id, "right", 1)).status, StatusCode::OK);
    assert!(store.learner("Ann").is_err());
}
