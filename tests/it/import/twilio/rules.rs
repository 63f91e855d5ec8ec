//! The platform's rules one by one.

use serde_json::json;

use super::super::{call, end};
use super::{counted, files, flex, flow, gather, main_only, plan, say, set, split, summary, widget};

const AT: &str = "2026-03-02 10:00";

#[test]
fn keys_lead_by_the_split_behind_a_gather_and_silence_by_its_time_out() {
    let plan = main_only(&[
        gather("menu", "choice", "later"),
        split(
            "choice",
            "{{widgets.menu.Digits}}",
            &[("equal_to", "1", "sales"), ("matches_any_of", "2,3", "care")],
            "wrong",
        ),
        flex("sales"),
        flex("care"),
        say("wrong", "That is not one of the choices.", ""),
        say("later", "Goodbye.", ""),
    ]);
    assert_eq!(end(&plan, AT, "1"), "Transferred sales");
    assert_eq!(end(&plan, AT, "3"), "Transferred care");
    assert_eq!(end(&plan, AT, "7"), "Disconnected wrong");
    assert_eq!(end(&plan, AT, ""), "Disconnected later");
    assert_eq!(end(&plan, AT, "#"), "Disconnected later", "the finish key alone is no input");
}

#[test]
fn without_a_number_of_digits_an_entry_waits_for_the_finish_key_or_the_time_out() {
    let mut menu = gather("menu", "choice", "later");
    menu["properties"].as_object_mut().unwrap().remove("number_of_digits");
    let plan = main_only(&[
        menu,
        split(
            "choice",
            "{{widgets.menu.Digits}}",
            &[("equal_to", "1", "sales"), ("contains", "1", "care")],
            "wrong",
        ),
        flex("sales"),
        flex("care"),
        say("wrong", "No.", ""),
        say("later", "Goodbye.", ""),
    ]);
    for (press, wanted) in [
        ("1", "Transferred sales"),
        ("1#", "Transferred sales"),
        ("12#", "Transferred care"),
        ("21", "Transferred care"),
        ("22", "Disconnected wrong"),
        ("#", "Disconnected later"),
        ("", "Disconnected later"),
    ] {
        assert_eq!(end(&plan, AT, press), wanted, "{press}");
    }
}

#[test]
fn a_widget_that_has_run_ten_times_in_a_row_ends_the_call() {
    let menu = |wrong: &str| {
        main_only(&[
            gather("menu", "choice", "menu"),
            split("choice", "{{widgets.menu.Digits}}", &[("equal_to", "1", "sales")], wrong),
            flex("sales"),
            say("bye", "Goodbye.", ""),
        ])
    };
    let plan = menu("bye");
    let own = plan.step(plan.step_named("menu").unwrap()).waiting().unwrap();
    assert_eq!(own.no_input.misstep().map(|misstep| misstep.tries), Some(Some(10)));
    assert_eq!(end(&plan, AT, ""), "Disconnected menu");
    let heard = |plan: &ivrsim::plan::Plan, press: &str| {
        let transcript = call(plan, AT, press, "").record.transcript(plan);
        transcript.iter().filter(|entry| format!("{entry:?}").contains("This is menu.")).count()
    };
    assert_eq!(heard(&plan, ""), 10);
    // A split that stands between begins the row anew.
    let plan = menu("menu");
    assert_eq!(heard(&plan, ""), 10);
    assert!(heard(&plan, &format!("{}7", ",".repeat(20))) > 10);
}

#[test]
fn counters_are_worked_out_and_become_tries() {
    let plan = main_only(&[
        gather("menu", "choice", "count"),
        split("choice", "{{widgets.menu.Digits}}", &[("equal_to", "1", "sales")], "count"),
        counted("count", "retry", "limit"),
        split("limit", "{{flow.variables.retry}}", &[("less_than", "3", "invalid")], "care"),
        say("invalid", "That is not one of the choices.", "menu"),
        flex("sales"),
        flex("care"),
    ]);
    let menu = plan.step(plan.step_named("menu").unwrap()).waiting().unwrap();
    assert_eq!(menu.no_match.misstep().map(|misstep| misstep.tries), Some(Some(3)));
    assert_eq!(end(&plan, AT, "7,,,7,,,1"), "Transferred sales");
    assert_eq!(end(&plan, AT, "7,,,7,,,7"), "Transferred care");
    assert_eq!(end(&plan, AT, ""), "Transferred care");
}

#[test]
fn what_programs_outside_return_is_asked_once_and_known_behind_that() {
    let import = files(&[(
        "main.json",
        flow(&[
            widget(
                "hours",
                "run-function",
                json!({ "url": "https://example.twil.io/hours" }),
                &[("success", "status"), ("fail", "bye")],
            ),
            split(
                "status",
                "{{widgets.hours.parsed.status}}",
                &[("equal_to", "open", "sales"), ("matches_any_of", "closed,holiday", "again")],
                "bye",
            ),
            split("again", "{{widgets.hours.parsed.status}}", &[("equal_to", "holiday", "feast")], "closed"),
            flex("sales"),
            say("feast", "It is a holiday.", ""),
            say("closed", "We are closed.", ""),
            say("bye", "Goodbye.", ""),
        ])
        .to_string(),
    )]);
    let plan = plan(&import);
    let answer = plan.answer(plan.answer_named("hours-status").unwrap());
    assert_eq!(answer.values, ["open", "closed", "holiday", "other"]);
    let to = |answers: &str| call(&plan, AT, "", answers).outcome.place_key(&plan).unwrap().to_owned();
    assert_eq!(to("hours-status=open"), "sales");
    assert_eq!(to("hours-status=closed"), "closed");
    assert_eq!(to("hours-status=holiday"), "feast");
    assert_eq!(to("hours-result=failed"), "bye");
    assert_eq!(to("hours-status=other"), "bye");
    assert_eq!(summary(&import)["outside"], 2, "{:#}", summary(&import));
}

#[test]
fn conditions_on_the_time_are_hours_to_the_minute_on_the_clock_that_they_name() {
    let now = "{{ 'now' | timezone: 'America/Denver' | date: '%H:%M' }}";
    let plan = main_only(&[
        split("early", now, &[("is_before_time", "09:00", "closed")], "late"),
        split("late", now, &[("is_after_time", "16:59", "closed")], "day"),
        split(
            "day",
            "{{ 'now' | date: '%A', 'America/Denver' }}",
            &[("matches_any_of", "Saturday,Sunday", "closed")],
            "dated",
        ),
        split(
            "dated",
            "{{ 'now' | date: '%Y-%m-%d', 'America/Denver' }}",
            &[("equal_to", "2026-03-04", "closed")],
            "sales",
        ),
        flex("sales"),
        say("closed", "We are closed.", ""),
    ]);
    // Chicago is an hour ahead.
    for (at, wanted) in [
        ("2026-03-02 09:59:59", "Disconnected closed"),
        ("2026-03-02 10:00", "Transferred sales"),
        ("2026-03-02 17:59:59", "Transferred sales"),
        ("2026-03-02 18:00", "Disconnected closed"),
        ("2026-03-04 12:00", "Disconnected closed"),
        ("2026-03-05 12:00", "Transferred sales"),
        ("2026-03-07 12:00", "Disconnected closed"),
    ] {
        assert_eq!(end(&plan, at, ""), wanted, "{at}");
    }
}

#[test]
fn the_status_of_a_number_that_was_called_leads_on() {
    let plan = main_only(&[
        widget(
            "ring",
            "connect-call-to",
            json!({ "noun": "number", "to": "+16085550177", "timeout": 12 }),
            &[("callCompleted", "status"), ("hangup", "")],
        ),
        split(
            "status",
            "{{widgets.ring.DialCallStatus}}",
            &[("equal_to", "no-answer", "mailbox"), ("equal_to", "busy", "sales")],
            "",
        ),
        widget(
            "mailbox",
            "record-voicemail",
            json!({ "max_length": 60 }),
            &[("recordingComplete", ""), ("noAudio", ""), ("hangup", "")],
        ),
        flex("sales"),
    ]);
    let to = |answers: &str| {
        super::super::call(&plan, AT, "", answers).outcome.place_key(&plan).unwrap().to_owned()
    };
    assert_eq!(to(""), "ring");
    assert_eq!(to("ring=unanswered"), "mailbox");
    assert_eq!(to("ring=busy"), "sales");
}

#[test]
fn behind_a_queue_a_call_goes_on_as_soon_as_it_has_left_it() {
    let import = files(&[(
        "main.json",
        flow(&[
            widget(
                "send_to_care",
                "send-to-flex",
                json!({ "workflow": "WW0", "channel": "TC0", "timeout": "120" }),
                &[("callComplete", "mailbox"), ("failedToEnqueue", "sorry"), ("callFailure", "")],
            ),
            widget(
                "mailbox",
                "record-voicemail",
                json!({ "max_length": 60 }),
                &[("recordingComplete", "task"), ("noAudio", ""), ("hangup", "")],
            ),
            flex("task"),
            say("sorry", "Sorry.", ""),
        ])
        .to_string(),
    )]);
    let plan = plan(&import);
    let to = |answers: &str| call(&plan, AT, "", answers).outcome.place_key(&plan).unwrap().to_owned();
    assert_eq!(to(""), "send-to-care");
    assert_eq!(to("send-to-care=unanswered"), "mailbox");
    assert_eq!(to("send-to-care=full"), "sorry");
    let json = summary(&import);
    assert_eq!(json["not_reached"], 1, "what stands behind a message is told: {json:#}");
    assert!(
        import.files[0].text.contains("a call goes on behind the message to task"),
        "{}",
        import.files[0].text
    );
}

#[test]
fn callers_and_numbers_that_are_dialed_are_told_apart() {
    let import = files(&[(
        "main.json",
        flow(&[
            split("from", "{{trigger.call.From}}", &[("starts_with", "+64", "kiwi")], "to"),
            split(
                "to",
                "{{trigger.call.To}}",
                &[("contains", "+16085550140", "sales"), ("equal_to", "+16085550141", "care")],
                "",
            ),
            flex("kiwi"),
            flex("sales"),
            flex("care"),
        ])
        .to_string(),
    )]);
    let plan = plan(&import);
    let lines: Vec<&str> = plan.lines().map(|(_, line)| line.key.as_str()).collect();
    assert_eq!(lines, ["main-16085550140", "main-16085550141", "main"], "{}", import.files[0].text);
    assert_eq!(end(&plan, AT, ""), "Transferred sales");
    assert!(import.files[0].text.contains("caller = [\"+64*\"]"), "{}", import.files[0].text);
}

#[test]
fn what_callers_say_is_asked_where_they_press_nothing() {
    let mut menu = gather("menu", "digits", "bye");
    menu["transitions"][2] = json!({ "event": "speech", "next": "words" });
    let plan = main_only(&[
        menu,
        split("digits", "{{widgets.menu.Digits}}", &[("equal_to", "1", "sales")], "bye"),
        split("words", "{{widgets.menu.SpeechResult}}", &[("equal_to", "sales", "sales")], "bye"),
        flex("sales"),
        say("bye", "Goodbye.", ""),
    ]);
    let to = |press: &str, answers: &str| {
        call(&plan, AT, press, answers).outcome.place_key(&plan).unwrap().to_owned()
    };
    assert_eq!(to("1", ""), "sales");
    assert_eq!(to("", ""), "bye");
    assert_eq!(to("", "menu-spoken=yes;menu-speech-result=sales"), "sales");
    assert_eq!(to("", "menu-spoken=yes"), "bye");
}

#[test]
fn words_keep_their_values_and_no_secret_reaches_the_plan() {
    let import = files(&[(
        "main.json",
        flow(&[
            set("shop", "shop", "Birch Street", "look"),
            widget("look", "make-http-request", json!({ "url": "https://anna:hunter2@example.com/?token=s3cret", "method": "GET" }), &[("success", "hello"), ("failed", "")]),
            say("hello", "<speak>Welcome to <emphasis>{{flow.variables.shop}}</emphasis>. You are caller {{widgets.look.parsed.position}}.</speak>", "play"),
            widget("play", "say-play", json!({ "play": "https://example.com/a/menu%20one.mp3?key=s3cret", "loop": 2 }), &[("audioComplete", "pay")]),
            widget("pay", "capture-payments", json!({ "payment_connector": "Default" }), &[("success", "thanks"), ("maxFailedAttempts", "bye"), ("hangup", "")]),
            say("thanks", "Thank you.", ""),
            say("bye", "Goodbye.", ""),
        ])
        .to_string(),
    )]);
    let all: String = import.files.iter().map(|file| file.text.as_str()).collect();
    assert!(all.contains("\"Welcome to Birch Street. You are caller look position.\""), "{all}");
    assert!(all.contains("menu one+menu one.wav"), "{all}");
    let json = summary(&import).to_string();
    for secret in ["hunter2", "s3cret"] {
        assert!(!all.contains(secret) && !json.contains(secret), "{secret}: {all}");
    }
    assert_eq!(summary(&import)["opaque"], 1);
    let plan = plan(&import);
    assert_eq!(end(&plan, AT, ""), "Disconnected thanks");
    assert_eq!(call(&plan, AT, "", "pay-result=maxFailedAttempts").outcome.place_key(&plan), Some("bye"));
}

#[test]
fn a_way_to_a_widget_that_is_not_there_drops_the_caller() {
    let plan = main_only(&[gather("menu", "nowhere", "bye"), say("bye", "Goodbye.", "")]);
    assert_eq!(end(&plan, AT, "1"), "Dropped menu");
}
