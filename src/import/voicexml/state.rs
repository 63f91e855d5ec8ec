//! Where a call is in an application, and what it carries with it.

use std::collections::{BTreeMap, BTreeSet};
use std::rc::Rc;

use crate::import::flow::{FlowEnd, Sound};
use crate::import::value::Test;

/// A state of a call. Two equal ones go on alike.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub(super) struct State {
    pub(super) dialog: usize,
    pub(super) stage: Stage,
    /// Statements that are being done, the innermost last: the block, and which is next.
    pub(super) doing: Vec<(usize, usize)>,
    /// Items that need not be visited any more.
    pub(super) filled: BTreeSet<usize>,
    /// The item that is meant by name, if one is.
    pub(super) wanted: Option<usize>,
    pub(super) values: BTreeMap<Rc<str>, Rc<str>>,
    /// How often each event has come at an item.
    pub(super) events: BTreeMap<(usize, Rc<str>), u8>,
    /// How often an item has spoken.
    pub(super) spoken: BTreeMap<usize, u8>,
    /// Whether a handler wants the prompts once more.
    pub(super) reprompts: bool,
    /// What was said and will be heard together with what follows.
    pub(super) queue: Vec<Sound>,
    /// Dialogs that have called others, the innermost last.
    pub(super) callers: Vec<Caller>,
    pub(super) facts: BTreeSet<(Test, bool)>,
}

/// How far it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(super) enum Stage {
    /// Variables of the dialog are given their values.
    Enters,
    /// The next item is looked for.
    Selects,
    /// The item asks: with its prompts, or without.
    Visits {
        item: usize,
        speaks: bool,
    },
    /// Statements are done, and then this follows.
    Does(After),
    Ends(FlowEnd),
}

/// What follows statements.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(super) enum After {
    Selects,
    /// An event at an item was handled.
    Event(usize),
    /// A document was entered: its dialog comes.
    Enters,
}

/// A dialog that waits for another one to return.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub(super) struct Caller {
    pub(super) dialog: usize,
    pub(super) item: usize,
    pub(super) filled: BTreeSet<usize>,
}

impl State {
    /// A call that begins with a dialog.
    pub(super) fn at(dialog: usize) -> Self {
        Self {
            dialog,
            stage: Stage::Enters,
            doing: Vec::new(),
            filled: BTreeSet::new(),
            wanted: None,
            values: BTreeMap::new(),
            events: BTreeMap::new(),
            spoken: BTreeMap::new(),
            reprompts: false,
            queue: Vec::new(),
            callers: Vec::new(),
            facts: BTreeSet::new(),
        }
    }

    /// At an end, where nothing matters any more but what was still to be said.
    pub(super) fn ended(&self, end: FlowEnd) -> Self {
        let mut state = Self::at(if self.queue.is_empty() { 0 } else { self.dialog });
        state.stage = Stage::Ends(end);
        state.queue.clone_from(&self.queue);
        state
    }

    /// The same at another stage. What was decided for one step is known at the next only if a value still holds it.
    pub(super) fn moved(&self, stage: Stage) -> Self {
        let mut next = self.clone();
        next.stage = stage;
        next.forget();
        next
    }

    /// The same with a dialog that begins anew.
    pub(super) fn entered(&self, dialog: usize) -> Self {
        let mut state = self.moved(Stage::Enters);
        state.dialog = dialog;
        state.doing.clear();
        state.filled.clear();
        state.wanted = None;
        state.events.clear();
        state.spoken.clear();
        state.reprompts = false;
        state
    }

    pub(super) fn forget(&mut self) {
        let values = &self.values;
        self.facts.retain(|(test, _)| match test {
            Test::Is { sign, .. } => values.values().any(|value| value.contains(*sign)),
            Test::Holds(text) => {
                let mut signs = text.chars();
                matches!((signs.next(), signs.next()), (Some(sign), None) if values.values().any(|value| value.contains(sign)))
            }
            _ => false,
        });
    }
}
