//! What acts at the nodes of an exploration led to, and what follows for those nodes.

use std::collections::HashMap;

use crate::call::EndReason;
use crate::explore::{Act, Node, SetId, TimeSets};

/// What an act at a node led to, at some instants.
#[derive(Clone, Copy, Debug)]
pub(super) struct CallEdge {
    pub(super) from: usize,
    pub(super) to: usize,
    pub(super) when: SetId,
    /// What ended the call, if it is over then.
    pub(super) ends: Option<EndReason>,
    pub(super) done: CallerAct,
    /// Whether hours had changed since dialing; such instants are single seconds.
    pub(super) crossing: bool,
    /// Whether a closed step sent the call on.
    pub(super) is_closed: bool,
    /// Whether the caller got something: people, a mailbox, a message that is not about being closed, another menu.
    pub(super) serves: bool,
}

/// What a caller did, as far as it matters here.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum CallerAct {
    Dial,
    Key,
    OtherKey,
    Entry,
    Silence,
    Answer,
}

/// All ways of one exploration. Nodes are numbered, as they are large and many.
#[derive(Debug, Default)]
pub(super) struct CallGraph {
    ids: HashMap<Node, usize>,
    ways: Vec<CallEdge>,
}

impl CallGraph {
    /// Adds what an act led to.
    pub(super) fn add(&mut self, from: Node, to: Node, way: impl FnOnce(usize, usize) -> CallEdge) {
        let next = self.ids.len();
        let from = *self.ids.entry(from).or_insert(next);
        let next = self.ids.len();
        let to = *self.ids.entry(to).or_insert(next);
        self.ways.push(way(from, to));
    }

    /// The number of a node to which some way leads.
    pub(super) fn id(&self, node: &Node) -> usize {
        self.ids.get(node).copied().unwrap_or_default()
    }

    /// For each node the instants at which one of these ways leads on from it.
    pub(super) fn united(&self, sets: &mut TimeSets, wanted: impl Fn(&CallEdge) -> bool) -> Vec<SetId> {
        let mut united = vec![TimeSets::NONE; self.ids.len()];
        for way in self.ways.iter().filter(|way| wanted(way)) {
            united[way.from] = sets.or(united[way.from], way.when);
        }
        united
    }

    /// For each node the instants at which such ways lead from it, one after the other, to one that counts. `all` are all
    /// instants.
    pub(super) fn reaching(
        &self,
        all: SetId,
        sets: &mut TimeSets,
        wanted: impl Fn(&CallEdge) -> bool,
        counts: impl Fn(&CallEdge) -> bool,
    ) -> Vec<SetId> {
        let mut into: Vec<Vec<&CallEdge>> = vec![Vec::new(); self.ids.len()];
        let mut reached = vec![TimeSets::NONE; self.ids.len()];
        let mut waiting = Vec::new();
        let widen = |reached: &mut Vec<SetId>, node: usize, more: SetId, sets: &mut TimeSets| {
            let both = if reached[node] == all { all } else { sets.or(reached[node], more) };
            let is_wider = both != reached[node];
            reached[node] = both;
            is_wider
        };
        for way in self.ways.iter().filter(|way| wanted(way)) {
            into[way.to].push(way);
            if counts(way) && widen(&mut reached, way.from, way.when, sets) {
                waiting.push(way.from);
            }
        }
        while let Some(node) = waiting.pop() {
            for way in &into[node] {
                let more = sets.and(way.when, reached[node]);
                if widen(&mut reached, way.from, more, sets) {
                    waiting.push(way.from);
                }
            }
        }
        reached
    }
}

impl From<Act> for CallerAct {
    fn from(act: Act) -> Self {
        match act {
            Act::Dial => Self::Dial,
            Act::Key(_) | Act::AnyOther(_) => Self::Key,
            Act::OtherKey(_) => Self::OtherKey,
            Act::Entry(_) => Self::Entry,
            Act::Silence | Act::Stay => Self::Silence,
            Act::Answer(_) => Self::Answer,
        }
    }
}
