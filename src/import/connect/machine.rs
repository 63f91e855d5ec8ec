//! A contact center while it is worked out: what is known of it, and what has been asked and noted.

use super::documents::ContactCenter;
use super::flow_file::{Action, Target};
use super::reference::shown;
use super::state::{ContactPlace, ContactState, Value};
use super::values::{Relevance, Values, Verdict, verdict};
use crate::import::explore::Move;
use crate::import::flow::{Act, Condition, FlowEnd, FlowPlace, Node};
use crate::import::ledger::{Ledger, StepFate};
use crate::import::names::spaced;
use crate::import::questions::{Asked, Questions};

/// So many values of one question a plan tells apart; a question with more is asked value by value.
const MAX_VALUES: usize = 14;

/// A contact center while it is worked out.
pub(super) struct ContactProgram {
    pub(super) center: ContactCenter,
    pub(super) relevance: Relevance,
    pub(super) ledger: Ledger,
    pub(super) questions: Questions,
    /// Whether hours decided something: their closing minute is a guess.
    pub(super) hours_asked: bool,
}

impl ContactProgram {
    pub(super) fn new(mut center: ContactCenter) -> Self {
        let ledger = std::mem::take(&mut center.ledger);
        let relevance = Relevance::of(&center);
        Self { center, relevance, ledger, questions: Questions::default(), hours_asked: false }
    }

    pub(super) fn action(&self, at: (usize, usize)) -> &Action {
        &self.center.flows[at.0].actions[at.1]
    }

    pub(super) fn values<'c>(&'c self, state: &'c ContactState) -> Values<'c> {
        Values { center: &self.center, relevance: &self.relevance, state }
    }

    /// A parameter with all values put in.
    pub(super) fn parameter(&self, state: &ContactState, at: (usize, usize), key: &str) -> Option<Value> {
        Some(self.values(state).put_in(&self.action(at).parameter(key)?))
    }

    pub(super) fn note(&mut self, at: (usize, usize), fate: StepFate, why: &str) {
        let action = &self.center.flows[at.0].actions[at.1];
        self.ledger.note(action.entry, fate, why);
        for &failing in &action.failing {
            self.ledger.note(failing, StepFate::WithoutEffect, "that a service fails is no way of a call");
        }
    }

    /// Where a transition leads.
    #[expect(clippy::unused_self, reason = "where a transition leads is asked of the program, like all else")]
    pub(super) fn target(&self, state: &ContactState, flow: usize, target: Target) -> ContactState {
        match target {
            Target::Action(action) => state.moved(ContactPlace::Action(flow, action)),
            Target::Missing => ContactState::ended(FlowEnd::Dropped),
            Target::None => ContactState::ended(FlowEnd::HangUp),
        }
    }

    pub(super) fn following(&self, state: &ContactState, at: (usize, usize)) -> ContactState {
        self.target(state, at.0, self.action(at).next)
    }

    /// Where a contact goes to which no condition applies.
    pub(super) fn unmatched(&self, state: &ContactState, at: (usize, usize)) -> ContactState {
        let action = self.action(at);
        let target = action
            .error("NoMatchingCondition")
            .or_else(|| action.error("NoMatchingError"))
            .unwrap_or(action.next);
        self.target(state, at.0, target)
    }

    pub(super) fn place_at(&self, at: (usize, usize)) -> FlowPlace {
        let action = self.action(at);
        let words = self.ledger.steps().get(action.entry).map_or_else(String::new, |step| step.words.clone());
        FlowPlace { span: action.span, words }
    }

    /// What a person calls an action, or else this.
    pub(super) fn title(&self, at: (usize, usize), otherwise: &str) -> String {
        self.action(at).title.clone().unwrap_or_else(|| otherwise.to_owned())
    }

    pub(super) fn node(
        &self,
        at: (usize, usize),
        name: String,
        act: Act<ContactState>,
    ) -> Move<ContactState> {
        self.guessed(at, name, act, Vec::new())
    }

    pub(super) fn guessed(
        &self,
        at: (usize, usize),
        name: String,
        act: Act<ContactState>,
        assumed: Vec<String>,
    ) -> Move<ContactState> {
        Move::Node(Node { name, act, place: self.place_at(at), assumed })
    }

    /// What people call what is referred to.
    pub(super) fn named(&self, at: (usize, usize), value: &Value, otherwise: &str) -> String {
        match value {
            Value::Text(text) => self
                .action(at)
                .display
                .clone()
                .or_else(|| shown(text))
                .unwrap_or_else(|| otherwise.to_owned()),
            Value::Outside(_, title) => format!("{otherwise} by {title}"),
            Value::Entry => format!("{otherwise} that was entered"),
            Value::Caller => "the caller".to_owned(),
        }
    }

    /// A question to the outside, by one of its answers.
    pub(super) fn ask(
        &mut self,
        about: &str,
        title: &str,
        value: &str,
        place: &FlowPlace,
        is_opaque: bool,
    ) -> Condition {
        if value != "yes" && self.questions.is_full(about, value, MAX_VALUES) {
            let asked = format!("{about} is {value}");
            return self.ask(&asked, &format!("{title} is {value}"), "yes", place, is_opaque);
        }
        self.questions.ask(&Asked { about, named: title, title, place, is_opaque }, value)
    }

    /// One way or another, by the conditions of an action on a value.
    pub(super) fn decided(
        &mut self,
        state: &ContactState,
        at: (usize, usize),
        value: &Value,
        keeps: bool,
    ) -> Move<ContactState> {
        let place = self.place_at(at);
        let mut cases = Vec::new();
        let mut otherwise = None;
        let mut rest = state.clone();
        let mut name = String::new();
        for index in 0..self.action(at).conditions.len() {
            let condition = &self.action(at).conditions[index];
            let (operator, operands, target) =
                (condition.operator.clone(), condition.operands.clone(), condition.target);
            let mut holds = false;
            for operand in &operands {
                let operand = match self.values(state).put_in(operand) {
                    Value::Text(text) => text.to_string(),
                    Value::Outside(_, title) => title.to_string(),
                    _ => operand.clone(),
                };
                match verdict(&rest, value, &operator, &operand) {
                    Verdict::Holds => holds = true,
                    Verdict::Fails => {}
                    Verdict::Calls(number) => {
                        let to = self.target(state, at.0, target);
                        cases.push((Condition::Caller(vec![number]), to));
                    }
                    Verdict::Asks { about, title, value } => {
                        let condition = self.ask(&about, &title, &value, &place, false);
                        let to = state.clone();
                        let to = if keeps { to.told(&about, &value, true) } else { to };
                        cases.push((condition, self.target(&to, at.0, target)));
                        if keeps {
                            rest = rest.told(&about, &value, false);
                        }
                        name = title;
                    }
                }
                if holds {
                    break;
                }
            }
            if holds {
                otherwise = Some(self.target(&rest, at.0, target));
                break;
            }
        }
        let otherwise = otherwise.unwrap_or_else(|| self.unmatched(&rest, at));
        if cases.is_empty() {
            self.note(at, StepFate::WorkedOut, "");
            return Move::On(otherwise);
        }
        self.note(at, StepFate::Outside, "");
        let name = self.title(at, &format!("by {}", if name.is_empty() { "caller" } else { &name }));
        self.node(at, name, Act::Branch { cases, otherwise })
    }

    /// What a flow is called, for names of what happens in it.
    pub(super) fn flow_name(&self, flow: usize) -> String {
        spaced(&self.center.flows[flow].name)
    }
}
