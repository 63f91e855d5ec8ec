use std::rc::Rc;

use jiff::Timestamp;

use crate::call::{CallEvent, Caller};
use crate::explore::{Act, Acts, Horizon, Machine, Node, Phone, TimeSets, Transition};
use crate::number::PhoneNumber;
use crate::plan::Plan;

/// Something under the old plan and under the new one.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub struct BeforeAfter<T> {
    /// Under the old plan.
    pub old: T,
    /// Under the new plan.
    pub new: T,
}

impl<T> BeforeAfter<T> {
    /// What is made of each.
    pub fn map<U>(self, mut of: impl FnMut(T) -> U) -> BeforeAfter<U> {
        BeforeAfter { old: of(self.old), new: of(self.new) }
    }

    /// Each, to look at.
    pub fn as_ref(&self) -> BeforeAfter<&T> {
        BeforeAfter { old: &self.old, new: &self.new }
    }

    /// Each with its partner.
    pub fn zip<U>(self, other: BeforeAfter<U>) -> BeforeAfter<(T, U)> {
        BeforeAfter { old: (self.old, other.old), new: (self.new, other.new) }
    }
}

/// One caller with two phones, who dials the same number on both and does the same on both.
#[derive(Debug)]
pub struct PhonePair<'p> {
    /// The phones.
    pub phones: BeforeAfter<Phone<'p>>,
    acts: Acts,
}

impl<'p> PhonePair<'p> {
    /// Phones of two plans.
    #[must_use]
    pub fn new(plans: BeforeAfter<&'p Plan>, number: PhoneNumber, caller: Caller, horizon: Horizon) -> Self {
        let phones = plans.map(|plan| Phone::new(plan, number, caller, horizon));
        Self { phones, acts: Acts::default() }
    }

    /// What can be done on both phones, or on the one whose call is not over.
    pub(super) fn acts_left(&self, node: &BeforeAfter<Node>) -> Rc<[Act]> {
        let BeforeAfter { old, new } = self.phones.as_ref().zip(*node);
        self.acts.at([old, new].map(|(phone, node)| phone.waiting_at(&node)))
    }
}

impl Machine for PhonePair<'_> {
    type Node = BeforeAfter<Node>;
    type Heard = BeforeAfter<Vec<CallEvent>>;

    fn start(&self) -> BeforeAfter<Node> {
        BeforeAfter { old: Node::OnHook, new: Node::OnHook }
    }

    /// What can be done on both; once one call is over, there is nothing to compare any more.
    fn acts(&self, node: &BeforeAfter<Node>) -> Vec<Act> {
        if *node == self.start() {
            return vec![Act::Dial];
        }
        if node.old.step().is_none() || node.new.step().is_none() {
            return Vec::new();
        }
        self.acts_left(node).to_vec()
    }

    fn outline(&self, node: &BeforeAfter<Node>) -> BeforeAfter<Node> {
        self.phones.as_ref().zip(*node).map(|(phone, node)| phone.outline(&node))
    }

    fn stands_for(&self, one: &BeforeAfter<Node>, other: &BeforeAfter<Node>) -> bool {
        let BeforeAfter { old, new } = &self.phones;
        old.stands_for(&one.old, &other.old) && new.stands_for(&one.new, &other.new)
    }

    fn is_complete(&self) -> bool {
        self.acts.are_complete()
    }

    fn act(
        &mut self,
        node: BeforeAfter<Node>,
        act: Act,
        at: Timestamp,
        sets: &mut TimeSets,
    ) -> Transition<BeforeAfter<Node>, BeforeAfter<Vec<CallEvent>>> {
        let BeforeAfter { old, new } = &mut self.phones;
        let (old_to, old_heard) = old.act_at(node.old, act, at);
        let (new_to, new_heard) = new.act_at(node.new, act, at);
        let old_when = old.same_answers(&old_heard, sets);
        let new_when = new.same_answers(&new_heard, sets);
        Transition {
            to: BeforeAfter { old: old_to, new: new_to },
            heard: BeforeAfter { old: old_heard, new: new_heard },
            when: sets.and(old_when, new_when),
        }
    }
}
