//! Where a call is, and what it carries with it.

use std::collections::{BTreeMap, BTreeSet};
use std::rc::Rc;

use super::value::{Fact, Value};
use crate::import::flow::FlowEnd;

/// A state of a call. Two equal ones go on alike.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub(super) struct CallState {
    pub(super) at: Place,
    /// The flow that runs.
    pub(super) flow: usize,
    /// The actions that have called the tasks which the call is in, the innermost last, with the loops that they stand in.
    pub(super) calls: Vec<(usize, BTreeMap<usize, u32>)>,
    /// The menus that it came through, the last being the one that it is at or was at last.
    pub(super) menus: Vec<usize>,
    /// Variables, by their names.
    pub(super) values: BTreeMap<Rc<str>, Value>,
    /// What the outside has answered, and what it has not.
    pub(super) facts: BTreeMap<Rc<str>, Fact>,
    /// How often loops have gone on.
    pub(super) loops: BTreeMap<usize, u32>,
    /// How often the menu was heard before.
    pub(super) heard: u8,
    /// The number that was dialed, where the line tells.
    pub(super) called: Option<Rc<str>>,
}

/// Where it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(super) enum Place {
    /// At a number, before its flow is chosen by the time.
    Route(usize),
    /// At the greeting of a flow.
    Greeting,
    Menu(usize),
    Action(usize),
    /// Behind the audio of an action, before what it does.
    Behind(usize),
    /// At what is said because a transfer was in vain.
    Failed(usize),
    /// At an end.
    End(FlowEnd),
}

impl CallState {
    pub(super) fn new(at: Place, flow: usize, called: Option<Rc<str>>) -> Self {
        Self {
            at,
            flow,
            calls: Vec::new(),
            menus: Vec::new(),
            values: BTreeMap::new(),
            facts: BTreeMap::new(),
            loops: BTreeMap::new(),
            heard: 0,
            called,
        }
    }

    /// The same, elsewhere.
    pub(super) fn moved(&self, at: Place) -> Self {
        Self { at, ..self.clone() }
    }

    /// At an end, where nothing matters any more.
    pub(super) fn ended(end: FlowEnd) -> Self {
        Self::new(Place::End(end), 0, None)
    }

    /// At the beginning of another flow, which knows nothing of the variables of this one.
    pub(super) fn in_flow(&self, flow: usize) -> Self {
        let mut next = Self::new(Place::Greeting, flow, self.called.clone());
        next.facts.clone_from(&self.facts);
        next
    }

    /// The same, with an answer of the outside.
    pub(super) fn told(mut self, about: &Rc<str>, answer: &Rc<str>, is: bool) -> Self {
        if is {
            self.facts.insert(Rc::clone(about), Fact::Is(Rc::clone(answer)));
        } else if let Fact::IsNot(answers) =
            self.facts.entry(Rc::clone(about)).or_insert_with(|| Fact::IsNot(BTreeSet::new()))
        {
            answers.insert(Rc::clone(answer));
        }
        self
    }

    /// Takes away what is known of what begins so: it may be answered otherwise.
    pub(super) fn forget(&mut self, begins: &str) {
        self.facts.retain(|about, _| !about.starts_with(begins));
    }
}
