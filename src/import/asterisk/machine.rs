//! A dialplan while it is worked out: what is known of it, and what has been asked and noted.

use std::cell::RefCell;
use std::collections::{HashMap, HashSet};
use std::rc::Rc;

use super::dialplan::{Dialplan, DialplanStep};
use super::relevance::Relevance;
use super::scope::Scope;
use super::state::State;
use super::substitute;
use crate::base::source::Span;
use crate::import::flow::{FlowEnd, FlowPlace};
use crate::import::ledger::{Ledger, StepFate};
use crate::import::questions::Questions;
use crate::import::value::{Undecided, Unknowns};

/// So often a state may come to one step before its counters are given up.
const MANY_STATES: usize = 2_000;

/// So many values of one variable at one step are told apart then.
const MANY_VALUES: usize = 64;

/// A dialplan while it is worked out.
pub(super) struct DialplanProgram {
    pub(super) plan: Rc<Dialplan>,
    pub(super) ledger: RefCell<Ledger>,
    pub(super) relevance: Relevance,
    pub(super) unknowns: RefCell<Unknowns>,
    /// The phone system was written by `FreePBX`.
    pub(super) is_freepbx: bool,
    pub(super) questions: Questions,
    visits: HashMap<Span, Visits>,
    /// Variables that are not counted any more.
    pub(super) widened: HashSet<Rc<str>>,
}

#[derive(Default)]
struct Visits {
    count: usize,
    values: HashMap<Rc<str>, HashSet<Rc<str>>>,
}

impl DialplanProgram {
    pub(super) fn new(mut plan: Dialplan) -> Self {
        let ledger = std::mem::take(&mut plan.ledger);
        let is_freepbx = ["macro-user-callerid", "macro-dialout-trunk", "from-did-direct", "ext-did"]
            .iter()
            .any(|name| plan.context(name).is_some());
        Self {
            relevance: Relevance::of(&plan),
            plan: Rc::new(plan),
            ledger: RefCell::new(ledger),
            unknowns: RefCell::default(),
            is_freepbx,
            questions: Questions::default(),
            visits: HashMap::new(),
            widened: HashSet::new(),
        }
    }

    pub(super) fn scoped<T>(&self, state: &State, ask: impl FnOnce(&Scope<'_>) -> T) -> T {
        let is_set = |name: &str| self.relevance.set.contains(name);
        ask(&Scope { plan: &self.plan, state, unknowns: &self.unknowns, is_set: &is_set })
    }

    /// A text with all values put in.
    pub(super) fn put_in(&self, state: &State, text: &str) -> Result<String, Undecided> {
        self.scoped(state, |scope| substitute::put_in(scope, text))
    }

    pub(super) fn note(&self, step: &DialplanStep, fate: StepFate, why: &str) {
        self.ledger.borrow_mut().note(step.entry, fate, why);
    }

    pub(super) fn place_of(&self, step: &DialplanStep) -> FlowPlace {
        let words = self.ledger.borrow().steps()[step.entry].words.clone();
        FlowPlace { span: step.span, words }
    }

    /// Whether there is such an extension with a first step.
    pub(super) fn exists(&self, state: &State, context: &str, extension: &str) -> Result<bool, Undecided> {
        self.scoped(state, |scope| Ok(self.plan.step(context, extension, 1, scope)?.is_some()))
    }

    /// Where a call goes whose extension is not there: to `i`, to `e`, or to its end.
    pub(super) fn invalid(&self, state: &State, context: &str, end: FlowEnd) -> Result<State, Undecided> {
        for extension in ["i", "e"] {
            if self.exists(state, context, extension)? {
                return Ok(state.moved(context, extension, 1));
            }
        }
        Ok(State::ended(end))
    }

    /// Gives counters up that go on for ever.
    pub(super) fn watch(&mut self, state: &State, span: Span) {
        let visits = self.visits.entry(span).or_default();
        visits.count += 1;
        if visits.count < MANY_STATES {
            return;
        }
        for (name, value) in &state.variables {
            let values = visits.values.entry(name.clone()).or_default();
            values.insert(value.clone());
            if values.len() > MANY_VALUES {
                self.widened.insert(name.clone());
            }
        }
    }
}
