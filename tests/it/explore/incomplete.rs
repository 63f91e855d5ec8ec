//! What is said where not every call can be looked at: one sentence, `complete` in JSON, and exit code 2.

use std::fmt::Write as _;
use std::fs;

use serde_json::Value;

use super::entries::too_many;
use crate::helpers::program::ivrsim;
use crate::oracles::garage::{UTC, garage_with};

const SENTENCE: &str =
    "Not everything was explored: a line has too many ways to follow them all, so there may be more";

/// The values of `complete` in some JSON, wherever they stand.
fn complete(json: &Value, found: &mut Vec<bool>) {
    match json {
        Value::Object(fields) => {
            found.extend(fields.get("complete").and_then(Value::as_bool));
            fields.values().for_each(|value| complete(value, found));
        }
        Value::Array(values) => values.iter().for_each(|value| complete(value, found)),
        _ => {}
    }
}

#[test]
fn every_command_that_rests_on_a_walk_tells_that_it_is_not_whole() {
    let folder = tempfile::tempdir().unwrap();
    let text = too_many();
    fs::write(folder.path().join("plan.toml"), &text).unwrap();
    fs::write(
        folder.path().join("same.toml"),
        text.replace("[destinations.a]", "# The same.\n[destinations.a]"),
    )
    .unwrap();
    let suite = "[suite]\nplan = \"plan.toml\"\n[[scenario]]\nname = \"waits\"\ncall = \"1-800-555-0100\"\n\
         at = \"2026-03-02 10:00\"\nexpect = { outcome = \"disconnected\" }\n";
    fs::write(folder.path().join("suite.toml"), suite).unwrap();
    for args in [
        &["--plan", "plan.toml", "paths"][..],
        &["--plan", "plan.toml", "paths", "--format", "csv"],
        &["--plan", "plan.toml", "diff", "same.toml"],
    ] {
        let (code, out, errors) = ivrsim(folder.path(), args);
        assert_eq!(code, 2, "{args:?}: {out}{errors}");
        assert!(out.contains(SENTENCE) || errors.contains(SENTENCE), "{args:?}: {out}{errors}");
    }
    for args in [
        &["--plan", "plan.toml", "check", "--deny", "error", "--format", "json"][..],
        &["--plan", "plan.toml", "generate", "--cover", "keys", "--format", "json"],
        &["test", "suite.toml", "--coverage", "--coverage-report", "json=coverage.json"],
    ] {
        let (code, out, errors) = ivrsim(folder.path(), args);
        assert_eq!(code, 2, "{args:?}: {errors}");
        let is_json = out.starts_with('{');
        assert!(is_json || out.contains(SENTENCE), "{args:?}: {out}{errors}");
        let out =
            if is_json { out } else { fs::read_to_string(folder.path().join("coverage.json")).unwrap() };
        let mut found = Vec::new();
        complete(&serde_json::from_str(&out).unwrap(), &mut found);
        assert_eq!(found, [false], "{args:?}");
    }
}

#[test]
fn people_behind_more_keys_than_anybody_presses_are_not_told_as_nobody() {
    let folder = tempfile::tempdir().unwrap();
    let mut text = garage_with(UTC, "m0", "[destinations.team]\nname = \"The deep team\"");
    for menu in 0..40 {
        let next = if menu == 39 { "team".to_owned() } else { format!("m{}", menu + 1) };
        let _ = write!(text, "[menus.m{menu}]\nsay = \"Press 1.\"\nkeys = {{ 1 = \"{next}\" }}\n");
    }
    fs::write(folder.path().join("plan.toml"), text).unwrap();
    for words in [&["find", "deep team"][..], &["lines"], &["cards", "--format", "csv"]] {
        let args = [&["--plan", "plan.toml"], words].concat();
        let (code, out, errors) = ivrsim(folder.path(), &args);
        assert_eq!(code, 2, "{args:?}: {out}{errors}");
        assert!(out.contains(SENTENCE) || errors.contains(SENTENCE), "{args:?}: {out}{errors}");
    }
    for words in [&["find", "deep team"][..], &["lines"], &["cards"]] {
        let args = [&["--plan", "plan.toml"], words, &["--format", "json"]].concat();
        let (code, out, errors) = ivrsim(folder.path(), &args);
        let mut found = Vec::new();
        complete(&serde_json::from_str(&out).unwrap(), &mut found);
        assert_eq!((code, found), (2, vec![false]), "{args:?}: {errors}");
    }
    // A walk has no such limit.
    assert_eq!(ivrsim(folder.path(), &["--plan", "plan.toml", "paths"]).0, 0);
}
