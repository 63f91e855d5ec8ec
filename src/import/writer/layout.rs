//! Which steps a plan has, what they are called, and in which file they stand.

use std::collections::{HashMap, HashSet, VecDeque};

use super::gates::{FlowGate, gates};
use crate::import::flow::{Act, Condition, Flow, FlowEnd, NodeId};
use crate::import::missteps::{AskedAgain, Misstep, asked_again};
use crate::import::names::{TakenNames, slug};
use crate::import::secrets::without_secrets;

/// Names that mean something in a plan.
const RESERVED: [&str; 6] = ["repeat", "back", "hang-up", "dropped", "silence", "other"];

/// With more steps than these, and several lines, each line has a file of its own.
const MANY_STEPS: usize = 40;

/// How a flow becomes tables.
pub(super) struct FlowLayout<'f> {
    /// The steps in the order in which calls come to them.
    pub(super) order: Vec<NodeId>,
    /// How menus ask again.
    pub(super) menus: HashMap<NodeId, AskedAgain>,
    pub(super) names: HashMap<NodeId, String>,
    /// The names of lines.
    pub(super) lines: Vec<String>,
    /// Which line alone leads to a step, where that has a file.
    pub(super) files: HashMap<NodeId, usize>,
    /// The hours of steps that have some.
    pub(super) gates: HashMap<NodeId, FlowGate<'f>>,
    /// The steps that stand for branches on their hours.
    stands_for: HashMap<NodeId, NodeId>,
}

impl<'f> FlowLayout<'f> {
    pub(super) fn of(flow: &'f Flow) -> Self {
        let gates = gates(flow);
        let stands_for: HashMap<NodeId, NodeId> =
            gates.iter().map(|(step, gate)| (gate.branch, *step)).collect();
        let mut menus = HashMap::new();
        let mut order = Vec::new();
        let mut owners: HashMap<NodeId, HashSet<usize>> = HashMap::new();
        for (line, start) in flow.lines.iter().map(|line| line.start).enumerate() {
            let mut seen = HashSet::new();
            let mut open = VecDeque::from([start]);
            while let Some(id) = open.pop_front() {
                if !seen.insert(id) {
                    continue;
                }
                let is_new = !owners.contains_key(&id);
                owners.entry(id).or_default().insert(line);
                if is_new {
                    if let Some(asked) = asked_again(flow, id) {
                        menus.insert(id, asked);
                    }
                    if !matches!(flow.nodes[id.index()].act, Act::End(_)) && !stands_for.contains_key(&id) {
                        order.push(id);
                    }
                }
                open.extend(targets(flow, id, menus.get(&id)));
            }
        }
        let mut taken = TakenNames::with(&RESERVED);
        // Questions to the outside and destinations have one space of names.
        for question in questions(flow, &order) {
            taken.free(&question);
        }
        let names = order.iter().map(|&id| (id, taken.free(&step_name(flow, id)))).collect();
        let mut line_names = TakenNames::default();
        let lines: Vec<String> =
            flow.lines.iter().map(|line| line_names.free(&slug(&line.name, "line"))).collect();
        let files = if order.len() > MANY_STEPS && lines.len() > 1 {
            let alone = owners.iter().filter(|(_, lines)| lines.len() == 1);
            alone.filter_map(|(id, lines)| Some((*id, *lines.iter().next()?))).collect()
        } else {
            HashMap::new()
        };
        Self { order, menus, names, lines, files, gates, stands_for }
    }

    /// What a link to a node is called.
    pub(super) fn target(&self, flow: &Flow, id: NodeId) -> String {
        let id = self.stands_for.get(&id).copied().unwrap_or(id);
        match &flow.nodes[id.index()].act {
            Act::End(FlowEnd::HangUp) => "hang-up".to_owned(),
            Act::End(FlowEnd::Dropped) => "dropped".to_owned(),
            _ => self.names.get(&id).cloned().unwrap_or_else(|| "hang-up".to_owned()),
        }
    }
}

/// The questions that these nodes ask, by name.
pub(super) fn questions(flow: &Flow, order: &[NodeId]) -> Vec<String> {
    let mut all: Vec<String> = Vec::new();
    for id in order {
        if let Act::Branch { cases, .. } = &flow.nodes[id.index()].act {
            for (condition, _) in cases {
                if let Condition::Answer { question, .. } = condition
                    && !all.contains(question)
                {
                    all.push(question.clone());
                }
            }
        }
    }
    all
}

/// Where a node leads in the plan: the states in which it only asks again are no steps of their own.
fn targets(flow: &Flow, id: NodeId, asked: Option<&AskedAgain>) -> Vec<NodeId> {
    let node = &flow.nodes[id.index()];
    let (Act::Ask(ask), Some(asked)) = (&node.act, asked) else {
        return node.act.targets().into_iter().copied().collect();
    };
    let out = |misstep: &Misstep| match misstep {
        Misstep::Way(to) => Some(*to),
        Misstep::Again { tries, .. } => tries.map(|(_, to)| to),
    };
    let entries = ask.entries.iter().map(|(_, to)| *to);
    entries.chain(out(&asked.silence)).chain(out(&asked.other)).collect()
}

fn step_name(flow: &Flow, id: NodeId) -> String {
    let node = &flow.nodes[id.index()];
    let otherwise = match &node.act {
        Act::Say { .. } => "message",
        Act::Ask(_) => "menu",
        Act::Branch { .. } => "switch",
        Act::Transfer(_) => "destination",
        Act::Voicemail { .. } => "mailbox",
        Act::End(_) => "end",
    };
    slug(&without_secrets(&node.name), otherwise)
}
