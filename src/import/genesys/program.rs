//! Flows as a program: what happens at each place, in each state of a call.

use std::collections::BTreeMap;

use super::machine::ArchitectProgram;
use super::state::{CallState, Place};
use super::{actions, audio, hours, input, menus, transfers};
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
            Place::InVain(action) => transfers::in_vain(self, state, action),
            Place::Mailbox(action) => transfers::mailbox(self, state, action),
            Place::Extension(_) => input::extension(self, state),
            Place::Failing => failing(self, state),
        }
    }

    fn place(&self, state: &CallState) -> FlowPlace {
        match state.at {
            Place::Action(action)
            | Place::Behind(action)
            | Place::InVain(action)
            | Place::Mailbox(action)
            | Place::Extension(Some(action)) => self.place_at(state, action),
            Place::Menu(menu) => self.place_of_menu(state, menu),
            Place::Extension(None) => match state.menus.last() {
                Some(&menu) => self.place_of_menu(state, menu),
                None => FlowPlace { span: self.span(state.flow), words: String::new() },
            },
            Place::Route(route) => {
                let route = &self.organization.routes[route];
                FlowPlace { span: route.span, words: self.words(route.entry) }
            }
            Place::Greeting => {
                let words = format!("flow {}", self.flow(state).name);
                FlowPlace { span: self.span(state.flow), words }
            }
            Place::Failing => match &self.flow(state).failing {
                Some(failing) => self.place_at(state, failing.action),
                None => FlowPlace { span: self.span(state.flow), words: String::new() },
            },
            Place::End(_) => FlowPlace { span: self.span(0), words: String::new() },
        }
    }

    fn questions(&mut self) -> BTreeMap<String, Question> {
        self.questions.take()
    }
}

impl ArchitectProgram {
    fn place_of_menu(&self, state: &CallState, menu: usize) -> FlowPlace {
        let menu = &self.flow(state).menus[menu];
        FlowPlace { span: menu.span, words: self.words(menu.entry) }
    }
}

/// The greeting of a flow, and what it begins with.
fn greeting(program: &mut ArchitectProgram, state: &CallState) -> Move<CallState> {
    let then = match program.flow(state).start {
        Some(target) => match program.enter(state, target) {
            Ok(then) => then,
            Err(stop) => return program.stopped_at(state, &stop),
        },
        None => CallState::ended(FlowEnd::Dropped),
    };
    let flow = program.flow(state);
    let name = format!("{} greeting", flow.name);
    let Some((audio, entry)) = flow.greeting.clone() else { return Move::On(then) };
    let words = match audio::said(program, state, &audio) {
        Ok(words) => words,
        Err(stop) => return program.stopped_at(state, &stop),
    };
    if words.said.is_empty() {
        program.ledger.note(entry, StepFate::WithoutEffect, "");
        return Move::On(then);
    }
    program.ledger.note(entry, StepFate::Carried, "");
    program.guesses.insert(audio::KEYS_WHILE_SAYING);
    let place = FlowPlace { span: audio.span, words: program.words(entry) };
    Move::Node(Node { name, act: Act::Say { said: words.said, then }, place, assumed: words.assumed })
}

/// What is done because an action has failed.
fn failing(program: &mut ArchitectProgram, state: &CallState) -> Move<CallState> {
    let Some(failing) = &program.flow(state).failing else {
        return Move::On(CallState::ended(FlowEnd::HangUp));
    };
    let (action, audio) = (failing.action, failing.audio.clone());
    let mut after = state.clone();
    after.frames.clear();
    after.loops.clear();
    let then = program.at_action(&after, action);
    let Some(audio) = audio else { return Move::On(then) };
    let words = match audio::said(program, state, &audio) {
        Ok(words) => words,
        Err(stop) => return program.stopped_at(state, &stop),
    };
    if words.said.is_empty() {
        return Move::On(then);
    }
    let place = program.place(state);
    let name = "something fails".to_owned();
    Move::Node(Node { name, act: Act::Say { said: words.said, then }, place, assumed: words.assumed })
}
