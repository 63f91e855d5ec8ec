//! What the studio answers to whom.

use axum::http::{Method, StatusCode};
use serde_json::{Value, json};

use crate::serve::{DESK, TestSite};

use super::super::live::Served;
use crate::helpers::folder;
use crate::oracles::garage::garage;

fn posted(site: &TestSite, path: &str, body: &Value) -> (StatusCode, Value) {
    let answer = site.asked(Method::POST, path, &[("content-type", "application/json")], &body.to_string());
    (answer.status, serde_json::from_str(&answer.text).unwrap_or(Value::String(answer.text)))
}

#[test]
fn the_studio_is_for_trainers_who_were_given_its_page() {
    let site = TestSite::of_class();
    let learner = site.signed_in("open sesame");
    for path in ["/studio", "/studio/events", "/studio/part/files", "/studio/style.css"] {
        let answer = site.asked(Method::GET, path, &[("cookie", &learner)], "");
        assert_eq!(answer.status, StatusCode::FORBIDDEN, "{path}");
    }
    let trainer = site.signed_in("correct horse");
    let page = site.asked(Method::GET, "/studio", &[("cookie", &trainer)], "");
    assert_eq!(page.status, StatusCode::OK);
    assert!(page.text.contains("<h1>Garage</h1>") && !page.text.contains("style="), "{}", page.text);
    for path in ["/studio/save", "/studio/check", "/studio/repair"] {
        for headers in
            [[("cookie", &*trainer), ("x-ivrsim-token", "")], [("cookie", &*learner), ("accept", "*/*")]]
        {
            assert_eq!(
                site.asked(Method::POST, path, &headers, "{}").status,
                StatusCode::FORBIDDEN,
                "{path}"
            );
        }
        assert_eq!(
            site.asked(Method::GET, path, &[("cookie", &trainer)], "").status,
            StatusCode::METHOD_NOT_ALLOWED
        );
    }
}

#[test]
fn what_is_no_request_of_ours_is_refused_and_nothing_is_written() {
    let site = TestSite::new();
    assert_eq!(site.get("/studio/part/secrets").status, StatusCode::NOT_FOUND);
    for path in ["/studio/save", "/studio/check", "/studio/repair"] {
        for body in ["", "[]", "{\"files\": 1}", "{\"files\": [], \"more\": 1}", "\u{0}"] {
            let (status, told) = posted(&site, path, &Value::String(body.to_owned()));
            assert_eq!(status, StatusCode::BAD_REQUEST, "{path} {body}: {told}");
        }
    }
    for name in ["../secret.toml", "/etc/passwd", "menus/plan.toml", ""] {
        let file = json!({ "files": [{ "name": name, "hash": "", "text": "" }] });
        let (status, told) = posted(&site, "/studio/save", &file);
        assert_eq!(status, StatusCode::NOT_FOUND, "{name}: {told}");
        assert!(told["why"].as_str().unwrap().contains("is no file of this plan"), "{told}");
    }
    let (status, _) = posted(&site, "/studio/repair", &json!({ "finding": "0", "drafts": [] }));
    assert_eq!(status, StatusCode::CONFLICT);
    let large = json!({ "drafts": [{ "name": "x", "text": "x".repeat(64 * 1024 * 1024) }] });
    assert_eq!(posted(&site, "/studio/check", &large).0, StatusCode::PAYLOAD_TOO_LARGE);
}

#[test]
fn a_file_that_has_changed_is_not_saved_and_both_texts_are_told() {
    let site = TestSite::new();
    let path = site.folder().join("menus/plan.toml");
    let loaded = std::fs::read_to_string(&path).unwrap();
    let name = path.to_string_lossy().into_owned();
    let hash = ivrsim::serve::studio::text_hash(&loaded);
    let save = |text: &str| json!({ "files": [{ "name": name, "hash": hash, "text": text }] });
    let (status, told) = posted(&site, "/studio/save", &save(&loaded.replace("Front", "Back")));
    assert_eq!((status, told["hashes"].as_array().map(Vec::len)), (StatusCode::OK, Some(1)), "{told}");
    let (status, told) = posted(&site, "/studio/save", &save("mine"));
    assert_eq!(status, StatusCode::CONFLICT);
    assert_eq!(told["text"], loaded.replace("Front", "Back"));
    assert_eq!(std::fs::read_to_string(&path).unwrap(), loaded.replace("Front", "Back"));
}

#[test]
fn every_save_is_looked_at_and_told_to_those_who_watch() {
    let folder = folder::files(&[("menus/plan.toml", &garage("desk", DESK))]);
    let served = Served::started(folder.path(), &[]);
    let mut stream = served.get("/studio/events");
    let mut until_done = || loop {
        let told: Value = serde_json::from_str(&crate::serve::live::event(&mut stream)).unwrap();
        if told["done"] == true {
            return told;
        }
    };
    let first = until_done();
    assert_eq!(first["behind"], false);
    assert_eq!(first["parts"]["files"], 1);
    let plan = folder.path().join("menus/plan.toml");
    std::fs::write(&plan, garage("desk", "")).unwrap();
    let broken = until_done();
    assert_eq!(broken["behind"], true);
    assert!(broken["sentence"].as_str().unwrap().starts_with("1 error, no differences"), "{broken}");
    let gated =
        format!("{DESK}hours = \"day\"\nclosed = \"hang-up\"\n[hours.day]\nopen = \"Mo-Fr 08:00-18:00\"\n");
    std::fs::write(&plan, garage("desk", &gated)).unwrap();
    let mended = until_done();
    assert!(mended["sentence"].as_str().unwrap().contains("1 difference"), "{mended}");
    assert!(served.text("/studio/part/differences").contains("Front Desk"));
    assert!(served.text("/studio/part/map?line=main&show=changes").contains("<svg"));
}
