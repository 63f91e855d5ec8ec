//! A flow as the platform writes it: actions that lead to one another.

use std::collections::HashMap;

use super::reference::shown;
use crate::base::source::Span;
use crate::import::data::Data;
use crate::import::ledger::{Ledger, StepFate};
use crate::import::names::spaced;
use crate::import::secrets::without_secrets;

/// What a flow is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum FlowKind {
    /// Calls come in to it.
    Inbound,
    /// Those who wait in a queue hear it.
    Queue,
    /// A part of other flows.
    Module,
    /// For agents, whispers, and calls that go out.
    Other,
    /// The files do not say.
    Unknown,
}

impl FlowKind {
    /// By the platform's word.
    pub(super) fn of(word: &str) -> Self {
        match word.to_ascii_uppercase().replace(['_', ' '], "").as_str() {
            "CONTACTFLOW" => Self::Inbound,
            "CUSTOMERQUEUE" => Self::Queue,
            "MODULE" | "CONTACTFLOWMODULE" | "FLOWMODULE" => Self::Module,
            "" => Self::Unknown,
            _ => Self::Other,
        }
    }
}

/// A flow.
#[derive(Debug)]
pub(super) struct ContactFlow {
    pub(super) name: String,
    pub(super) kind: FlowKind,
    pub(super) span: Span,
    pub(super) start: Option<usize>,
    pub(super) actions: Vec<Action>,
}

/// An action.
#[derive(Debug)]
pub(super) struct Action {
    pub(super) kind: String,
    pub(super) span: Span,
    pub(super) parameters: Data,
    /// Where it leads on.
    pub(super) next: Target,
    pub(super) conditions: Vec<ActionCondition>,
    /// Where it leads when something does not go well, by the platform's word.
    pub(super) errors: Vec<(String, Target)>,
    /// What a person called it.
    pub(super) title: Option<String>,
    /// What the designer shows of what it refers to: the name of a queue, of a recording.
    pub(super) display: Option<String>,
    /// Its step in the ledger, and those of its branches for services that fail.
    pub(super) entry: usize,
    pub(super) failing: Vec<usize>,
}

/// A condition.
#[derive(Debug)]
pub(super) struct ActionCondition {
    pub(super) operator: String,
    pub(super) operands: Vec<String>,
    pub(super) target: Target,
}

/// Where something leads.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Target {
    /// To an action of the same flow.
    Action(usize),
    /// To one that is not there.
    Missing,
    /// Nowhere.
    None,
}

impl Action {
    /// Where an error leads.
    pub(super) fn error(&self, kind: &str) -> Option<Target> {
        self.errors.iter().find(|(known, _)| known == kind).map(|(_, target)| *target)
    }

    /// A parameter as text.
    pub(super) fn parameter(&self, key: &str) -> Option<String> {
        self.parameters.text_at(key).filter(|text| !text.is_empty())
    }
}

/// Reads a flow; each of its actions is a step.
pub(super) fn read(
    data: &Data,
    name: Option<&str>,
    file: Option<&str>,
    kind: FlowKind,
    ledger: &mut Ledger,
) -> ContactFlow {
    let metadata = data.get("Metadata");
    let meta = |key: &str| metadata.and_then(|metadata| metadata.text_at(key));
    let kind = match (kind, meta("type")) {
        (FlowKind::Unknown, Some(word)) => FlowKind::of(&word),
        (kind, _) => kind,
    };
    let name = name
        .map(str::to_owned)
        .or_else(|| meta("name"))
        .or_else(|| file.map(spaced))
        .unwrap_or_else(|| "flow".to_owned());
    let items = data.get("Actions").map_or(&[][..], Data::items);
    let mut ids: HashMap<String, usize> = HashMap::new();
    for (at, item) in items.iter().enumerate() {
        ids.entry(item.text_at("Identifier").unwrap_or_default()).or_insert(at);
    }
    let target = |data: Option<&Data>| match data.and_then(Data::plain).filter(|id| !id.is_empty()) {
        None => Target::None,
        Some(id) => ids.get(&id).map_or(Target::Missing, |&at| Target::Action(at)),
    };
    let shown_in_designer = metadata.and_then(|metadata| metadata.get("ActionMetadata"));
    let shown_in_designer: HashMap<&str, &Data> = shown_in_designer
        .map_or(&[][..], Data::entries)
        .iter()
        .map(|(id, meta)| (id.as_str(), meta))
        .collect();
    let actions = items.iter().map(|item| {
        let id = item.text_at("Identifier").unwrap_or_default();
        let meta = shown_in_designer.get(id.as_str()).copied();
        action(item, &id, meta, &target, ledger)
    });
    let actions = actions.collect();
    let start = match target(data.get("StartAction")) {
        Target::Action(at) => Some(at),
        _ => None,
    };
    ContactFlow { name, kind, span: data.span, start, actions }
}

fn action(
    item: &Data,
    id: &str,
    meta: Option<&Data>,
    target: &dyn Fn(Option<&Data>) -> Target,
    ledger: &mut Ledger,
) -> Action {
    let kind = item.text_at("Type").unwrap_or_default();
    let transitions = item.get("Transitions");
    let list = |key: &str| transitions.and_then(|all| all.get(key)).map_or(&[][..], Data::items);
    let conditions = list("Conditions").iter().map(|one| {
        let condition = one.get("Condition");
        ActionCondition {
            operator: condition.and_then(|condition| condition.text_at("Operator")).unwrap_or_default(),
            operands: condition
                .and_then(|condition| condition.get("Operands"))
                .map_or(&[][..], Data::items)
                .iter()
                .filter_map(Data::plain)
                .collect(),
            target: target(one.get("NextAction")),
        }
    });
    let conditions: Vec<ActionCondition> = conditions.collect();
    let parameters = item.get("Parameters").cloned();
    let parameters =
        parameters.unwrap_or(Data { span: item.span, value: crate::import::data::DataValue::Null });
    let display = meta.and_then(display);
    let words = words(&kind, &parameters, display.as_deref());
    let entry = ledger.read(item.span, words);
    if kind.is_empty() {
        ledger.note(entry, StepFate::Refused, "it has no type");
    }
    let mut failing = Vec::new();
    let mut errors = Vec::new();
    for one in list("Errors") {
        let error = one.text_at("ErrorType").unwrap_or_default();
        if error == "NoMatchingError" {
            failing.push(ledger.read(one.span, format!("{kind}: NoMatchingError")));
        }
        errors.push((error, target(one.get("NextAction"))));
    }
    let is_named =
        meta.and_then(|meta| meta.text_at("isFriendlyName")).is_some_and(|is| is == "true") || !is_id(id);
    Action {
        span: item.span,
        next: target(transitions.and_then(|all| all.get("NextAction"))),
        conditions,
        errors,
        title: is_named.then(|| spaced(id)).filter(|title| title.chars().any(char::is_alphabetic)),
        display,
        entry,
        failing,
        kind,
        parameters,
    }
}

/// Whether it is an identifier that a program made.
fn is_id(text: &str) -> bool {
    text.is_empty()
        || text.len() >= 32 && text.chars().filter(|c| c.is_ascii_hexdigit() || *c == '-').count() >= 32
}

/// The name that the designer shows.
fn display(meta: &Data) -> Option<String> {
    let plain = meta.text_at("promptName").or_else(|| meta.text_at("contactFlowModuleName"));
    let text = || {
        ["queue", "Queue", "Hours", "ContactFlow", "contactFlow", "audio", "promptName"]
            .iter()
            .find_map(|key| meta.get(key)?.text_at("text"))
    };
    let parameter = || {
        let parameters = meta.get("parameters")?;
        parameters.entries().iter().find_map(|(_, value)| value.text_at("displayName"))
    };
    plain.or_else(text).or_else(parameter).filter(|name| !name.is_empty() && !is_id(name))
}

/// What an action says, for people.
fn words(kind: &str, parameters: &Data, display: Option<&str>) -> String {
    const TOLD: [&str; 13] = [
        "Text",
        "SSML",
        "ComparisonValue",
        "MetricType",
        "LoopCount",
        "QueueId",
        "HoursOfOperationId",
        "ContactFlowId",
        "FlowModuleId",
        "LambdaFunctionARN",
        "ThirdPartyPhoneNumber",
        "PromptId",
        "AgentId",
    ];
    let told = TOLD.iter().find_map(|key| {
        let text = parameters.text_at(key).filter(|text| !text.is_empty())?;
        if matches!(*key, "Text" | "SSML" | "ComparisonValue" | "MetricType" | "LoopCount")
            || text.starts_with("$.")
        {
            return Some(text);
        }
        display.map(str::to_owned).or_else(|| shown(&text))
    });
    let told = told.or_else(|| display.map(str::to_owned));
    match told {
        Some(told) => without_secrets(&format!("{kind}: {told}")),
        None => without_secrets(kind),
    }
}
