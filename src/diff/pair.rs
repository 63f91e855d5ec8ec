use std::rc::Rc;

use jiff::Timestamp;

use crate::call::{Caller, Event};
use crate::explore::{Act, Acts, Horizon, Machine, Node, Phone, Step, TimeSets};
use crate::number::PhoneNumber;
use crate::plan::Plan;

/// Something under the old plan and under the new one.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub struct Both<T> {
    /// Under the old plan.
    pub old: T,
    /// Under the new plan.
    pub new: T,
}

impl<T> Both<T> {
    /// What is made of each.
    pub fn map<U>(self, mut of: impl FnMut(T) -> U) -> Both<U> {
        Both { old: of(self.old), new: of(self.new) }
    }

    /// Each, to look at.
    pub fn as_ref(&self) -> Both<&T> {
        Both { old: &self.old, new: &self.new }
    }

    /// Each with its partner.
    pub fn zip<U>(self, other: Both<U>) -> Both<(T, U)> {
        Both { old: (self.old, other.old), new: (self.new, other.new) }
    }
}

/// One caller with two phones, who dials the same number on both and does the same on both.
#[derive(Debug)]
pub struct Pair<'p> {
    /// The phones.
    pub phones: Both<Phone<'p>>,
    acts: Acts,
}

impl<'p> Pair<'p> {
    /// Phones of two plans.
    #[must_use]
    pub fn new(plans: Both<&'p Plan>, number: PhoneNumber, caller: Caller, horizon: Horizon) -> Self {
        let phones = plans.map(|plan| Phone::new(plan, number, caller, horizon));
        Self { phones, acts: Acts::default() }
    }

    /// What can be done on both phones, or on the one whose call is not over.
    pub(super) fn acts_left(&self, node: &Both<Node>) -> Rc<[Act]> {
        let Both { old, new } = self.phones.as_ref().zip(*node);
        self.acts.at([old, new].map(|(phone, node)| phone.waiting_at(&node)))
    }
}

impl Machine for Pair<'_> {
    type Node = Both<Node>;
    type Heard = Both<Vec<Event>>;

    fn start(&self) -> Both<Node> {
        Both { old: Node::OnHook, new: Node::OnHook }
    }

    /// What can be done on both; once one call is over, there is nothing to compare any more.
    fn acts(&self, node: &Both<Node>) -> Vec<Act> {
        if *node == self.start() {
            return vec![Act::Dial];
        }
        if node.old.step().is_none() || node.new.step().is_none() {
            return Vec::new();
        }
        self.acts_left(node).to_vec()
    }

    fn outline(&self, node: &Both<Node>) -> Both<Node> {
        self.phones.as_ref().zip(*node).map(|(phone, node)| phone.outline(&node))
    }

    fn stands_for(&self, one: &Both<Node>, other: &Both<Node>) -> bool {
        let Both { old, new } = &self.phones;
        old.stands_for(&one.old, &other.old) && new.stands_for(&one.new, &other.new)
    }

    fn is_complete(&self) -> bool {
        self.acts.are_complete()
    }

    fn act(
        &mut self,
        node: Both<Node>,
        act: Act,
        at: Timestamp,
        sets: &mut TimeSets,
    ) -> Step<Both<Node>, Both<Vec<Event>>> {
        let Both { old, new } = &mut self.phones;
        let (old_to, old_heard) = old.act_at(node.old, act, at);
        let (new_to, new_heard) = new.act_at(node.new, act, at);
        let old_when = old.same_answers(&old_heard, sets);
        let new_when = new.same_answers(&new_heard, sets);
        Step {
            to: Both { old: old_to, new: new_to },
            heard: Both { old: old_heard, new: new_heard },
            when: sets.and(old_when, new_when),
        }
    }
}
