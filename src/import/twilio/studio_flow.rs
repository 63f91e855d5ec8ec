//! A flow as the platform writes it: widgets that lead to one another.

use std::collections::HashMap;

use crate::base::source::Span;
use crate::import::data::Data;
use crate::import::ledger::{Ledger, StepFate};
use crate::import::secrets::without_secrets;

/// A flow.
#[derive(Debug)]
pub(super) struct StudioFlow {
    pub(super) name: String,
    pub(super) span: Span,
    pub(super) widgets: Vec<Widget>,
    /// The widget at which it begins: the trigger.
    pub(super) start: Option<usize>,
}

/// A widget.
#[derive(Debug)]
pub(super) struct Widget {
    pub(super) name: String,
    pub(super) kind: String,
    pub(super) span: Span,
    pub(super) properties: Data,
    pub(super) transitions: Vec<Transition>,
    /// Its step in the ledger.
    pub(super) entry: usize,
}

/// A way out of a widget.
#[derive(Debug)]
pub(super) struct Transition {
    pub(super) event: String,
    pub(super) target: Target,
    /// What a split asks; all of it has to hold.
    pub(super) conditions: Vec<SplitCondition>,
}

/// What a split asks.
#[derive(Clone, Debug)]
pub(super) struct SplitCondition {
    pub(super) operator: String,
    /// The value that is looked at, where it is not that of the widget.
    pub(super) argument: Option<String>,
    pub(super) value: String,
}

/// Where a transition leads.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Target {
    /// To a widget of the same flow.
    Widget(usize),
    /// To one that is not there.
    Missing,
    /// Nowhere.
    None,
}

impl Widget {
    /// Where an event leads.
    pub(super) fn on(&self, event: &str) -> Target {
        let found = self.transitions.iter().find(|transition| transition.event == event);
        found.map_or(Target::None, |transition| transition.target)
    }

    /// Where the first of these events leads that leads anywhere.
    pub(super) fn on_any(&self, events: &[&str]) -> Target {
        let targets = events.iter().map(|event| self.on(event));
        targets.into_iter().find(|target| *target != Target::None).unwrap_or(Target::None)
    }

    /// A property as text.
    pub(super) fn property(&self, key: &str) -> Option<String> {
        self.properties.text_at(key).filter(|text| !text.trim().is_empty())
    }

    /// A property as a number.
    pub(super) fn number(&self, key: &str) -> Option<u64> {
        self.property(key)?.trim().split('.').next()?.parse().ok()
    }
}

/// Whether a value is a flow.
pub(super) fn is_flow(data: &Data) -> bool {
    let states = data.get("states").map_or(&[][..], Data::items);
    let is_state = |state: &Data| state.get("type").is_some() && state.get("transitions").is_some();
    data.get("states").is_some() && (data.get("initial_state").is_some() || states.iter().any(is_state))
}

/// Reads a flow; each of its widgets is a step.
pub(super) fn read(data: &Data, name: String, ledger: &mut Ledger) -> StudioFlow {
    let items = data.get("states").map_or(&[][..], Data::items);
    let mut names: HashMap<String, usize> = HashMap::new();
    for (at, item) in items.iter().enumerate() {
        names.entry(item.text_at("name").unwrap_or_default()).or_insert(at);
    }
    let target = |data: Option<&Data>| match data.and_then(Data::plain).filter(|name| !name.is_empty()) {
        None => Target::None,
        Some(name) => names.get(&name).map_or(Target::Missing, |&at| Target::Widget(at)),
    };
    let widgets: Vec<Widget> = items.iter().map(|item| widget(item, &target, ledger)).collect();
    for (at, widget) in widgets.iter().enumerate() {
        if widget.kind.is_empty() {
            ledger.note(widget.entry, StepFate::Refused, "it has no type");
        } else if names.get(&widget.name) != Some(&at) {
            ledger.note(widget.entry, StepFate::Refused, "there is a widget of this name before it");
        }
    }
    let start = match target(data.get("initial_state")) {
        Target::Widget(at) => Some(at),
        _ => widgets.iter().position(|widget| widget.kind == "trigger"),
    };
    StudioFlow { name, span: data.span, widgets, start }
}

fn widget(item: &Data, target: &dyn Fn(Option<&Data>) -> Target, ledger: &mut Ledger) -> Widget {
    let name = item.text_at("name").unwrap_or_default();
    let kind = item.text_at("type").unwrap_or_default();
    let transitions = item.get("transitions").map_or(&[][..], Data::items).iter().map(|one| Transition {
        event: one.text_at("event").unwrap_or_default(),
        target: target(one.get("next")),
        conditions: one.get("conditions").map_or(&[][..], Data::items).iter().map(condition).collect(),
    });
    let transitions: Vec<Transition> = transitions.collect();
    let properties = item.get("properties").cloned();
    let properties =
        properties.unwrap_or(Data { span: item.span, value: crate::import::data::DataValue::Null });
    let entry = ledger.read(item.span, words(&name, &kind, &properties));
    Widget { name, kind, span: item.span, properties, transitions, entry }
}

fn condition(data: &Data) -> SplitCondition {
    let arguments = data.get("arguments").map_or(&[][..], Data::items);
    SplitCondition {
        operator: data.text_at("type").unwrap_or_default(),
        argument: arguments.first().and_then(Data::plain),
        value: data.text_at("value").unwrap_or_default(),
    }
}

/// What a widget says, for people.
fn words(name: &str, kind: &str, properties: &Data) -> String {
    let told =
        ["say", "input", "to"].iter().find_map(|key| properties.text_at(key).filter(|text| !text.is_empty()));
    match told {
        Some(told) if kind == "say-play" || kind == "split-based-on" => {
            without_secrets(&format!("{kind} {name}: {told}"))
        }
        _ => without_secrets(&format!("{kind} {name}")),
    }
}
