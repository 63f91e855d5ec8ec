//! Menus: prompts and keys, silence and slips.

use ivrsim::call::{ArrivalCause, EventKind};

use super::{Phone, plan, plan_with};

/// A menu whose prompt takes ten seconds and which waits four.
const MENU: &str = r##"
[menus.start]
say = "Press one."
say_seconds = 10
wait = "4s"
no_input = { say = "Hello?", tries = 3, then = "desk" }
no_match = { say = "No such choice.", tries = 2, then = "box" }
keys = { 1 = "desk", 2 = "second" }
[menus.second]
say = "Press one again."
say_seconds = 10
wait = "4s"
keys = { 1 = "desk", "*" = "back", "#" = "start" }
[destinations.desk]
name = "Desk"
[voicemails.box]
name = "Box"
say = "Leave a message."
"##;

#[test]
fn a_key_cuts_the_prompt_and_is_taken_at_once() {
    let mut phone = Phone::dial(&plan(MENU));
    phone.wait(3.0).press("1");
    assert_eq!(phone.ended(), "transferred at desk");
    assert!(phone.record.events.iter().any(|event| event.what == EventKind::BargesIn));
    assert!(phone.record.transcript(phone.call.plan())[0].cut_short);
    assert_eq!(phone.record.duration().as_secs(), 3);
}

#[test]
fn a_key_after_the_prompt_does_not_cut_it() {
    let mut phone = Phone::dial(&plan(MENU));
    phone.wait(11.0).press("1");
    assert_eq!(phone.ended(), "transferred at desk");
    assert!(!phone.record.transcript(phone.call.plan())[0].cut_short);
}

#[test]
fn without_barge_in_keys_do_nothing_until_the_prompt_has_ended() {
    let plan = plan(&MENU.replacen("say_seconds = 10", "say_seconds = 10\nbarge_in = false", 1));
    let mut phone = Phone::dial(&plan);
    phone.wait(9.999).press("1");
    assert_eq!(phone.at(), "start");
    assert_eq!(
        phone.trace().pop().unwrap(),
        "key 1 changes nothing: the prompt of `start` must be heard first"
    );
    assert!(!phone.record.transcript(phone.call.plan())[0].cut_short);
    phone.wait(0.001).press("1");
    assert_eq!(phone.ended(), "transferred at desk");
}

#[test]
fn without_barge_in_what_is_said_after_a_slip_must_be_heard_too() {
    let plan = plan(&MENU.replacen("say_seconds = 10", "say_seconds = 10\nbarge_in = false", 1));
    let mut phone = Phone::dial(&plan);
    phone.wait(10.0).press("9").press("1");
    assert_eq!((phone.at(), phone.heard().as_str()), ("start", "No such choice."));
    phone.wait(12.0);
    assert_eq!((phone.at(), phone.heard().as_str()), ("start", "Press one."));
}

#[test]
fn silence_is_noticed_after_exactly_the_wait_and_the_system_gives_up_after_its_tries() {
    let mut phone = Phone::dial(&plan_with("words_per_minute = 60", MENU));
    phone.finish();
    let said = phone.said();
    // One word a second: "Hello?" takes one, then the prompt comes again, then four seconds of silence.
    let expected =
        [(0.0, "Press one."), (14.0, "Hello?"), (15.0, "Press one."), (29.0, "Hello?"), (30.0, "Press one.")];
    assert_eq!(said, expected.map(|(at, words)| (at, words.to_owned())));
    assert_eq!(phone.ended(), "transferred at desk");
    assert_eq!(phone.call.outcome().unwrap().because, Some(ArrivalCause::NoInput));
    assert_eq!(phone.record.duration().as_secs(), 44);
    assert!(phone.trace().contains(&"no-input 3 of 3 at `start`".to_owned()));
}

#[test]
fn a_wrong_key_is_told_at_once_and_the_system_gives_up_after_its_tries() {
    let mut phone = Phone::dial(&plan(MENU));
    phone.press("7");
    assert_eq!(phone.heard(), "No such choice.");
    phone.wait(12.0);
    assert_eq!(phone.heard(), "Press one.");
    phone.press("8").finish();
    assert_eq!(phone.ended(), "voicemail at box");
    assert_eq!(phone.call.outcome().unwrap().because, Some(ArrivalCause::NoMatch));
    let trace = phone.trace();
    assert!(trace.contains(&"no-match 1 of 2: `start` does not offer key 7".to_owned()), "{trace:?}");
    assert!(trace.contains(&"`start` gives up after too many no-matches; the call goes to `box`".to_owned()));
}

#[test]
fn a_key_during_what_is_said_after_silence_is_taken() {
    let mut phone = Phone::dial(&plan(MENU));
    phone.wait(14.0);
    assert_eq!(phone.heard(), "Hello?");
    phone.press("1");
    assert_eq!(phone.ended(), "transferred at desk");
}

#[test]
fn silence_and_wrong_keys_are_counted_apart() {
    let mut phone = Phone::dial(&plan(MENU));
    phone.wait(14.5).press("9");
    assert_eq!((phone.call.state().no_inputs, phone.call.state().no_matches), (1, 1));
    assert_eq!(phone.at(), "start");
}

#[test]
fn coming_anew_forgets_earlier_slips() {
    let mut phone = Phone::dial(&plan(MENU));
    phone.press("9").press("2").press("*");
    assert_eq!((phone.at(), phone.call.state().no_matches), ("start", 0));
    phone.press("9");
    assert_eq!(phone.at(), "start", "it is the first slip again");
    phone.press("9");
    assert_eq!(phone.at(), "box");
}

#[test]
fn a_choice_of_the_callers_own_forgets_what_sent_the_call_here() {
    let steps = MENU.replace("then = \"box\"", "then = \"second\"");
    let mut phone = Phone::dial(&plan(&steps));
    phone.press("99");
    assert_eq!((phone.at(), phone.call.state().because), ("second", Some(ArrivalCause::NoMatch)));
    phone.press("1");
    assert_eq!(phone.call.outcome().unwrap().because, None);
}

#[test]
fn a_first_try_can_be_the_last() {
    let mut phone = Phone::dial(&plan(&MENU.replace("tries = 3", "tries = 1")));
    phone.finish();
    assert_eq!(phone.said().len(), 1);
    assert_eq!(phone.ended(), "transferred at desk");
}

#[test]
fn the_plans_defaults_hold_where_a_menu_says_nothing() {
    let steps = r#"
[defaults]
wait = "2s"
no_input = { say = "Nobody there?", tries = 2, then = "bye" }
[menus.start]
say = "Press one."
say_seconds = 0
keys = { 1 = "hang-up" }
[messages.bye]
say = "Goodbye."
then = "hang-up"
"#;
    let mut phone = Phone::dial(&plan_with("words_per_minute = 60", steps));
    phone.finish();
    let said: Vec<f64> = phone.said().into_iter().map(|(at, _)| at).collect();
    assert_eq!(said, [0.0, 2.0, 4.0, 6.0]);
    assert_eq!(phone.heard(), "Goodbye.");
    assert_eq!(phone.ended(), "disconnected at bye");
}

#[test]
fn a_timeout_that_is_handled_early_or_twice_changes_nothing() {
    let mut phone = Phone::dial(&plan(MENU));
    let before = *phone.call.state();
    phone.call.handle_timeout(phone.now);
    assert_eq!((*phone.call.state(), phone.call.poll_event()), (before, None));
    phone.wait(10.0);
    let listening = *phone.call.state();
    phone.call.handle_timeout(phone.now);
    assert_eq!((*phone.call.state(), phone.call.poll_event()), (listening, None));
}
