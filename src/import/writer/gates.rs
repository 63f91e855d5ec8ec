//! Hours that stand before one step alone belong to it.

use std::collections::{HashMap, HashSet};

use crate::import::flow::{Act, Condition, Flow, NodeId};
use crate::import::time_rule::TimeRule;

/// So far is looked at where a call goes that comes outside of hours.
const MAX_WAY: usize = 24;

/// Hours of a step.
#[derive(Clone, Copy, Debug)]
pub(super) struct FlowGate<'f> {
    /// The branch that it stands for.
    pub(super) branch: NodeId,
    pub(super) rule: &'f TimeRule,
    /// Where a call goes outside of them.
    pub(super) closed: NodeId,
}

/// The steps that have hours of their own: a call comes to them by one branch on hours only, and whoever comes at another time is
/// told so, or put through elsewhere, and is not asked for a key. Where other times have a menu of their own, it is a switch.
pub(super) fn gates(flow: &Flow) -> HashMap<NodeId, FlowGate<'_>> {
    let mut entered = vec![0_usize; flow.nodes.len()];
    let starts = flow.lines.iter().map(|line| line.start);
    for to in starts.chain(flow.nodes.iter().flat_map(|node| node.act.targets().into_iter().copied())) {
        entered[to.index()] += 1;
    }
    let mut gates = HashMap::new();
    for (at, node) in flow.nodes.iter().enumerate() {
        let Act::Branch { cases, otherwise } = &node.act else { continue };
        let [(Condition::Open(rule), open)] = cases.as_slice() else { continue };
        let can_have_hours = matches!(flow.nodes[open.index()].act, Act::Ask(_) | Act::Transfer(_));
        if can_have_hours && entered[open.index()] == 1 && !asks(flow, *otherwise) {
            gates.insert(*open, FlowGate { branch: NodeId(at as u32), rule, closed: *otherwise });
        }
    }
    gates
}

/// Whether a call that goes on from here is asked for a key, as far as it is looked.
fn asks(flow: &Flow, from: NodeId) -> bool {
    let mut seen = HashSet::from([from]);
    let mut open = vec![from];
    while let Some(id) = open.pop() {
        let act = &flow.nodes[id.index()].act;
        if matches!(act, Act::Ask(_)) || seen.len() > MAX_WAY {
            return true;
        }
        open.extend(act.targets().into_iter().copied().filter(|to| seen.insert(*to)));
    }
    false
}
