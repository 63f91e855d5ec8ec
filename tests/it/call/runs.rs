//! Keys written down, and calls made from them in virtual time.

use ivrsim::call::{CallSpec, Caller, CallerError, KeySequence};
use ivrsim::number::Country;
use ivrsim::plan::Plan;
use ivrsim::time::moment;

use super::{NOON, number, plan};

const STEPS: &str = r#"
[messages.start]
say = "Welcome."
say_seconds = 5
then = "menu"
[menus.menu]
say = "Press one."
say_seconds = 10
wait = "4s"
no_match = { say = "No.", tries = 2, then = "hang-up" }
keys = { 1 = "desk", 2 = "repeat" }
[destinations.desk]
name = "Desk"
"#;

/// The call's length in seconds, and how many of the keys were pressed.
fn made(plan: &Plan, keys: &str) -> (i64, usize) {
    let at = moment::parse(NOON, plan.zone).unwrap();
    let keys: KeySequence = keys.parse().unwrap();
    let call = plan.call(&CallSpec::new(number("1-800-555-0100"), at).with_keys(keys.clone()));
    (call.record.duration().as_secs(), call.pressed)
}

#[test]
fn a_line_is_called_by_its_number() {
    let plan = plan(STEPS);
    let at = moment::parse(NOON, plan.zone).unwrap();
    let (line, _) = plan.lines().next().unwrap();
    let spec = CallSpec::to_line(&plan, line, at).with_keys("2,1".parse().unwrap());
    assert_eq!(spec, CallSpec::new(number("1-800-555-0100"), at).with_keys("2,1".parse().unwrap()));
    let call = plan.call(&spec);
    assert_eq!((call.record.line, call.outcome.place_key(&plan)), (Some(line), Some("desk")));
}

#[test]
fn a_key_waits_until_the_call_takes_keys_and_then_cuts_the_prompt() {
    assert_eq!(made(&plan(STEPS), "1"), (5, 1));
}

#[test]
fn a_comma_waits_two_seconds_from_where_the_call_is() {
    assert_eq!(made(&plan(STEPS), "2,1"), (7, 3));
    assert_eq!(made(&plan(STEPS), "2,,,1"), (11, 5));
    assert_eq!(made(&plan(STEPS), ",,,1"), (6, 4), "three pauses from the beginning, past the message");
}

#[test]
fn keys_that_are_left_when_the_call_ends_are_not_pressed() {
    assert_eq!(made(&plan(STEPS), "1,23"), (5, 1));
    assert_eq!(made(&plan(STEPS), "99,1"), (5, 2));
    assert_eq!(made(&plan(STEPS), "1").1, 1);
}

#[test]
fn a_caller_is_a_number_or_a_zone_or_an_error_that_helps() {
    let read = |text: &str| Caller::parse(text, Country::UnitedStates);
    assert_eq!(read(" (213) 555-0177 ").unwrap().number, Some(number("2135550177")));
    assert_eq!(read("America/Denver").unwrap().zone.unwrap().name(), "America/Denver");
    let slip = read("America/Denvr").unwrap_err();
    assert_eq!(
        slip,
        CallerError::NoSuchZone { text: "America/Denvr".to_owned(), near: Some("America/Denver") }
    );
    assert!(slip.to_string().contains("did you mean `America/Denver`?"));
    assert!(read("nobody").unwrap_err().to_string().contains("write a phone number"));
}

#[test]
fn why_a_call_ended_is_said_in_words() {
    let plan = plan(&STEPS.replace("say_seconds = 5\nthen = \"menu\"", "then = \"menu\""));
    let at = moment::parse(NOON, plan.zone).unwrap();
    for (dialled, keys, reason) in [
        ("1-800-555-0100", "1", "put through"),
        ("1-800-555-0100", "99", "the caller pressed keys that are not accepted"),
        ("1-800-555-0100", "", "the caller pressed nothing"),
        ("1-800-555-0101", "1", "no line of the plan has this number"),
    ] {
        let keys = keys.parse::<KeySequence>().unwrap();
        let record = plan.call(&CallSpec::new(number(dialled), at).with_keys(keys.clone())).record;
        assert_eq!(record.reason(&plan).unwrap(), reason);
    }
}
