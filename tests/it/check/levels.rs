//! How bad findings are, and what a plan allows.

use ivrsim::base::diagnostic::Level;
use ivrsim::check::{CheckSubject, Levels, catalogue, check, rule_named};
use ivrsim::plan::RuleSetting;

use super::{checked, checked_text, example, shown, today};

/// Two keys that lead back to their menus, and a prompt that names a key first.
const PLAN: &str = r#"
[plan]
name = "Example"
effective = 2026-01-05
timezone = "America/New_York"
PLAN

[lines.main]
number = "1-800-555-0100"
name = "Example"
answer = "main"

[menus.main]
say = "{options}"
MENU

[menus.main.keys]
1 = "sales"
2 = { to = "main" KEY }
3 = "main"

[destinations.sales]
name = "Sales"
"#;

fn codes(places: &[(&str, &str)]) -> Vec<String> {
    let mut text = PLAN.to_owned();
    for (place, written) in places {
        text = text.replace(place, written);
    }
    let text = text.replace("PLAN\n", "\n").replace("MENU\n", "\n").replace("KEY ", " ");
    let report = checked_text(&text).report;
    report.findings.iter().map(|finding| format!("{} {}", finding.level.word(), finding.code)).collect()
}

#[test]
fn an_allowance_holds_for_its_table_and_a_menus_for_its_keys() {
    let twice = ["warning key-leads-back-here", "warning key-leads-back-here"];
    assert_eq!(codes(&[]), twice);
    assert_eq!(codes(&[("MENU", "allow.key-leads-back-here = \"they want it so\"")]), [""; 0]);
    assert_eq!(codes(&[("KEY", ", allow = { key-leads-back-here = \"they want it so\" }")]), twice[1..]);
    // The plan's own table is a table like others.
    let with_plan = codes(&[("PLAN", "allow.key-leads-back-here = \"they want it so\"")]);
    assert_eq!(with_plan, ["warning unused-allowance", twice[0], twice[1]]);
}

#[test]
fn an_allowance_that_allows_nothing_is_told_unless_nobody_looked() {
    assert_eq!(codes(&[("PLAN", "allow.long-prompt = \"x\"")])[0], "warning unused-allowance");
    assert!(
        !codes(&[("PLAN", "allow.old-plan = \"x\"")])[0].contains("unused"),
        "it may be needed another day"
    );
    let off = "allow.long-prompt = \"x\"\n[check]\nlevels.long-prompt = \"allow\"";
    assert!(!codes(&[("PLAN", off)])[0].contains("unused"), "the rule was not run");
    assert_eq!(codes(&[("PLAN", "allow.long-promt = \"x\"")])[0], "error unknown-rule");
}

#[test]
fn a_plan_sets_the_level_of_every_rule() {
    for rule in catalogue() {
        let plan = example(rule.code, "fails.toml").unwrap();
        for (word, level) in [("error", Some(Level::Error)), ("note", Some(Level::Note)), ("allow", None)] {
            let set = format!("levels.{} = \"{word}\"", rule.code);
            let text = if plan.contains("[check]\n") {
                plan.replace("[check]\n", &format!("[check]\n{set}\n"))
            } else {
                format!("{plan}\n[check]\n{set}\n")
            };
            let scenarios = example(rule.code, "scenarios.toml");
            let checked = checked(&[("fails.toml".to_owned(), text)], scenarios.as_deref())
                .unwrap_or_else(|said| panic!("{}: {said}", rule.code));
            let said = shown(&checked.report.findings, &checked.sources);
            let levels: Vec<Level> = checked.report.findings.iter().map(|finding| finding.level).collect();
            match level {
                Some(level) => assert!(!levels.is_empty() && levels.iter().all(|l| *l == level), "{said}"),
                None => assert!(levels.is_empty(), "{said}"),
            }
        }
    }
}

#[test]
fn the_command_line_wins_over_the_plan() {
    let text = PLAN.replace("PLAN", "[check]\nlevels.key-leads-back-here = \"allow\"");
    let plan = checked_text(&text.replace("MENU\n", "\n").replace("KEY ", " ")).plan;
    let mut levels = Levels::of(&plan);
    let rule = rule_named("key-leads-back-here").unwrap();
    assert_eq!(levels.level(rule), None);
    levels.set(rule, RuleSetting::Level(Level::Error));
    assert_eq!(levels.level(rule), Some(Level::Error));
    let report = check(&CheckSubject::new(&plan, today()), &levels);
    assert_eq!(report.findings.len(), 2);
}
