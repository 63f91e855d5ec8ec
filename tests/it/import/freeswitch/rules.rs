//! `FreeSWITCH`'s own rules, one by one.

use super::{fates, files, plan, public, text};
use crate::import::{call, end};

const AT: &str = "2026-03-02 10:00";

fn line(conditions: &str) -> String {
    format!("<extension name=\"line\">{conditions}</extension>")
}

#[test]
fn hours_have_their_last_hour_and_minutes_of_the_day_count_from_one() {
    let by = |attributes: &str| {
        plan(&public(&line(&format!(
            "<condition {attributes}><action application=\"bridge\" data=\"user/1000\"/><anti-action application=\"voicemail\" data=\"default x 1000\"/></condition>"
        ))))
    };
    let hours = by("wday=\"2-6\" hour=\"9-17\"");
    for (at, wanted) in [
        ("2026-03-02 08:59:59", "Voicemail mailbox-1000"),
        ("2026-03-02 09:00", "Transferred extension-1000"),
        ("2026-03-02 17:59:59", "Transferred extension-1000"),
        ("2026-03-02 18:00", "Voicemail mailbox-1000"),
        ("2026-03-07 12:00", "Voicemail mailbox-1000"),
        ("2026-03-08 12:00", "Voicemail mailbox-1000"),
    ] {
        assert_eq!(end(&hours, at, ""), wanted, "{at}");
    }
    let minutes = by("minute-of-day=\"540-1020\"");
    assert_eq!(end(&minutes, "2026-03-02 08:59", ""), "Transferred extension-1000");
    assert_eq!(end(&minutes, "2026-03-02 16:59:59", ""), "Transferred extension-1000");
    assert_eq!(end(&minutes, "2026-03-02 17:00", ""), "Voicemail mailbox-1000");
    let weekend = by("wday=\"sat-sun\"");
    assert_eq!(end(&weekend, "2026-03-07 12:00", ""), "Transferred extension-1000");
    assert_eq!(end(&weekend, "2026-03-09 12:00", ""), "Voicemail mailbox-1000");
}

#[test]
fn the_clock_of_a_call_is_the_one_that_it_has_set_before() {
    let import = public(
        "<extension name=\"zone\" continue=\"true\"><condition><action application=\"set\" data=\"timezone=America/Los_Angeles\" inline=\"true\"/></condition></extension>\
         <extension name=\"line\"><condition hour=\"9-16\"><action application=\"bridge\" data=\"user/1\"/><anti-action application=\"hangup\"/></condition></extension>",
    );
    let plan = plan(&import);
    // The clock of the machine is that of Chicago.
    assert_eq!(end(&plan, "2026-03-02 10:59", ""), "Disconnected extension-1");
    assert_eq!(end(&plan, "2026-03-02 11:00", ""), "Transferred extension-1");
}

#[test]
fn what_is_set_is_seen_by_conditions_only_if_it_is_set_inline() {
    let by = |inline: &str| {
        let import = public(&format!(
            "<extension name=\"first\" continue=\"true\"><condition><action application=\"set\" data=\"way=short\" {inline}/></condition></extension>\
             <extension name=\"second\"><condition field=\"${{way}}\" expression=\"^short$\"><action application=\"bridge\" data=\"user/1\"/></condition></extension>\
             <extension name=\"third\"><condition><action application=\"bridge\" data=\"user/2\"/></condition></extension>"
        ));
        end(&plan(&import), AT, "")
    };
    assert_eq!(by("inline=\"true\""), "Transferred extension-1");
    assert_eq!(by(""), "Transferred extension-2");
}

#[test]
fn conditions_end_their_extension_as_break_says() {
    let by = |first: &str, held: bool| {
        let expression = if held { "^5$" } else { "^6$" };
        let import = public(&line(&format!(
            "<condition field=\"destination_number\" expression=\"^5$\"/>\
             <condition field=\"destination_number\" expression=\"{expression}\" {first}><action application=\"playback\" data=\"yes.wav\"/><anti-action application=\"playback\" data=\"no.wav\"/></condition>\
             <condition><action application=\"bridge\" data=\"user/1\"/></condition>"
        )));
        end(&plan(&import), AT, "")
    };
    assert_eq!(by("", true), "Transferred extension-1");
    assert_eq!(by("", false), "Disconnected no", "on-false is what holds where nothing is said");
    assert_eq!(by("break=\"on-true\"", true), "Disconnected yes");
    assert_eq!(by("break=\"on-true\"", false), "Transferred extension-1");
    assert_eq!(by("break=\"always\"", true), "Disconnected yes");
    assert_eq!(by("break=\"never\"", false), "Transferred extension-1");
}

#[test]
fn conditions_lie_in_each_other_and_may_be_told_in_one() {
    let nested = |requires: &str| {
        let import = public(&format!(
            "<extension name=\"outer\"><condition field=\"destination_number\" expression=\"^5$\" {requires}><action application=\"playback\" data=\"outer.wav\"/>\
             <condition hour=\"9-16\"><action application=\"bridge\" data=\"user/1\"/></condition></condition></extension>\
             <extension name=\"next\"><condition><action application=\"bridge\" data=\"user/2\"/></condition></extension>"
        ));
        let plan = plan(&import);
        (end(&plan, AT, ""), end(&plan, "2026-03-02 20:00", ""))
    };
    let held = "Transferred extension-1".to_owned();
    assert_eq!(nested(""), (held.clone(), "Transferred extension-2".to_owned()));
    assert_eq!(nested("require-nested=\"false\""), (held, "Disconnected outer-2".to_owned()));
    let several = |rule: &str| {
        let plan = plan(&public(&line(&format!(
            "<condition regex=\"{rule}\"><regex field=\"destination_number\" expression=\"^5$\"/><regex hour=\"9-16\"/>\
             <action application=\"bridge\" data=\"user/1\"/><anti-action application=\"bridge\" data=\"user/2\"/></condition>"
        ))));
        [AT, "2026-03-02 20:00"].map(|at| end(&plan, at, "").replace("Transferred extension-", ""))
    };
    assert_eq!(several("all"), ["1", "2"]);
    assert_eq!(several("any"), ["1", "1"]);
    assert_eq!(several("xor"), ["2", "1"]);
}

#[test]
fn a_time_makes_up_for_a_field_that_does_not_match() {
    let plan = plan(&public(&line(
        "<condition field=\"destination_number\" expression=\"^5$\"/>\
         <condition field=\"destination_number\" expression=\"^6$\" hour=\"9-16\"><action application=\"bridge\" data=\"user/1\"/></condition>\
         <condition><action application=\"bridge\" data=\"user/2\"/></condition>",
    )));
    assert_eq!(end(&plan, AT, ""), "Transferred extension-1");
}

const MENUS: &str = "<configuration name=\"ivr.conf\"><menus>\
    <menu name=\"main\" greet-long=\"long.wav\" greet-short=\"short.wav\" invalid-sound=\"invalid.wav\" exit-sound=\"bye.wav\" timeout=\"5000\" max-failures=\"3\" max-timeouts=\"2\">\
    <entry action=\"menu-exec-app\" digits=\"1\" param=\"transfer 1000 XML people\"/><entry action=\"menu-sub\" digits=\"2\" param=\"sub\"/><entry action=\"menu-exit\" digits=\"3\"/></menu>\
    <menu name=\"sub\" greet-long=\"sub.wav\" invalid-sound=\"invalid.wav\" timeout=\"5000\" max-failures=\"2\" max-timeouts=\"1\">\
    <entry action=\"menu-exec-app\" digits=\"1\" param=\"bridge user/2000\"/><entry action=\"menu-back\" digits=\"8\"/><entry action=\"menu-top\" digits=\"*\"/><entry action=\"menu-exit\" digits=\"9\"/></menu>\
    </menus></configuration>";

const DIALPLAN: &str = "<include><context name=\"public\"><extension name=\"in\"><condition field=\"destination_number\" expression=\"^5551000$\">\
    <action application=\"answer\"/><action application=\"ivr\" data=\"main\"/><action application=\"voicemail\" data=\"default example.com 500\"/></condition></extension></context>\
    <context name=\"people\"><extension name=\"phones\"><condition field=\"destination_number\" expression=\"^(1\\d{3})$\"><action application=\"bridge\" data=\"user/$1\"/></condition></extension></context></include>";

#[test]
fn menus_give_up_apart_and_lead_to_the_next_action() {
    let import = files(&[("ivr.conf.xml", MENUS), ("dialplan.xml", DIALPLAN)]);
    let plan = plan(&import);
    for (keys, wanted) in [
        ("1", "Transferred extension-1000"),
        ("", "Voicemail mailbox-500"),
        ("7,,,7,,,7", "Voicemail mailbox-500"),
        ("7,,,7,,,1", "Transferred extension-1000"),
        ("3", "Voicemail mailbox-500"),
        ("21", "Transferred extension-2000"),
        ("281", "Transferred extension-1000"),
        ("2*1", "Transferred extension-1000"),
        ("29", "Voicemail mailbox-500"),
        // A menu that gives up falls back to the one above it.
        ("2,7,,,7,,,1", "Transferred extension-1000"),
    ] {
        assert_eq!(end(&plan, AT, keys), wanted, "{keys}\n{}", text(&import));
    }
    let menu = plan.step(plan.step_named("main").unwrap()).waiting().unwrap();
    assert_eq!(menu.no_match.misstep().unwrap().tries, Some(3));
    assert_eq!(menu.no_input.misstep().unwrap().tries, Some(2));
    assert!(text(&import).contains("again_sound"), "{}", text(&import));
    fates(&import);
}

#[test]
fn an_expression_of_a_menu_takes_what_it_matches() {
    let menus = MENUS.replace(
        "<entry action=\"menu-exit\" digits=\"3\"/>",
        "<entry action=\"menu-exec-app\" digits=\"/^(10[01][0-9])$/\" param=\"transfer $1 XML people\"/>",
    );
    let import = files(&[
        ("ivr.conf.xml", &menus.replace("max-timeouts=\"2\"", "max-timeouts=\"2\" digit-len=\"4\"")),
        ("dialplan.xml", DIALPLAN),
    ]);
    let plan = plan(&import);
    let found = end(&plan, AT, "1012");
    assert!(found.starts_with("Transferred extension"), "{found}\n{}", text(&import));
    assert_eq!(end(&plan, AT, "1032,,,,,,1,,,,,,"), "Transferred extension-1000");
    assert!(end(&plan, AT, "1012") != end(&plan, AT, "1032"), "{}", text(&import));
}

#[test]
fn who_is_put_through_to_nobody_goes_on_where_the_dialplan_says() {
    let by = |first: &str| {
        plan(&public(&line(&format!(
            "<condition field=\"destination_number\" expression=\"^5$\">{first}<action application=\"bridge\" data=\"{{leg_timeout=20}}user/1000@${{domain_name}}\"/>\
             <action application=\"voicemail\" data=\"default x 1000\"/></condition>"
        ))))
    };
    let to = |plan: &ivrsim::plan::Plan, answers: &str| {
        let record = call(plan, AT, "", answers);
        record.outcome.place_key(plan).map_or_else(|| "none".to_owned(), str::to_owned)
    };
    let plain = by("");
    assert_eq!(
        to(&plain, "extension-1000=unanswered"),
        "mailbox-1000",
        "no answer is always a reason to go on"
    );
    assert_ne!(to(&plain, "extension-1000=busy"), "mailbox-1000");
    let listed = by("<action application=\"set\" data=\"continue_on_fail=USER_BUSY,3\"/>");
    assert_ne!(to(&listed, "extension-1000=unanswered"), "mailbox-1000");
    assert_eq!(to(&listed, "extension-1000=busy"), "mailbox-1000");
    let all = by(
        "<action application=\"set\" data=\"continue_on_fail=true\"/><action application=\"set\" data=\"hangup_after_bridge=true\"/>",
    );
    assert_eq!(to(&all, "extension-1000=busy"), "mailbox-1000");
    assert_eq!(to(&all, ""), "extension-1000");
}

#[test]
fn digits_are_asked_for_as_often_as_the_action_says() {
    let ways = "<context name=\"ways\"><extension name=\"one\"><condition field=\"destination_number\" expression=\"^go-1$\"><action application=\"bridge\" data=\"user/1\"/></condition></extension>\
        <extension name=\"two\"><condition field=\"destination_number\" expression=\"^go-2$\"><action application=\"playback\" data=\"two.wav\"/></condition></extension></context>";
    let import = files(&[(
        "dialplan.xml",
        &format!(
            "<include><context name=\"public\"><extension name=\"in\"><condition field=\"destination_number\" expression=\"^5$\"><action application=\"play_and_get_digits\" data=\"1 1 2 4000 # ask.wav wrong.wav choice ^[12]$\"/>\
         <action application=\"execute_extension\" data=\"go-${{choice}} XML ways\"/><action application=\"voicemail\" data=\"default x 9\"/></condition></extension></context>{ways}</include>"
        ),
    )]);
    let plan = plan(&import);
    assert_eq!(end(&plan, AT, "1"), "Transferred extension-1");
    assert_eq!(end(&plan, AT, "2"), "Voicemail mailbox-9", "what is executed comes back");
    assert_eq!(end(&plan, AT, "7,,,1"), "Transferred extension-1");
    assert_eq!(
        end(&plan, AT, "7,,,7,,,1"),
        "Voicemail mailbox-9",
        "silence and wrong keys are counted as one"
    );
    assert_eq!(end(&plan, AT, ""), "Voicemail mailbox-9");
}

#[test]
fn what_is_not_known_is_asked_by_its_name_and_no_secret_is_told() {
    let import = public(&line(
        "<condition field=\"destination_number\" expression=\"^5$\"/>\
         <condition field=\"${default_password}\" expression=\"^4711$\" break=\"never\"><action application=\"playback\" data=\"change-it.wav\"/></condition>\
         <condition field=\"${db(select/night/mode)}\" expression=\"^on$\"><action application=\"bridge\" data=\"{sip_auth_password=hunter2}sofia/gateway/provider/16085550100\"/>\
         <anti-action application=\"curl\" data=\"https://anna:s3cret@example.com/?token=abc123\"/><anti-action application=\"bridge\" data=\"user/1\"/></condition>",
    ));
    let plan = plan(&import);
    let record = call(&plan, AT, "", "db-select-night-mode=on");
    assert_eq!(record.outcome.place_key(&plan).unwrap(), "number-16085550100");
    let all = text(&import) + &serde_json::to_string(&fates(&import)).unwrap();
    for secret in ["4711", "hunter2", "s3cret", "abc123"] {
        assert!(!all.contains(secret), "{secret}: {all}");
    }
}

#[test]
fn variables_and_functions_are_worked_out() {
    let by = |data: &str| {
        let import = public(&line(&format!(
            "<condition field=\"destination_number\" expression=\"^(5)(\\d*)$\"><action application=\"set\" data=\"a=1234\"/><action application=\"bridge\" data=\"{data}\"/></condition>"
        )).replace("^(5)(\\d*)$", "^(5)1$"));
        end(&plan(&import), AT, "").replace("Transferred extension-", "")
    };
    assert_eq!(by("user/${a:0:2}"), "12");
    assert_eq!(by("user/${a:-2}"), "34");
    assert_eq!(by("user/${cond(${a} == 1234 ? 10 : 20)}"), "10");
    assert_eq!(by("user/${cond('${a}' != 'x' ? 10 : 20)}"), "10");
    assert_eq!(by("user/${regex(${a}|^12(\\d+)$|%1)}"), "34");
    assert_eq!(by("user/${expr(${a}+1)}"), "1235");
    assert_eq!(by("user/$1$1"), "55");
}
