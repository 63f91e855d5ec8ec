//! Twilio Studio: its rules, its mistakes, and random flows against a second model of it.

mod calls;
mod files;
mod mistakes;
mod model;
mod rules;
mod subflows;

use ivrsim::base::source::Sources;
use ivrsim::import::{Import, import};
use ivrsim::plan::{Plan, PlanLimits, read};
use serde_json::{Value, json};

/// Files taken over.
pub(crate) fn files(files: &[(&str, String)]) -> Import {
    let mut sources = Sources::default();
    let named: Vec<_> = files.iter().map(|(name, text)| sources.add(*name, text.clone())).collect();
    import(&sources, &named, &super::request()).unwrap_or_else(|mistakes| panic!("{mistakes:#?}\n{files:#?}"))
}

/// A flow of these widgets, behind a trigger that leads on from calls to the first of them.
pub(crate) fn flow(widgets: &[Value]) -> Value {
    flow_by("incomingCall", widgets)
}

/// The same with another event.
pub(crate) fn flow_by(event: &str, widgets: &[Value]) -> Value {
    let events = [
        "incomingMessage",
        "incomingCall",
        "incomingConversationMessage",
        "incomingRequest",
        "incomingParent",
    ];
    let transitions: Vec<Value> = events
        .iter()
        .map(|one| {
            if *one == event {
                json!({ "event": one, "next": widgets[0]["name"] })
            } else {
                json!({ "event": one })
            }
        })
        .collect();
    let trigger =
        json!({ "name": "Trigger", "type": "trigger", "transitions": transitions, "properties": {} });
    let states: Vec<Value> = std::iter::once(trigger).chain(widgets.iter().cloned()).collect();
    json!({ "description": "A flow", "initial_state": "Trigger", "flags": { "allow_concurrent_calls": true }, "states": states })
}

/// A widget with where its events lead; an empty name leads nowhere.
#[expect(clippy::needless_pass_by_value, reason = "it is handed what `json!` makes")]
pub(crate) fn widget(name: &str, kind: &str, properties: Value, ways: &[(&str, &str)]) -> Value {
    let transitions: Vec<Value> = ways
        .iter()
        .map(|(event, next)| {
            if next.is_empty() { json!({ "event": event }) } else { json!({ "event": event, "next": next }) }
        })
        .collect();
    json!({ "name": name, "type": kind, "transitions": transitions, "properties": properties })
}

/// Words, and what follows.
pub(crate) fn say(name: &str, words: &str, next: &str) -> Value {
    widget(
        name,
        "say-play",
        json!({ "say": words, "loop": 1, "language": "en-US" }),
        &[("audioComplete", next)],
    )
}

/// A menu of one key.
pub(crate) fn gather(name: &str, keypress: &str, timeout: &str) -> Value {
    let properties = json!({ "say": format!("This is {name}."), "loop": 1, "timeout": 5, "number_of_digits": 1, "stop_gather": true, "finish_on_key": "#" });
    widget(
        name,
        "gather-input-on-call",
        properties,
        &[("keypress", keypress), ("timeout", timeout), ("speech", "")],
    )
}

/// A split on one value: operator, operand, and where it leads.
pub(crate) fn split(name: &str, input: &str, ways: &[(&str, &str, &str)], no_match: &str) -> Value {
    let mut transitions = vec![if no_match.is_empty() {
        json!({ "event": "noMatch" })
    } else {
        json!({ "event": "noMatch", "next": no_match })
    }];
    transitions.extend(ways.iter().map(|(operator, value, next)| {
        json!({ "event": "match", "next": next, "conditions": [{ "friendly_name": "If", "arguments": [input], "type": operator, "value": value }] })
    }));
    json!({ "name": name, "type": "split-based-on", "transitions": transitions, "properties": { "input": input } })
}

/// A variable that is set.
pub(crate) fn set(name: &str, variable: &str, value: &str, next: &str) -> Value {
    let variables = json!({ "variables": [{ "type": "string", "key": variable, "value": value }] });
    widget(name, "set-variables", variables, &[("next", next)])
}

/// One more than a variable was, or one.
pub(crate) fn counted(name: &str, variable: &str, next: &str) -> Value {
    let path = format!("flow.variables.{variable}");
    set(
        name,
        variable,
        &format!("{{% if {path} %}} {{{{{path} | plus: 1}}}} {{% else %}} 1 {{% endif %}}"),
        next,
    )
}

/// Agents, and nothing behind them.
pub(crate) fn flex(name: &str) -> Value {
    let properties = json!({ "workflow": "WW0123", "channel": "TC0123", "timeout": "600", "attributes": "{ \"type\": \"inbound\" }" });
    widget(
        name,
        "send-to-flex",
        properties,
        &[("callComplete", ""), ("failedToEnqueue", ""), ("callFailure", "")],
    )
}

/// The plan of a flow alone.
pub(crate) fn main_only(widgets: &[Value]) -> Plan {
    plan(&files(&[("main.json", flow(widgets).to_string())]))
}

/// The plan of an import, whatever is remarked about it.
pub(crate) fn plan(import: &Import) -> Plan {
    let texts = import.files.iter().map(|file| (file.path.as_str(), file.text.clone()));
    read(texts, &PlanLimits::STANDARD).plan.unwrap()
}

/// The summary as programs read it.
pub(crate) fn summary(import: &Import) -> Value {
    serde_json::to_value(&import.summary.json).unwrap()
}
