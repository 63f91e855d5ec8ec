//! What lessons have beside what the plan says: the company's own questions, what has changed, a tour.

use std::fs;
use std::sync::Arc;

use axum::http::{Method, StatusCode};
use ivrsim::page::PageStudy;
use ivrsim::training::store::Store;
use serde_json::{Value, json};

use super::live::{Served, event};
use super::{Answer, DESK, TestSite};
use crate::helpers::folder::files;
use crate::helpers::program::ivrsim;
use crate::oracles::garage::garage;
use crate::oracles::plan::plan;

const QUESTION: &str =
    "[[question]]\nname = \"Coffee\"\nask = \"Where is the coffee?\"\naccept = [\"In the back\"]\n";

fn post(site: &TestSite, what: &str, body: &Value) -> Answer {
    site.asked(Method::POST, &format!("/lessons/{what}"), &[], &body.to_string())
}

fn sits(site: &TestSite) -> Value {
    let answer = post(site, "sit", &json!({ "name": "Ann", "isNew": true }));
    serde_json::from_str(&answer.text).unwrap()
}

fn answered(seat: &Value, card: &str) -> Value {
    let answer = json!({ "judged": "right", "hints": 0, "milliseconds": 3000, "quick": 5000 });
    json!({ "seat": seat["seat"], "cards": [{ "id": card, "answer": answer }], "sent": 1 })
}

fn with_questions() -> TestSite {
    TestSite::of_plan(&garage("desk", DESK), |settings| {
        let folder = settings.learners.parent().unwrap();
        fs::write(folder.join("own.toml"), QUESTION).unwrap();
        settings.questions = vec![folder.join("own.toml")];
    })
}

#[test]
fn own_questions_are_asked_kept_counted_and_printed() {
    let site = with_questions();
    assert!(site.get("/").text.contains("Where is the coffee?"));
    let plan: Value = serde_json::from_str(&site.get("/plan").text).unwrap();
    assert_eq!(plan["questions"], json!([QUESTION]));
    let ann = sits(&site);
    assert_eq!(post(&site, "keep", &answered(&ann, "own/coffee")).status, StatusCode::OK);
    assert!(site.get("/trainer").text.contains("our own"), "{}", site.get("/trainer").text);
    assert!(site.get("/cards").text.contains("Where is the coffee?"));
    let without = TestSite::new();
    let ben = sits(&without);
    assert_eq!(post(&without, "keep", &answered(&ben, "own/coffee")).status, StatusCode::CONFLICT);
}

#[test]
fn questions_with_mistakes_are_told_at_the_start_and_left_out_later() {
    let folder =
        files(&[("menus/plan.toml", &garage("desk", DESK)), ("own.toml", "[[question]]\nname = \"x\"\n")]);
    let (code, _, errors) = ivrsim(folder.path(), &["--plan", "menus", "serve", "--questions", "own.toml"]);
    assert!(code == 2 && errors.contains("own.toml"), "{errors}");
    fs::write(folder.path().join("own.toml"), QUESTION).unwrap();
    let served = Served::started(folder.path(), &["--questions", "own.toml"]);
    let mut stream = served.get("/events");
    assert_eq!(event(&mut stream), r#"{"plan":1,"isBehind":false,"leavesOutQuestions":false}"#);
    fs::write(folder.path().join("own.toml"), QUESTION.replace("coffee?", "tea?")).unwrap();
    assert_eq!(event(&mut stream), r#"{"plan":2,"isBehind":false,"leavesOutQuestions":false}"#);
    assert!(served.text("/").contains("Where is the tea?"));
    fs::write(folder.path().join("own.toml"), "[[question]]\n").unwrap();
    assert_eq!(event(&mut stream), r#"{"plan":3,"isBehind":false,"leavesOutQuestions":true}"#);
    assert!(!served.text("/").contains("Where is the tea?"));
}

#[test]
fn what_has_changed_is_asked_first_and_kept() {
    let menu = |one: &str, two: &str| {
        let keys =
            format!("[menus.m]\nsay = \"{{options}}\"\n[menus.m.keys]\n1 = \"{one}\"\n2 = \"{two}\"\n");
        garage("m", &format!("{keys}{DESK}[destinations.rear]\nname = \"Back Desk\"\n"))
    };
    let (older, newer) = (menu("rear", "desk"), menu("desk", "rear"));
    let site = TestSite::of_plan(&newer, |settings| settings.changed_from = Some(Arc::new(plan(&older))));
    let told: Value = serde_json::from_str(&site.get("/plan").text).unwrap();
    let change = &told["changes"][0];
    assert_eq!(
        (change["line"].as_str(), change["old"].as_str()),
        (Some("main"), Some("The caller is put through to Back Desk."))
    );
    assert!(site.get("/").text.contains("put through to Back Desk"));
    // The page asks it before all else.
    let mut study = PageStudy::new(Arc::clone(&site.site.snapshot().plan.plan));
    let mut ask =
        |question: Value| -> Value { serde_json::from_str(&study.answer(&question.to_string())).unwrap() };
    ask(json!({ "ask": "changes", "cards": told["changes"] }));
    let at = 1_767_711_600_000_u64;
    let first = ask(
        json!({ "ask": "lesson", "name": "Ann", "records": "{\"version\":1}\n", "minutes": 5, "at": at }),
    );
    let changes = told["changes"].as_array().unwrap();
    let asked = changes.iter().find(|change| change["text"] == first["question"]["text"]);
    let right = &asked.unwrap_or_else(|| panic!("{first}"))["new"];
    let place = first["question"]["choices"].as_array().unwrap().iter().position(|choice| choice == right);
    let letter = ["a", "b", "c", "d"][place.unwrap()];
    let reply = ask(json!({ "ask": "type", "text": letter, "at": at }));
    assert_eq!(
        (reply["reply"].as_str(), reply["verdict"]["score"].as_str()),
        (Some("verdict"), Some("right")),
        "{reply}"
    );
    // And the server knows the card.
    let ann = sits(&site);
    let id = reply["keep"]["id"].as_str().unwrap();
    assert_eq!(post(&site, "keep", &answered(&ann, id)).status, StatusCode::OK);
    // A report counts what there is to know of the plan alone, as in the terminal.
    let page = site.get("/trainer").text;
    assert!(!page.contains("<td>what has changed</td>"), "{page}");
}

#[test]
fn whoever_is_new_is_shown_around_once() {
    let site = TestSite::new();
    let ann = sits(&site);
    assert_eq!(ann["hasToured"], false);
    assert_eq!(post(&site, "toured", &json!({ "seat": ann["seat"] })).status, StatusCode::OK);
    let again = post(&site, "sit", &json!({ "name": "Ann" }));
    assert!(again.text.contains("\"hasToured\":true"), "{}", again.text);
    let store = Store::open(&site.site.settings.learners).unwrap();
    assert!(store.has_toured(&store.learner("Ann").unwrap()).unwrap(), "the terminal knows it, too");
    assert_eq!(post(&site, "toured", &json!({ "seat": "x" })).status, StatusCode::GONE);
}
