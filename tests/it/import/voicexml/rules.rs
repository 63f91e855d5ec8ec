//! The rules of `VoiceXML`, one by one.

use super::{document, fates, files, plan, text};
use crate::import::{call, end};

const AT: &str = "2026-03-02 10:00";

#[test]
fn a_menu_leads_where_its_choices_say_and_asks_again_without_end() {
    let import = document(
        "<menu id=\"top\"><prompt>Press 1 or 2.</prompt><choice dtmf=\"1\" next=\"#news\">News</choice><choice dtmf=\"2\" event=\"bye\">Bye</choice>\
         <catch event=\"bye\"><prompt>Goodbye.</prompt><disconnect/></catch></menu>\
         <form id=\"news\"><block>Nothing is new.<exit/></block></form>",
    );
    let plan = plan(&import);
    assert_eq!(end(&plan, AT, "1"), "Disconnected news-end");
    assert!(end(&plan, AT, "2").starts_with("Disconnected"), "{}", text(&import));
    let menu = plan.step(plan.step_named("top").unwrap()).waiting().unwrap();
    assert_eq!(menu.no_input.misstep().map(|misstep| misstep.tries), Some(None), "{}", text(&import));
    assert_eq!(menu.no_match.misstep().map(|misstep| misstep.tries), Some(None));
    fates(&import);
}

#[test]
fn handlers_of_the_greatest_count_that_is_reached_are_done() {
    let import = document(
        "<form id=\"ask\"><field name=\"code\" type=\"digits?length=1\"><prompt>Enter the code.</prompt>\
         <noinput>Please speak up.<reprompt/></noinput><noinput count=\"3\"><prompt>Goodbye.</prompt><exit/></noinput>\
         <nomatch count=\"2\"><goto next=\"#help\"/></nomatch>\
         <filled><if cond=\"code == '7'\"><goto next=\"#good\"/><else/><goto next=\"#help\"/></if></filled></field></form>\
         <form id=\"good\"><transfer name=\"t\" dest=\"tel:+16085550100\" bridge=\"false\"/></form>\
         <form id=\"help\"><transfer name=\"h\" dest=\"tel:+16085550199\" bridge=\"false\"/></form>",
    );
    let plan = plan(&import);
    assert_eq!(end(&plan, AT, "7"), "Transferred number-16085550100", "{}", text(&import));
    assert_eq!(end(&plan, AT, "8"), "Transferred number-16085550199");
    assert_eq!(end(&plan, AT, "*,,,*"), "Transferred number-16085550199");
    assert!(end(&plan, AT, "").starts_with("Disconnected"));
    assert_eq!(end(&plan, AT, ",,,,,,,,7"), "Transferred number-16085550100", "{}", text(&import));
}

#[test]
fn variables_are_known_in_other_documents_by_way_of_their_root() {
    let import = files(&[
        ("root.vxml", "<vxml version=\"2.1\"><var name=\"way\" expr=\"'none'\"/></vxml>"),
        (
            "start.vxml",
            "<vxml version=\"2.1\" application=\"root.vxml\"><form><block><assign name=\"application.way\" expr=\"'long'\"/><goto next=\"next.vxml\"/></block></form></vxml>",
        ),
        (
            "next.vxml",
            "<vxml version=\"2.1\" application=\"root.vxml\"><form><block cond=\"application.way == 'long'\"><goto next=\"#long\"/></block><block><exit/></block></form><form id=\"long\"><transfer name=\"t\" dest=\"tel:1001\" bridge=\"false\"/></form></vxml>",
        ),
    ]);
    let plan = plan(&import);
    assert_eq!(plan.lines().count(), 1, "{}", text(&import));
    assert_eq!(end(&plan, AT, ""), "Transferred number-1001");
}

#[test]
fn sub_dialogs_come_back_with_what_they_return() {
    let import = document(
        "<form id=\"main\"><subdialog name=\"sub\" src=\"#pick\"><filled><if cond=\"sub.choice == '2'\"><goto next=\"#two\"/></if></filled></subdialog><block><exit/></block></form>\
         <form id=\"pick\"><field name=\"choice\"><prompt>Pick.</prompt><option dtmf=\"1\" value=\"1\">one</option><option dtmf=\"2\" value=\"2\">two</option><filled><return namelist=\"choice\"/></filled></field></form>\
         <form id=\"two\"><transfer name=\"t\" dest=\"tel:1002\" bridge=\"false\"/></form>",
    );
    let plan = plan(&import);
    assert_eq!(end(&plan, AT, "2"), "Transferred number-1002", "{}", text(&import));
    assert_ne!(end(&plan, AT, "1"), "Transferred number-1002");
}

#[test]
fn what_becomes_of_a_transfer_is_what_its_variable_says() {
    let import = document(
        "<form id=\"main\"><transfer name=\"result\" dest=\"tel:1001\" bridge=\"true\" connecttimeout=\"20s\"><filled><if cond=\"result == 'busy'\"><goto next=\"#busy\"/><elseif cond=\"result == 'noanswer'\"/><goto next=\"#late\"/></if></filled></transfer></form>\
         <form id=\"busy\"><transfer name=\"b\" dest=\"tel:1002\" bridge=\"false\"/></form><form id=\"late\"><transfer name=\"l\" dest=\"tel:1003\" bridge=\"false\"/></form>",
    );
    let plan = plan(&import);
    let to = |answers: &str| call(&plan, AT, "", answers).outcome.place_key(&plan).unwrap().to_owned();
    assert_eq!(to(""), "number-1001");
    assert_eq!(to("number-1001=busy"), "number-1002");
    assert_eq!(to("number-1001=unanswered"), "number-1003");
}

#[test]
fn what_other_systems_answer_is_asked_by_its_name_and_known_behind_that() {
    let import = document(
        "<form id=\"main\"><block><data name=\"api\" src=\"https://example.com/?key=s3cret\"/><if cond=\"api.state == 'open'\"><goto next=\"#open\"/></if><submit next=\"https://example.com/next.php\"/></block></form>\
         <form id=\"open\"><block cond=\"api.state == 'open'\"><goto next=\"#desk\"/></block></form><form id=\"desk\"><transfer name=\"t\" dest=\"tel:1001\" bridge=\"false\"/></form>",
    );
    let plan = plan(&import);
    let to = |answers: &str| call(&plan, AT, "", answers).outcome.place_key(&plan).unwrap().to_owned();
    assert_eq!(to("api-state=open"), "number-1001", "{}", text(&import));
    assert!(to("").contains("next-php"), "{}", to(""));
    assert!(!(text(&import) + &fates(&import).to_string()).contains("s3cret"));
}

#[test]
fn links_are_taken_wherever_keys_are() {
    let import = document(
        "<link dtmf=\"0\" next=\"#operator\"/><menu id=\"top\"><prompt>Press 1.</prompt><choice dtmf=\"1\" next=\"#top\">again</choice></menu>\
         <form id=\"operator\"><transfer name=\"t\" dest=\"tel:1000\" bridge=\"false\"/></form>",
    );
    let plan = plan(&import);
    assert_eq!(end(&plan, AT, "0"), "Transferred number-1000");
    assert_eq!(end(&plan, AT, "10"), "Transferred number-1000");
}
