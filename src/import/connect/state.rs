//! Where a contact is, and what it carries with it.

use std::collections::{BTreeMap, BTreeSet};
use std::rc::Rc;

use crate::import::flow::FlowEnd;

/// A state of a contact. Two equal ones go on alike.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub(super) struct ContactState {
    pub(super) at: ContactPlace,
    /// Attributes and stored input, by their paths without the `$.`.
    pub(super) values: BTreeMap<Rc<str>, Value>,
    /// What the outside has answered, and what it has not.
    pub(super) facts: BTreeMap<Rc<str>, Fact>,
    /// How often loops have gone on.
    pub(super) loops: BTreeMap<(usize, usize), u32>,
    /// Which actions have called the modules that the contact is in, the innermost last.
    pub(super) stack: Vec<(usize, usize)>,
    /// The program outside that ran last.
    pub(super) lambda: Option<Rc<str>>,
    /// To whom it is to be put through.
    pub(super) queue: Option<Value>,
    /// The flow that it hears while it waits.
    pub(super) queue_flow: Option<usize>,
    /// Whether it waits in the queue.
    pub(super) waiting: Waiting,
}

/// Whether a contact waits in a queue.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(super) enum Waiting {
    No,
    /// It has just been put there; it goes to this action if the queue is full.
    Begins(Option<(usize, usize)>),
    Goes,
}

/// Where it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(super) enum ContactPlace {
    /// Before an action of a flow.
    Action(usize, usize),
    /// Behind its words, before what it decides.
    Decision(usize, usize),
    /// At the end.
    End(FlowEnd),
}

/// A value, as far as it is known.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(super) enum Value {
    Text(Rc<str>),
    /// The outside knows it: what tells it apart, and what people call it.
    Outside(Rc<str>, Rc<str>),
    /// An entry that no condition names.
    Entry,
    /// The caller's number.
    Caller,
}

/// What is known of what the outside answers.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(super) enum Fact {
    Is(Rc<str>),
    IsNot(BTreeSet<Rc<str>>),
}

impl ContactState {
    pub(super) fn new(at: ContactPlace) -> Self {
        Self {
            at,
            values: BTreeMap::new(),
            facts: BTreeMap::new(),
            loops: BTreeMap::new(),
            stack: Vec::new(),
            lambda: None,
            queue: None,
            queue_flow: None,
            waiting: Waiting::No,
        }
    }

    /// The same, elsewhere.
    pub(super) fn moved(&self, at: ContactPlace) -> Self {
        Self { at, ..self.clone() }
    }

    /// At an end, where nothing matters any more.
    pub(super) fn ended(end: FlowEnd) -> Self {
        Self::new(ContactPlace::End(end))
    }

    /// The same, with an answer of the outside.
    pub(super) fn told(mut self, about: &str, value: &str, is: bool) -> Self {
        if is {
            self.facts.insert(about.into(), Fact::Is(value.into()));
        } else {
            let fact = self.facts.entry(about.into()).or_insert_with(|| Fact::IsNot(BTreeSet::new()));
            if let Fact::IsNot(values) = fact {
                values.insert(value.into());
            }
        }
        self
    }
}
