//! Mistakes as they stand in phone systems that run, shown by the plans that are made of them.

use super::{fates, files, plan, text};
use crate::import::end;

/// Conditions of one extension are joined, and each ends it where it does not hold: behind the first holiday of the list, no other is
/// ever tried.
#[test]
fn a_list_of_holidays_in_one_extension_knows_only_the_first() {
    let holidays = [(1, 1), (4, 7), (11, 11), (25, 12)];
    let conditions = holidays
        .iter()
        .map(|(day, month)| {
            format!("<condition mday=\"{day}\" mon=\"{month}\"><action application=\"set\" data=\"open=false\"/></condition>")
        })
        .collect::<Vec<_>>()
        .concat();
    let import = files(&[(
        "dialplan.xml",
        &format!(
            "<include><context name=\"public\"><extension name=\"hours\" continue=\"true\"><condition wday=\"2-6\" hour=\"9-17\"><action application=\"set\" data=\"open=true\"/></condition></extension>\
             <extension name=\"holidays\" continue=\"true\">{conditions}</extension>\
             <extension name=\"desk\"><condition field=\"destination_number\" expression=\"^5551000$\"><action application=\"transfer\" data=\"desk-${{open}} XML desks\"/></condition></extension></context>\
             <context name=\"desks\"><extension name=\"open\"><condition field=\"destination_number\" expression=\"^desk-true$\"><action application=\"bridge\" data=\"user/1\"/></condition></extension>\
             <extension name=\"closed\"><condition><action application=\"voicemail\" data=\"default x 9\"/></condition></extension></context></include>"
        ),
    )]);
    let plan = plan(&import);
    assert_eq!(end(&plan, "2026-03-02 10:00", ""), "Transferred extension-1");
    assert_eq!(end(&plan, "2026-03-02 20:00", ""), "Voicemail mailbox-9");
    // January 1 of 2027 is a Friday.
    assert_eq!(end(&plan, "2027-01-01 10:00", ""), "Voicemail mailbox-9", "the first of the list is known");
    for day in ["2027-11-11", "2026-12-25"] {
        assert_eq!(
            end(&plan, &format!("{day} 10:00"), ""),
            "Transferred extension-1",
            "{day}: nobody is told that it is closed"
        );
    }
    let not_reached = fates(&import)["not_carried"].to_string();
    assert!(!not_reached.contains("mday=1 "), "{not_reached}");
}

/// An entry that names no application ends all menus.
#[test]
fn an_entry_that_forgets_its_application_ends_the_menu() {
    let import = files(&[(
        "ivr.xml",
        "<include><menu name=\"main\" greet-long=\"main.wav\" exit-sound=\"bye.wav\" timeout=\"4000\">\
         <entry action=\"menu-exec-app\" digits=\"4\" param=\"5000 XML default\"/><entry action=\"menu-exec-app\" digits=\"1\" param=\"bridge user/1\"/></menu></include>",
    )]);
    let plan = plan(&import);
    assert_eq!(end(&plan, "2026-03-02 10:00", "4"), "Disconnected bye");
    let refused = fates(&import)["not_carried"].to_string();
    assert!(refused.contains("no application of this name"), "{refused}");
}

/// A second context of the same name is never looked at; a menu that is spelled wrongly is no menu.
#[test]
fn what_freeswitch_does_not_read_is_told() {
    let import = files(&[
        (
            "public.xml",
            "<include><context name=\"public\"><extension name=\"in\"><condition field=\"destination_number\" expression=\"^5$\"><action application=\"ivr\" data=\"mian\"/><action application=\"bridge\" data=\"user/1\"/></condition></extension></context></include>",
        ),
        (
            "public2.xml",
            "<include><context name=\"public\"><extension name=\"late\"><condition field=\"destination_number\" expression=\"^6$\"><action application=\"bridge\" data=\"user/2\"/></condition></extension></context></include>",
        ),
    ]);
    let json = fates(&import);
    assert!(json["refused"].as_u64().unwrap() >= 2 && json["opaque"].as_u64() == Some(1), "{json:#}");
    assert!(text(&import).contains("menu mian"), "{}", text(&import));
}

/// A menu that was made so patient that it never gives up.
#[test]
fn ten_thousand_failures_are_no_end() {
    let import = files(&[(
        "all.xml",
        "<include><context name=\"public\"><extension name=\"in\"><condition field=\"destination_number\" expression=\"^5$\"><action application=\"ivr\" data=\"main\"/></condition></extension></context>\
         <menus><menu name=\"main\" greet-long=\"main.wav\" invalid-sound=\"no.wav\" timeout=\"4000\" max-failures=\"10000\" max-timeouts=\"3\"><entry action=\"menu-exec-app\" digits=\"1\" param=\"transfer 5 XML public\"/></menu></menus></include>",
    )]);
    let plan = plan(&import);
    let menu = plan.step(plan.step_named("main").unwrap()).waiting().unwrap();
    assert_eq!(menu.no_match.misstep().unwrap().tries, None);
    assert_eq!(menu.no_input.misstep().unwrap().tries, Some(3));
    assert!(text(&import).contains("gives up at the 10000th wrong key"), "{}", text(&import));
}
