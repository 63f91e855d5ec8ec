//! Keys that are taken while it rings, or while a caller waits in a queue.

use ivrsim::base::text::Paint;
use ivrsim::call::{CallSpec, Caller, OutsideAnswers};
use ivrsim::directory::report::SearchResults;
use ivrsim::explore::report::PathsReport;
use ivrsim::explore::{Horizon, PathFilter};
use ivrsim::plan::{LineId, Plan};
use ivrsim::suite::coverage::{Cell, Universe};
use ivrsim::time::moment;

use super::{NOON, Phone, number, plan};

const QUEUE: &str = r#"
[menus.start]
say = "For support, press 1."
keys = { 1 = "support" }
[destinations.support]
name = "Support"
say = "Please hold. To be called back, press 2. To leave a message, press star."
say_seconds = 5
rings = "2m"
unanswered = "desk"
keys = { 2 = { to = "callback", language = "es" }, "*" = "box", 9 = "back" }
[destinations.callback]
name = "Call back"
say = { en = "We call you.", es = "Le llamamos." }
callback = true
[destinations.desk]
name = "Desk"
[voicemails.box]
name = "Box"
say = "Speak."
"#;

fn waiting() -> Phone {
    let mut phone = Phone::dial_answered(&plan(QUEUE), "support=unanswered");
    phone.press("1").wait(20.0);
    phone
}

#[test]
fn a_key_while_it_rings_leads_on_as_a_key_of_a_menu_does() {
    let mut phone = waiting();
    assert!(phone.call.listens());
    phone.press("2").finish();
    assert_eq!((phone.ended(), phone.heard().as_str()), ("callback at callback".to_owned(), "Le llamamos."));
    assert!(phone.trace().iter().any(|text| text == "key 2 leads to `callback`"), "{:?}", phone.trace());
    let mut phone = waiting();
    phone.press("9");
    assert_eq!(phone.at(), "start");
    let mut phone = waiting();
    phone.finish();
    assert_eq!(phone.ended(), "transferred at desk", "whoever presses nothing goes where nobody answers");
}

#[test]
fn a_destination_offers_its_keys_as_a_menu_does() {
    let text = QUEUE
        .replace("To be called back, press 2. To leave a message, press star.", "{options}")
        .replace("language = \"es\" }", "language = \"es\", say = \"a call back\" }");
    let plan = plan(&text);
    let mut phone = Phone::dial_answered(&plan, "support=unanswered");
    assert_eq!(
        phone.press("1").heard(),
        "Please hold. For a call back, press 2. For Box, press star. To go back, press 9."
    );
}

#[test]
fn other_keys_change_nothing_and_before_it_rings_none_is_taken() {
    let mut phone = waiting();
    phone.press("5");
    assert_eq!(
        phone.trace().pop().unwrap(),
        "key 5 changes nothing: `support` does not take it while it rings"
    );
    phone.wait(104.9);
    assert_eq!(phone.at(), "support", "it rings as long as before");
    let mut phone = Phone::dial_answered(&plan(QUEUE), "support=unanswered");
    phone.press("1").wait(3.0).press("2");
    assert_eq!(phone.trace().pop().unwrap(), "key 2 changes nothing: destination `support` asks for none");
    // Who is answered does not wait.
    let mut phone = Phone::dial(&plan(QUEUE));
    phone.press("1").wait(6.0).press("2");
    assert_eq!(phone.ended(), "transferred at support");
}

#[test]
fn whoever_presses_keys_as_soon_as_they_are_taken_waits_for_the_ringing() {
    let plan = plan(QUEUE);
    let answers = OutsideAnswers::read("support=unanswered", &plan).unwrap();
    let spec = CallSpec::new(number("1-800-555-0100"), moment::parse(NOON, plan.zone).unwrap());
    let outcome = plan.decide(&spec.with_answers(answers).with_keys("1*".parse().unwrap()));
    assert_eq!(outcome.place_key(&plan), Some("box"));
}

fn paths(plan: &Plan) -> String {
    let lines: Vec<LineId> = plan.lines().map(|(id, _)| id).collect();
    let report = PathsReport::new(plan, &lines, None, Horizon::of(plan, 1), PathFilter::Straight);
    let text = report.text(Paint::new(false)).to_string();
    text.lines()
        .filter(|line| line.starts_with("  "))
        .fold(String::new(), |all, line| all + line.trim() + "\n")
}

#[test]
fn ways_while_it_rings_are_told_and_found_and_covered() {
    let plan = plan(QUEUE);
    assert_eq!(
        paths(&plan),
        "1                                               Support              always\n\
         1 (nobody answers at Support) 2 while it rings  callback: Call back  always\n\
         1 (nobody answers at Support) 9 while it rings  start again          always\n\
         1 (nobody answers at Support) * while it rings  voicemail: Box       always\n\
         1 (nobody answers at Support) stay on the line  Desk                 always\n"
    );
    let now = moment::parse("2026-03-02 10:00", plan.zone).unwrap();
    let found =
        SearchResults::search(&plan, "box", Caller::default(), now).text(Paint::new(false)).to_string();
    assert!(found.contains("press 1, press * while it rings, if nobody answers at Support"), "{found}");
    let universe = Universe::of(&plan, Horizon::of(&plan, 1));
    let keys: Vec<String> = universe
        .goals()
        .filter(|(cell, _)| matches!(cell, Cell::Key(..)))
        .map(|(cell, _)| cell.told(&plan).to_string())
        .collect();
    assert_eq!(
        keys,
        [
            "key 1 of `start`",
            "key * while `support` rings",
            "key 2 while `support` rings",
            "key 9 while `support` rings"
        ]
        .map(str::to_owned)
    );
}
