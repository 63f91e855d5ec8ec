//! Where calls go: repeat, back, operator, switches, messages, circles, and how calls end.

use ivrsim::call::{Call, Caller, EndPlace, EndReason, OutcomeKind};
use ivrsim::time::moment;

use super::{NOON, Phone, number, outcome, plan, plan_with};

const NESTED: &str = r##"
[menus.start]
say = "Start."
keys = { 1 = "one", 9 = "repeat", "*" = "back", "#" = "hang-up", 0 = "operator" }
[menus.one]
say = "One."
keys = { 1 = "two", 9 = "repeat", "*" = "back", 5 = "note" }
[menus.two]
say = "Two."
keys = { 1 = "one", "*" = "back", 0 = "operator" }
[messages.note]
say = "Note."
then = "back"
[destinations.operator]
name = "Operator"
"##;

#[test]
fn repeat_says_the_prompt_again_without_coming_anew() {
    let mut phone = Phone::dial(&plan(NESTED));
    phone.press("9");
    let said: Vec<String> = phone.said().into_iter().map(|(_, words)| words).collect();
    assert_eq!(
        (said.as_slice(), phone.at()),
        (["Start.".to_owned(), "Start.".to_owned()].as_slice(), "start")
    );
    assert_eq!(phone.record.path().count(), 1);
    assert_eq!(phone.trace().pop().unwrap(), "`start` says its prompt again");
}

#[test]
fn back_leads_to_the_menu_before_and_from_there_to_the_one_before_that() {
    let mut phone = Phone::dial(&plan(NESTED));
    phone.press("11");
    assert_eq!(phone.at(), "two");
    phone.press("*");
    assert_eq!(phone.at(), "one");
    phone.press("*");
    assert_eq!(phone.at(), "start");
}

#[test]
fn back_at_the_first_menu_stays_there() {
    let mut phone = Phone::dial(&plan(NESTED));
    phone.press("***");
    assert_eq!(phone.at(), "start");
}

#[test]
fn back_after_going_in_a_round_leads_to_where_the_round_began() {
    let mut phone = Phone::dial(&plan(NESTED));
    phone.press("111").press("*");
    assert_eq!(phone.at(), "start", "one, two, one: what lay between is forgotten");
}

#[test]
fn back_from_a_message_leads_to_the_menu_that_led_there() {
    let mut phone = Phone::dial(&plan(NESTED));
    phone.press("15");
    assert_eq!(phone.at(), "note");
    phone.wait(5.0);
    assert_eq!(phone.at(), "one");
}

#[test]
fn an_operator_is_a_name_like_any_other() {
    assert_eq!(outcome(&plan(NESTED), NOON, "", "110"), "transferred at operator");
}

#[test]
fn a_menu_can_end_the_call() {
    let mut phone = Phone::dial(&plan(NESTED));
    phone.press("#");
    assert_eq!(phone.ended(), "disconnected at start");
    assert_eq!(phone.call.outcome().unwrap().reason, EndReason::HungUp);
}

#[test]
fn repeat_from_a_switch_asks_again_what_was_asked() {
    let steps = r#"
[inputs.start]
say = "Enter."
digits = 2
then = "check"
[switches.check]
cases = [{ entered = ["1x"], then = "desk" }]
otherwise = "repeat"
[destinations.desk]
name = "Desk"
"#;
    let mut phone = Phone::dial(&plan(steps));
    phone.press("25");
    assert_eq!((phone.at(), phone.said().len()), ("start", 2));
    phone.press("15");
    assert_eq!(phone.ended(), "transferred at desk");
}

#[test]
fn a_closed_step_can_send_the_caller_back_or_ask_again() {
    for word in ["back", "repeat"] {
        let steps = format!(
            r#"
[hours.day]
open = "Mo-Fr 08:00-18:00"
[menus.start]
say = "Start."
keys = {{ 1 = "desk", 2 = "sub", 0 = "hang-up" }}
[menus.sub]
say = "Sub."
hours = "day"
closed = "{word}"
keys = {{ 1 = "desk" }}
[destinations.desk]
name = "Desk"
hours = "day"
closed = "{word}"
"#
        );
        for key in ["1", "2"] {
            let mut phone = Phone::dial_at(&plan(&steps), "2023-08-28 19:00");
            phone.press(key);
            assert_eq!((phone.at(), phone.heard().as_str()), ("start", "Start."), "{word} {key}");
        }
    }
}

#[test]
fn back_with_nothing_before_ends_the_call_and_says_why() {
    let steps = r#"
[hours.day]
open = "Mo-Fr 08:00-18:00"
[destinations.start]
name = "Desk"
hours = "day"
closed = "back"
"#;
    let phone = Phone::dial_at(&plan(steps), "2023-08-28 19:00");
    assert_eq!(phone.ended(), "disconnected at start");
    assert_eq!(phone.call.outcome().unwrap().reason, EndReason::Loop);
    assert_eq!(
        phone.trace().pop().unwrap(),
        "`start` sends the call back, but there was no menu before; the call ends"
    );
}

#[test]
fn messages_follow_each_other_and_take_their_time() {
    let steps = r#"
[messages.start]
say = "First."
say_seconds = 2.5
then = "second"
[messages.second]
say = "Second."
say_seconds = 1.5
then = "box"
[voicemails.box]
name = "Box"
say = "Leave a message."
say_seconds = 3
"#;
    let mut phone = Phone::dial(&plan(steps));
    phone.finish();
    let starts: Vec<f64> = phone.said().into_iter().map(|(at, _)| at).collect();
    assert_eq!(starts, [0.0, 2.5, 4.0]);
    assert_eq!(phone.ended(), "voicemail at box");
    assert_eq!(phone.record.duration().as_secs(), 7);
}

#[test]
fn a_destination_can_say_something_first() {
    let steps = "[destinations.start]\nname = \"Desk\"\nsay = \"To {name}.\"\nsay_seconds = 2\n";
    let mut phone = Phone::dial(&plan(steps));
    assert_eq!(phone.heard(), "To Desk.");
    phone.press("1");
    assert_eq!(phone.trace().pop().unwrap(), "key 1 changes nothing: destination `start` asks for none");
    phone.finish();
    assert_eq!(phone.record.duration().as_secs(), 2);
}

/// A switch whose first case has this condition.
fn branch(condition: &str) -> String {
    format!(
        r#"
[hours.office]
open = "Mo-Fr 08:00-18:00"
[hours.local]
open = "Mo-Fr 08:00-18:00"
timezone = "caller"
[switches.start]
cases = [{{ {condition}, then = "yes" }}]
otherwise = "no"
[destinations.yes]
name = "Yes"
[destinations.no]
name = "No"
"#
    )
}

#[track_caller]
fn assert_branch(condition: &str, at: &str, from: &str, expected: &str) {
    assert_eq!(outcome(&plan(&branch(condition)), at, from, ""), format!("transferred at {expected}"));
}

#[test]
fn a_switch_asks_whether_hours_are_open_or_closed() {
    assert_branch("open = \"office\"", "2023-08-28 17:59:59", "", "yes");
    assert_branch("open = \"office\"", "2023-08-28 18:00", "", "no");
    assert_branch("closed = \"office\"", "2023-08-28 18:00", "", "yes");
    assert_branch("open = \"local\"", "2023-08-28 20:00", "America/Los_Angeles", "yes");
    assert_branch("open = \"local\"", "2023-08-28 20:00", "America/New_York", "no");
}

#[test]
fn a_switch_asks_who_calls_and_from_where() {
    assert_branch("caller = [\"213-555-0177\"]", NOON, "(213) 555-0177", "yes");
    assert_branch("caller = [\"213-555-0177\"]", NOON, "(213) 555-0178", "no");
    assert_branch("caller = [\"213-555-0177\"]", NOON, "", "no");
    assert_branch("area_code = [\"213\", \"310\"]", NOON, "310-555-0100", "yes");
    assert_branch("area_code = [\"213\", \"310\"]", NOON, "615-555-0100", "no");
    assert_branch("region = [\"Tennessee\"]", NOON, "615-555-0100", "yes");
    assert_branch("region = [\"TN\"]", NOON, "213-555-0100", "no");
    assert_branch("caller_timezone = [\"America/Los_Angeles\"]", NOON, "213-555-0100", "yes");
    assert_branch("caller_timezone = [\"America/Los_Angeles\"]", NOON, "America/Denver", "no");
}

#[test]
fn all_conditions_of_a_case_must_hold() {
    let both = "open = \"office\", area_code = [\"213\"]";
    assert_branch(both, NOON, "213-555-0100", "yes");
    assert_branch(both, "2023-08-28 19:00", "213-555-0100", "no");
    assert_branch(both, NOON, "615-555-0100", "no");
}

#[test]
fn a_switch_asks_what_was_entered() {
    let steps = r#"
[inputs.start]
say = "Enter."
digits = 2
then = "check"
[switches.check]
cases = [{ entered = ["1x", "99"], then = "yes" }]
otherwise = "no"
[destinations.yes]
name = "Yes"
[destinations.no]
name = "No"
"#;
    let plan = plan(steps);
    assert_eq!(outcome(&plan, NOON, "", "17"), "transferred at yes");
    assert_eq!(outcome(&plan, NOON, "", "99"), "transferred at yes");
    assert_eq!(outcome(&plan, NOON, "", "98"), "transferred at no");
}

#[test]
fn messages_that_lead_to_each_other_are_ended_by_the_engine_with_a_trace() {
    let steps = r#"
[switches.start]
cases = [{ caller = ["213-555-0177"], then = "hang-up" }]
otherwise = "first"
[messages.first]
say = "First."
say_seconds = 0
then = "second"
[messages.second]
say = "Second."
say_seconds = 0
then = "start"
"#;
    let mut phone = Phone::dial(&plan(steps));
    phone.wait(0.0);
    assert_eq!(phone.call.outcome().unwrap().reason, EndReason::Loop);
    assert!(phone.trace().pop().unwrap().starts_with("steps lead to each other endlessly"));
    assert_eq!(phone.record.duration().as_secs(), 0);
}

#[test]
fn a_silent_caller_who_is_asked_again_and_again_is_let_go_even_at_the_end_of_time() {
    let steps = r#"
[menus.start]
say = "Press one."
say_seconds = 0
wait = "1s"
no_input = { say = "Hello?", tries = 1, then = "repeat" }
keys = { 1 = "hang-up" }
"#;
    let plan = plan_with("call_limit = \"24h\"", steps);
    let mut phone = Phone::dial(&plan);
    phone.finish();
    assert_eq!(phone.call.outcome().unwrap().reason, EndReason::Loop);

    let last = jiff::Timestamp::MAX;
    let mut call = Call::dial(&*plan, number("1-800-555-0100"), Caller::default(), last);
    assert_eq!(ivrsim::call::run::decide(&mut call, &"9".parse().unwrap()).kind(), OutcomeKind::Disconnected);
}

#[test]
fn the_limit_ends_a_call_that_goes_on() {
    let steps = r#"
[menus.start]
say = "Press one."
say_seconds = 50
wait = "5s"
keys = { 1 = "repeat", 2 = "hang-up" }
"#;
    let mut phone = Phone::dial(&plan_with("call_limit = \"2m\"", steps));
    phone.wait(40.0).press("1").wait(40.0).press("1").wait(39.0);
    assert_eq!(phone.at(), "start");
    phone.wait(1.0);
    assert_eq!(phone.ended(), "disconnected at start");
    assert_eq!(phone.call.outcome().unwrap().reason, EndReason::TooLong);
    assert_eq!(phone.trace().pop().unwrap(), "the call has reached the limit of 2m");
    assert_eq!(phone.record.duration().as_secs(), 120);
}

#[test]
fn a_call_that_is_settled_is_not_cut_off_by_the_limit() {
    for (end, expected) in [
        ("[destinations.end]\nname = \"End\"\n", "transferred at end"),
        ("[voicemails.end]\nname = \"End\"\n", "voicemail at end"),
        ("[messages.end]\nthen = \"hang-up\"\n", "disconnected at end"),
    ] {
        let steps = format!(
            "[messages.start]\nsay = \"Wait.\"\nsay_seconds = 59\nthen = \"end\"\n{end}say = \"Long.\"\nsay_seconds = 30\n"
        );
        let mut phone = Phone::dial(&plan_with("call_limit = \"1m\"", &steps));
        phone.finish();
        assert_eq!(phone.ended(), expected);
        assert_ne!(phone.call.outcome().unwrap().reason, EndReason::TooLong);
        assert_eq!(phone.record.duration().as_secs(), 89);
    }
}

/// Something that a caller does.
type Act = fn(&mut Phone);

#[test]
fn a_caller_can_hang_up_at_any_time() {
    let steps = r#"
[messages.start]
say = "Hello."
say_seconds = 5
then = "entry"
[inputs.entry]
say = "Enter."
say_seconds = 5
min_digits = 2
max_digits = 4
wait = "5s"
then = "desk"
[destinations.desk]
name = "Desk"
say = "One moment."
say_seconds = 5
"#;
    let plan = plan(steps);
    let phases: [(Act, &str); 5] = [
        (|_| {}, "start"),
        (|phone| _ = phone.wait(6.0), "entry"),
        (|phone| _ = phone.wait(11.0), "entry"),
        (|phone| _ = phone.wait(11.0).press("1"), "entry"),
        (|phone| _ = phone.wait(6.0).press("12").wait(3.0), "desk"),
    ];
    for (act, place) in phases {
        let mut phone = Phone::dial(&plan);
        act(&mut phone);
        phone.hang_up();
        assert_eq!(phone.ended(), format!("caller-hung-up at {place}"));
        let (state, events) = (*phone.call.state(), phone.record.events.len());
        phone.hang_up().wait(60.0);
        assert_eq!((*phone.call.state(), phone.record.events.len()), (state, events));
        assert_eq!(phone.call.poll_timeout(), None);
    }
}

#[test]
fn a_key_after_the_end_is_traced_and_changes_nothing() {
    let mut phone = Phone::dial(&plan("[destinations.start]\nname = \"Desk\"\n"));
    let state = *phone.call.state();
    phone.press("5");
    assert_eq!(*phone.call.state(), state);
    assert_eq!(phone.trace().pop().unwrap(), "key 5 changes nothing: the call is over");
}

#[test]
fn a_fax_and_a_number_of_nobody_answer_for_themselves() {
    let plan = plan(
        "[destinations.start]\nname = \"Desk\"\n[contacts.fax]\nname = \"The fax\"\nfax = \"1-800-555-0199\"\n",
    );
    let at = moment::parse(NOON, plan.zone).unwrap();
    let fax = Call::dial(&*plan, number("800 555 0199"), Caller::default(), at);
    let outcome = fax.outcome().unwrap();
    assert_eq!((outcome.kind(), outcome.place_name(&plan)), (OutcomeKind::FaxTone, Some("The fax")));
    let nobody = Call::dial(&*plan, number("800 555 0198"), Caller::default(), at);
    let outcome = nobody.outcome().unwrap();
    assert_eq!((outcome.kind(), outcome.place), (OutcomeKind::NotInService, EndPlace::Nowhere));
    assert_eq!(nobody.poll_timeout(), None);
}
