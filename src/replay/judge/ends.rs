//! All ends that a call can have: every act of its caller is made, at the instants between which hours change while it lasts.

use std::collections::HashSet;

use jiff::Timestamp;

use super::door::ClosedDoor;
use super::proof::Proof;
use crate::call::{CallEvent, Outcome};
use crate::explore::{Machine as _, Node, Phone};

/// A way in which a call can end.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct PossibleEnd {
    /// How.
    pub outcome: Outcome,
    /// The first closed door on the way, if there is one.
    pub door: Option<ClosedDoor>,
}

/// All ways in which a call can end.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct PossibleEnds {
    /// Each once, in the order in which they were found. None: no call can have done what the records say.
    pub ends: Vec<PossibleEnd>,
    /// Whether all were looked for. A line may have more ways than anybody can follow.
    pub is_complete: bool,
    /// Closed doors that calls come to which have not done what the records say.
    pub doors: Vec<ClosedDoor>,
}

/// More places of one call are not looked at.
const MAX_PLACES: usize = 20_000;

/// A place of a call, and how it came there.
#[derive(Clone, Copy, PartialEq, Eq, Hash)]
struct WalkPlace {
    node: Node,
    /// How often hours have changed.
    changes: u8,
    door: Option<ClosedDoor>,
    /// Which proofs were shown on the way, a bit each.
    shown: u8,
}

impl PossibleEnds {
    /// The ends of a call that begins at the first instant, and in which hours may change at the others. Only those are told whose
    /// calls have done what the proofs say.
    pub(crate) fn of(phone: &mut Phone<'_>, instants: &[Timestamp], proofs: &[Proof]) -> Self {
        let mut walk =
            EndWalk { proofs, instants, open: Vec::new(), seen: HashSet::new(), found: Self::default() };
        walk.come(WalkPlace { node: Node::OnHook, changes: 0, door: None, shown: 0 });
        while let Some(place) = walk.open.pop() {
            if walk.seen.len() > MAX_PLACES {
                return walk.found;
            }
            walk.leave(phone, place);
        }
        walk.found.is_complete = phone.is_complete();
        walk.found
    }

    /// The closed door that every one of these calls comes to first.
    #[must_use]
    pub fn certain_door(&self) -> Option<ClosedDoor> {
        let first = self.ends.first()?.door?;
        self.ends.iter().all(|end| end.door == Some(first)).then_some(first)
    }

    /// Whether every one of these calls comes to a closed door.
    #[must_use]
    pub fn is_surely_closed(&self) -> bool {
        !self.ends.is_empty() && self.is_complete && self.ends.iter().all(|end| end.door.is_some())
    }

    /// Whether some of these calls comes to a closed door.
    #[must_use]
    pub fn is_perhaps_closed(&self) -> bool {
        !self.is_complete || self.ends.iter().any(|end| end.door.is_some())
    }

    /// The ends of two, as of a call of which it is not known which of the two it is.
    pub(crate) fn or(&self, other: &Self) -> Self {
        let mut both = self.clone();
        both.ends.extend(other.ends.iter().filter(|end| !self.ends.contains(end)));
        both.doors.extend(other.doors.iter().filter(|door| !self.doors.contains(door)));
        both.is_complete &= other.is_complete;
        both
    }
}

struct EndWalk<'w> {
    proofs: &'w [Proof],
    instants: &'w [Timestamp],
    open: Vec<WalkPlace>,
    seen: HashSet<WalkPlace>,
    found: PossibleEnds,
}

impl EndWalk<'_> {
    fn come(&mut self, place: WalkPlace) {
        if self.seen.insert(place) {
            self.open.push(place);
        }
    }

    /// Does all that can be done at a place.
    fn leave(&mut self, phone: &mut Phone<'_>, place: WalkPlace) {
        let at = self.instants[usize::from(place.changes)];
        match place.node {
            Node::Over(outcome) => {
                let is_shown = u32::from(place.shown).count_ones() as usize == self.proofs.len();
                if is_shown {
                    let end = PossibleEnd { outcome, door: place.door };
                    if !self.found.ends.contains(&end) {
                        self.found.ends.push(end);
                    }
                }
                return;
            }
            Node::Spoken(_) => {
                let (to, events) = phone.go_on_at(place.node, at);
                return self.arrive(phone, place, to, &events);
            }
            Node::OnHook | Node::Waiting(_) | Node::Asking(_) => {}
        }
        // Hours may change while the call waits.
        if matches!(place.node, Node::Waiting(_)) && usize::from(place.changes) + 1 < self.instants.len() {
            self.come(WalkPlace { changes: place.changes + 1, ..place });
        }
        for act in phone.acts(&place.node) {
            let (to, events) = phone.act_at(place.node, act, at);
            self.arrive(phone, place, to, &events);
        }
    }

    fn arrive(&mut self, phone: &Phone<'_>, from: WalkPlace, to: Node, events: &[CallEvent]) {
        for door in ClosedDoor::all(phone.plan(), events) {
            if !self.found.doors.contains(&door) {
                self.found.doors.push(door);
            }
        }
        if usize::from(from.changes) + 1 < self.instants.len() {
            for &(node, until) in phone.spoken() {
                let place = self.behind(phone, from, node, &events[..until.min(events.len())]);
                self.come(WalkPlace { changes: from.changes + 1, ..place });
            }
        }
        let place = self.behind(phone, from, to, events);
        self.come(place);
    }

    /// A place to which events lead.
    fn behind(&self, phone: &Phone<'_>, from: WalkPlace, node: Node, events: &[CallEvent]) -> WalkPlace {
        let door = from.door.or_else(|| ClosedDoor::first(phone.plan(), events));
        let shown = self.proofs.iter().enumerate().fold(from.shown, |shown, (index, proof)| {
            if shown & (1 << index) == 0 && proof.is_shown(events) { shown | 1 << index } else { shown }
        });
        WalkPlace { node, door, shown, ..from }
    }
}
