//! A phone system while it is worked out: what is known of it, and what has been asked and noted.

use std::cell::RefCell;
use std::collections::{HashMap, HashSet};
use std::rc::Rc;

use super::expressions::Expressions;
use super::phrases;
use super::relevance::Relevance;
use super::state::{Frame, MenuVisit, Run, State};
use super::system::{DialAction, PhoneSystem};
use super::times::{CallClock, ClockSetting, TimeChecks, TimeReading};
use crate::base::source::Span;
use crate::import::explore::Move;
use crate::import::flow::{Act, FlowPlace, Node, Sound};
use crate::import::ledger::{Ledger, StepFate};
use crate::import::names::spaced;
use crate::import::questions::Questions;
use crate::import::time_rule::TimeRule;
use crate::import::value::{Undecided, Unknowns};

/// What a step comes to; or what must be decided before.
pub(super) type Done = Result<Move<State>, Undecided>;

/// So often a state may come to one step before its counters are given up.
const MANY_STATES: usize = 2_000;

/// So many values of one variable at one step are told apart then.
const MANY_VALUES: usize = 64;

/// A phone system while it is worked out.
pub(super) struct PhoneProgram {
    pub(super) system: Rc<PhoneSystem>,
    pub(super) ledger: RefCell<Ledger>,
    pub(super) relevance: Relevance,
    pub(super) unknowns: RefCell<Unknowns>,
    pub(super) expressions: RefCell<Expressions>,
    pub(super) questions: RefCell<Questions>,
    pub(super) clock: ClockSetting,
    /// Whether menus keep their count of silences while callers are elsewhere, as they do.
    pub(super) keeps_timeouts: bool,
    /// Times that were read, so that none is read twice.
    readings: RefCell<HashMap<(TimeChecks, CallClock), TimeReading>>,
    /// Signs of numbers that lines stand for.
    pub(super) dialed: HashSet<char>,
    visits: HashMap<Span, Visits>,
    /// Variables that are not counted any more.
    pub(super) widened: HashSet<Rc<str>>,
}

#[derive(Default)]
struct Visits {
    count: usize,
    values: HashMap<Rc<str>, HashSet<Rc<str>>>,
}

impl PhoneProgram {
    pub(super) fn new(mut system: PhoneSystem, clock: ClockSetting) -> Self {
        let ledger = std::mem::take(&mut system.ledger);
        Self {
            relevance: Relevance::of(&system),
            system: Rc::new(system),
            ledger: RefCell::new(ledger),
            unknowns: RefCell::default(),
            expressions: RefCell::default(),
            questions: RefCell::default(),
            clock,
            keeps_timeouts: true,
            readings: RefCell::default(),
            dialed: HashSet::new(),
            visits: HashMap::new(),
            widened: HashSet::new(),
        }
    }

    pub(super) fn note(&self, entry: usize, fate: StepFate, why: &str) {
        self.ledger.borrow_mut().note(entry, fate, why);
    }

    /// The place of a step.
    pub(super) fn place_at(&self, span: Span, entry: usize) -> FlowPlace {
        let words =
            self.ledger.borrow().steps().get(entry).map_or_else(String::new, |step| step.words.clone());
        FlowPlace { span, words }
    }

    pub(super) fn place_of(&self, action: &DialAction) -> FlowPlace {
        self.place_at(action.span, action.entry)
    }

    /// Something that a caller notices.
    pub(super) fn node(&self, action: &DialAction, name: String, act: Act<State>) -> Move<State> {
        self.guessed(action, name, act, Vec::new())
    }

    pub(super) fn guessed(
        &self,
        action: &DialAction,
        name: String,
        act: Act<State>,
        assumed: Vec<String>,
    ) -> Move<State> {
        let name = if name.is_empty() { spaced(&action.owner) } else { name };
        Move::Node(Node { name, act, place: self.place_of(action), assumed })
    }

    /// When times hold on a clock.
    pub(super) fn reading(&self, checks: &TimeChecks, clock: CallClock, name: &str) -> TimeReading {
        let mut readings = self.readings.borrow_mut();
        let known = readings.entry((checks.clone(), clock));
        known.or_insert_with(|| checks.reading(clock, &self.clock, name)).clone()
    }

    /// What was guessed of a time that a call asks for.
    pub(super) fn guessed_of(&self, rule: &TimeRule) -> Vec<String> {
        let readings = self.readings.borrow();
        let mut guesses: Vec<String> = Vec::new();
        for reading in readings.values().filter(|reading| reading.rule == *rule) {
            guesses.extend(
                reading.assumed.iter().filter(|guess| !guesses.contains(guess)).cloned().collect::<Vec<_>>(),
            );
        }
        guesses
    }

    /// What a text names, as sounds.
    pub(super) fn sounds(&self, named: &str) -> Vec<Sound> {
        let shown = self.unknowns.borrow().shown(named);
        phrases::sounds(&self.system, &mut self.expressions.borrow_mut(), &shown)
    }

    /// The state behind the action at hand.
    #[expect(clippy::unused_self, reason = "what follows is asked of the program, like all else")]
    pub(super) fn following(&self, state: &State) -> State {
        match state.stack.last() {
            Some(Frame::Run(run)) => {
                let mut next = state.with(Frame::Run(Run { at: run.at + 1, attempt: 0, ..run.clone() }));
                next.forget();
                next
            }
            _ => state.clone(),
        }
    }

    /// Whether an action that callers notice follows the one at hand.
    #[expect(clippy::unused_self, reason = "what follows is asked of the program, like all else")]
    pub(super) fn goes_on(&self, state: &State) -> bool {
        state.stack.iter().any(|frame| match frame {
            Frame::Run(run) => run.at + 1 < run.pending.len(),
            Frame::Menu(_) => true,
            Frame::Hunt(_) => false,
        })
    }

    /// The menu visits of the stack that the call is in, the first one first.
    #[expect(clippy::unused_self, reason = "what a state is in is asked of the program, like all else")]
    pub(super) fn menus_of<'s>(&self, state: &'s State) -> Vec<&'s MenuVisit> {
        let visits = state.stack.iter().rev().map_while(|frame| match frame {
            Frame::Menu(visit) => Some(visit),
            Frame::Hunt(_) | Frame::Run(_) => None,
        });
        let mut visits: Vec<&MenuVisit> = visits.collect();
        visits.reverse();
        visits
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

/// What people would call what is said: the last part of the name of the first recording.
pub(super) fn said_name(said: &[Sound]) -> String {
    let first = said.iter().find(|sound| !sound.name.is_empty() && sound.name != "silence");
    let name = first.map_or("", |sound| sound.name.rsplit('/').next().unwrap_or_default());
    name.rsplit_once('.').map_or(name, |(name, _)| name).to_owned()
}
