use std::collections::HashMap;

use jiff::Timestamp;

use crate::time::TimeSet;

/// A set of instants in a [`TimeSets`]. Two are equal when their sets are.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct SetId(u32);

/// Sets of instants, each kept once.
///
/// In an exploration the same few sets meet again and again ("while `cpc` is open", thousands of times), and with two years
/// of openings each is long. Kept once, they are compared by number, and what two of them have in common is worked out
/// once.
#[derive(Debug, Default)]
pub struct TimeSets {
    sets: Vec<TimeSet>,
    ids: HashMap<TimeSet, SetId>,
    both: HashMap<(SetId, SetId), SetId>,
    either: HashMap<(SetId, SetId), SetId>,
    rest: HashMap<(SetId, SetId), SetId>,
    ends: HashMap<SetId, SetId>,
    edges: HashMap<SetId, SetId>,
}

impl TimeSets {
    /// No instant.
    pub const NONE: SetId = SetId(0);

    /// Only [`TimeSets::NONE`].
    #[must_use]
    pub fn new() -> Self {
        let mut sets = Self::default();
        sets.add(TimeSet::default());
        sets
    }

    /// Keeps a set.
    pub fn add(&mut self, set: TimeSet) -> SetId {
        if let Some(&id) = self.ids.get(&set) {
            return id;
        }
        let id = SetId(self.sets.len() as u32);
        self.sets.push(set.clone());
        self.ids.insert(set, id);
        id
    }

    /// The set itself.
    #[must_use]
    pub fn get(&self, id: SetId) -> &TimeSet {
        &self.sets[id.0 as usize]
    }

    /// The first instant of a set.
    #[must_use]
    pub fn first(&self, id: SetId) -> Option<Timestamp> {
        self.get(id).first()
    }

    /// What is in both.
    pub fn and(&mut self, a: SetId, b: SetId) -> SetId {
        if a == b {
            return a;
        }
        let pair = (a.min(b), a.max(b));
        if let Some(&id) = self.both.get(&pair) {
            return id;
        }
        let id = self.add(self.get(a).and(self.get(b)));
        self.both.insert(pair, id);
        id
    }

    /// What is in one or both.
    pub fn or(&mut self, a: SetId, b: SetId) -> SetId {
        if a == b || b == Self::NONE {
            return a;
        }
        let pair = (a.min(b), a.max(b));
        if let Some(&id) = self.either.get(&pair) {
            return id;
        }
        let id = self.add(self.get(a).or(self.get(b)));
        self.either.insert(pair, id);
        id
    }

    /// What is in the first and not in the second.
    pub fn minus(&mut self, a: SetId, b: SetId) -> SetId {
        if a == b {
            return Self::NONE;
        }
        if b == Self::NONE {
            return a;
        }
        if let Some(&id) = self.rest.get(&(a, b)) {
            return id;
        }
        let id = self.add(self.get(a).minus(self.get(b)));
        self.rest.insert((a, b), id);
        id
    }

    /// The first second after each span of a set.
    pub fn ends(&mut self, a: SetId) -> SetId {
        if let Some(&id) = self.ends.get(&a) {
            return id;
        }
        let id = self.add(self.get(a).ends());
        self.ends.insert(a, id);
        id
    }

    /// The first second of each span of a set, and the first one after it.
    pub fn edges(&mut self, a: SetId) -> SetId {
        if let Some(&id) = self.edges.get(&a) {
            return id;
        }
        let id = self.add(self.get(a).edges());
        self.edges.insert(a, id);
        id
    }

    /// How many sets are kept.
    #[must_use]
    pub fn count(&self) -> usize {
        self.sets.len()
    }
}
