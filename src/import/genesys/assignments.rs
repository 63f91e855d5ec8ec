//! What actions ask for, and what they give values to.

use super::expression::{self, Expression};
use super::fields::{expression_of, variable_of};
use crate::import::data::Data;

/// Actions that callers do not notice.
pub(super) const QUIET: [&str; 26] = [
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
    "setConversationData",
    "flushAudio",
    "clearPostFlow",
    "sendResponse",
    "updateAnalytics",
    "encryptData",
    "getSIPHeaders",
    "detectSilence",
];

/// A variable that is given a value by what an action comes to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Binding {
    pub(super) variable: String,
    /// What the action calls it.
    pub(super) source: String,
    /// Whether it is given when the action has failed.
    pub(super) on_failure: bool,
}

/// What a flow sets: variables with what they become.
pub(super) fn statements(body: &Data) -> Vec<(String, Option<Expression>)> {
    let items = body.get("statements").map_or(&[][..], Data::items);
    let set = items.iter().flat_map(Data::entries).filter_map(|(kind, statement)| {
        Some((variable_of(statement)?, statement.get("value").and_then(|value| expression_of(value, kind))))
    });
    set.collect()
}

/// The variable that an input goes into.
pub(super) fn input_variable(body: &Data) -> Option<String> {
    let data =
        ["inputData", "input", "inputVariable", "extensionData"].iter().find_map(|key| body.get(key))?;
    variable_of(data).or_else(|| data.text_at("exp")).or_else(|| data.plain())
}

/// The variables that an action gives values to.
pub(super) fn bindings(body: &Data) -> Vec<Binding> {
    let mut found = Vec::new();
    let mut open: Vec<(&Data, String, bool, bool)> = vec![(body, String::new(), false, false)];
    while let Some((data, called, is_output, on_failure)) = open.pop() {
        let name = data.text_at("name").unwrap_or_else(|| called.clone());
        for (key, value) in data.entries() {
            let lower = key.to_lowercase();
            let is_output = is_output
                || lower.ends_with("outputs")
                || matches!(lower.as_str(), "outputvariables" | "attributes");
            let on_failure = on_failure || lower.starts_with("failure");
            if is_output
                && matches!(lower.as_str(), "var" | "variable")
                && let Some(variable) = value.plain().filter(|variable| !variable.is_empty())
            {
                found.push(Binding { variable, source: name.clone(), on_failure });
                continue;
            }
            open.push((value, key.clone(), is_output, on_failure));
        }
        open.extend(data.items().iter().map(|item| (item, called.clone(), is_output, on_failure)));
    }
    found
}

/// What a task is handed: its variables with what they become.
pub(super) fn inputs(body: &Data) -> Vec<(String, Expression)> {
    let mut found = Vec::new();
    let lists = ["inputs", "taskInputs", "inputVariables"].iter().filter_map(|key| body.get(key));
    for list in lists {
        let listed = list.items().iter().filter_map(|item| {
            let inner = item.entries().first().filter(|_| item.entries().len() == 1);
            inner.map(|(key, inner)| (key.clone(), inner))
        });
        for (key, one) in list.entries().iter().map(|(key, one)| (key.clone(), one)).chain(listed) {
            let name = one.text_at("name").unwrap_or(key);
            let value = one.get("value").unwrap_or(one);
            found.extend(expression_of(value, "").map(|value| (task_variable(&name), value)));
        }
    }
    found
}

/// The variable of a task that is called so.
pub(super) fn task_variable(name: &str) -> String {
    if name.starts_with("Task.") { name.to_owned() } else { format!("Task.{name}") }
}

/// The expressions of an action itself, without those of the actions in it.
pub(super) fn expressions(body: &Data) -> Vec<Expression> {
    let mut found = Vec::new();
    let mut open = vec![body];
    while let Some(data) = open.pop() {
        for (key, value) in data.entries() {
            match key.as_str() {
                "exp" => found.extend(value.text().map(expression::parse)),
                "var" => found.extend(value.plain().map(Expression::Variable)),
                "inputData" | "outputVariables" | "attributes" => {}
                key if key.to_lowercase().ends_with("outputs") => {}
                _ => open.push(value),
            }
        }
        open.extend(data.items());
    }
    found
}

/// The variables that an action asks for where it makes a difference to callers.
pub(super) fn asked_for(body: &Data, kind: &str) -> Vec<String> {
    let mut found = Vec::new();
    if kind == "updateData" || QUIET.contains(&kind) {
        return found;
    }
    for expression in expressions(body) {
        expression.variables(&mut found);
    }
    found
}
