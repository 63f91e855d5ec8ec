//! What is asked of the digits that callers enter, wherever they are kept by then.

use std::collections::{BTreeSet, HashMap};

use super::liveness::{parameters, variables};
use super::studio_flow::{SplitCondition, StudioFlow};
use super::template;

/// A widget that takes digits: its flow, and its name.
type Root = (usize, String);

/// Chains of copies are followed so far.
const MAX_COPIES: usize = 16;

/// The conditions on what each widget takes.
pub(super) fn of(flows: &[StudioFlow]) -> HashMap<Root, Vec<SplitCondition>> {
    let mut copies: Vec<(String, usize, Vec<String>)> = Vec::new();
    for (at, flow) in flows.iter().enumerate() {
        for widget in &flow.widgets {
            let set =
                variables(widget).into_iter().map(|(name, text)| (format!("flow.variables.{name}"), text));
            let handed = parameters(widget)
                .into_iter()
                .map(|(name, text)| (format!("trigger.parent.parameters.{name}"), text));
            copies.extend(set.chain(handed).map(|(to, text)| (to, at, template::paths(&text))));
        }
    }
    copies.retain(|(_, _, from)| !from.is_empty());
    let mut kept: HashMap<String, BTreeSet<Root>> = HashMap::new();
    for _ in 0..MAX_COPIES {
        let mut grows = false;
        for (to, flow, from) in &copies {
            let more: BTreeSet<Root> = from.iter().flat_map(|path| roots(&kept, *flow, path)).collect();
            if !more.is_empty() {
                let known = kept.entry(to.clone()).or_default();
                let before = known.len();
                known.extend(more);
                grows |= known.len() > before;
            }
        }
        if !grows {
            break;
        }
    }
    let mut found: HashMap<Root, Vec<SplitCondition>> = HashMap::new();
    for (at, flow) in flows.iter().enumerate() {
        for widget in flow.widgets.iter().filter(|widget| widget.kind == "split-based-on") {
            let input = widget.property("input").unwrap_or_default();
            for condition in widget.transitions.iter().flat_map(|transition| &transition.conditions) {
                let subject = condition.argument.as_deref().unwrap_or(&input);
                let meant: BTreeSet<Root> =
                    template::paths(subject).iter().flat_map(|path| roots(&kept, at, path)).collect();
                for root in meant {
                    found.entry(root).or_default().push(condition.clone());
                }
            }
        }
    }
    found
}

/// The widgets whose digits a path may hold.
fn roots(kept: &HashMap<String, BTreeSet<Root>>, flow: usize, path: &str) -> Vec<Root> {
    match path.strip_prefix("widgets.").and_then(|rest| rest.strip_suffix(".Digits")) {
        Some(name) => vec![(flow, name.to_owned())],
        None => kept.get(path).into_iter().flatten().cloned().collect(),
    }
}
