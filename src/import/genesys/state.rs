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
    /// The tasks that wait for the one that runs, the innermost last.
    pub(super) frames: Vec<Frame>,
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

/// A task that waits for another one.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub(super) struct Frame {
    /// The action that has called.
    pub(super) caller: usize,
    pub(super) loops: BTreeMap<usize, u32>,
    /// Its own variables.
    pub(super) values: BTreeMap<Rc<str>, Value>,
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
    InVain(usize),
    /// At the mailbox of somebody who does not answer.
    Mailbox(usize),
    /// At an extension that was dialed: at a menu, or where an action asks for it.
    Extension(Option<usize>),
    /// Where an action has failed.
    Failing,
    /// At an end.
    End(FlowEnd),
}

impl CallState {
    pub(super) fn new(at: Place, flow: usize, called: Option<Rc<str>>) -> Self {
        Self {
            at,
            flow,
            frames: Vec::new(),
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
        next.facts = self.facts.iter().filter(|(about, _)| !is_of_flow(about)).map(owned).collect();
        next
    }

    /// Where nothing matters any more but the place.
    pub(super) fn only(&self, at: Place) -> Self {
        let menus = self.menus.last().copied().into_iter().collect();
        Self { menus, ..Self::new(at, self.flow, None) }
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

    /// Takes away what is known of a variable: it may be something else now.
    pub(super) fn forget(&mut self, variable: &str) {
        self.facts.retain(|about, _| owner(about) != variable);
    }

    /// Keeps only what still matters.
    pub(super) fn keep(&mut self, matters: &BTreeSet<Rc<str>>) {
        self.values.retain(|name, _| matters.contains(name));
        self.facts.retain(|about, _| !is_of_flow(about) || matters.contains(owner(about)));
    }

    /// Takes the variables of the task out of the call.
    pub(super) fn take_task(&mut self) -> BTreeMap<Rc<str>, Value> {
        let (own, all) =
            std::mem::take(&mut self.values).into_iter().partition(|(name, _)| name.starts_with("Task."));
        self.values = all;
        own
    }
}

fn owned((about, fact): (&Rc<str>, &Fact)) -> (Rc<str>, Fact) {
    (Rc::clone(about), fact.clone())
}

/// The variable that a question is about: `Flow.Tier is set` is about `Flow.Tier`.
fn owner(about: &str) -> &str {
    about.split(' ').next().unwrap_or(about)
}

fn is_of_flow(about: &str) -> bool {
    about.starts_with("Flow.") || about.starts_with("Task.") || about.starts_with("State.")
}
