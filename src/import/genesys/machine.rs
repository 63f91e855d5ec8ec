//! The flows of an organization while they are worked out: what is known of them, and what has been asked and noted.

use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::rc::Rc;

use jiff::civil::Date;

use super::architect_flow::{Action, ArchitectFlow, Target};
use super::assignments::task_variable;
use super::documents::Organization;
use super::evaluation::Evaluation;
use super::expression::Expression;
use super::group_hours::GroupHours;
use super::liveness::Liveness;
use super::state::{CallState, Frame, Place};
use super::unsure::Unsure;
use super::value::{Fact, Stop, Undecided, Value};
use crate::base::source::{FileId, Span};
use crate::import::explore::{Move, Program as _};
use crate::import::flow::{Act, Condition, FlowEnd, FlowPlace, Node};
use crate::import::ledger::{Ledger, StepFate};
use crate::import::names::spaced;
use crate::import::questions::{Asked, Questions};

/// So many values of one question a plan tells apart; a question with more is asked value by value.
const MAX_VALUES: usize = 14;

/// Flows while they are worked out.
pub(super) struct ArchitectProgram {
    pub(super) organization: Organization,
    pub(super) liveness: Vec<Liveness>,
    pub(super) unsure: Vec<Unsure>,
    pub(super) ledger: Ledger,
    pub(super) questions: Questions,
    /// Entries that expressions name.
    pub(super) entries: BTreeSet<String>,
    /// Numbers above it are told apart by nothing.
    pub(super) most: f64,
    /// From when the plan is in force.
    pub(super) effective: Date,
    /// When groups of schedules hold, as far as they were asked for.
    pub(super) hours: HashMap<usize, Rc<GroupHours>>,
    /// What there is to say of what the platform does not document.
    pub(super) guesses: BTreeSet<&'static str>,
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

    /// At an action, with what still matters there.
    pub(super) fn at_action(&self, state: &CallState, action: usize) -> CallState {
        let mut next = state.moved(Place::Action(action));
        next.heard = 0;
        next.keep(&self.liveness[state.flow].actions[action]);
        next
    }

    /// Where an action leads on, or what comes behind the last of them.
    pub(super) fn on(&self, state: &CallState, next: Option<usize>) -> CallState {
        match next {
            Some(action) => self.at_action(state, action),
            None => self.finished(state, "default"),
        }
    }

    /// Behind the last action of a task: back to the action that called it, or the end.
    pub(super) fn finished(&self, state: &CallState, path: &str) -> CallState {
        let mut back = state.clone();
        let Some(Frame { caller, loops, values }) = back.frames.pop() else {
            return CallState::ended(FlowEnd::HangUp);
        };
        let own = back.take_task();
        back.loops = loops;
        back.values.extend(values);
        let action = self.action(state, caller);
        for binding in super::assignments::bindings(&action.body) {
            let value = own.get(task_variable(&binding.source).as_str()).cloned().unwrap_or(Value::Unset);
            back.values.insert(binding.variable.as_str().into(), value);
        }
        let way = |path: &str| action.outputs.iter().find(|(label, _)| label.eq_ignore_ascii_case(path));
        let next = way(path).or_else(|| way("default")).map_or(action.next, |(_, next)| *next);
        self.on(&back, next)
    }

    /// What follows by what comes of an action; behind what is not listed, the call goes on.
    pub(super) fn output(&self, state: &CallState, action: usize, labels: &[&str]) -> CallState {
        let own = self.action(state, action);
        let found = labels
            .iter()
            .find_map(|label| own.outputs.iter().find(|(known, _)| known.eq_ignore_ascii_case(label)));
        match found.map_or(own.next, |(_, next)| *next) {
            None if own.is_choice => self.again(state),
            next => self.on(state, next),
        }
    }

    /// At a menu or a task.
    pub(super) fn enter(&self, state: &CallState, target: Target) -> Result<CallState, Stop> {
        match target {
            Target::Menu(menu) => Ok(self.at_menu(state, menu)),
            Target::Task(task) => {
                let own = &self.flow(state).tasks[task];
                let mut next = state.clone();
                for (name, value) in &own.variables {
                    if !next.values.contains_key(name.as_str()) {
                        let value = self.value(state, value)?;
                        next.values.insert(name.as_str().into(), value);
                    }
                }
                Ok(self.on(&next, own.first))
            }
        }
    }

    /// At a menu, heard for the first time. Menus behind one that is come to again are left.
    pub(super) fn at_menu(&self, state: &CallState, menu: usize) -> CallState {
        let mut next = state.moved(Place::Menu(menu));
        if !self.goes_back(state.flow) {
            next.menus.clear();
        }
        if let Some(at) = next.menus.iter().position(|known| *known == menu) {
            next.menus.truncate(at);
        }
        next.menus.push(menu);
        next.heard = 0;
        next.frames.clear();
        next.loops.clear();
        // Variables of a task are gone with it.
        next.take_task();
        next.keep(&self.liveness[state.flow].menus[menu]);
        next
    }

    /// Whether some choice of a flow leads back to the menu before.
    fn goes_back(&self, flow: usize) -> bool {
        self.organization.flows[flow].actions.iter().any(|action| action.kind == "menuPreviousMenu")
    }

    /// The menu that the call is at, once more from the beginning.
    pub(super) fn again(&self, state: &CallState) -> CallState {
        match state.menus.last() {
            Some(&menu) => self.at_menu(state, menu),
            None => CallState::ended(FlowEnd::HangUp),
        }
    }

    /// What an expression comes to.
    pub(super) fn value(&self, state: &CallState, expression: &Expression) -> Result<Value, Stop> {
        self.evaluation(state, |evaluation| evaluation.value(expression))
    }

    /// Whether an expression holds.
    pub(super) fn holds(&self, state: &CallState, expression: &Expression) -> Result<bool, Stop> {
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
            "Call.Ani" | "Call.CallerAddress" => Value::Caller,
            "Call.CalledAddress" | "Call.CalledAddressOriginal" => state.called.as_ref().map_or_else(
                || Value::Outside("Call.CalledAddress".into(), "called address".into()),
                |called| Value::Text(format!("tel:{called}").into()),
            ),
            "Call.Language" if !self.flow(state).language.is_empty() => {
                Value::text(&self.flow(state).language)
            }
            _ => state.values.get(name).cloned().unwrap_or_else(|| self.initial(state, name)),
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
        if let Some((_, Expression::Literal(value))) = declared {
            return value.clone();
        }
        let holder = name.split('.').next().unwrap_or(name);
        // What a flow holds is not set before it is set; all else the outside knows.
        if matches!(holder, "Flow" | "Task" | "State") && declared.is_none() {
            return Value::Unset;
        }
        outside(name)
    }

    pub(super) fn place_at(&self, state: &CallState, action: usize) -> FlowPlace {
        let action = self.action(state, action);
        FlowPlace { span: action.span, words: self.words(action.entry) }
    }

    pub(super) fn words(&self, entry: usize) -> String {
        self.ledger.steps().get(entry).map_or_else(String::new, |step| step.words.clone())
    }

    /// Where a flow stands.
    pub(super) fn span(&self, flow: usize) -> Span {
        let flow = self.organization.flows.get(flow);
        flow.and_then(|flow| flow.span).unwrap_or(Span::new(FileId(0), 0..0))
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

    /// What happens where an expression of an action does not come to a value.
    pub(super) fn stopped(&mut self, state: &CallState, action: usize, stop: &Stop) -> Move<CallState> {
        if let Stop::Undecided(_) = stop {
            self.note(state, action, StepFate::Outside, "");
        } else {
            self.note(
                state,
                action,
                StepFate::WorkedOut,
                "it fails: something is calculated with what is not set",
            );
        }
        self.stopped_at(state, stop)
    }

    /// The same at any place.
    pub(super) fn stopped_at(&mut self, state: &CallState, stop: &Stop) -> Move<CallState> {
        match stop {
            Stop::Undecided(undecided) => {
                let place = self.place(state);
                let Undecided { about, title, answer, caller } = undecided;
                let condition = match caller {
                    Some(caller) => Condition::Caller(vec![caller.clone()]),
                    None => self.ask(about, title, answer, &place),
                };
                let is = state.clone().told(about, answer, true);
                let otherwise = state.clone().told(about, answer, false);
                let act = Act::Branch { cases: vec![(condition, is)], otherwise };
                Move::Node(Node { name: title.to_string(), act, place, assumed: Vec::new() })
            }
            Stop::Fails => Move::On(self.failing(state)),
        }
    }

    /// Where an action has failed.
    pub(super) fn failing(&self, state: &CallState) -> CallState {
        match self.flow(state).failing {
            // What fails while a failure is dealt with ends the call.
            Some(_) if state.at != Place::Failing => state.moved(Place::Failing),
            _ => CallState::ended(FlowEnd::HangUp),
        }
    }
}

/// A value that the outside knows, called by the variable that holds it.
pub(super) fn outside(name: &str) -> Value {
    let rest = name.split_once('.').map_or(name, |(_, rest)| rest);
    Value::Outside(name.into(), spaced(rest).into())
}

/// What a task is called with.
pub(super) fn called(
    program: &ArchitectProgram,
    state: &CallState,
    action: usize,
    given: BTreeMap<Rc<str>, Value>,
) -> CallState {
    let mut next = state.clone();
    let mut own = next.take_task();
    own.retain(|name, _| program.liveness[state.flow].behind[action].contains(name));
    next.frames.push(Frame { caller: action, loops: std::mem::take(&mut next.loops), values: own });
    next.values.extend(given);
    next
}
