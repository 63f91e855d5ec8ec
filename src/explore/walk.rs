use std::collections::HashMap;
use std::fmt::Debug;
use std::hash::Hash;
use std::rc::Rc;

use jiff::Timestamp;

use super::act::Act;
use super::hour_changes::HourChanges;
use super::sets::{SetId, TimeSets};

/// Something that can be walked through: a phone, or two phones side by side.
pub trait Machine {
    /// Where it can be between two acts.
    type Node: Copy + Debug + Eq + Hash;
    /// What happens between two nodes.
    type Heard: Clone;

    /// Where every way begins.
    fn start(&self) -> Self::Node;

    /// What can be done at a node; nothing where a call is over.
    fn acts(&self, node: &Self::Node) -> Vec<Act>;

    /// Whether an act is what the outside usually answers: what lies behind it is come to by it, and not by what is unusual.
    fn is_usual(&self, _: Act) -> bool {
        false
    }

    /// Does it at an instant.
    fn act(
        &mut self,
        node: Self::Node,
        act: Act,
        at: Timestamp,
        sets: &mut TimeSets,
    ) -> Transition<Self::Node, Self::Heard>;

    /// When the hours change that matter to some call.
    fn hour_changes(&mut self, sets: &mut TimeSets) -> Rc<HourChanges>;

    /// Goes on from a halt at an instant.
    fn go_on(
        &mut self,
        halt: Self::Node,
        at: Timestamp,
        sets: &mut TimeSets,
    ) -> Transition<Self::Node, Self::Heard>;

    /// What happens in an act in the course of which hours change: each part at an instant between two changes.
    fn joined(&self, parts: &[(Self::Heard, Timestamp)]) -> Self::Heard;

    /// A node without what its next act cannot use: nodes with one outline fare alike for one act.
    fn outline(&self, node: &Self::Node) -> Self::Node;

    /// Whether a node need not be walked from, at instants at which one with the same outline was: all that it leads to is
    /// come to anyway.
    fn stands_for(&self, one: &Self::Node, other: &Self::Node) -> bool;

    /// Whether [`Machine::acts`] has told all that can be done wherever it was asked.
    fn is_complete(&self) -> bool;
}

/// What comes of an act.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Transition<N, H> {
    /// Where it leads.
    pub to: N,
    /// What happens on the way.
    pub heard: H,
    /// All instants at which the act leads there in this way.
    pub when: SetId,
    /// Where time passes on the way though its caller has no say, as far as hours matter behind it.
    pub halts: Vec<Halt<N, H>>,
}

/// A place in the course of an act at which time passes, and hours can change.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Halt<N, H> {
    /// Where the call is meanwhile.
    pub at: N,
    /// What has happened until then.
    pub heard: H,
    /// All instants at which the act leads there in this way, whatever follows.
    pub when: SetId,
}

/// A node of a walk.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct NodeId(pub(super) u32);

/// A visit of a walk.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct VisitId(pub(super) u32);

impl VisitId {
    /// The position in [`Walk::visits`].
    #[must_use]
    pub fn index(self) -> usize {
        self.0 as usize
    }
}

/// A coming to a node, at instants at which no visit before came to it. Those with fewer acts come first, and of those which the
/// outside leads on, those that are usual.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Visit {
    /// The node.
    pub node: NodeId,
    /// The instants.
    pub when: SetId,
    /// The visit before, and what was done there. None: nothing has been done yet.
    pub came: Option<(VisitId, Act)>,
    /// How often hours had changed before the act that led here. If they have at all, the instants are the first seconds after
    /// the latest change.
    pub changed: u8,
    /// How often they changed in the course of that act.
    pub meanwhile: u8,
    /// How often they changed while the caller waited here.
    pub waited: u8,
}

impl Visit {
    /// How often hours have changed since the number was dialed.
    #[must_use]
    pub fn changes(&self) -> u8 {
        self.changed + self.meanwhile + self.waited
    }

    /// Whether hours have changed since the number was dialed.
    #[must_use]
    pub fn is_crossing(&self) -> bool {
        self.changes() > 0
    }
}

/// What a walk shows whoever looks on: an act that was done at a visit, and what came of it.
#[derive(Debug)]
pub struct Observation<'w, M: Machine> {
    /// The machine, to put things into words.
    pub machine: &'w mut M,
    /// The sets that `when` and the step speak of.
    pub sets: &'w mut TimeSets,
    /// Where it was done.
    pub from: M::Node,
    /// The visit.
    pub visit: VisitId,
    /// All visits so far.
    pub visits: &'w [Visit],
    /// What was done.
    pub act: Act,
    /// What came of it.
    pub step: &'w Transition<M::Node, M::Heard>,
    /// Where it leads: to the node of the step, or to one that stands for it.
    pub to: M::Node,
    /// When: the instants of the visit at which this comes of it; or where hours changed in the course of the act, the first
    /// seconds after the change.
    pub when: SetId,
    /// How often hours changed in the course of the act.
    pub meanwhile: u8,
}

impl<M: Machine> Observation<'_, M> {
    /// Whether hours have changed since the number was dialed.
    #[must_use]
    pub fn is_crossing(&self) -> bool {
        self.meanwhile > 0 || self.visits[self.visit.index()].is_crossing()
    }
}

/// Whether a walk follows a step.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Further {
    /// Yes.
    GoOn,
    /// No: what lies behind it does not matter.
    Stop,
}

/// What was done, counted.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Work {
    /// Nodes that were found.
    pub nodes: usize,
    /// Visits to them.
    pub visits: usize,
    /// Acts that were made.
    pub acts: usize,
}

impl std::ops::AddAssign for Work {
    fn add_assign(&mut self, other: Self) {
        self.nodes += other.nodes;
        self.visits += other.visits;
        self.acts += other.acts;
    }
}

/// Where a walk has been.
#[derive(Debug)]
pub struct Walk<N, H> {
    pub(super) nodes: Vec<NodeRecord<N, H>>,
    ids: HashMap<N, NodeId>,
    /// Nodes with the same outline.
    alike: HashMap<N, Vec<NodeId>>,
    pub(super) visits: Vec<Visit>,
    /// Which nodes lead to which, as far as was looked at.
    links: Vec<(NodeId, NodeId)>,
    /// What comes of going on from halts.
    pub(super) onward: HashMap<N, Vec<Transition<N, H>>>,
    /// Where acts lead in the course of which hours change, and the first seconds after the change.
    pub(super) crossed: HashMap<(N, Act), Vec<(N, SetId)>>,
    /// How many acts were made.
    pub(super) made: usize,
    /// Whether all was seen. Where a line has more nodes than [`Walk::MAX_NODES`], or more can be done than
    /// [`Walk::MAX_ACTS`], the walk ends early; and an input may tell more entries apart than are tried.
    pub complete: bool,
}

#[derive(Debug)]
pub(super) struct NodeRecord<N, H> {
    pub(super) node: N,
    /// When some visit came here.
    pub(super) seen: SetId,
    pub(super) acts: Vec<(Act, Vec<Transition<N, H>>)>,
}

impl<N: Copy + Debug + Eq + Hash, H> Walk<N, H> {
    /// How many nodes a walk looks at.
    pub const MAX_NODES: usize = 50_000;

    /// How many acts a walk makes: each is kept with all that is heard.
    pub const MAX_ACTS: usize = 250_000;

    pub(super) fn new() -> Self {
        Self {
            nodes: Vec::new(),
            ids: HashMap::new(),
            alike: HashMap::new(),
            visits: Vec::new(),
            links: Vec::new(),
            onward: HashMap::new(),
            crossed: HashMap::new(),
            made: 0,
            complete: true,
        }
    }

    /// The node of a visit.
    #[must_use]
    pub fn node(&self, visit: &Visit) -> &N {
        &self.nodes[visit.node.0 as usize].node
    }

    /// All nodes, in the order in which they were found, each with the instants at which a call can be there.
    pub fn nodes(&self) -> impl Iterator<Item = (&N, SetId)> {
        self.nodes.iter().map(|found| (&found.node, found.seen))
    }

    /// All visits, those with fewer acts first.
    #[must_use]
    pub fn visits(&self) -> &[Visit] {
        &self.visits
    }

    /// What comes of the acts at each node, the node first seen first.
    pub fn transitions(&self) -> impl Iterator<Item = (&N, &Transition<N, H>)> {
        self.nodes
            .iter()
            .flat_map(|found| found.acts.iter().flat_map(|(_, steps)| steps).map(|step| (&found.node, step)))
    }

    /// What can be done at a node, and what comes of it, as far as the walk was there.
    pub fn done_at(&self, node: &N) -> impl Iterator<Item = (Act, &[Transition<N, H>])> {
        let found = self.ids.get(node).map(|id| &self.nodes[id.0 as usize]);
        found.into_iter().flat_map(|found| found.acts.iter().map(|(act, steps)| (*act, steps.as_slice())))
    }

    /// How many acts can be done at all nodes together.
    #[must_use]
    pub fn acts_at_nodes(&self) -> usize {
        self.nodes.iter().map(|found| found.acts.len()).sum()
    }

    /// What comes of an act at a node at an instant.
    #[must_use]
    pub fn step(&self, node: &N, act: Act, at: Timestamp, sets: &TimeSets) -> Option<&Transition<N, H>> {
        let found = &self.nodes[self.ids.get(node)?.0 as usize];
        let (_, steps) = found.acts.iter().find(|(known, _)| *known == act)?;
        steps.iter().find(|step| sets.get(step.when).contains(at))
    }

    /// Where an act at a node leads if hours change in its course, each with the first seconds after the change.
    pub fn crossed(&self, node: &N, act: Act) -> impl Iterator<Item = &(N, SetId)> {
        self.crossed.get(&(*node, act)).into_iter().flatten()
    }

    /// How often it was gone on from where time passes in the course of an act.
    #[must_use]
    pub fn gone_on(&self) -> usize {
        self.onward.values().map(Vec::len).sum()
    }

    /// Which nodes lead to which; the same two more than once, if there are several ways.
    pub fn links(&self) -> impl Iterator<Item = (&N, &N)> {
        let node = |id: NodeId| &self.nodes[id.0 as usize].node;
        self.links.iter().map(move |&(from, to)| (node(from), node(to)))
    }

    /// The nodes that stand for one.
    fn alike<'w, M: Machine<Node = N>>(
        &'w self,
        machine: &'w M,
        node: &'w N,
    ) -> impl Iterator<Item = NodeId> + 'w {
        let alike = self.alike.get(&machine.outline(node)).into_iter().flatten().copied();
        alike.filter(move |id| {
            let other = &self.nodes[id.0 as usize].node;
            other != node && machine.stands_for(other, node)
        })
    }

    pub(super) fn place<M: Machine<Node = N>>(&mut self, machine: &M, node: N) -> NodeId {
        *self.ids.entry(node).or_insert_with(|| {
            let acts = machine.acts(&node).into_iter().map(|act| (act, Vec::new())).collect();
            self.nodes.push(NodeRecord { node, seen: TimeSets::NONE, acts });
            let id = NodeId(self.nodes.len() as u32 - 1);
            self.alike.entry(machine.outline(&node)).or_default().push(id);
            id
        })
    }

    /// Where a step leads to at some instants: to nodes that stand for its node, as far as these were seen, and else to it.
    pub(super) fn parts<M: Machine<Node = N>>(
        &self,
        machine: &M,
        to: &N,
        when: SetId,
        sets: &mut TimeSets,
    ) -> Vec<(N, Option<NodeId>, SetId)> {
        let mut parts = Vec::with_capacity(1);
        let mut left = when;
        for id in self.alike(machine, to) {
            let found = &self.nodes[id.0 as usize];
            let part = sets.and(left, found.seen);
            if part != TimeSets::NONE {
                parts.push((found.node, Some(id), part));
                left = sets.minus(left, part);
            }
        }
        if left != TimeSets::NONE {
            parts.push((*to, None, left));
        }
        parts
    }

    /// Comes to a node: a visit, unless all its instants were seen there already.
    pub(super) fn come(&mut self, node: NodeId, visit: Visit, sets: &mut TimeSets) {
        let found = &mut self.nodes[node.0 as usize];
        let when = sets.minus(visit.when, found.seen);
        if when != TimeSets::NONE {
            found.seen = sets.or(found.seen, when);
            self.visits.push(Visit { when, ..visit });
        }
    }

    /// Goes from one node to another, or to the one that stands for it, where all was seen already. Gives whether the walk may
    /// go on.
    pub(super) fn lead<M: Machine<Node = N>>(
        &mut self,
        machine: &M,
        (from, to): (NodeId, N),
        stand_in: Option<NodeId>,
        visit: Visit,
        sets: &mut TimeSets,
    ) -> bool {
        let to = stand_in.unwrap_or_else(|| self.place(machine, to));
        self.links.push((from, to));
        self.complete &= self.nodes.len() <= Self::MAX_NODES && self.made <= Self::MAX_ACTS;
        if self.complete && stand_in.is_none() {
            self.come(to, Visit { node: to, ..visit }, sets);
        }
        self.complete
    }
}
