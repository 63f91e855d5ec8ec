//! What is spoken, and how long it takes.

use super::{Phone, plan, plan_with};

#[test]
fn a_prompt_takes_the_seconds_that_the_plan_gives() {
    let mut phone = Phone::dial(&plan(
        "[messages.start]\nsay = \"A short one.\"\nsay_seconds = 12.25\nthen = \"hang-up\"\n",
    ));
    phone.finish();
    assert_eq!(phone.record.duration().as_millis(), 12_250);
}

#[test]
fn otherwise_its_time_is_estimated_from_its_words() {
    let steps = "[messages.start]\nsay = \"Please call us again tomorrow.\"\nthen = \"hang-up\"\n";
    let mut phone = Phone::dial(&plan_with("words_per_minute = 100", steps));
    phone.finish();
    assert_eq!(phone.record.duration().as_millis(), 3_000, "five words at 100 a minute");
    let mut phone = Phone::dial(&plan(steps));
    phone.finish();
    assert_eq!(phone.record.duration().as_millis(), 2_000, "five words at the usual 150 a minute");
}

#[test]
fn the_estimate_counts_the_words_that_are_spoken_not_the_placeholders() {
    let steps = "[messages.start]\nsay = \"{number}\"\nthen = \"hang-up\"\n";
    let mut phone = Phone::dial(&plan_with("words_per_minute = 60", steps));
    phone.finish();
    assert_eq!(phone.heard(), "1-800-555-0100");
    assert_eq!(phone.record.duration().as_secs(), 11, "digit by digit");
}

#[test]
fn options_name_each_key_with_where_it_leads_in_the_plans_order() {
    let steps = r##"
[menus.start]
say = "{options}"
keys = { 3 = "desk", 1 = { to = "box", say = "a message" }, 9 = "repeat", "*" = "back", "#" = "hang-up" }
[destinations.desk]
name = "the Front Desk"
[voicemails.box]
name = "Box"
say = "Leave a message."
"##;
    assert_eq!(
        Phone::dial(&plan(steps)).heard(),
        "For the Front Desk, press 3. For a message, press 1. To hear this again, press 9. \
         To go back, press star. To end the call, press pound."
    );
}

#[test]
fn names_that_are_not_given_are_borrowed_from_the_line() {
    let steps = "[messages.start]\nsay = \"Welcome to {name} at {number}.\"\nthen = \"hang-up\"\n";
    assert_eq!(Phone::dial(&plan(steps)).heard(), "Welcome to Garage at 1-800-555-0100.");
}

#[test]
fn a_prompt_can_speak_of_others_by_name() {
    let steps = r#"
[hours.day]
open = "Mo-Fr 08:00-18:00"
[messages.start]
say = "{name:desk} at {number:main}: {hours:day}; it {next_open:day}. {{Braces}}."
then = "desk"
[destinations.desk]
name = "The Desk"
"#;
    assert_eq!(
        Phone::dial_at(&plan(steps), "2023-08-28 07:00").heard(),
        "The Desk at 1-800-555-0100: Monday to Friday, 8 AM to 6 PM Eastern; \
         it opens today at 8 AM Eastern. {Braces}."
    );
}

#[test]
fn a_prompt_that_comes_to_nothing_takes_no_time() {
    let steps = r#"
[messages.start]
say = "{entered}"
then = "menu"
[menus.menu]
say = "{entered}"
wait = "4s"
no_input = { say = "{entered}", tries = 2, then = "box" }
keys = { 1 = "box" }
[voicemails.box]
name = "Box"
say = "{entered}"
"#;
    let mut phone = Phone::dial(&plan(steps));
    phone.wait(0.0);
    assert_eq!(phone.at(), "menu");
    phone.finish();
    assert_eq!(phone.ended(), "voicemail at box");
    assert_eq!(phone.record.duration().as_secs(), 8);
}

#[test]
fn what_was_entered_last_is_said_until_the_next_input() {
    let steps = r#"
[inputs.start]
say = "Enter."
digits = 2
then = "menu"
[menus.menu]
say = "You entered {entered}. {options}"
keys = { 1 = "start", 0 = "hang-up" }
"#;
    let mut phone = Phone::dial(&plan(steps));
    phone.press("42");
    assert!(phone.heard().starts_with("You entered 42. For start"), "{}", phone.heard());
    phone.press("7").wait(8.0);
    assert!(phone.heard().starts_with("You entered 42."), "a wrong key is no entry: {}", phone.heard());
    phone.press("1");
    assert!(phone.call.state().entered.is_empty());
}

#[test]
fn a_name_that_ends_with_a_period_ends_its_sentence_too() {
    let steps = "[messages.start]\nsay = \"You have reached {name:desk}. {name:desk}... is busy.\"\nthen = \"hang-up\"\n\
                 [destinations.desk]\nname = \"Acme Inc.\"\n";
    let mut phone = Phone::dial(&plan(steps));
    phone.finish();
    assert_eq!(phone.heard(), "You have reached Acme Inc. Acme Inc.... is busy.");
}
