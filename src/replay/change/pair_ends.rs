//! Whether a call fares differently under two plans, whatever its caller does.

use std::collections::HashSet;

use jiff::Timestamp;

use crate::diff::{BeforeAfter, Matching, PhonePair};
use crate::explore::{Machine as _, Node};
use crate::replay::judge::Proof;

/// What was found of calls that do the same under both plans.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct PairEnds {
    /// Some of them end alike.
    pub(crate) some_alike: bool,
    /// Some of them end differently.
    pub(crate) some_differ: bool,
    /// Whether all were looked at.
    pub(crate) is_complete: bool,
}

/// More places of one call are not looked at.
const MAX_PLACES: usize = 20_000;

/// A place of both calls, and how they came there.
#[derive(Clone, Copy, PartialEq, Eq, Hash)]
struct PairPlace {
    node: BeforeAfter<Node>,
    /// How often hours have changed.
    changes: u8,
    /// Which proofs the old call has shown, a bit each.
    shown: u8,
}

impl PairEnds {
    /// The ends of a call that begins at the first instant, and in which hours may change at the others. Only calls count that have
    /// done under the old plan what the proofs say.
    pub(crate) fn of(
        phones: &mut PhonePair<'_>,
        matching: &Matching,
        instants: &[Timestamp],
        proofs: &[Proof],
    ) -> Self {
        let mut walk = PairWalk { matching, instants, proofs, open: Vec::new(), seen: HashSet::new() };
        let mut found = Self::default();
        let node = phones.start();
        walk.come(&PairPlace { node, changes: 0, shown: 0 });
        while let Some(place) = walk.open.pop() {
            if walk.seen.len() > MAX_PLACES {
                return found;
            }
            walk.leave(phones, &place, &mut found);
            // More cannot be found.
            if found.some_alike && found.some_differ {
                break;
            }
        }
        found.is_complete = phones.is_complete();
        found
    }
}

struct PairWalk<'w> {
    matching: &'w Matching,
    instants: &'w [Timestamp],
    proofs: &'w [Proof],
    open: Vec<PairPlace>,
    seen: HashSet<PairPlace>,
}

impl PairWalk<'_> {
    fn come(&mut self, place: &PairPlace) {
        if self.seen.insert(*place) {
            self.open.push(*place);
        }
    }

    fn is_shown(&self, place: &PairPlace) -> bool {
        place.shown.count_ones() as usize == self.proofs.len()
    }

    fn leave(&mut self, phones: &mut PhonePair<'_>, place: &PairPlace, found: &mut PairEnds) {
        let BeforeAfter { old, new } = place.node;
        match (old.outcome(), new.outcome()) {
            // What the records say must have been done by now.
            (Some(_), _) if !self.is_shown(place) => return,
            (Some(old), Some(new)) => {
                if self.matching.ends_alike(&old, &new) {
                    found.some_alike = true;
                } else {
                    found.some_differ = true;
                }
                return;
            }
            _ => {}
        }
        let at = self.instants[usize::from(place.changes)];
        if matches!(old, Node::Spoken(_)) || matches!(new, Node::Spoken(_)) {
            let (old, old_events) = phones.phones.old.go_on_at(old, at);
            let (new, new_events) = phones.phones.new.go_on_at(new, at);
            let node = BeforeAfter { old, new };
            return self.arrive(phones, place, node, &BeforeAfter { old: old_events, new: new_events });
        }
        let is_waiting = matches!(old, Node::Waiting(_)) || matches!(new, Node::Waiting(_));
        if is_waiting && usize::from(place.changes) + 1 < self.instants.len() {
            self.come(&PairPlace { changes: place.changes + 1, ..*place });
        }
        // Where one call is over, the other one goes on alone, and may come to the same end.
        let acts = match (old.outcome(), new.outcome()) {
            (None, Some(_)) => phones.phones.old.acts(&old),
            (Some(_), None) => phones.phones.new.acts(&new),
            _ => phones.acts(&place.node),
        };
        for act in acts {
            let (old_to, old_events) = phones.phones.old.act_at(old, act, at);
            let (new_to, new_events) = phones.phones.new.act_at(new, act, at);
            let node = BeforeAfter { old: old_to, new: new_to };
            self.arrive(phones, place, node, &BeforeAfter { old: old_events, new: new_events });
        }
    }

    fn arrive(
        &mut self,
        phones: &PhonePair<'_>,
        from: &PairPlace,
        to: BeforeAfter<Node>,
        events: &BeforeAfter<Vec<crate::call::CallEvent>>,
    ) {
        if usize::from(from.changes) + 1 < self.instants.len() {
            let spoken = phones.phones.as_ref().map(|phone| phone.spoken().to_vec());
            for index in 0..spoken.old.len().max(spoken.new.len()) {
                // A call that has said all that it says in this act is where the act leads.
                let old = spoken.old.get(index).copied().unwrap_or((to.old, events.old.len()));
                let new = spoken.new.get(index).copied().unwrap_or((to.new, events.new.len()));
                let node = BeforeAfter { old: old.0, new: new.0 };
                let shown = self.shown(from.shown, &events.old[..old.1.min(events.old.len())]);
                self.come(&PairPlace { node, changes: from.changes + 1, shown });
            }
        }
        let shown = self.shown(from.shown, &events.old);
        self.come(&PairPlace { node: to, shown, ..*from });
    }

    fn shown(&self, before: u8, events: &[crate::call::CallEvent]) -> u8 {
        self.proofs.iter().enumerate().fold(before, |shown, (index, proof)| {
            if shown & (1 << index) == 0 && proof.is_shown(events) { shown | 1 << index } else { shown }
        })
    }
}
