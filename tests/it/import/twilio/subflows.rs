//! Flows that run flows, and the forms in which files hold them.

use ivrsim::base::source::Sources;
use ivrsim::import::import;
use serde_json::{Value, json};

use super::super::{call, end};
use super::{files, flex, flow, flow_by, gather, plan, say, set, split, summary, widget};

const AT: &str = "2026-03-02 10:00";

fn runs(name: &str, flow: &str, parameter: &str, completed: &str) -> Value {
    let properties = json!({ "flow_sid": flow, "flow_revision": "LatestPublished", "parameters": [{ "type": "string", "key": "mode", "value": parameter }] });
    widget(name, "run-subflow", properties, &[("completed", completed), ("failed", completed)])
}

/// Says the mode that it was given, and returns a variable.
fn inner() -> Value {
    flow_by(
        "incomingParent",
        &[
            split("mode", "{{trigger.parent.parameters.mode}}", &[("equal_to", "loud", "loud")], "quiet"),
            set("loud", "tone", "loud", "quiet"),
            gather("quiet", "pick", ""),
            split("pick", "{{widgets.quiet.Digits}}", &[("equal_to", "9", "stays")], ""),
            flex("stays"),
        ],
    )
}

fn outer(parameter: &str) -> Value {
    flow(&[
        runs("ask", "inner", parameter, "tone"),
        split("tone", "{{widgets.ask.flow.variables.tone}}", &[("equal_to", "loud", "stage")], "library"),
        flex("stage"),
        flex("library"),
    ])
}

#[test]
fn a_sub_flow_gets_its_parameters_and_gives_its_variables_back() {
    for (parameter, wanted) in [("loud", "Transferred stage"), ("soft", "Transferred library")] {
        let import =
            files(&[("main.json", outer(parameter).to_string()), ("inner.json", inner().to_string())]);
        let plan = plan(&import);
        assert_eq!(end(&plan, AT, "1"), wanted);
        assert_eq!(end(&plan, AT, ""), wanted, "a way that leads nowhere leads back");
        assert_eq!(end(&plan, AT, "9"), "Transferred stays");
        assert_eq!(plan.lines().count(), 1);
    }
}

#[test]
fn a_sub_flow_that_was_not_given_is_opaque_and_the_call_goes_on_behind_it() {
    let import = files(&[("main.json", outer("loud").to_string())]);
    assert_eq!(summary(&import)["opaque"], 1);
    assert_eq!(end(&plan(&import), AT, ""), "Transferred library");
}

#[test]
fn exports_of_the_interface_give_flows_their_names_and_numbers_their_lines() {
    let whole = json!({ "flows": [
        { "sid": "FW00000000000000000000000000000001", "friendly_name": "Front door", "status": "published", "definition": flow(&[runs("ask", "FW00000000000000000000000000000002", "loud", "care"), flex("care")]) },
        { "sid": "FW00000000000000000000000000000002", "friendly_name": "Inner", "status": "published", "definition": inner().to_string() },
        { "sid": "FW00000000000000000000000000000003", "friendly_name": "Chat", "definition": flow_by("incomingMessage", &[say("hello", "Hello.", "")]) },
    ]});
    let numbers = json!({ "incoming_phone_numbers": [{ "phone_number": "+16085550140", "sid": "PN1",
        "voice_url": "https://webhooks.twilio.com/v1/Accounts/AC1/Flows/FW00000000000000000000000000000001" }] });
    let import = files(&[("export.json", whole.to_string()), ("numbers.json", numbers.to_string())]);
    let text = &import.files[0].text;
    assert!(text.contains("[lines.front-door]") && text.contains("+16085550140"), "{text}");
    assert!(!text.contains("lines.chat"), "{text}");
    assert_eq!(end(&plan(&import), AT, "9"), "Transferred stays");
    assert_eq!(summary(&import)["opaque"], 0, "{text}");
}

#[test]
fn terraform_holds_flows_as_values_as_texts_and_as_templates_beside_it() {
    let inside = format!(
        "resource \"twilio_studio_flows_v2\" \"inner\" {{\n  friendly_name = \"Inner\"\n  status = \"published\"\n  definition = jsonencode({:#})\n}}\n\
         resource \"twilio_studio_flows_v2\" \"main\" {{\n  friendly_name = \"Front door\"\n  definition = templatefile(\"${{path.module}}/flows/door.tftpl\", {{ inner_sid = twilio_studio_flows_v2.inner.sid }})\n}}\n\
         resource \"twilio_phone_number\" \"main\" {{\n  phone_number = \"+16085550140\"\n  voice {{\n    url = \"https://webhooks.twilio.com/v1/Accounts/AC1/Flows/${{twilio_studio_flows_v2.main.sid}}\"\n  }}\n}}\n",
        inner()
    );
    let door = format!("{:#}", flow(&[runs("ask", "${inner_sid}", "loud", "care"), flex("care")]));
    // What Terraform takes and JSON does not: names of values, an end of a line for a comma, words as keys.
    let door = door.replace("\"A flow\"", "flow_description").replace("\"name\": \"ask\",", "name = \"ask\"");
    let template = format!("${{\n  jsonencode({door})\n}}\n");
    let import = files(&[("main.tf", inside), ("door.tftpl", template)]);
    let text = &import.files[0].text;
    assert!(text.contains("[lines.front-door]") && text.contains("+16085550140"), "{text}");
    assert_eq!(end(&plan(&import), AT, "9"), "Transferred stays", "{text}");
    assert_eq!(summary(&import)["opaque"], 0, "{text}");
}

#[test]
fn templates_of_plain_json_keep_what_is_put_in() {
    let door = flow(&[
        say("hello", "Welcome to ${shop_name}.", "all"),
        say("all", "${greeting}", "hours"),
        split("hours", "{{widgets.none.parsed.x}}", &[("is_blank", "", "mode")], ""),
        split("mode", "${is_down}", &[("equal_to", "true", "down")], "care"),
        say("down", "We are down.", ""),
        flex("care"),
    ]);
    let text = door.to_string().replace("\"WW0123\"", "\"${workflows[\"care\"]}\"");
    let import = files(&[("door.tftpl", text)]);
    let all: String = import.files.iter().map(|file| file.text.as_str()).collect();
    assert!(all.contains("\"Welcome to shop name.\"") && all.contains("spoken/greeting.wav"), "{all}");
    let plan = plan(&import);
    assert_eq!(end(&plan, AT, ""), "Transferred care");
    assert_eq!(call(&plan, AT, "", "is-down=true").outcome.place_key(&plan), Some("down"));
}

#[test]
fn flows_that_run_each_other_are_refused_with_the_place() {
    let one = flow(&[runs("ask", "two", "x", "")]).to_string();
    let two = flow_by("incomingParent", &[runs("back", "one", "x", "")]).to_string();
    let mut sources = Sources::default();
    let named = [sources.add("one.json", one), sources.add("two.json", two)];
    let mistakes = import(&sources, &named, &super::super::request()).unwrap_err();
    assert_eq!(mistakes[0].code, "subflow-circle");
    assert!(mistakes[0].primary.is_some());
}
