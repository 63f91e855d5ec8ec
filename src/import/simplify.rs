//! A flow with nothing in it twice, and nothing that no call comes to.

use std::collections::HashMap;
use std::hash::{DefaultHasher, Hash as _, Hasher as _};

use super::flow::{Act, Ask, Condition, Flow, FlowEnd, FlowPlace, Node, NodeId, Sound};
use super::merged_hours::merge_hours;
use crate::plan::EntryCompletion;

/// Makes a flow as small as it can be without a call that goes otherwise.
pub(super) fn simplify(flow: &mut Flow) {
    pass_by(flow);
    merge(flow);
    if join_prompts(flow) {
        merge(flow);
    }
    pass_by(flow);
    merge(flow);
    merge_hours(flow);
    pass_by(flow);
    prune(flow);
    join_branches(flow);
    // Of some, nothing is left but where they lead.
    pass_by(flow);
    take_entries(flow);
    drop_idle_entries(flow);
    merge(flow);
    greet(flow);
    part_circles(flow);
    prune(flow);
}

/// Branches whose ways are all one are no branches.
fn pass_by(flow: &mut Flow) {
    let mut to: Vec<NodeId> = (0..flow.nodes.len() as u32).map(NodeId).collect();
    let single = |node: &Node<NodeId>| match &node.act {
        Act::Branch { cases, otherwise } if cases.iter().all(|(_, to)| to == otherwise) => Some(*otherwise),
        Act::Say { said, then } if said.is_empty() => Some(*then),
        _ => None,
    };
    for (start, to) in to.iter_mut().enumerate() {
        let mut at = NodeId(start as u32);
        // A circle of such branches is left alone.
        for _ in 0..flow.nodes.len() {
            match single(&flow.nodes[at.index()]) {
                Some(next) if next.index() != start => at = next,
                _ => break,
            }
        }
        *to = at;
    }
    redirect(flow, |id| to[id.index()]);
}

fn redirect(flow: &mut Flow, to: impl Fn(NodeId) -> NodeId) {
    for node in &mut flow.nodes {
        let act = std::mem::replace(&mut node.act, Act::End(FlowEnd::HangUp));
        node.act = act.map(&to);
    }
    for line in &mut flow.lines {
        line.start = to(line.start);
    }
}

/// Nodes of one place that do the same, and lead to those that do the same, become one.
fn merge(flow: &mut Flow) {
    let count = flow.nodes.len();
    let mut class: Vec<u32> = Vec::with_capacity(count);
    let mut known: HashMap<u64, u32> = HashMap::new();
    for node in &flow.nodes {
        let next = known.len() as u32;
        class.push(*known.entry(content(node)).or_insert(next));
    }
    let mut classes = known.len();
    loop {
        let mut known: HashMap<(u32, Vec<u32>), u32> = HashMap::new();
        let mut refined = Vec::with_capacity(count);
        for (index, node) in flow.nodes.iter().enumerate() {
            let targets = node.act.targets().into_iter().map(|to| class[to.index()]).collect();
            let next = known.len() as u32;
            refined.push(*known.entry((class[index], targets)).or_insert(next));
        }
        let found = known.len();
        class = refined;
        if found == classes {
            break;
        }
        classes = found;
    }
    let mut first = vec![None; classes];
    for (index, &class) in class.iter().enumerate() {
        let first: &mut Option<NodeId> = &mut first[class as usize];
        first.get_or_insert(NodeId(index as u32));
    }
    redirect(flow, |id| first[class[id.index()] as usize].unwrap_or(id));
    prune(flow);
}

/// All of a node but where it leads.
fn content(node: &Node<NodeId>) -> u64 {
    let mut hash = DefaultHasher::new();
    match &node.act {
        Act::End(end) => {
            (0_u8, end).hash(&mut hash);
            return hash.finish();
        }
        Act::Say { said, .. } => (1_u8, said).hash(&mut hash),
        Act::Ask(ask) => {
            let Ask { said, barge_in, wait, entries, reading, .. } = &**ask;
            let entries: Vec<_> = entries.iter().map(|(entry, _)| entry).collect();
            (2_u8, said, barge_in, wait, entries, reading).hash(&mut hash);
        }
        Act::Branch { cases, .. } => {
            let conditions: Vec<_> = cases.iter().map(|(condition, _)| condition).collect();
            (3_u8, conditions).hash(&mut hash);
        }
        Act::Transfer(transfer) => {
            let there =
                [&transfer.unanswered, &transfer.busy, &transfer.full, &transfer.ended].map(Option::is_some);
            (4_u8, &transfer.title, &transfer.said, transfer.rings, there, transfer.callback).hash(&mut hash);
        }
        Act::Voicemail { title, said } => (5_u8, title, said).hash(&mut hash),
    }
    // People are the same people wherever they are put through to.
    if !matches!(node.act, Act::Transfer(_) | Act::Voicemail { .. }) {
        (&node.name, node.place.span).hash(&mut hash);
    }
    node.assumed.hash(&mut hash);
    hash.finish()
}

/// Prompts one behind the other at which the same keys lead to the same are one prompt: what is said on its own, and then
/// the menu that waits.
fn join_prompts(flow: &mut Flow) -> bool {
    let mut joined = false;
    // From the end of each chain: the last of it is joined first, so that one walk is enough.
    for start in (0..flow.nodes.len()).rev() {
        for _ in 0..64 {
            let Act::Ask(ask) = &flow.nodes[start].act else { break };
            if ask.wait != 0 || ask.silence.index() == start {
                break;
            }
            let Act::Ask(next) = &flow.nodes[ask.silence.index()].act else { break };
            if next.entries != ask.entries
                || next.other != ask.other
                || next.reading != ask.reading
                || !next.barge_in
            {
                break;
            }
            let said: Vec<Sound> = ask.said.iter().chain(&next.said).cloned().collect();
            let (wait, silence) = (next.wait, next.silence);
            let name = flow.nodes[ask.silence.index()].name.clone();
            let assumed = flow.nodes[ask.silence.index()].assumed.clone();
            let node = &mut flow.nodes[start];
            if let Act::Ask(ask) = &mut node.act {
                (ask.said, ask.wait, ask.silence) = (said, wait, silence);
            }
            node.name = name;
            node.assumed.extend(assumed);
            node.assumed.dedup();
            joined = true;
        }
    }
    joined
}

/// Branches one behind the other, of which only the one leads to the next, are one branch with several cases.
fn join_branches(flow: &mut Flow) {
    /// So many questions to the outside a switch of a plan can have.
    const MAX_QUESTIONS: usize = 8;
    let mut entered = vec![0_usize; flow.nodes.len()];
    for node in &flow.nodes {
        node.act.targets().into_iter().for_each(|to| entered[to.index()] += 1);
    }
    flow.lines.iter().for_each(|line| entered[line.start.index()] += 2);
    for start in 0..flow.nodes.len() {
        while let Act::Branch { cases, otherwise } = &flow.nodes[start].act {
            if entered[otherwise.index()] != 1 || otherwise.index() == start {
                break;
            }
            let Act::Branch { cases: more, otherwise: behind } = &flow.nodes[otherwise.index()].act else {
                break;
            };
            let mut cases = cases.clone();
            cases.extend(more.iter().cloned());
            let mut questions: Vec<&String> = cases
                .iter()
                .filter_map(|(condition, _)| match condition {
                    Condition::Answer { question, .. } => Some(question),
                    _ => None,
                })
                .collect();
            questions.sort();
            questions.dedup();
            if questions.len() > MAX_QUESTIONS {
                break;
            }
            let (gone, behind) = (*otherwise, *behind);
            // What leads where all others lead decides nothing.
            while cases.len() > 1 && cases.last().is_some_and(|(_, to)| *to == behind) {
                cases.pop();
            }
            entered[gone.index()] = 0;
            flow.nodes[start].act = Act::Branch { cases, otherwise: behind };
            flow.nodes[gone.index()].act = Act::End(FlowEnd::HangUp);
        }
    }
}

/// Entries that a branch behind them tells apart are told apart where they are made.
fn take_entries(flow: &mut Flow) {
    for index in 0..flow.nodes.len() {
        let Act::Ask(ask) = &flow.nodes[index].act else { continue };
        let mut entries = Vec::new();
        for (entry, to) in &ask.entries {
            let Act::Branch { cases, otherwise } = &flow.nodes[to.index()].act else {
                entries.push((entry.clone(), *to));
                continue;
            };
            let told: Option<Vec<_>> = cases
                .iter()
                .map(|(condition, to)| match condition {
                    Condition::Entered(patterns) => Some((patterns, *to)),
                    _ => None,
                })
                .collect();
            match told {
                Some(told) => {
                    for (patterns, to) in told {
                        entries.extend(patterns.iter().filter_map(|one| Some((one.both(entry)?, to))));
                    }
                    entries.push((entry.clone(), *otherwise));
                }
                None => entries.push((entry.clone(), *to)),
            }
        }
        if let Act::Ask(ask) = &mut flow.nodes[index].act {
            ask.entries = entries;
        }
    }
}

/// Entries that lead where all others lead, with none behind them that would be taken instead, need not be told apart. Where they
/// complete an entry, they stay.
fn drop_idle_entries(flow: &mut Flow) {
    for node in &mut flow.nodes {
        if let Act::Ask(ask) = &mut node.act
            && ask.reading.complete == EntryCompletion::Pause
        {
            while ask.entries.len() > 1 && ask.entries.last().is_some_and(|(_, to)| *to == ask.other) {
                ask.entries.pop();
            }
        }
    }
}

/// What is said before a mailbox that says nothing itself is its greeting.
fn greet(flow: &mut Flow) {
    for index in 0..flow.nodes.len() {
        let Act::Say { said, then } = &flow.nodes[index].act else { continue };
        let Act::Voicemail { title, said: own } = &flow.nodes[then.index()].act else { continue };
        if own.is_empty() {
            let (title, said, box_at) = (title.clone(), said.clone(), then.index());
            flow.nodes[index].name.clone_from(&title);
            flow.nodes[index].place = flow.nodes[box_at].place.clone();
            flow.nodes[index].act = Act::Voicemail { title, said };
        }
    }
}

/// Branches that lead to each other without a word have no end: something that takes time is put between them, as there is
/// in the system itself.
fn part_circles(flow: &mut Flow) {
    let count = flow.nodes.len();
    let mut state = vec![0_u8; count];
    let mut parted: Vec<(usize, usize)> = Vec::new();
    for start in 0..count {
        if state[start] != 0 {
            continue;
        }
        let mut path = vec![(start, 0_usize)];
        state[start] = 1;
        while let Some((at, taken)) = path.last_mut() {
            let next = match &flow.nodes[*at].act {
                act @ Act::Branch { .. } => act.targets().get(*taken).map(|to| to.index()),
                _ => None,
            };
            let Some(next) = next else {
                state[*at] = 2;
                path.pop();
                continue;
            };
            *taken += 1;
            match state[next] {
                0 => {
                    state[next] = 1;
                    path.push((next, 0));
                }
                1 => parted.push((*at, next)),
                _ => {}
            }
        }
    }
    for (from, to) in parted {
        let place = flow.nodes[from].place.clone();
        let pause = pause(place, NodeId(to as u32));
        flow.nodes.push(pause);
        let between = NodeId(flow.nodes.len() as u32 - 1);
        let act = std::mem::replace(&mut flow.nodes[from].act, Act::End(FlowEnd::HangUp));
        flow.nodes[from].act = act.map(|target| if target.index() == to { between } else { target });
    }
}

fn pause(place: FlowPlace, then: NodeId) -> Node<NodeId> {
    let sound = Sound { name: "silence".to_owned(), words: None, millis: Some(1_000) };
    Node {
        name: "pause".to_owned(),
        act: Act::Say { said: vec![sound], then },
        place,
        assumed: vec![
            "The system asks the same again and again here. The plan waits a second each time.".to_owned(),
        ],
    }
}

/// Takes away what no line leads to.
fn prune(flow: &mut Flow) {
    let mut kept: Vec<Option<NodeId>> = vec![None; flow.nodes.len()];
    let mut order = Vec::new();
    let mut open: std::collections::VecDeque<NodeId> = flow.lines.iter().map(|line| line.start).collect();
    while let Some(id) = open.pop_front() {
        if kept[id.index()].is_some() {
            continue;
        }
        kept[id.index()] = Some(NodeId(order.len() as u32));
        order.push(id);
        open.extend(flow.nodes[id.index()].act.targets().into_iter().copied());
    }
    let mut nodes: Vec<Option<Node<NodeId>>> =
        std::mem::take(&mut flow.nodes).into_iter().map(Some).collect();
    flow.nodes = order.iter().filter_map(|id| nodes[id.index()].take()).collect();
    redirect(flow, |id| kept[id.index()].unwrap_or(id));
}
