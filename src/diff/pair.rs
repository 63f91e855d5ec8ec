use std::rc::Rc;

use jiff::Timestamp;

use crate::call::{CallEvent, Caller};
use crate::explore::{
    Act, Acts, AnswerTable, AskingStep, Halt, Horizon, HourChanges, Machine, Node, Phone, SetId, TimeSets,
    Transition, answers_at,
};
use crate::number::Dialed;
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
    pub fn new(
        plans: BeforeAfter<&'p Plan>,
        number: impl Into<Dialed>,
        caller: Caller,
        horizon: Horizon,
    ) -> Self {
        let answers = Rc::new(AnswerTable::of_both(plans.old, plans.new));
        let number = number.into();
        let phones = plans.map(|plan| Phone::among(plan, number, caller, horizon, &answers));
        Self { phones, acts: Acts::default() }
    }

    /// What can be done on both phones, or on the one whose call is not over. Where a call asks the outside, that comes first,
    /// and the other call waits.
    pub(super) fn acts_left(&self, node: &BeforeAfter<Node>) -> Rc<[Act]> {
        let BeforeAfter { old, new } = self.phones.as_ref().zip(*node);
        let asking: Vec<AskingStep<'_>> =
            [&old, &new].into_iter().filter_map(|(phone, node)| phone.asking_at(node)).collect();
        if !asking.is_empty() {
            return answers_at(&asking).into_iter().map(Act::Answer).collect();
        }
        self.acts.at([old, new].map(|(phone, node)| phone.waiting_at(&node)))
    }

    fn same_answers(&mut self, heard: &BeforeAfter<Vec<CallEvent>>, sets: &mut TimeSets) -> SetId {
        let old = self.phones.old.same_answers(&heard.old, sets);
        let new = self.phones.new.same_answers(&heard.new, sets);
        sets.and(old, new)
    }

    /// What came of the latest act of both, at an instant.
    fn told(
        &mut self,
        to: BeforeAfter<Node>,
        heard: BeforeAfter<Vec<CallEvent>>,
        at: Timestamp,
        sets: &mut TimeSets,
    ) -> Transition<BeforeAfter<Node>, BeforeAfter<Vec<CallEvent>>> {
        let old = self.phones.old.same_way(&to.old, &heard.old, at, sets);
        let new = self.phones.new.same_way(&to.new, &heard.new, at, sets);
        let when = sets.and(old, new);
        let halts = self.halts(to, &heard, at, sets);
        Transition { to, heard, when, halts }
    }

    /// Where the latest act of both speaks to the caller. What is said is counted: calls that sound alike say the first thing
    /// at once, and then the second, and of others it is told that they do not.
    fn halts(
        &mut self,
        to: BeforeAfter<Node>,
        heard: &BeforeAfter<Vec<CallEvent>>,
        at: Timestamp,
        sets: &mut TimeSets,
    ) -> Vec<Halt<BeforeAfter<Node>, BeforeAfter<Vec<CallEvent>>>> {
        let phones = self.phones.as_ref();
        let matter = phones.zip(to).zip(heard.as_ref());
        let matter = matter.map(|((phone, to), heard)| phone.hours_matter_until(&to, heard));
        let spoken = phones.map(|phone| phone.spoken().to_vec());
        let mut halts = Vec::new();
        for index in 0..spoken.old.len().max(spoken.new.len()) {
            // A call that has said all that it says in this act is where the act leads.
            let here = spoken
                .as_ref()
                .zip(to)
                .zip(heard.as_ref())
                .map(|((spoken, to), heard)| spoken.get(index).copied().unwrap_or((to, heard.len())));
            let BeforeAfter { old, new } = here.zip(matter).map(|((_, until), matter)| until < matter);
            if !(old || new) {
                break;
            }
            let node = here.map(|(node, _)| node);
            if self.phones.old.takes_time(node.old, at) || self.phones.new.takes_time(node.new, at) {
                let heard = heard.as_ref().zip(here).map(|(heard, (_, until))| heard[..until].to_vec());
                halts.push(Halt { at: node, when: self.same_answers(&heard, sets), heard });
            }
        }
        halts
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
        let is_asking = node.old.asked().is_some() || node.new.asked().is_some();
        if !is_asking && (node.old.step().is_none() || node.new.step().is_none()) {
            return Vec::new();
        }
        self.acts_left(node).to_vec()
    }

    fn is_usual(&self, act: Act) -> bool {
        act.given().is_some_and(|given| self.phones.old.answers().is_usual(given))
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
        let heard = BeforeAfter { old: old_heard, new: new_heard };
        self.told(BeforeAfter { old: old_to, new: new_to }, heard, at, sets)
    }

    fn hour_changes(&mut self, sets: &mut TimeSets) -> Rc<HourChanges> {
        let BeforeAfter { old, new } = &mut self.phones;
        let (before, after) = (old.change_times(sets), new.change_times(sets));
        let times = sets.or(before, after);
        let longest = old.plan().call_limit.max(new.plan().call_limit);
        Rc::new(HourChanges::at(sets.get(times), longest))
    }

    fn go_on(
        &mut self,
        halt: BeforeAfter<Node>,
        at: Timestamp,
        sets: &mut TimeSets,
    ) -> Transition<BeforeAfter<Node>, BeforeAfter<Vec<CallEvent>>> {
        let BeforeAfter { old, new } = &mut self.phones;
        let (old_to, old_heard) = old.go_on_at(halt.old, at);
        let (new_to, new_heard) = new.go_on_at(halt.new, at);
        let heard = BeforeAfter { old: old_heard, new: new_heard };
        self.told(BeforeAfter { old: old_to, new: new_to }, heard, at, sets)
    }

    fn joined(&self, parts: &[(BeforeAfter<Vec<CallEvent>>, Timestamp)]) -> BeforeAfter<Vec<CallEvent>> {
        let side = |of: fn(&BeforeAfter<Vec<CallEvent>>) -> &Vec<CallEvent>| -> Vec<_> {
            parts.iter().map(|(heard, at)| (of(heard).clone(), *at)).collect()
        };
        let sides = BeforeAfter { old: side(|heard| &heard.old), new: side(|heard| &heard.new) };
        self.phones.as_ref().zip(sides).map(|(phone, parts)| phone.joined(&parts))
    }
}
