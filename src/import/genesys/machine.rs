//! The flows of an organization while they are worked out: what is known of them, and what has been asked and noted.

use std::collections::{BTreeSet, HashSet};
use std::rc::Rc;

use jiff::civil::Date;

use super::architect_flow::{Action, ArchitectFlow, Target};
use super::documents::Organization;
use super::evaluation::Evaluation;
use super::expression::Expression;
use super::state::{CallState, Place};
use super::value::{Fact, Undecided, Value};
use crate::import::explore::Move;
use crate::import::flow::{Act, Condition, FlowEnd, FlowPlace, Node};
use crate::import::ledger::{Ledger, StepFate};
use crate::import::names::spaced;
use crate::import::questions::{Asked, Questions};

/// So many values of one question a plan tells apart; a question with more is asked value by value.
const MAX_VALUES: usize = 14;

/// Flows while they are worked out.
pub(super) struct ArchitectProgram {
    pub(super) organization: Organization,
    pub(super) ledger: Ledger,
    pub(super) questions: Questions,
    /// Variables that something asks for.
    pub(super) relevant: HashSet<String>,
    /// Entries that expressions name.
    pub(super) entries: BTreeSet<String>,
    /// Numbers above it are told apart by nothing.
    pub(super) most: i64,
    /// From when the plan is in force.
    pub(super) effective: Date,
    /// Whether a schedule decided something: the moment of its end is a guess.
    pub(super) time_asked: bool,
}

impl ArchitectProgram {
    pub(super) fn flow(&self, state: &CallState) -> &ArchitectFlow {
        &self.organization.flows[state.flow]
    }

    pub(super) fn action(&self, state: &CallState, action: usize) -> &Action {
        &self.flow(state).actions[action]
    }

    pub(super) fn note(&mut self, state: &CallState, action: usize, fate: StepFate, why: &str) {
        let entry = self.action(state, action).entry;
        self.ledger.note(entry, fate, why);
    }

    /// Where an action leads on, or what comes behind the last of them.
    pub(super) fn on(&self, state: &CallState, next: Option<usize>) -> CallState {
        match next {
            Some(action) => state.moved(Place::Action(action)),
            None => self.finished(state, "default"),
        }
    }

    /// Behind the last action of a task: back to the action that called it, or the end.
    pub(super) fn finished(&self, state: &CallState, path: &str) -> CallState {
        let mut back = state.clone();
        match back.calls.pop() {
            Some((caller, loops)) => {
                back.loops = loops;
                let action = self.action(state, caller);
                let output = action.outputs.iter().find(|(label, _)| label.eq_ignore_ascii_case(path));
                let next = output.or_else(|| action.outputs.iter().find(|(label, _)| label == "default"));
                let next = next.map_or(action.next, |(_, next)| *next);
                self.on(&back, next)
            }
            None => CallState::ended(FlowEnd::HangUp),
        }
    }

    /// What follows by what comes of an action; behind what is not listed, the call goes on.
    pub(super) fn output(&self, state: &CallState, action: usize, labels: &[&str]) -> CallState {
        let own = self.action(state, action);
        let found = labels
            .iter()
            .find_map(|label| own.outputs.iter().find(|(known, _)| known.eq_ignore_ascii_case(label)));
        self.on(state, found.map_or(own.next, |(_, next)| *next))
    }

    /// At a menu or a task.
    pub(super) fn enter(&self, state: &CallState, target: Target) -> CallState {
        match target {
            Target::Menu(menu) => self.at_menu(state, menu),
            Target::Task(task) => {
                let first = self.flow(state).tasks[task].first;
                self.on(state, first)
            }
        }
    }

    /// At a menu, heard for the first time. Menus behind one that is come to again are left.
    pub(super) fn at_menu(&self, state: &CallState, menu: usize) -> CallState {
        let mut next = state.moved(Place::Menu(menu));
        if let Some(at) = next.menus.iter().position(|known| *known == menu) {
            next.menus.truncate(at);
        }
        next.menus.push(menu);
        next.heard = 0;
        next.calls.clear();
        next.loops.clear();
        next
    }

    /// What an expression comes to.
    pub(super) fn value(&self, state: &CallState, expression: &Expression) -> Result<Value, Undecided> {
        self.evaluation(state, |evaluation| evaluation.value(expression))
    }

    /// Whether an expression holds.
    pub(super) fn holds(&self, state: &CallState, expression: &Expression) -> Result<bool, Undecided> {
        self.evaluation(state, |evaluation| evaluation.holds(expression))
    }

    fn evaluation<T>(&self, state: &CallState, work: impl FnOnce(&Evaluation<'_>) -> T) -> T {
        let lookup = |name: &str| self.variable(state, name);
        let fact = |about: &str| state.facts.get(about).cloned();
        work(&Evaluation { lookup: &lookup, fact: &fact, most: self.most })
    }

    /// What a variable holds.
    fn variable(&self, state: &CallState, name: &str) -> Value {
        let value = match name {
            "Call.CalledAddress" | "Call.CalledAddressOriginal" => state.called.as_ref().map_or_else(
                || Value::Outside("Call.CalledAddress".into(), "called address".into()),
                |called| Value::Text(Rc::clone(called)),
            ),
            _ => match state.values.get(name) {
                Some(value) => value.clone(),
                None => self.initial(state, name),
            },
        };
        match &value {
            Value::Outside(about, _) => match state.facts.get(about) {
                Some(Fact::Is(text)) => Value::Text(Rc::clone(text)),
                _ => value,
            },
            _ => value,
        }
    }

    fn initial(&self, state: &CallState, name: &str) -> Value {
        let declared = self.flow(state).variables.iter().find(|(known, _)| known == name);
        if let Some((_, Expression::Literal(text))) = declared {
            return Value::text(text);
        }
        let holder = name.split('.').next().unwrap_or(name);
        // What a flow holds is not set before it is set; all else the outside knows.
        if declared.is_some() || matches!(holder, "Flow" | "Task" | "State") {
            return Value::Unset;
        }
        let rest = name.split_once('.').map_or(name, |(_, rest)| rest);
        Value::Outside(name.into(), spaced(rest).into())
    }

    pub(super) fn place_at(&self, state: &CallState, action: usize) -> FlowPlace {
        let action = self.action(state, action);
        FlowPlace { span: action.span, words: self.words(action.entry) }
    }

    pub(super) fn words(&self, entry: usize) -> String {
        self.ledger.steps().get(entry).map_or_else(String::new, |step| step.words.clone())
    }

    pub(super) fn node(
        &self,
        state: &CallState,
        action: usize,
        act: Act<CallState>,
        assumed: Vec<String>,
    ) -> Move<CallState> {
        let name = self.action(state, action).name.clone();
        Move::Node(Node { name, act, place: self.place_at(state, action), assumed })
    }

    /// A question to the outside, by one of its answers.
    pub(super) fn ask(&mut self, about: &str, title: &str, answer: &str, place: &FlowPlace) -> Condition {
        if answer != "yes" && self.questions.is_full(about, answer, MAX_VALUES) {
            let (about, title) = (format!("{about} is {answer}"), format!("{title} is {answer}"));
            return self.ask(&about, &title, "yes", place);
        }
        self.questions.ask(&Asked { about, named: title, title, place, is_opaque: false }, answer)
    }

    /// Something is asked before an action can be worked out.
    pub(super) fn undecided(
        &mut self,
        state: &CallState,
        action: usize,
        undecided: &Undecided,
    ) -> Move<CallState> {
        self.note(state, action, StepFate::Outside, "");
        let place = self.place_at(state, action);
        let Undecided { about, title, answer } = undecided;
        let condition = self.ask(about, title, answer, &place);
        let is = state.clone().told(about, answer, true);
        let otherwise = state.clone().told(about, answer, false);
        self.node(state, action, Act::Branch { cases: vec![(condition, is)], otherwise }, Vec::new())
    }
}
