//! A contact center as a program: what happens at each action, in each state of a contact.

use std::collections::BTreeMap;

use super::actions;
use super::machine::ContactProgram;
use super::state::{ContactPlace, ContactState};
use crate::base::source::{FileId, Span};
use crate::import::explore::{Move, Program};
use crate::import::flow::{Act, FlowPlace, Node, Question};

impl Program for ContactProgram {
    type State = ContactState;

    fn next(&mut self, state: &ContactState) -> Move<ContactState> {
        match state.at {
            ContactPlace::End(end) => {
                let place = self.place(state);
                Move::Node(Node { name: String::new(), act: Act::End(end), place, assumed: Vec::new() })
            }
            ContactPlace::Action(flow, action) => actions::run(self, state, (flow, action)),
            ContactPlace::Decision(flow, action) => actions::decide(self, state, (flow, action)),
        }
    }

    fn place(&self, state: &ContactState) -> FlowPlace {
        match state.at {
            ContactPlace::Action(flow, action) | ContactPlace::Decision(flow, action) => {
                self.place_at((flow, action))
            }
            ContactPlace::End(_) => {
                let span = self.center.flows.first().map_or(Span::new(FileId(0), 0..0), |flow| flow.span);
                FlowPlace { span, words: String::new() }
            }
        }
    }

    fn questions(&mut self) -> BTreeMap<String, Question> {
        self.questions.take()
    }
}
