//! A dialplan as a program: what happens at each step, in each state of a call.

use std::rc::Rc;

use super::apps;
use super::machine::DialplanProgram;
use super::state::{Place, State};
use crate::base::source::Span;
use crate::import::conditions::condition;
use crate::import::explore::{Move, Program};
use crate::import::flow::{Act, Condition, FlowEnd, FlowPlace, Node, Question};
use crate::import::ledger::StepFate;
use crate::import::value::{Test, Undecided};
use std::collections::BTreeMap;

impl DialplanProgram {
    /// What follows a step that is the last of its extension.
    fn no_step(&self, state: &State) -> Result<State, Undecided> {
        let Place::Step { context, extension, .. } = &state.at else { return Ok(state.clone()) };
        if state.is_in_macro() {
            return Ok(state.returned());
        }
        if !self.exists(state, context, extension)? && extension.as_ref() != "i" {
            return self.invalid(state, context, FlowEnd::Dropped);
        }
        Ok(State::ended(FlowEnd::HangUp))
    }

    /// Both ways of what is not known.
    fn branch(&mut self, state: &State, test: &Test, place: FlowPlace, step: Option<usize>) -> Move<State> {
        let (condition, fate) = self.condition(test, &place);
        if let Some(step) = step {
            self.ledger.borrow_mut().note(step, fate, "");
        }
        let yes = decided(state, test, true);
        let no = decided(state, test, false);
        let Some(condition) = condition else { return Move::On(no) };
        let name = match &condition {
            Condition::Open(_) => "hours".to_owned(),
            Condition::Answer { question, .. } => question.clone(),
            Condition::Caller(_) => "caller".to_owned(),
            Condition::Line(_) => "line".to_owned(),
            Condition::Entered(_) => "entry".to_owned(),
        };
        let name = match &state.at {
            Place::Step { context, .. } => format!("{context} {name}"),
            Place::End(_) => name,
        };
        Move::Node(Node {
            name,
            act: Act::Branch { cases: vec![(condition, yes)], otherwise: no },
            place,
            assumed: Vec::new(),
        })
    }

    /// What a plan asks for a test. None: it can never hold.
    fn condition(&mut self, test: &Test, place: &FlowPlace) -> (Option<Condition>, StepFate) {
        let Self { unknowns, questions, .. } = self;
        condition(&unknowns.borrow(), questions, test, place)
    }
}

/// A state in which something is decided.
fn decided(state: &State, test: &Test, is: bool) -> State {
    let mut state = state.clone();
    state.facts.insert((test.clone(), is));
    if let (Test::Is { sign, text }, true) = (test, is) {
        for value in state.variables.values_mut().filter(|value| value.contains(*sign)) {
            *value = value.replace(*sign, text).into();
        }
    }
    state
}

impl Program for DialplanProgram {
    type State = State;

    fn next(&mut self, state: &State) -> Move<State> {
        let Place::Step { context, extension, priority } = &state.at else {
            let Place::End(end) = state.at else { return Move::On(state.clone()) };
            let place = self.place(state);
            return Move::Node(Node { name: String::new(), act: Act::End(end), place, assumed: Vec::new() });
        };
        let plan = Rc::clone(&self.plan);
        let found = self.scoped(state, |scope| plan.step(context, extension, *priority, scope));
        let step = match found {
            Err(Undecided(test)) => {
                let place = self.place(state);
                return self.branch(state, &test, place, None);
            }
            Ok(None) => {
                return match self.no_step(state) {
                    Ok(next) => Move::On(next),
                    Err(Undecided(test)) => {
                        let place = self.place(state);
                        self.branch(state, &test, place, None)
                    }
                };
            }
            Ok(Some(step)) => step,
        };
        self.watch(state, step.span);
        match apps::run(self, state, step, &step.application, &step.arguments) {
            Ok(next) => next,
            Err(Undecided(test)) => {
                let place = self.place_of(step);
                self.branch(state, &test, place, Some(step.entry))
            }
        }
    }

    fn place(&self, state: &State) -> FlowPlace {
        let nowhere = || {
            let span = self.plan.contexts.first().map(|context| context.span);
            let file = crate::base::source::FileId(0);
            FlowPlace { span: span.unwrap_or(Span::new(file, 0..0)), words: String::new() }
        };
        let Place::Step { context, extension, priority } = &state.at else { return nowhere() };
        let found =
            self.scoped(state, |scope| self.plan.step(context, extension, *priority, scope).ok().flatten());
        match found {
            Some(step) => self.place_of(step),
            None => match self.plan.context(context) {
                Some(found) => {
                    let extension = self.unknowns.borrow().shown(extension);
                    FlowPlace { span: found.span, words: format!("[{context}] {extension}") }
                }
                None => nowhere(),
            },
        }
    }

    fn questions(&mut self) -> BTreeMap<String, Question> {
        self.questions.take()
    }
}
