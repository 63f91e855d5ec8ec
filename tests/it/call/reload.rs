//! A call that goes on under an edited plan.

use std::sync::Arc;

use ivrsim::plan::Plan;

use super::{Phone, plan, plan_with};

const BEFORE: &str = r#"
[menus.start]
say = "Start."
say_seconds = 10
keys = { 1 = "sub", 0 = "hang-up" }
[menus.sub]
say = "Sub."
say_seconds = 10
wait = "5s"
keys = { 1 = "hang-up", "*" = "back" }
"#;

/// Whether the call goes on under the plan; if not, it stays as it is.
fn go_on(phone: Phone, plan: &Arc<Plan>) -> (bool, Phone) {
    let Phone { call, record, now } = phone;
    match call.under(Arc::clone(plan)) {
        Ok(call) => (true, Phone { call, record, now }),
        Err(call) => (false, Phone { call: *call, record, now }),
    }
}

#[test]
fn a_call_keeps_its_place_its_time_and_its_way_back() {
    let mut phone = Phone::dial(&plan(BEFORE));
    phone.press("1").wait(4.0);
    let deadline = phone.call.poll_timeout();
    // Steps before it move it in the list; keys and words change.
    let after = format!(
        "[destinations.desk]\nname = \"Desk\"\n{}",
        BEFORE.replace("1 = \"hang-up\"", "1 = \"desk\", 2 = \"hang-up\"").replace("Sub.", "Sub, edited.")
    );
    let (true, mut phone) = go_on(phone, &plan(&after)) else { panic!("the step is still there") };
    assert_eq!((phone.at(), phone.call.poll_timeout()), ("sub", deadline));
    phone.press("*");
    assert_eq!(phone.at(), "start");
    phone.press("11");
    assert_eq!(phone.ended(), "transferred at desk");
}

#[test]
fn a_call_stays_where_it_is_if_its_step_or_line_is_gone_or_does_something_else() {
    let gone = BEFORE.replace("sub", "other");
    let changed = format!("{}\n[messages.sub]\nsay = \"Sub.\"\nthen = \"hang-up\"\n", &gone);
    let plan_before = plan(BEFORE);
    for after in [plan(&gone), plan(&changed)] {
        let mut phone = Phone::dial(&plan_before);
        phone.press("1").wait(4.0);
        let (state, timeout) = (*phone.call.state(), phone.call.poll_timeout());
        let (false, phone) = go_on(phone, &after) else { panic!("the step is gone") };
        assert_eq!((*phone.call.state(), phone.call.poll_timeout()), (state, timeout));
        assert!(std::ptr::eq(phone.call.plan(), Arc::as_ptr(&plan_before)));
    }
}

#[test]
fn a_call_that_is_over_does_not_go_on() {
    let mut phone = Phone::dial(&plan(BEFORE));
    phone.hang_up();
    assert!(!go_on(phone, &plan(BEFORE)).0);
}

#[test]
fn the_edited_plan_decides_from_there_on() {
    let mut phone = Phone::dial(&plan(BEFORE));
    phone.press("1").wait(4.0);
    let after = plan_with("call_limit = \"1m\"", &BEFORE.replace("5s", "30s"));
    let (true, mut phone) = go_on(phone, &after) else { panic!("the step is still there") };
    phone.wait(35.9);
    assert_eq!(phone.call.state().no_inputs, 0);
    phone.wait(0.1);
    assert_eq!(phone.call.state().no_inputs, 1);
    phone.wait(20.0);
    assert_eq!(phone.trace().pop().unwrap(), "the call has reached the limit of 1m");
}

#[test]
fn events_that_were_not_looked_at_are_not_told_by_the_wrong_plan() {
    let mut phone = Phone::dial(&plan(BEFORE));
    phone.call.handle_key(phone.now, ivrsim::plan::Key::new('1').unwrap());
    let after = "[menus.sub]\nsay = \"Sub.\"\nkeys = { 1 = \"hang-up\" }\n\
                 [messages.start]\nsay = \"Start.\"\nthen = \"sub\"\n";
    let (true, mut phone) = go_on(phone, &plan(after)) else { panic!("the step is still there") };
    assert_eq!(phone.call.poll_event(), None);
}
