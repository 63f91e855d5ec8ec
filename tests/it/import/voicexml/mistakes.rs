//! Mistakes as they stand in applications that run, shown by the plans that are made of them.

use super::{files, plan, text};
use crate::import::call;

const AT: &str = "2026-03-02 10:00";

/// What is looked at after the upload is the answer that the login has given, so that it always says that all went well.
#[test]
fn an_upload_that_is_judged_by_the_login_always_went_well() {
    let import = files(&[
        (
            "login.xml",
            "<vxml version=\"2.1\"><form id=\"login\"><field name=\"pin\" type=\"digits?length=4\"><prompt>Your PIN.</prompt><filled><data name=\"api\" src=\"http://x/auth\"/><if cond=\"api.code == 0000\"><goto next=\"sell.xml\"/><else/><exit/></if></filled></field></form></vxml>",
        ),
        (
            "sell.xml",
            "<vxml version=\"2.1\"><menu id=\"confirm\"><prompt>Press 1 to upload.</prompt><choice dtmf=\"1\" next=\"#submit\"/></menu>\
          <form id=\"submit\"><block><data name=\"response\" src=\"http://x/sell\"/><if cond=\"api.code == 0000\"><goto next=\"#uploaded\"/></if><goto next=\"#failed\"/></block></form>\
          <form id=\"uploaded\"><transfer name=\"u\" dest=\"tel:1001\" bridge=\"false\"/></form><form id=\"failed\"><transfer name=\"f\" dest=\"tel:1002\" bridge=\"false\"/></form></vxml>",
        ),
    ]);
    let plan = plan(&import);
    let record = call(&plan, AT, "1234,,,,,,1", "api-code=0");
    assert_eq!(record.outcome.place_key(&plan).unwrap(), "number-1001", "{}", text(&import));
    assert!(plan.step_named("number-1002").is_none(), "no call ever fails: {}", text(&import));
}

/// A page whose only choices lead back to it keeps its callers for ever.
#[test]
fn pages_that_ask_for_ever_are_told_as_such() {
    let import = files(&[(
        "check.xml",
        "<vxml version=\"2.1\"><menu id=\"exit-check\"><prompt>To add more, press 0.</prompt><choice dtmf=\"0\" next=\"#exit-check\"/></menu></vxml>",
    )]);
    let plan = plan(&import);
    let menu = plan.step(plan.step_named("exit-check").unwrap()).waiting().unwrap();
    assert_eq!(menu.no_input.misstep().map(|misstep| misstep.tries), Some(None));
    assert_eq!(
        plan.steps().filter(|(_, step)| step.waiting().is_none()).count(),
        0,
        "nothing but the menu: {}",
        text(&import)
    );
    assert_eq!(call(&plan, AT, "0,,,,,,0,,,,,,7", "").outcome.place_key(&plan), Some("exit-check"));
}
