//! The invented companies below `menus`: plans written from the guide alone, with scenarios that cover everything and notice
//! every mistake.

use std::fs;
use std::path::Path;

use crate::helpers::program::ivrsim;

/// In this many planted mistakes there is one of nearly every kind; all of them are planted where the program is fast.
const SAMPLE: &str = "80";

fn done(args: &[&str]) -> String {
    let (code, out, errors) = ivrsim(Path::new(env!("CARGO_MANIFEST_DIR")), args);
    assert_eq!(code, 0, "{args:?}\n{out}{errors}");
    out
}

fn holds(company: &str) {
    let (menus, scenarios) = (format!("menus/{company}"), format!("scenarios/{company}"));
    done(&["check", &menus, "--deny", "note", "--at", "2026-03-02"]);
    done(&["fmt", "--check", &menus, &scenarios]);
    let told = done(&["test", &scenarios, "--coverage-min", "100"]);
    assert!(told.contains("100.0%"), "{told}");
    let sample = if cfg!(debug_assertions) { &["--sample", SAMPLE][..] } else { &[] };
    let told = done(&[&["mutate", &scenarios, "--min-score", "100"], sample].concat());
    assert!(told.contains("mistakes noticed, 100.0%"), "{told}");
    for entry in fs::read_dir(Path::new(env!("CARGO_MANIFEST_DIR")).join(&menus)).unwrap() {
        let text = fs::read_to_string(entry.unwrap().path()).unwrap();
        for line in text.lines().filter(|line| line.starts_with("number ") || line.starts_with("fax ")) {
            assert!(line.contains("-555-01"), "a number of nobody: {line}");
        }
    }
}

#[test]
fn a_hospital_with_nights_and_departments_is_covered_and_its_mistakes_are_noticed() {
    holds("hospital");
}

#[test]
fn a_utility_with_emergencies_is_covered_and_its_mistakes_are_noticed() {
    holds("utility");
}

#[test]
fn dealers_in_four_zones_are_covered_and_their_mistakes_are_noticed() {
    holds("dealers");
}

#[test]
fn a_helpline_in_two_languages_is_covered_and_its_mistakes_are_noticed() {
    holds("helpline");
}

#[test]
fn a_college_with_extensions_is_covered_and_its_mistakes_are_noticed() {
    holds("campus");
}

#[test]
fn a_doctors_office_with_a_queue_is_covered_and_its_mistakes_are_noticed() {
    holds("clinic-office");
}

#[test]
fn a_shop_with_a_night_switch_is_covered_and_its_mistakes_are_noticed() {
    holds("open-by-answer");
}

#[test]
fn a_support_line_with_one_counter_is_covered_and_its_mistakes_are_noticed() {
    holds("support-line");
}

#[test]
fn a_store_as_its_phone_system_has_it_is_covered_and_its_mistakes_are_noticed() {
    holds("pbx");
}

#[test]
fn a_line_that_only_informs_is_covered_and_its_mistakes_are_noticed() {
    holds("info-line");
}
