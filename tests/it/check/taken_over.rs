//! What was taken over from another phone system with its mistakes: it can be called, and `check` tells them.

use super::checked;

/// What is found, each with the step that it names.
fn found(steps: &str) -> Vec<(&'static str, String)> {
    let text = format!(
        "[plan]\nname = \"Example\"\neffective = 2026-01-01\ntimezone = \"America/New_York\"\n\
         [lines.main]\nnumber = \"1-800-555-0100\"\nname = \"Main\"\nanswer = \"main\"\n{steps}"
    );
    let checked = checked(&[("plan.toml".to_owned(), text)], None).unwrap_or_else(|said| panic!("{said}"));
    let named = |message: &str| message.split('`').nth(1).unwrap_or_default().to_owned();
    checked.report.findings.iter().map(|finding| (finding.code, named(&finding.message))).collect()
}

#[test]
fn menus_that_only_lead_to_each_other_are_found_and_what_leads_to_them_is_not_told_as_well() {
    let found = found(
        r#"
        [menus.main]
        say  = "{options}"
        keys = { 1 = "sub", 9 = "repeat" }
        [menus.sub]
        say      = "{options}"
        keys     = { 1 = "before-main", "*" = "back" }
        no_input = { then = "main" }
        [messages.before-main]
        say  = "Back to the main menu."
        then = "main"
        "#,
    );
    let stuck: Vec<&str> =
        found.iter().filter(|(code, _)| *code == "no-way-out").map(|(_, step)| step.as_str()).collect();
    assert_eq!(stuck, ["main", "sub"]);
    let codes = |code: &str| found.iter().any(|(found, _)| *found == code);
    assert!(!codes("trapped-caller") && !codes("no-person"), "{found:?}");
}

#[test]
fn who_is_saved_only_by_pressing_wrong_keys_has_a_way_out() {
    let found = found(
        r#"
        [menus.main]
        say      = "{options}"
        keys     = { 1 = "repeat" }
        no_match = { then = "desk" }
        [destinations.desk]
        name = "Desk"
        "#,
    );
    assert!(found.iter().all(|(code, _)| *code != "no-way-out"), "{found:?}");
}

#[test]
fn messages_that_lead_to_each_other_end_a_call_in_circles_and_are_found() {
    let found = found(
        r#"
        [messages.main]
        say  = "Ping."
        then = "pong"
        [messages.pong]
        say  = "Pong."
        then = "main"
        "#,
    );
    assert_eq!(found, [("no-way-out", "main".to_owned()), ("no-way-out", "pong".to_owned())]);
}

#[test]
fn a_default_that_drops_calls_is_told_once() {
    let found = found(
        r#"
        [defaults]
        no_input = { then = "dropped" }
        [menus.main]
        say  = "{options}"
        keys = { 1 = "sub", 2 = "desk" }
        [menus.sub]
        say  = "{options}"
        keys = { 1 = "desk", 2 = { to = "dropped", say = "repairs" } }
        [destinations.desk]
        name = "Desk"
        "#,
    );
    let dropped: Vec<_> = found.iter().filter(|(code, _)| *code == "dropped-call").collect();
    assert_eq!(dropped.len(), 2, "{found:?}");
}

#[test]
fn rules_about_words_hold_back_where_none_are_known() {
    let found = found(
        r#"
        [menus.main]
        sound       = "press-9-for-sales.wav"
        say_seconds = 5
        keys        = { 1 = "desk", 3 = "other", 2 = "box" }
        [destinations.desk]
        name        = "Desk"
        sound       = "desk.wav"
        say_seconds = 2
        [destinations.other]
        name = "Other"
        [voicemails.box]
        name        = "Box"
        sound       = "box.wav"
        say_seconds = 2
        "#,
    );
    let codes: Vec<&str> = found.iter().map(|(code, _)| *code).collect();
    assert_eq!(codes, [""; 0]);
}
