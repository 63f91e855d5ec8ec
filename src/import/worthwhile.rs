//! Which lines are worth to be lines of a plan, where nobody has named any.

use std::collections::BTreeSet;

use super::flow::{Act, Condition, Flow, NodeId};

/// So many lines that are left out are named.
const MAX_NAMED: usize = 6;

/// Which lines have more behind them than a phone that rings; all of them, if none has.
pub(super) fn worthwhile(flow: &Flow) -> Vec<bool> {
    let worth: Vec<bool> = flow.lines.iter().map(|line| is_worth(flow, line.start)).collect();
    if worth.contains(&true) { worth } else { vec![true; flow.lines.len()] }
}

/// What is told of those that are left out.
pub(super) fn left_out(names: &[&str]) -> Option<String> {
    if names.is_empty() {
        return None;
    }
    let shown = names[..names.len().min(MAX_NAMED)].join(", ");
    let more = match names.len().saturating_sub(MAX_NAMED) {
        0 => String::new(),
        more => format!(" and {more} more"),
    };
    Some(format!(
        "No menu, hours or queue is behind {shown}{more}, so they are no lines of the plan; name them with --entry if you want them."
    ))
}

fn is_worth(flow: &Flow, start: NodeId) -> bool {
    let mut seen = BTreeSet::new();
    let mut open = vec![start];
    while let Some(id) = open.pop() {
        if !seen.insert(id) {
            continue;
        }
        let node = &flow.nodes[id.index()];
        let is = match &node.act {
            Act::Ask(_) => true,
            Act::Branch { cases, .. } => {
                cases.iter().any(|(condition, _)| matches!(condition, Condition::Open(_)))
            }
            Act::Transfer(transfer) => transfer.title.starts_with("queue "),
            _ => false,
        };
        if is {
            return true;
        }
        open.extend(node.act.targets().into_iter().copied());
    }
    false
}
