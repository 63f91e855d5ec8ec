//! Actions of a flow, put together.

use std::collections::BTreeMap;

use serde_json::{Map, Value, json};

use crate::base::Language;
use crate::export::blueprint::Words;

/// How far apart the designer shows actions.
const COLUMN: usize = 240;
const ROW: usize = 220;
const COLUMNS: usize = 8;

/// A flow that is being written.
#[derive(Debug, Default)]
pub(super) struct FlowText {
    actions: Vec<Value>,
    shown: Map<String, Value>,
}

/// Where an action leads.
#[derive(Debug, Default)]
pub(super) struct Transitions<'a> {
    pub(super) next: Option<&'a str>,
    /// What the value must be, and where it leads then.
    pub(super) conditions: Vec<(String, String)>,
    /// What happens else, by the platform's word.
    pub(super) errors: Vec<(&'static str, String)>,
}

impl FlowText {
    /// Adds an action.
    pub(super) fn add(&mut self, id: &str, kind: &str, parameters: &Value, transitions: &Transitions<'_>) {
        let conditions: Vec<Value> = transitions
            .conditions
            .iter()
            .map(|(operand, next)| {
                json!({ "NextAction": next, "Condition": { "Operator": "Equals", "Operands": [operand] } })
            })
            .collect();
        let errors: Vec<Value> = transitions
            .errors
            .iter()
            .map(|(kind, next)| json!({ "NextAction": next, "ErrorType": kind }))
            .collect();
        let mut ways = Map::new();
        if let Some(next) = transitions.next {
            ways.insert("NextAction".to_owned(), json!(next));
        }
        if !conditions.is_empty() {
            ways.insert("Conditions".to_owned(), conditions.into());
        }
        if !errors.is_empty() {
            ways.insert("Errors".to_owned(), errors.into());
        }
        let at = self.actions.len();
        self.shown.insert(
            id.to_owned(),
            json!({ "isFriendlyName": true, "position": { "x": at % COLUMNS * COLUMN, "y": at / COLUMNS * ROW } }),
        );
        self.actions
            .push(json!({ "Identifier": id, "Type": kind, "Parameters": parameters, "Transitions": ways }));
    }

    /// The name that the designer shows of what a parameter refers to.
    pub(super) fn called(&mut self, id: &str, parameter: &str, name: &str) {
        if let Some(shown) = self.shown.get_mut(id) {
            shown["parameters"] = json!({ parameter: { "displayName": name } });
        }
    }

    /// The whole flow.
    pub(super) fn json(self, title: &str, start: &str) -> Value {
        json!({
            "Version": "2019-10-30",
            "StartAction": start,
            "Metadata": {
                "name": title,
                "type": "contactFlow",
                "entryPointPosition": { "x": 0, "y": 0 },
                "ActionMetadata": self.shown,
            },
            "Actions": self.actions,
        })
    }
}

/// What is said, as parameters: text in the voice's language, marked text in another.
pub(super) fn said(words: &Words, own: Language) -> BTreeMap<&'static str, Value> {
    let mut parameters = BTreeMap::new();
    match &words.sound {
        Some(sound) if words.text.is_empty() => {
            let stem = sound.rsplit_once('.').map_or(&**sound, |(stem, _)| stem);
            parameters.insert("PromptId", json!(super::references::prompt(&stem.replace('/', "-"))));
        }
        _ if words.text.is_empty() => {
            parameters.insert("SSML", json!("<speak></speak>"));
        }
        _ if words.language == own => {
            parameters.insert("Text", json!(words.text));
        }
        _ => {
            let text = escaped(&words.text);
            let language = words.language.code();
            parameters
                .insert("SSML", json!(format!("<speak><lang xml:lang=\"{language}\">{text}</lang></speak>")));
        }
    }
    parameters
}

fn escaped(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;")
}
