//! Flows as a program: what happens at each place, in each state of a call.

use std::collections::BTreeMap;

use super::machine::ArchitectProgram;
use super::state::{CallState, Place};
use super::{actions, audio, hours, menus, transfers};
use crate::base::source::{FileId, Span};
use crate::import::explore::{Move, Program};
use crate::import::flow::{Act, FlowEnd, FlowPlace, Node, Question};
use crate::import::ledger::StepFate;

impl Program for ArchitectProgram {
    type State = CallState;

    fn next(&mut self, state: &CallState) -> Move<CallState> {
        match state.at {
            Place::End(end) => {
                let place = self.place(state);
                Move::Node(Node { name: String::new(), act: Act::End(end), place, assumed: Vec::new() })
            }
            Place::Route(route) => hours::route(self, state, route),
            Place::Greeting => greeting(self, state),
            Place::Menu(menu) => menus::run(self, state, menu),
            Place::Action(action) => actions::run(self, state, action),
            Place::Behind(action) => actions::behind(self, state, action),
            Place::Failed(action) => transfers::failed(self, state, action),
        }
    }

    fn place(&self, state: &CallState) -> FlowPlace {
        match state.at {
            Place::Action(action) | Place::Behind(action) | Place::Failed(action) => {
                self.place_at(state, action)
            }
            Place::Menu(menu) => {
                let menu = &self.flow(state).menus[menu];
                FlowPlace { span: menu.span, words: self.words(menu.entry) }
            }
            Place::Route(route) => {
                let route = &self.organization.routes[route];
                FlowPlace { span: route.span, words: self.words(route.entry) }
            }
            Place::Greeting => {
                let flow = self.flow(state);
                FlowPlace { span: flow.span, words: format!("flow {}", flow.name) }
            }
            Place::End(_) => {
                let span =
                    self.organization.flows.first().map_or(Span::new(FileId(0), 0..0), |flow| flow.span);
                FlowPlace { span, words: String::new() }
            }
        }
    }

    fn questions(&mut self) -> BTreeMap<String, Question> {
        self.questions.take()
    }
}

/// The greeting of a flow, and what it begins with.
fn greeting(program: &mut ArchitectProgram, state: &CallState) -> Move<CallState> {
    let flow = program.flow(state);
    let then = match flow.start {
        Some(target) => program.enter(state, target),
        None => CallState::ended(FlowEnd::Dropped),
    };
    let flow = program.flow(state);
    let (entry, data, name) = (flow.greeting_entry, flow.greeting.clone(), format!("{} greeting", flow.name));
    let said = data.map(|data| audio::said(program, state, &data)).unwrap_or_default();
    program.ledger.note(entry, if said.is_empty() { StepFate::WithoutEffect } else { StepFate::Carried }, "");
    if said.is_empty() {
        return Move::On(then);
    }
    let place = program.place(state);
    Move::Node(Node { name, act: Act::Say { said, then }, place, assumed: Vec::new() })
}
