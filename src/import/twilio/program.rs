//! Flows as a program: what happens at each widget, in each state of a call.

use std::collections::BTreeMap;

use super::machine::StudioProgram;
use super::state::{CallState, Place};
use super::{gather, split, widgets};
use crate::base::source::{FileId, Span};
use crate::import::explore::{Move, Program};
use crate::import::flow::{Act, FlowPlace, Node, Question};

impl Program for StudioProgram {
    type State = CallState;

    fn next(&mut self, state: &CallState) -> Move<CallState> {
        match state.at {
            Place::End(end) => {
                let place = self.place(state);
                Move::Node(Node { name: String::new(), act: Act::End(end), place, assumed: Vec::new() })
            }
            Place::Widget(widget) if self.own(state, widget).kind == "gather-input-on-call" => {
                gather::run(self, state, widget)
            }
            Place::Widget(widget) => widgets::run(self, state, widget),
            Place::Split(widget, transition, condition) => {
                split::run(self, state, widget, (transition, condition))
            }
            Place::Spoken(widget) => gather::spoken(self, state, widget),
        }
    }

    fn place(&self, state: &CallState) -> FlowPlace {
        match state.at {
            Place::Widget(widget) | Place::Split(widget, ..) | Place::Spoken(widget) => {
                self.place_at(state, widget)
            }
            Place::End(_) => {
                let span = self.account.flows.first().map_or(Span::new(FileId(0), 0..0), |flow| flow.span);
                FlowPlace { span, words: String::new() }
            }
        }
    }

    fn questions(&mut self) -> BTreeMap<String, Question> {
        self.questions.take()
    }
}
