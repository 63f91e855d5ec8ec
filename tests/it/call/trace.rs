//! Why: every decision with its reason and its place in the plan.

use super::{NOON, Phone, plan};

const STEPS: &str = r#"[hours.day]
open = "Mo-Fr 08:00-18:00"
[menus.start]
say = "Press one."
no_match = { tries = 2, then = "switch" }
keys = { 1 = "desk" }
[destinations.desk]
name = "Desk"
hours = "day"
closed = "night"
[switches.switch]
cases = [{ closed = "day", then = "night" }]
otherwise = "desk"
[messages.night]
say = "Good night."
then = "hang-up"
"#;

/// Each decision behind the line of the plan that it points to; the steps begin in line 12.
fn traced(at: &str, keys: &str) -> String {
    let plan = plan(STEPS);
    let mut phone = Phone::dial_at(&plan, at);
    phone.press(keys).finish();
    let lines = phone.record.trace(&plan).into_iter().map(|entry| match entry.span {
        Some(span) => format!("{}: {}", plan.sources.place(span), entry.text),
        None => entry.text,
    });
    lines.collect::<Vec<_>>().join("\n")
}

#[test]
fn every_decision_names_its_reason_and_its_line() {
    insta::assert_snapshot!(traced("2023-08-28 19:00", "1"), @r"
    plan.toml:8: line `main` answers 1-800-555-0100
    plan.toml:14: menu `start`
    plan.toml:17: key 1 leads to `desk`
    plan.toml:18: destination `desk`
    plan.toml:20: `desk` is closed: hours `day`, closed: after 18:00 America/New_York; the call goes to `night`
    plan.toml:25: message `night`
    plan.toml:27: after message `night` the call goes to `hang-up`
    ");
}

#[test]
fn a_switch_says_which_hours_it_asked_and_where_it_leads() {
    insta::assert_snapshot!(traced(NOON, "99"), @r"
    plan.toml:8: line `main` answers 1-800-555-0100
    plan.toml:14: menu `start`
    plan.toml:16: no-match 1 of 2: `start` does not offer key 9
    plan.toml:16: no-match 2 of 2: `start` does not offer key 9
    plan.toml:16: `start` gives up after too many no-matches; the call goes to `switch`
    plan.toml:22: switch `switch`
    plan.toml:24: no case of `switch` holds: hours `day`, open until 18:00 America/New_York; the call goes to `desk`
    plan.toml:18: destination `desk`
    plan.toml:20: `desk` is open: hours `day`, open until 18:00 America/New_York
    ");
}
