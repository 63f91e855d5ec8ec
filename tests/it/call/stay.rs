//! Silence and other keys as ways: they lead on the first time, and are no missteps.

use ivrsim::call::{CallSpec, KeySequence};
use ivrsim::plan::Plan;
use ivrsim::time::moment;

use super::{NOON, Phone, number, plan};

const CLINIC: &str = r##"
[menus.start]
say = "Press two."
say_seconds = 2
wait = "3s"
keys = { 2 = "desk", silence = "choices", other = "box" }
[menus.choices]
say = "{options}"
say_seconds = 4
wait = "5s"
[menus.choices.keys]
1 = "desk"
silence = { to = "desk", say = "anything else" }
other = "repeat"
[inputs.account]
say = "Your account."
digits = 2
terminator = "#"
routes = { 1x = "desk", silence = "desk", other = "box" }
[destinations.desk]
name = "Desk"
[voicemails.box]
name = "Box"
say = "Leave a message."
"##;

/// Where keys and pauses lead, and how many missteps were counted.
fn ends(plan: &Plan, keys: &str) -> (String, usize) {
    let at = moment::parse(NOON, plan.zone).unwrap();
    let keys: KeySequence = keys.parse().unwrap();
    let call = plan.call(&CallSpec::new(number("1-800-555-0100"), at).with_keys(keys));
    let counted = call.record.trace(plan).into_iter().filter(|told| told.text.starts_with("no-")).count();
    (call.outcome.place_key(plan).unwrap_or_default().to_owned(), counted)
}

#[test]
fn the_first_silence_and_the_first_other_key_lead_on() {
    let plan = plan(CLINIC);
    assert_eq!(ends(&plan, "2"), ("desk".to_owned(), 0));
    assert_eq!(ends(&plan, "9"), ("box".to_owned(), 0));
    assert_eq!(ends(&plan, ""), ("desk".to_owned(), 0));
    assert_eq!(ends(&plan, ",,,1"), ("desk".to_owned(), 0));
    // Other keys are told the choices again, as often as they are pressed.
    assert_eq!(ends(&plan, ",,,4567890"), ("desk".to_owned(), 0));
}

#[test]
fn silence_leads_on_after_the_wait_and_is_told_as_a_way() {
    let mut phone = Phone::dial(&plan(CLINIC));
    phone.wait(4.999);
    assert_eq!(phone.at(), "start");
    phone.wait(0.001);
    assert_eq!(phone.at(), "choices");
    assert!(phone.trace().contains(&"nothing is pressed at `start`, which leads to `choices`".to_owned()));
    phone.wait(1.0).press("7");
    let trace = phone.trace();
    let told = "`choices` does not offer key 7, and anything else leads to the same prompt again";
    assert!(trace.contains(&told.to_owned()), "{trace:?}");
    phone.wait(9.0);
    assert_eq!(phone.ended(), "transferred at desk");
}

#[test]
fn options_are_offered_to_those_who_stay_on_the_line() {
    let mut phone = Phone::dial(&plan(CLINIC));
    phone.wait(5.0);
    let said = phone.record.transcript(phone.call.plan()).pop().unwrap().text;
    assert_eq!(said, "For Desk, press 1. For anything else, stay on the line.");
}

#[test]
fn an_input_leads_on_with_nothing_and_with_what_it_does_not_take() {
    let plan = plan(&CLINIC.replacen("[menus.start]", "[menus.first]", 1).replacen("account]", "start]", 1));
    assert_eq!(ends(&plan, "12"), ("desk".to_owned(), 0));
    assert_eq!(ends(&plan, "22"), ("box".to_owned(), 0));
    assert_eq!(ends(&plan, "1#"), ("box".to_owned(), 0), "too short");
    assert_eq!(ends(&plan, "#"), ("box".to_owned(), 0), "nothing entered, and said so");
    assert_eq!(ends(&plan, ""), ("desk".to_owned(), 0));
}

#[test]
fn a_caller_who_says_nothing_for_ever_is_led_in_circles_to_an_end() {
    let round = "[menus.start]\nsay = \"Hello.\"\nsay_seconds = 0\nwait = \"1s\"\n\
                 keys = { 1 = \"desk\", silence = \"repeat\" }\n[destinations.desk]\nname = \"Desk\"\n";
    let mut phone = Phone::dial(&plan(round));
    phone.wait(1_000.0);
    assert_eq!(phone.ended(), "disconnected at start");
    assert!(phone.record.duration().as_secs() <= 201, "{:?}", phone.record.duration());
}
