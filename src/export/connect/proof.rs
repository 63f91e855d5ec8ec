//! How what was written is asked.

use serde_json::json;

use super::actions::{FlowText, Transitions};
use super::parts::FlowParts;
use super::references;
use crate::export::blueprint::Blueprint;
use crate::export::written_file::WrittenFile;

/// Flows that put a call through while some hours are open, and end it while they are closed: one for each of these names.
pub(in crate::export) fn hours_bench(names: &[String]) -> Vec<WrittenFile> {
    let flow = |hours: &String| {
        let mut text = FlowText::default();
        let conditions =
            vec![("True".to_owned(), "open".to_owned()), ("False".to_owned(), "closed".to_owned())];
        let errors = vec![("NoMatchingError", "closed".to_owned())];
        let parameters = json!({ "HoursOfOperationId": references::hours(hours) });
        text.add(
            "hours",
            "CheckHoursOfOperation",
            &parameters,
            &Transitions { conditions, errors, ..Transitions::default() },
        );
        text.add(
            "open",
            "UpdateContactTargetQueue",
            &json!({ "QueueId": "open" }),
            &Transitions { next: Some("put through"), ..Transitions::default() },
        );
        text.add(
            "put through",
            "TransferContactToQueue",
            &json!({}),
            &Transitions { next: Some("closed"), ..Transitions::default() },
        );
        text.add("closed", "DisconnectParticipant", &json!({}), &Transitions::default());
        let name = format!("asked-{hours}");
        let value = text.json(&name, "hours");
        WrittenFile::json(format!("{name}.json"), &value)
    };
    names.iter().map(flow).collect()
}

/// The flows of the lines, by the names of their files, in the order of the lines.
pub(in crate::export) fn entries(blueprint: &Blueprint) -> Vec<String> {
    let parts = FlowParts::of(blueprint);
    parts.flows.into_iter().take(blueprint.lines.len()).map(|flow| flow.name).collect()
}
