use std::cell::{Cell, RefCell};
use std::collections::HashMap;
use std::fmt;
use std::rc::Rc;

use super::answer_table::GivenValue;
use super::entries::entries;
use super::question::{EntryPreference, WaitingStep};
use crate::call::CallMemory;
use crate::plan::{Digits, Handling, Key, Menu, Plan, StepId, StepKind, Waiting};

/// Something that a caller does, as far as calls can tell it from other things: of the keys that a menu does not wire,
/// one stands for all.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Act {
    /// Dials the number.
    Dial,
    /// Presses a key that a menu offers.
    Key(Key),
    /// Presses a key that a menu does not offer.
    OtherKey(Key),
    /// Enters digits at an input, and completes the entry.
    Entry(Digits),
    /// Presses nothing until the system acts.
    Silence,
    /// The same where it is a way: stays on the line.
    Stay,
    /// Presses a key that a menu does not offer, where that is a way.
    AnyOther(Key),
    /// Nothing: the outside answers what the call asks.
    Answer(GivenValue),
}

impl Act {
    /// What the outside answers, if it is that.
    #[must_use]
    pub fn given(self) -> Option<GivenValue> {
        match self {
            Self::Answer(given) => Some(given),
            _ => None,
        }
    }

    /// Whether a caller who knows the way would not do it.
    #[must_use]
    pub fn is_misstep(self) -> bool {
        matches!(self, Self::OtherKey(_) | Self::Silence)
    }

    /// Whether nothing is pressed until the system acts.
    #[must_use]
    pub fn is_silence(self) -> bool {
        matches!(self, Self::Silence | Self::Stay)
    }

    /// The key, if it is one that the menu offers.
    pub(crate) fn offered_key(self) -> Option<Key> {
        match self {
            Self::Key(key) => Some(key),
            _ => None,
        }
    }
}

/// What is pressed, as keys are written. What the outside answers has words in an
/// [`AnswerTable`](super::AnswerTable) only.
impl fmt::Display for Act {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Dial => f.write_str("dial"),
            Self::Key(key) | Self::OtherKey(key) | Self::AnyOther(key) => key.fmt(f),
            Self::Entry(digits) => digits.fmt(f),
            Self::Silence | Self::Stay => f.write_str("silence"),
            Self::Answer(_) => f.write_str("answer"),
        }
    }
}

/// What can be done at some menus or inputs, so that every difference between them can show: at one step, or at those of two
/// plans at once. And whether that is all.
pub(crate) fn acts(steps: &[WaitingStep<'_>], taste: EntryPreference) -> (Vec<Act>, bool) {
    let mut acts: Vec<Act> = Vec::new();
    let mut is_complete = true;
    // Where several digits can be entered, keys are entries, too.
    let (collecting, plain): (Vec<WaitingStep<'_>>, Vec<WaitingStep<'_>>) =
        steps.iter().copied().partition(|at| at.plan.step(at.step).collection().is_some());
    // What is a way under one of two plans is done as one under both.
    let waiting = || steps.iter().filter_map(|at| at.plan.step(at.step).waiting());
    let is_way = |of: fn(&Waiting) -> &Handling| waiting().any(|waiting| of(waiting).way().is_some());
    let other = if is_way(|waiting| &waiting.no_match) { Act::AnyOther } else { Act::OtherKey };
    let collecting_menus = menus(&collecting);
    let menus = menus(&plain);
    acts.extend(menus.iter().flat_map(|menu| menu.choices().map(|(key, _)| Act::Key(key))));
    if !collecting.is_empty() {
        let found = entries(&collecting, taste);
        let is_refused =
            |entry: &Digits| collecting.iter().all(|at| at.plan.step(at.step).taken(entry).is_none());
        let act = |entry: Digits| match entry.single().filter(|_| collecting_menus.len() == collecting.len())
        {
            Some(key) if collecting_menus.iter().any(|menu| menu.choice(key).is_some()) => Act::Key(key),
            Some(key) if is_refused(&entry) => other(key),
            _ => Act::Entry(entry),
        };
        acts.extend(found.entries.into_iter().map(act));
        is_complete = found.is_complete;
    }
    // Where it rings and keys are taken meanwhile, waiting is a way.
    let ringing = steps.iter().filter_map(|at| match at.kind() {
        StepKind::Destination(destination) => Some(destination),
        _ => None,
    });
    let rings = ringing.clone().next().is_some();
    acts.extend(ringing.flat_map(|destination| destination.keys().map(|(key, _)| Act::Key(key))));
    acts.push(if rings || is_way(|waiting| &waiting.no_input) { Act::Stay } else { Act::Silence });
    let mut free = Key::ALL.into_iter().filter(|&key| menus.iter().all(|menu| menu.choice(key).is_none()));
    acts.extend(free.next().filter(|_| !menus.is_empty()).map(other));
    if steps.len() > 1 {
        // In one order whichever plan comes first, so that a comparison has a mirror image.
        acts.sort_by_cached_key(|act| (act.is_misstep(), act.to_string()));
        acts.dedup();
    }
    (acts, is_complete)
}

/// Those of the steps that are menus.
fn menus<'a>(steps: &[WaitingStep<'a>]) -> Vec<&'a Menu> {
    let menu = |at: &WaitingStep<'a>| if let StepKind::Menu(menu) = at.kind() { Some(menu) } else { None };
    steps.iter().filter_map(menu).collect()
}

/// What can be done, by the steps that wait.
type ActCache = HashMap<[Option<StepId>; 2], Rc<[Act]>>;

/// What can be done at steps that were asked about before.
#[derive(Clone, Debug, Default)]
pub(crate) struct Acts {
    known: RefCell<ActCache>,
    are_incomplete: Cell<bool>,
    taste: EntryPreference,
}

impl Acts {
    /// Nothing yet.
    pub(crate) fn chosen_by(taste: EntryPreference) -> Self {
        Self { taste, ..Self::default() }
    }

    /// What can be done at a step of one plan, or at those of two plans at once.
    pub(crate) fn at(&self, steps: [Option<WaitingStep<'_>>; 2]) -> Rc<[Act]> {
        let key = steps.map(|at| at.map(|at| at.step));
        if let Some(known) = self.known.borrow().get(&key) {
            return Rc::clone(known);
        }
        let steps: Vec<WaitingStep<'_>> = steps.into_iter().flatten().collect();
        let (found, is_complete) =
            if steps.is_empty() { (Vec::new(), true) } else { acts(&steps, self.taste) };
        if !is_complete {
            self.are_incomplete.set(true);
        }
        let found: Rc<[Act]> = found.into();
        self.known.borrow_mut().insert(key, Rc::clone(&found));
        found
    }

    /// What can be done at a step of a plan.
    pub(crate) fn on(&self, plan: &Plan, memory: &CallMemory, step: StepId) -> Rc<[Act]> {
        self.at([Some(WaitingStep { plan, memory, step }), None])
    }

    /// Whether all that can be done was told.
    pub(crate) fn are_complete(&self) -> bool {
        !self.are_incomplete.get()
    }
}
