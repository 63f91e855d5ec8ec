//! The platform's rules one by one, and a real mistake shown by a call.

use serde_json::{Value, json};

use super::super::{call, end};
use super::{action, branch, files, flow, hours, plan, queue};

const AT: &str = "2026-03-02 10:00";

fn main_only(actions: &[Value]) -> ivrsim::plan::Plan {
    plan(&files(&[("main.json", flow(actions).to_string())]))
}

fn ends() -> [Value; 4] {
    [
        action("sales", "UpdateContactTargetQueue", json!({ "QueueId": "queue/Sales" }), "to-sales"),
        action("to-sales", "TransferContactToQueue", json!({}), ""),
        action("later", "CreateCallbackContact", json!({}), ""),
        action("bye", "DisconnectParticipant", json!({}), ""),
    ]
}

fn with_ends(actions: Vec<Value>) -> Vec<Value> {
    actions.into_iter().chain(ends()).collect()
}

/// A check of the hours of the queue that was set last.
fn hours_of_the_queue() -> serde_json::Value {
    let ways = [("True", "to-sales"), ("False", "later")];
    branch("check", "CheckHoursOfOperation", json!({}), &ways, &[("NoMatchingError", "bye")])
}

#[test]
fn silence_and_wrong_keys_of_a_menu_have_their_own_ways() {
    let errors =
        [("NoMatchingCondition", "later"), ("InputTimeLimitExceeded", "bye"), ("NoMatchingError", "bye")];
    let menu = json!({ "Text": "For sales, press 1.", "StoreInput": "False", "InputTimeLimitSeconds": "5" });
    let plan =
        main_only(&with_ends(vec![branch("menu", "GetParticipantInput", menu, &[("1", "sales")], &errors)]));
    assert_eq!(end(&plan, AT, "1"), "Transferred sales");
    assert_eq!(end(&plan, AT, "7"), "Callback later");
    assert_eq!(end(&plan, AT, ""), "Disconnected menu");
}

#[test]
fn a_loop_goes_on_so_often_and_is_done_once() {
    let menu = json!({ "Text": "For sales, press 1.", "StoreInput": "False", "InputTimeLimitSeconds": "5" });
    let errors = [("NoMatchingCondition", "again"), ("InputTimeLimitExceeded", "again")];
    let plan = main_only(&with_ends(vec![
        branch("menu", "GetParticipantInput", menu, &[("1", "sales")], &errors),
        branch(
            "again",
            "Loop",
            json!({ "LoopCount": "2" }),
            &[("ContinueLooping", "menu"), ("DoneLooping", "later")],
            &[],
        ),
    ]));
    let menu = plan.step(plan.step_named("menu").unwrap());
    assert_eq!(menu.waiting().unwrap().no_match.misstep().map(|misstep| misstep.tries), Some(Some(3)));
    assert_eq!(end(&plan, AT, "7,,7,,1"), "Transferred sales");
    assert_eq!(end(&plan, AT, "7,,7,,7"), "Callback later");
}

#[test]
fn hours_without_an_id_are_those_of_the_queue_that_was_set_last() {
    let main = flow(&with_ends(vec![
        action("first", "UpdateContactTargetQueue", json!({ "QueueId": "id-Night" }), "then"),
        action(
            "then",
            "UpdateContactTargetQueue",
            json!({ "QueueId": "arn:aws:connect:us-east-1:1:instance/i/queue/id-Day" }),
            "check",
        ),
        hours_of_the_queue(),
    ]));
    let plan = plan(&files(&[
        ("main.json", main.to_string()),
        ("day.json", hours("nine", "America/Chicago", &[("MONDAY", 540, 1020)]).to_string()),
        ("night.json", hours("dark", "America/Chicago", &[("MONDAY", 1320, 360)]).to_string()),
        ("queues.json", json!([queue("Day", "nine"), queue("Night", "dark")]).to_string()),
    ]));
    assert_eq!(end(&plan, "2026-03-02 09:00", ""), "Transferred day");
    assert_eq!(end(&plan, "2026-03-02 16:59:59", ""), "Transferred day");
    assert_eq!(end(&plan, "2026-03-02 17:00", ""), "Callback later");
    assert_eq!(end(&plan, "2026-03-02 23:00", ""), "Callback later");
}

#[test]
fn a_queue_that_is_full_leads_on_and_its_flow_interrupts_the_wait() {
    let full = json!({ "Identifier": "to-it", "Type": "TransferContactToQueue", "Parameters": {},
        "Transitions": { "NextAction": "bye", "Errors": [{ "NextAction": "bye", "ErrorType": "NoMatchingError" }, { "NextAction": "later", "ErrorType": "QueueAtCapacity" }], "Conditions": [] } });
    let main = flow(&with_ends(vec![
        action("set", "UpdateContactTargetQueue", json!({ "QueueId": "queue/Help" }), "hook"),
        action(
            "hook",
            "UpdateContactEventHooks",
            json!({ "EventHooks": { "CustomerQueue": "waiting" } }),
            "to-it",
        ),
        full,
    ]));
    let errors = [("NoMatchingCondition", "music"), ("InputTimeLimitExceeded", "music")];
    let waiting = flow(&with_ends(vec![
        branch(
            "music",
            "MessageParticipantIteratively",
            json!({ "InterruptFrequencySeconds": "40", "Messages": [{ "PromptId": "prompt/jazz" }] }),
            &[("MessagesInterrupted", "offer")],
            &[],
        ),
        branch(
            "offer",
            "GetParticipantInput",
            json!({ "Text": "To be called back, press 1.", "StoreInput": "False", "InputTimeLimitSeconds": "3" }),
            &[("1", "later")],
            &errors,
        ),
    ]));
    let plan = plan(&files(&[("main.json", main.to_string()), ("waiting.json", waiting.to_string())]));
    let to = |press: &str, answers: &str| {
        call(&plan, AT, press, answers).outcome.place_key(&plan).unwrap().to_owned()
    };
    assert_eq!(to("", ""), "help");
    assert!(to("", "help=full").starts_with("later"));
    assert!(to(&format!("{}1", ",".repeat(21)), "help=unanswered").starts_with("later"));
}

#[test]
fn what_a_program_returns_is_asked_once_and_known_behind_that() {
    let tier = |id: &str, gold: &str, other: &str| {
        branch(
            id,
            "Compare",
            json!({ "ComparisonValue": "$.External.CustomerTier" }),
            &[("gold", gold)],
            &[("NoMatchingCondition", other)],
        )
    };
    let import = files(&[(
        "main.json",
        flow(&with_ends(vec![
            action(
                "look",
                "InvokeLambdaFunction",
                json!({ "LambdaFunctionARN": "arn:aws:lambda:us-east-1:1:function:lookup" }),
                "copy",
            ),
            action(
                "copy",
                "UpdateContactAttributes",
                json!({ "Attributes": { "tier": "$.External.CustomerTier" } }),
                "one",
            ),
            tier("one", "two", "bye"),
            branch(
                "two",
                "Compare",
                json!({ "ComparisonValue": "$.Attributes.tier" }),
                &[("gold", "sales")],
                &[("NoMatchingCondition", "later")],
            ),
        ]))
        .to_string(),
    )]);
    let plan = plan(&import);
    assert_eq!(import.files[0].text.matches("[switches.").count(), 1, "{}", import.files[0].text);
    assert_eq!(call(&plan, AT, "", "customer-tier=gold").outcome.place_key(&plan).unwrap(), "sales");
    assert_eq!(call(&plan, AT, "", "customer-tier=other").outcome.place_key(&plan), Some("one"));
}

#[test]
fn stored_input_is_told_apart_only_where_something_asks_for_it() {
    let code = json!({ "Text": "Your extension, please.", "StoreInput": "True", "InputTimeLimitSeconds": "5",
        "InputValidation": { "CustomValidation": { "MaximumLength": "4" } } });
    let plan = main_only(&with_ends(vec![
        branch("code", "GetParticipantInput", code, &[], &[("NoMatchingError", "told")]),
        branch(
            "told",
            "Compare",
            json!({ "ComparisonValue": "$.StoredCustomerInput" }),
            &[("1201", "sales"), ("Timeout", "later")],
            &[("NoMatchingCondition", "bye")],
        ),
    ]));
    assert_eq!(end(&plan, AT, "1201"), "Transferred sales");
    assert_eq!(end(&plan, AT, "12#"), "Disconnected code");
    assert_eq!(end(&plan, AT, ""), "Callback later");
}

/// Closed days are looked up by a program outside whose list ends in a year that is over, and only the hours are the platform's own:
/// whoever calls on a holiday is put through unless that program says otherwise.
#[test]
fn holidays_of_a_list_outside_leave_the_line_open() {
    let holiday = branch(
        "holiday",
        "Compare",
        json!({ "ComparisonValue": "$.External.HolidayStatus" }),
        &[("True", "bye"), ("False", "check")],
        &[("NoMatchingCondition", "check")],
    );
    let main = flow(&with_ends(vec![
        action("set", "UpdateContactTargetQueue", json!({ "QueueId": "queue/id-Care" }), "look"),
        action(
            "look",
            "InvokeLambdaFunction",
            json!({ "LambdaFunctionARN": "${var.functions[\"check_holiday\"]}" }),
            "holiday",
        ),
        holiday,
        hours_of_the_queue(),
    ]));
    let plan = plan(&files(&[
        ("main.json", main.to_string()),
        ("hours.json", hours("care", "America/New_York", &[("THURSDAY", 480, 1200)]).to_string()),
        ("queue.json", queue("Care", "care").to_string()),
    ]));
    let thanksgiving =
        |at: &str, answer: &str| call(&plan, at, "", answer).outcome.place_key(&plan).unwrap().to_owned();
    assert_eq!(thanksgiving("2026-11-26 12:00", "holiday-status=True"), "holiday");
    assert_eq!(
        thanksgiving("2026-11-26 12:00", "holiday-status=other"),
        "care",
        "the list has ended: it is open on a holiday"
    );
    assert_eq!(thanksgiving("2026-11-26 18:59:59", "holiday-status=False"), "care");
    assert_eq!(thanksgiving("2026-11-26 19:00", "holiday-status=False"), "later");
}

#[test]
fn words_keep_their_values_and_lose_their_marks() {
    let import = files(&[(
        "main.json",
        flow(&with_ends(vec![
            action(
                "set",
                "UpdateContactAttributes",
                json!({ "Attributes": { "shop": "Birch Street" } }),
                "hello",
            ),
            action(
                "hello",
                "MessageParticipant",
                json!({ "SSML": "<speak>Welcome to <emphasis>$.Attributes.shop</emphasis>.</speak>" }),
                "more",
            ),
            action(
                "more",
                "MessageParticipant",
                json!({ "Text": "You are caller $.External.position in line." }),
                "odd",
            ),
            action("odd", "SummonDragon", json!({}), "bye"),
        ]))
        .to_string(),
    )]);
    let text = &import.files[0].text;
    assert!(text.contains("\"Welcome to Birch Street.\""), "{text}");
    assert!(text.contains("\"You are caller position in line.\""), "{text}");
    let json = serde_json::to_value(&import.summary.json).unwrap();
    assert_eq!(json["opaque"], 1, "{json:#}");
}
