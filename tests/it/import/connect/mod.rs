//! Amazon Connect: its rules, its mistakes, and random contact centers against a second model of it.

mod calls;
mod files;
mod hours;
mod model;
mod rules;

use ivrsim::base::source::Sources;
use ivrsim::import::{Import, ImportRequest, import};
use ivrsim::plan::{Plan, PlanLimits, read};
use serde_json::{Value, json};

/// Files taken over, in the zone of Chicago where nothing else is said.
pub(crate) fn files(files: &[(&str, String)]) -> Import {
    let request = ImportRequest { timezone: Some("America/Chicago".to_owned()), ..super::request() };
    let mut sources = Sources::default();
    let named: Vec<_> = files.iter().map(|(name, text)| sources.add(*name, text.clone())).collect();
    import(&sources, &named, &request).unwrap_or_else(|mistakes| panic!("{mistakes:#?}\n{files:#?}"))
}

/// A flow of these actions, of which the first is the start.
pub(crate) fn flow(actions: &[Value]) -> Value {
    json!({ "Version": "2019-10-30", "StartAction": actions[0]["Identifier"], "Metadata": {}, "Actions": actions })
}

/// An action that leads on.
#[expect(clippy::needless_pass_by_value, reason = "it is handed what `json!` makes")]
pub(crate) fn action(id: &str, kind: &str, parameters: Value, next: &str) -> Value {
    let transitions = if next.is_empty() {
        json!({})
    } else {
        json!({ "NextAction": next, "Errors": [], "Conditions": [] })
    };
    json!({ "Identifier": id, "Type": kind, "Parameters": parameters, "Transitions": transitions })
}

#[expect(clippy::needless_pass_by_value, reason = "it is handed what `json!` makes")]
/// An action that goes one way or another: by conditions, else by the first error.
pub(crate) fn branch(
    id: &str,
    kind: &str,
    parameters: Value,
    conditions: &[(&str, &str)],
    errors: &[(&str, &str)],
) -> Value {
    let conditions: Vec<Value> = conditions
        .iter()
        .map(|(operand, next)| json!({ "NextAction": next, "Condition": { "Operator": "Equals", "Operands": [operand] } }))
        .collect();
    let next = errors.first().map_or("", |(_, next)| next);
    let errors: Vec<Value> =
        errors.iter().map(|(kind, next)| json!({ "NextAction": next, "ErrorType": kind })).collect();
    json!({
        "Identifier": id, "Type": kind, "Parameters": parameters,
        "Transitions": { "NextAction": next, "Errors": errors, "Conditions": conditions },
    })
}

/// Hours of operation: day, first minute, minute of the end.
pub(crate) fn hours(name: &str, zone: &str, stretches: &[(&str, u16, u16)]) -> Value {
    let time = |minute: u16| json!({ "Hours": minute / 60, "Minutes": minute % 60 });
    let config: Vec<Value> = stretches
        .iter()
        .map(|&(day, from, to)| json!({ "Day": day, "StartTime": time(from), "EndTime": time(to) }))
        .collect();
    json!({ "HoursOfOperation": { "HoursOfOperationId": format!("id-{name}"), "Name": name, "TimeZone": zone, "Config": config } })
}

/// A queue with its hours.
pub(crate) fn queue(name: &str, hours: &str) -> Value {
    json!({ "QueueId": format!("id-{name}"), "QueueArn": format!("arn:aws:connect:us-east-1:1:instance/i/queue/id-{name}"), "Name": name, "HoursOfOperationId": format!("id-{hours}") })
}

pub(crate) const WEEK: [&str; 7] =
    ["MONDAY", "TUESDAY", "WEDNESDAY", "THURSDAY", "FRIDAY", "SATURDAY", "SUNDAY"];

/// The plan of an import, whatever is remarked about it.
pub(crate) fn plan(import: &Import) -> Plan {
    let texts = import.files.iter().map(|file| (file.path.as_str(), file.text.clone()));
    read(texts, &PlanLimits::STANDARD).plan.unwrap()
}
