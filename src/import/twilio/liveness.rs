//! Which values still matter at a widget: those that something asks for before they are set anew.

use std::collections::BTreeSet;
use std::rc::Rc;

use super::studio_flow::{StudioFlow, Target, Widget};
use super::template;
use crate::import::data::Data;

/// What matters in a flow.
#[derive(Debug)]
pub(super) struct Liveness {
    /// Before each widget.
    pub(super) before: Vec<BTreeSet<Rc<str>>>,
    /// Behind each widget.
    pub(super) behind: Vec<BTreeSet<Rc<str>>>,
}

/// What a variable is set to.
pub(super) fn variables(widget: &Widget) -> Vec<(String, String)> {
    let items = widget.properties.get("variables").map_or(&[][..], Data::items);
    let set = items
        .iter()
        .filter_map(|item| Some((item.text_at("key")?, item.text_at("value").unwrap_or_default())));
    set.collect()
}

/// What is handed to a sub-flow.
pub(super) fn parameters(widget: &Widget) -> Vec<(String, String)> {
    let items = widget.properties.get("parameters").map_or(&[][..], Data::items);
    let set = items
        .iter()
        .filter_map(|item| Some((item.text_at("key")?, item.text_at("value").unwrap_or_default())));
    set.collect()
}

/// The values that a text asks for.
pub(super) fn asked_for(text: &str) -> BTreeSet<Rc<str>> {
    template::paths(text).iter().filter_map(|path| key_of(path)).collect()
}

/// Under what a path is kept.
pub(super) fn key_of(path: &str) -> Option<Rc<str>> {
    let name = |rest: &str| rest.split('.').next().unwrap_or_default().to_owned();
    if let Some(rest) = path.strip_prefix("flow.variables.") {
        return Some(format!("v:{}", name(rest)).into());
    }
    if let Some(rest) = path.strip_prefix("trigger.parent.parameters.") {
        return Some(format!("p:{}", name(rest)).into());
    }
    path.strip_prefix("widgets.").map(|rest| format!("w:{}", name(rest)).into())
}

impl Liveness {
    /// `at_end`: whether the flow that runs this one asks for its variables behind it.
    pub(super) fn of(flow: &StudioFlow, at_end: bool) -> Self {
        let count = flow.widgets.len();
        let mut liveness =
            Self { before: vec![BTreeSet::new(); count], behind: vec![BTreeSet::new(); count] };
        let mut ends = BTreeSet::new();
        if at_end {
            let all = flow.widgets.iter().flat_map(variables);
            ends.extend(all.map(|(name, _)| Rc::from(format!("v:{name}"))));
        }
        let reads: Vec<BTreeSet<Rc<str>>> = flow.widgets.iter().map(reads).collect();
        // Who leads to a widget is looked at again when more matters there.
        let mut leads: Vec<Vec<usize>> = vec![Vec::new(); count];
        for (from, widget) in flow.widgets.iter().enumerate() {
            for transition in &widget.transitions {
                if let Target::Widget(to) = transition.target {
                    leads[to].push(from);
                }
            }
        }
        let mut open: Vec<usize> = (0..count).collect();
        let mut is_open = vec![true; count];
        while let Some(at) = open.pop() {
            is_open[at] = false;
            let widget = &flow.widgets[at];
            let mut behind = ends.clone();
            for transition in &widget.transitions {
                if let Target::Widget(to) = transition.target {
                    behind.extend(liveness.before[to].iter().cloned());
                }
            }
            let mut before = behind.clone();
            before.remove(&*format!("w:{}", widget.name));
            for (name, text) in variables(widget).iter().rev() {
                // What a variable is made of matters only if the variable does.
                if before.remove(&*format!("v:{name}")) {
                    before.extend(asked_for(text));
                }
            }
            before.extend(reads[at].iter().cloned());
            liveness.behind[at] = behind;
            if before != liveness.before[at] {
                liveness.before[at] = before;
                for &from in &leads[at] {
                    if !std::mem::replace(&mut is_open[from], true) {
                        open.push(from);
                    }
                }
            }
        }
        liveness
    }
}

/// What a widget asks for where it makes a difference to callers.
fn reads(widget: &Widget) -> BTreeSet<Rc<str>> {
    let keys: &[&str] = match widget.kind.as_str() {
        "say-play" | "gather-input-on-call" => &["say", "play"],
        "split-based-on" => &["input"],
        "connect-call-to" => &["to", "sip_endpoint"],
        "enqueue-call" => &["queue_name"],
        "run-subflow" => &["flow_sid"],
        _ => &[],
    };
    let mut found = BTreeSet::new();
    for key in keys {
        found.extend(widget.properties.text_at(key).iter().flat_map(|text| asked_for(text)));
    }
    for condition in widget.transitions.iter().flat_map(|transition| &transition.conditions) {
        found.extend(condition.argument.iter().flat_map(|text| asked_for(text)));
        found.extend(asked_for(&condition.value));
    }
    if widget.kind == "run-subflow" {
        found.extend(parameters(widget).iter().flat_map(|(_, text)| asked_for(text)));
    }
    found
}
