//! Each rule finds its mistake, and nothing else, in its example `src/check/examples/CODE/fails.toml`, and nothing at all in
//! `passes.toml`. What it says stands in `tests/cases/check/CODE.txt`.

use std::fs;
use std::path::Path;

use ivrsim::check::{catalogue, fixed};

use super::{checked, example, shown};
use crate::helpers::generated::assert_generated;
use crate::oracles::check::held;

#[test]
fn every_rule_finds_its_mistake_and_no_other() {
    let cases = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/cases/check");
    for rule in catalogue() {
        let scenarios = example(rule.code, "scenarios.toml");
        let text = example(rule.code, "fails.toml").unwrap();
        let checked = checked(&[("fails.toml".to_owned(), text)], scenarios.as_deref())
            .unwrap_or_else(|said| panic!("{}: {said}", rule.code));
        let said = shown(&checked.report.findings, &checked.sources);
        let codes: Vec<_> = checked.report.findings.iter().map(|finding| finding.code).collect();
        assert!(!codes.is_empty() && codes.iter().all(|code| *code == rule.code), "{}:\n{said}", rule.code);
        let levels = checked.report.findings.iter().all(|finding| finding.level == rule.level);
        assert!(levels, "{}:\n{said}", rule.code);
        assert_generated(&cases.join(format!("{}.txt", rule.code)), &said);
    }
}

#[test]
fn what_is_right_is_passed_without_a_word() {
    for rule in catalogue() {
        let scenarios = example(rule.code, "scenarios.toml");
        let text = example(rule.code, "passes.toml").unwrap();
        let checked = checked(&[("passes.toml".to_owned(), text)], scenarios.as_deref())
            .unwrap_or_else(|said| panic!("{}: {said}", rule.code));
        let said = shown(&checked.report.findings, &checked.sources);
        assert!(checked.report.findings.is_empty(), "{}:\n{said}", rule.code);
    }
}

#[test]
fn every_example_is_that_of_a_rule_and_formatted() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut codes: Vec<String> = catalogue().iter().map(|rule| rule.code.to_owned()).collect();
    codes.sort();
    for folder in ["src/check/examples", "tests/cases/check"] {
        let paths = fs::read_dir(root.join(folder)).unwrap().map(|entry| entry.unwrap().path());
        let mut found: Vec<_> =
            paths.map(|path| path.file_stem().unwrap().to_str().unwrap().to_owned()).collect();
        found.sort();
        assert_eq!(found, codes, "{folder}");
    }
    for code in codes {
        for name in ["fails.toml", "passes.toml", "scenarios.toml"] {
            let Some(text) = example(&code, name) else { continue };
            let tidy = ivrsim::base::tidy::formatted(name, &text).unwrap();
            assert_eq!(text, tidy, "{code}/{name}");
        }
    }
}

#[test]
fn a_repair_of_a_case_changes_no_call() {
    let mut repaired = 0;
    for rule in catalogue() {
        let before =
            checked(&[("plan.toml".to_owned(), example(rule.code, "fails.toml").unwrap())], None).unwrap();
        for repair in fixed(&before.report.findings, &before.sources) {
            repaired += 1;
            held(&before.plan, &repair.text);
        }
    }
    assert!(repaired >= 4, "{repaired}");
}

#[test]
fn hours_and_targets_are_not_repaired() {
    for code in ["odd-minute", "key-leads-back-here"] {
        let before =
            checked(&[("plan.toml".to_owned(), example(code, "fails.toml").unwrap())], None).unwrap();
        assert!(before.report.findings.iter().all(|finding| finding.fix.is_none()), "{code}");
    }
    // At 21:00 it is closed, whatever the plan's author meant.
    let text = example("odd-minute", "fails.toml").unwrap();
    let late = checked(&[("plan.toml".to_owned(), text.replace("17:59", "21:01"))], None).unwrap();
    assert_eq!(late.report.findings.len(), 1);
    assert!(late.report.findings[0].fix.is_none());
}

#[test]
fn the_help_of_an_odd_minute_speaks_of_the_time_at_hand() {
    let text = example("odd-minute", "fails.toml").unwrap();
    for (hours, told) in [
        ("Mo-Fr 08:59-17:00", ["08:59 is a minute off 09:00", "it opens at 08:59:00", "write `09:00`"]),
        ("Mo-Fr 09:01-17:00", ["09:01 is a minute off 09:00", "it opens at 09:01:00", "write `09:00`"]),
        (
            "Mo-Fr 09:00-16:59",
            ["16:59 is a minute off 17:00", "at 16:59:00 it is already closed", "write `17:00`"],
        ),
        (
            "Mo-Fr 09:00-23:59",
            ["23:59 is a minute off 24:00", "at 23:59:00 it is already closed", "write `24:00`"],
        ),
        (
            "Mo-Fr 09:00-12:31",
            ["12:31 is a minute off 12:30", "at 12:31:00 it is already closed", "write `12:30`"],
        ),
    ] {
        let plan = text.replace("Mo-Fr 08:00-17:59", hours);
        let found = checked(&[("plan.toml".to_owned(), plan)], None).unwrap();
        let said = shown(&found.report.findings, &found.sources);
        assert!(told.iter().all(|told| said.contains(told)), "{hours}:\n{said}");
        assert!(!said.contains("18:00"), "{hours}:\n{said}");
    }
}

#[test]
fn a_repair_of_a_case_leaves_nothing_to_find() {
    let mut repaired = 0;
    for rule in catalogue() {
        let text = example(rule.code, "fails.toml").unwrap();
        let before = checked(&[("fails.toml".to_owned(), text)], None).unwrap();
        let Some(repair) = fixed(&before.report.findings, &before.sources).pop() else { continue };
        repaired += 1;
        let after = checked(&[("fails.toml".to_owned(), repair.text)], None)
            .unwrap_or_else(|said| panic!("{}: {said}", rule.code));
        assert!(
            after.report.findings.is_empty(),
            "{}:\n{}",
            rule.code,
            shown(&after.report.findings, &after.sources)
        );
    }
    assert!(repaired >= 4, "{repaired}");
}
