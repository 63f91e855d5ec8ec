//! What the outside decides: answers that switches ask for, and what becomes of transfers.

use std::sync::Arc;

use ivrsim::call::{Call, CallSpec, Caller, Decision, EventKind, OutcomeKind, OutsideAnswers};
use ivrsim::plan::Plan;
use ivrsim::time::moment;
use jiff::SignedDuration;

use super::{NOON, number, plan};

const DUTY: &str = r#"
[answers.staffed]
values = ["yes", "no", "hardly"]
usual = "yes"
[answers.night]
values = ["off", "on"]
usual = "off"
[switches.start]
cases = [
    { answer = { staffed = ["no", "hardly"], night = "on" }, then = "box" },
    { answer.staffed = "no", then = "gone" },
]
otherwise = "desk"
[messages.gone]
say = "Nobody is here."
then = "start"
[destinations.desk]
name = "Desk"
[voicemails.box]
name = "Box"
say = "Speak."
"#;

const RINGING: &str = r#"
[destinations.start]
name = "Front desk"
say = "One moment."
say_seconds = 2
rings = "15s"
unanswered = "second"
busy = "box"
ended = "survey"
[destinations.second]
name = "Second desk"
unanswered = "box"
[messages.survey]
say = "How was it?"
then = "hang-up"
[voicemails.box]
name = "Box"
say = "Speak."
say_seconds = 1
"#;

fn call(plan: &Plan, answers: &str) -> (String, f64, String) {
    let at = moment::parse(NOON, plan.zone).unwrap();
    let answers = OutsideAnswers::read(answers, plan).unwrap();
    let call = plan.call(&CallSpec::new(number("1-800-555-0100"), at).with_answers(answers));
    let ends = call.outcome.place_key(plan).unwrap_or_default().to_owned();
    let reason = call.record.reason(plan).unwrap();
    (ends, call.ended.duration_since(at).as_secs_f64(), reason)
}

fn ends(plan: &Plan, answers: &str) -> String {
    call(plan, answers).0
}

#[test]
fn a_switch_takes_the_way_of_what_the_outside_answers() {
    let plan = plan(DUTY);
    assert_eq!(ends(&plan, ""), "desk");
    assert_eq!(ends(&plan, "staffed=hardly"), "desk", "the night switch is off");
    assert_eq!(ends(&plan, "staffed=hardly; night=on"), "box");
    assert_eq!(ends(&plan, "night=on"), "desk");
}

#[test]
fn values_that_are_given_together_are_answered_one_after_the_other() {
    let plan = plan(DUTY);
    // The message leads back to the switch, which asks again.
    assert_eq!(ends(&plan, "staffed=no,yes"), "desk");
    let at = moment::parse(NOON, plan.zone).unwrap();
    let answers = OutsideAnswers::read("staffed=no,no,yes", &plan).unwrap();
    let call = plan.call(&CallSpec::new(number("1-800-555-0100"), at).with_answers(answers.clone()));
    let said = call.record.events.iter().filter(|event| matches!(event.what, EventKind::Speaks(_))).count();
    assert_eq!(said, 2);
    assert_eq!(call.record.answers(&plan), answers, "the record tells how to make the call again");
}

#[test]
fn a_switch_asks_no_more_than_it_needs_and_each_answer_once() {
    let plan = plan(DUTY);
    let at = moment::parse(NOON, plan.zone).unwrap();
    let record = plan.call(&CallSpec::new(number("1-800-555-0100"), at)).record;
    let asked: Vec<&str> = record
        .events
        .iter()
        .filter_map(|event| match event.what {
            EventKind::Decided(Decision::Asked { answer, .. }) => Some(plan.answer(answer).key.as_str()),
            _ => None,
        })
        .collect();
    assert_eq!(asked, ["staffed"], "with somebody there, the night switch does not matter");
}

#[test]
fn a_transfer_that_nobody_answers_rings_and_goes_on() {
    let plan = plan(RINGING);
    assert_eq!(call(&plan, ""), ("start".to_owned(), 2.0, "put through".to_owned()));
    let (ends, seconds, reason) = call(&plan, "start=unanswered");
    assert_eq!((ends.as_str(), seconds), ("second", 17.0));
    assert_eq!(reason, "nobody answered at Front desk");
    let (ends, seconds, reason) = call(&plan, "start=unanswered; second=unanswered");
    assert_eq!((ends.as_str(), seconds), ("box", 38.0), "20 seconds where nothing is said");
    assert_eq!(reason, "nobody answered at Second desk");
}

#[test]
fn a_transfer_that_is_busy_or_over_goes_on_at_once() {
    let plan = plan(RINGING);
    let (ends, seconds, reason) = call(&plan, "start=busy");
    assert_eq!((ends.as_str(), seconds, reason.as_str()), ("box", 3.0, "it was busy at Front desk"));
    let (ends, _, reason) = call(&plan, "start=ended");
    assert_eq!((ends.as_str(), reason.as_str()), ("survey", "the call with Front desk had ended"));
}

#[test]
fn answers_that_are_left_open_stop_the_call_until_they_are_given() {
    let plan: Arc<Plan> = plan(RINGING);
    let at = moment::parse(NOON, plan.zone).unwrap();
    let dialed = number("1-800-555-0100");
    let mut call = Call::dial(&*plan, dialed, Caller::default(), at);
    call.leave_answers_open();
    call.redial(dialed, Caller::default(), at);
    let later = at + SignedDuration::from_secs(2);
    call.handle_timeout(later);
    let asked = call.asked().expect("it asks what becomes of the transfer");
    assert_eq!(call.poll_timeout(), None);
    let busy = plan.answer(asked).value("busy").unwrap();
    call.handle_answer(later, asked, busy);
    assert_eq!(call.asked(), None);
    assert_eq!(call.settled().map(|outcome| outcome.kind()), Some(OutcomeKind::Voicemail));
}

#[test]
fn desks_that_ring_in_circles_are_ended_by_the_limit_of_the_plan() {
    let plan = plan(
        "[destinations.start]\nname = \"A\"\nrings = \"1m\"\nunanswered = \"b\"\n\
         [destinations.b]\nname = \"B\"\nrings = \"1m\"\nunanswered = \"start\"\n",
    );
    let (_, seconds, reason) = call(&plan, "start=unanswered; b=unanswered");
    assert_eq!((seconds, reason.as_str()), (1800.0, "the call reached the plan's limit"));
}

#[test]
fn what_is_no_answer_of_the_plan_is_told_with_what_was_meant() {
    let plan = plan(DUTY);
    let told = |text: &str| OutsideAnswers::read(text, &plan).unwrap_err().to_string();
    assert_eq!(told("stafed=no"), "the plan has no outside answer `stafed`; did you mean `staffed`?");
    assert_eq!(told("staffed=hardy"), "`staffed` cannot be `hardy`; did you mean `hardly`?");
    assert_eq!(told("staffed=unclear"), "`staffed` cannot be `unclear`: it is `yes`, `no` or `hardly`");
    assert_eq!(
        told("staffed"),
        "`staffed` is not an outside answer with its value: write it as in `staffed=no`"
    );
}

#[test]
fn who_is_promised_a_call_back_is_neither_put_through_nor_cut_off() {
    let plan = plan(
        r#"
        [destinations.start]
        name = "Sales"
        full = "later"
        [destinations.later]
        name = "a call back from Sales"
        say = "We will call you back within the hour."
        callback = true
        "#,
    );
    let at = moment::parse(NOON, plan.zone).unwrap();
    let answers = OutsideAnswers::read("start=full", &plan).unwrap();
    let call = plan.call(&CallSpec::new(number("1-800-555-0100"), at).with_answers(answers));
    assert_eq!(call.outcome.kind(), OutcomeKind::Callback);
    assert_eq!(call.outcome.place_name(&plan), Some("a call back from Sales"));
    assert!(call.ended > at, "the promise is heard");
}

#[test]
fn what_the_system_does_not_have_drops_the_call_where_it_is_sent_there() {
    let plan = plan(
        r#"
        [menus.start]
        say = "{options}"
        keys = { 1 = { to = "dropped", say = "repairs" }, 2 = "bye", 3 = "dropped" }
        [messages.bye]
        say = "One moment."
        then = "dropped"
        "#,
    );
    let at = moment::parse(NOON, plan.zone).unwrap();
    let dropped = |keys: &str| {
        let spec = CallSpec::new(number("1-800-555-0100"), at).with_keys(keys.parse().unwrap());
        let call = plan.call(&spec);
        assert_eq!(call.outcome.kind(), OutcomeKind::Dropped);
        assert_eq!(call.record.reason(&plan).unwrap(), "the phone system has nothing there");
        let said = call.record.transcript(&plan)[0].text.clone();
        assert_eq!(
            said, "For repairs, press 1. For bye, press 2.",
            "nothing has a name for what is not there"
        );
        call.outcome.place_key(&plan).unwrap().to_owned()
    };
    assert_eq!(dropped("1"), "start");
    assert_eq!(dropped("2"), "bye");
    assert_eq!(dropped("3"), "start");
}

#[test]
fn a_menu_without_keys_and_without_a_way_out_can_be_called() {
    let plan = plan(
        r#"
        [menus.start]
        say = "Welcome."
        keys = {}
        no_match = { tries = 2, then = "ring" }
        [menus.ring]
        say = "{options}"
        keys = { 1 = "start" }
        "#,
    );
    let at = moment::parse(NOON, plan.zone).unwrap();
    let spec = |keys: &str| CallSpec::new(number("1-800-555-0100"), at).with_keys(keys.parse().unwrap());
    assert_eq!(plan.call(&spec("")).outcome.kind(), OutcomeKind::Disconnected, "silence");
    let pressed = plan.call(&spec("551"));
    let path: Vec<&str> = pressed.record.path().map(|step| plan.step(step).key.as_str()).collect();
    assert_eq!(path, ["start", "ring", "start"]);
}
