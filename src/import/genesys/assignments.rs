//! What actions ask for, and what they give values to.

use super::architect_flow::expression_of;
use super::expression::{self, Expression};
use crate::import::data::Data;

/// Actions that callers do not notice.
pub(super) const QUIET: [&str; 24] = [
    "setParticipantData",
    "setScreenPop",
    "setWhisperAudio",
    "setWrapupCode",
    "setExternalTag",
    "setExternalContact",
    "setFlowOutcome",
    "initializeFlowOutcome",
    "addFlowMilestone",
    "enableParticipantRecord",
    "enableCallRecording",
    "setLanguage",
    "setPostFlow",
    "setUUIData",
    "setSecuredData",
    "setPriority",
    "setSkills",
    "setUtilizationLabel",
    "flushAudio",
    "clearPostFlow",
    "sendResponse",
    "updateAnalytics",
    "encryptData",
    "getSIPHeaders",
];

/// What a flow sets: variables with what they become.
pub(super) fn statements(body: &Data) -> Vec<(String, Option<Expression>)> {
    let items = body.get("statements").map_or(&[][..], Data::items);
    let set = items.iter().flat_map(Data::entries).filter_map(|(_, statement)| {
        let name = statement.text_at("variable").or_else(|| statement.text_at("var"))?;
        Some((name, statement.get("value").and_then(expression_of)))
    });
    set.collect()
}

/// The variable that an input goes into.
pub(super) fn input_variable(body: &Data) -> Option<String> {
    let data = ["inputData", "input", "inputVariable"].iter().find_map(|key| body.get(key))?;
    data.text_at("var")
        .or_else(|| data.text_at("variable"))
        .or_else(|| data.text_at("exp"))
        .or_else(|| data.plain())
}

/// The variables that an action gives values to.
pub(super) fn bound(body: &Data) -> Vec<String> {
    let mut found = Vec::new();
    let mut open: Vec<(&Data, bool)> = vec![(body, false)];
    while let Some((data, is_output)) = open.pop() {
        for (key, value) in data.entries() {
            if key == "actions" {
                continue;
            }
            let is_output = is_output
                || matches!(
                    key.as_str(),
                    "successOutputs"
                        | "failureOutputs"
                        | "foundOutputs"
                        | "outputVariables"
                        | "attributes"
                        | "outputs"
                );
            if is_output
                && matches!(key.as_str(), "var" | "variable")
                && let Some(name) = value.plain()
            {
                found.push(name);
            }
            open.push((value, is_output));
        }
        open.extend(data.items().iter().map(|item| (item, is_output)));
    }
    found
}

/// The variables that an action asks for where it makes a difference to callers, and those that it makes of others.
pub(super) fn reads(body: &Data, kind: &str) -> (Vec<String>, Vec<(String, Vec<String>)>) {
    let mut asked = Vec::new();
    let mut made = Vec::new();
    if kind == "updateData" {
        for (name, value) in statements(body) {
            let mut from = Vec::new();
            if let Some(value) = value {
                expression::variables(&value, &mut from);
            }
            made.push((name, from));
        }
    } else if !QUIET.contains(&kind) {
        for expression in expressions(body) {
            expression::variables(&expression, &mut asked);
        }
    }
    (asked, made)
}

/// The expressions of an action itself, without those of the actions in it.
pub(super) fn expressions(body: &Data) -> Vec<Expression> {
    let mut found = Vec::new();
    let mut open = vec![body];
    while let Some(data) = open.pop() {
        for (key, value) in data.entries() {
            match key.as_str() {
                "actions" | "choices" | "inputs" => {}
                "exp" => found.extend(value.text().map(expression::parse)),
                _ => open.push(value),
            }
        }
        open.extend(data.items());
    }
    found
}
