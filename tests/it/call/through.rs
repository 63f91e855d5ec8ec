//! Keys that are pressed while a message is spoken, for what it leads to.

use super::{Phone, plan};

const GREETING: &str = r#"
[hours.day]
open = "Mo-Fr 08:00-12:00"
[messages.start]
say = "Welcome."
say_seconds = 10
barge_in = true
then = "news"
[messages.news]
say = "Our menu has changed."
say_seconds = 5
then = "by-hours"
[switches.by-hours]
cases = [{ open = "day", then = "menu" }]
otherwise = "night"
[menus.menu]
say = "For desk, press 1. For an account, press 2."
keys = { 1 = "desk", 2 = "account" }
[inputs.account]
say = "Enter it."
digits = 3
then = "desk"
[messages.night]
say = "We are closed."
say_seconds = 4
then = "box"
[destinations.desk]
name = "Desk"
[voicemails.box]
name = "Box"
say = "Speak."
"#;

/// A Monday morning, and seconds before noon.
const MORNING: &str = "2023-08-28 09:00";

#[test]
fn a_key_during_a_message_is_taken_by_the_menu_behind_it_and_the_rest_is_skipped() {
    let plan = plan(GREETING);
    let mut phone = Phone::dial_at(&plan, MORNING);
    phone.wait(3.0).press("1");
    assert_eq!((phone.ended(), phone.record.duration().as_secs()), ("transferred at desk".to_owned(), 3));
    assert_eq!(phone.said().len(), 1, "neither the other message nor the menu is heard");
    let hours =
        phone.trace().into_iter().any(|text| text.starts_with("case 1 of `by-hours` holds: hours `day`"));
    assert!(hours, "{:?}", phone.trace());
    // Without a word of the plan, a message takes no key.
    let mut phone = Phone::dial_at(&plan, MORNING);
    phone.wait(11.0).press("1");
    assert_eq!(phone.at(), "news");
    assert_eq!(phone.trace().pop().unwrap(), "key 1 changes nothing: message `news` asks for none");
}

#[test]
fn hours_are_asked_when_the_key_is_pressed() {
    let plan = plan(GREETING);
    let dialed = "2023-08-28 11:59:55";
    let mut before = Phone::dial_at(&plan, dialed);
    before.wait(4.9).press("1");
    assert_eq!(before.ended(), "transferred at desk");
    let mut after = Phone::dial_at(&plan, dialed);
    let decided = after.wait(5.0).trace().len();
    after.press("1");
    assert_eq!(
        after.trace()[decided..],
        ["key 1 changes nothing: what `start` leads to takes no key now, so the message goes on"]
    );
    after.wait(4.9);
    assert_eq!(after.at(), "start");
    after.finish();
    assert_eq!(after.ended(), "voicemail at box");
}

#[test]
fn a_wrong_key_is_told_there_and_the_call_is_at_the_menu() {
    let plan = plan(GREETING);
    let mut phone = Phone::dial_at(&plan, MORNING);
    phone.wait(1.0).press("9");
    assert_eq!((phone.at(), phone.heard().as_str()), ("menu", "That is not one of the choices."));
}

#[test]
fn an_input_takes_the_first_digit_of_an_entry() {
    let steps = GREETING.replace("then = \"news\"", "then = \"account\"");
    let mut phone = Phone::dial(&plan(&steps));
    phone.wait(1.0).press("12");
    assert_eq!((phone.at(), phone.call.state().entered.to_string().as_str()), ("account", "12"));
    assert_eq!(phone.press("3").ended(), "transferred at desk");
}

#[test]
fn a_prompt_that_must_be_heard_is_not_skipped() {
    let steps = GREETING.replace("keys = { 1", "barge_in = false\nkeys = { 1");
    let mut phone = Phone::dial_at(&plan(&steps), MORNING);
    phone.wait(1.0).press("1");
    assert_eq!(phone.at(), "start");
    assert_eq!(
        phone.trace().pop().unwrap(),
        "key 1 changes nothing: the prompt of `menu` must be heard first"
    );
}

#[test]
fn what_the_outside_must_be_asked_for_is_not_passed() {
    let steps = GREETING.replace("{ open = \"day\",", "{ answer.staffed = \"yes\",");
    let steps = format!("{steps}[answers.staffed]\nvalues = [\"yes\", \"no\"]\nusual = \"yes\"\n");
    let mut phone = Phone::dial(&plan(&steps));
    phone.wait(1.0).press("1");
    assert_eq!(phone.at(), "start");
    phone.finish();
    assert!(phone.said().iter().any(|(_, words)| words.starts_with("For desk")), "it was asked in the end");
}
