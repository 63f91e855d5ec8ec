//! Prompts that say what the outside answers, and what was entered earlier.

use std::sync::Arc;

use ivrsim::call::{Call, Caller};
use ivrsim::time::moment;

use super::{NOON, Phone, number, plan};

const BALANCE: &str = r#"
[answers.balance]
values = ["none", "low", "high"]
usual = "high"
say = { low = "below ten dollars", none = { en = "nothing", es = "nada" } }
[menus.start]
say = "Your balance is {answer.balance}."
no_match = { say = "Not a choice. It is {answer.balance}." }
keys = { 1 = "start", 2 = "repeat", 3 = { to = "start", language = "es" }, 4 = "desk" }
[destinations.desk]
name = "Desk"
say = "We speak about your balance, {answer.balance}."
"#;

const ACCOUNT: &str = r##"
[menus.start]
say = "For an account, press 1."
keys = { 1 = "account", 2 = "desk", 3 = { to = "account", language = "es" }, 4 = { to = "account", language = "fr" } }
[inputs.account]
say = "Enter it."
min_digits = 2
max_digits = 4
terminator = "#"
routes = { "9999" = "hang-up", other = "desk" }
then = "order"
[inputs.order]
say = "Account {entry.account}. And the order?"
digits = 1
then = "desk"
[destinations.desk]
name = "Desk"
say = { en = "Thank you. Your account is {entry.account}. One moment.", es = "Su cuenta es {entry.account}.", fr = "Compte {entry.account}." }
"##;

#[test]
fn a_prompt_says_what_the_outside_answers_in_the_words_for_it() {
    let plan = plan(BALANCE);
    let first = |answers| Phone::dial_answered(&plan, answers).heard();
    assert_eq!(first(""), "Your balance is high.", "a value without words is said by its own text");
    assert_eq!(first("balance=low"), "Your balance is below ten dollars.");
    let mut phone = Phone::dial_answered(&plan, "balance=none");
    assert_eq!(phone.press("3").heard(), "Your balance is nada.");
}

#[test]
fn the_outside_is_asked_when_the_call_comes_to_the_step_and_not_while_it_stays_there() {
    let plan = plan(BALANCE);
    let mut phone = Phone::dial_answered(&plan, "balance=low,none,high");
    phone.press("9");
    assert_eq!(phone.heard(), "Not a choice. It is below ten dollars.");
    phone.press("2");
    assert_eq!(phone.heard(), "Your balance is below ten dollars.");
    phone.press("1");
    assert_eq!(phone.heard(), "Your balance is nothing.", "it is asked anew where the call comes anew");
    phone.press("4");
    assert_eq!(phone.heard(), "We speak about your balance, high.");
    let asked = phone.trace().into_iter().filter(|text| text.starts_with("outside answer"));
    assert_eq!(
        asked.collect::<Vec<_>>(),
        [
            "outside answer `balance` is low",
            "outside answer `balance` is none",
            "outside answer `balance` is high, as usual"
        ]
    );
}

#[test]
fn a_call_whose_answers_are_left_open_stops_before_the_prompt() {
    let plan = plan(BALANCE);
    let at = moment::parse(NOON, plan.zone).unwrap();
    let mut call = Call::dial(Arc::clone(&plan), number("1-800-555-0100"), Caller::default(), at);
    call.leave_answers_open();
    call.redial(number("1-800-555-0100"), Caller::default(), at);
    let balance = plan.answer_named("balance").unwrap();
    assert_eq!((call.asked(), call.poll_timeout(), call.listens()), (Some(balance), None, false));
    // Keys come too early, whatever the menu has on them.
    call.handle_key(at, ivrsim::plan::Key::new('4').unwrap());
    assert_eq!(call.asked(), Some(balance));
    call.handle_answer(at, balance, plan.answer(balance).value("low").unwrap());
    assert!(call.asked().is_none() && call.listens());
}

#[test]
fn an_earlier_entry_is_said_digit_by_digit_in_the_language_of_the_caller() {
    let plan = plan(ACCOUNT);
    let mut phone = Phone::dial(&plan);
    phone.press("14711");
    assert_eq!(phone.heard(), "Account four, seven, one, one. And the order?");
    phone.press("5");
    assert_eq!(phone.heard(), "Thank you. Your account is four, seven, one, one. One moment.");
    let last = |keys| Phone::dial(&plan).press(keys).heard();
    assert_eq!(last("3047#5"), "Su cuenta es cero, cuatro, siete.");
    assert_eq!(last("4180#5"), "Compte un, huit, zéro.");
}

#[test]
fn what_is_dialed_at_a_menu_is_said_later_as_well() {
    let plan = plan(
        r#"
[menus.start]
say = "Dial an extension, or press 1."
keys = { 1 = "desk", "*" = "desk" }
entries = { 2xx = "desk", 301 = "start" }
[destinations.desk]
name = "Desk"
say = "Extension {entry.start}. One moment."
"#,
    );
    let last = |keys| Phone::dial(&plan).press(keys).heard();
    assert_eq!(last("204"), "Extension two, zero, four. One moment.");
    assert_eq!(last("1"), "Extension one. One moment.", "a key is an entry there");
    assert_eq!(last("301299"), "Extension two, nine, nine. One moment.", "the latest entry counts");
}

#[test]
fn a_sentence_with_an_entry_that_was_not_made_is_left_out() {
    let plan = plan(ACCOUNT);
    let last = |keys| Phone::dial(&plan).press(keys).heard();
    assert_eq!(last("2"), "Thank you. One moment.");
    assert_eq!(
        last("1*#"),
        "Thank you. Your account is star. One moment.",
        "what leads on as another entry counts"
    );
}

#[test]
fn saying_an_entry_takes_as_long_as_its_digits() {
    let plan = plan(ACCOUNT);
    let seconds = |keys: &str| {
        let mut phone = Phone::dial(&plan);
        let before = phone.press(keys).now;
        phone.finish();
        phone.call.ended().unwrap().duration_since(before).as_millis()
    };
    assert_eq!(seconds("147115") - seconds("147#5"), 2 * 400);
}
