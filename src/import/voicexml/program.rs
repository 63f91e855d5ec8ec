//! An application as a program: what happens in each state of a call.

use std::collections::BTreeMap;
use std::rc::Rc;

use super::application::ItemKind;
use super::asked;
use super::machine::{Done, VoiceProgram};
use super::moves;
use super::state::{After, Stage, State};
use super::statements;
use crate::import::conditions::condition;
use crate::import::explore::{Move, Program};
use crate::import::flow::{Act, Condition, FlowPlace, Node, Question};
use crate::import::value::{Test, Unknown};

impl VoiceProgram {
    fn step(&self, state: &State) -> Done {
        match state.stage {
            Stage::Enters => {
                let mut next = state.moved(Stage::Does(After::Selects));
                let dialog = &self.app.dialogs[state.dialog];
                next.doing = vec![(dialog.variables, 0)];
                // Items that have a value from the beginning are not visited.
                for &item in &dialog.items {
                    if let Some(expr) = &self.app.items[item].expr {
                        let value = self.value(state, expr)?;
                        if value != super::expression::UNDEFINED {
                            next.filled.insert(item);
                            self.assign(&mut next, &self.app.items[item].name, &value);
                        }
                    }
                }
                Ok(Move::On(next))
            }
            Stage::Selects => statements::select(self, state),
            Stage::Does(after) => statements::step(self, state, after),
            Stage::Visits { item, speaks } => match &self.app.items[item].kind {
                ItemKind::Transfer { .. } => asked::transfer(self, state, item),
                ItemKind::Other(name) => Ok(asked::other(self, state, item, name)),
                _ => asked::run(self, state, item, speaks),
            },
            Stage::Ends(end) => Ok(asked::flushed(self, state).unwrap_or_else(|| {
                let place = self.place(state);
                Move::Node(Node { name: String::new(), act: Act::End(end), place, assumed: Vec::new() })
            })),
        }
    }

    /// Both ways of what is not known.
    fn branch(&self, state: &State, test: &Test) -> Move<State> {
        let (place, entry) = self.asked_at(state);
        let (asked, fate) =
            condition(&self.unknowns.borrow(), &mut self.questions.borrow_mut(), test, &place);
        if let Some(entry) = entry {
            self.note(entry, fate, "");
        }
        let yes = self.decided(state, test, true);
        let no = self.decided(state, test, false);
        let Some(asked) = asked else { return Move::On(no) };
        let name = match &asked {
            Condition::Answer { question, .. } => question.clone(),
            Condition::Caller(_) => "caller".to_owned(),
            _ => "entry".to_owned(),
        };
        let act = Act::Branch { cases: vec![(asked, yes)], otherwise: no };
        Move::Node(Node { name: format!("by {name}"), act, place, assumed: Vec::new() })
    }

    /// A state in which something is decided. What an answer is stays known under its name.
    fn decided(&self, state: &State, test: &Test, is: bool) -> State {
        let mut next = state.clone();
        next.facts.insert((test.clone(), is));
        if let (Test::Is { sign, text }, true) = (test, is) {
            for value in next.values.values_mut().filter(|value| value.contains(*sign)) {
                *value = value.replace(*sign, text).into();
            }
            if let Some(Unknown::Outside { question, .. }) = self.unknowns.borrow().get(*sign)
                && question.contains('.')
                && !question.contains(' ')
            {
                next.values.insert(question.as_str().into(), text.as_str().into());
            }
        }
        next
    }

    /// Where something is asked, and the step that asks it.
    fn asked_at(&self, state: &State) -> (FlowPlace, Option<usize>) {
        let app = Rc::clone(&self.app);
        match state.stage {
            Stage::Does(_) => {
                let found = state.doing.last().and_then(|&(block, at)| app.blocks[block].get(at));
                match found {
                    Some(&statement) => {
                        let statement = &app.statements[statement];
                        (self.place_at(statement.span, statement.entry), Some(statement.entry))
                    }
                    None => (self.place(state), None),
                }
            }
            Stage::Visits { item, .. } => {
                let item = &app.items[item];
                (self.place_at(item.span, item.entry), Some(item.entry))
            }
            _ => (self.place(state), None),
        }
    }
}

impl Program for VoiceProgram {
    type State = State;

    fn next(&mut self, state: &State) -> Move<State> {
        match self.step(state) {
            Ok(next) => next,
            Err(undecided) => self.branch(state, &undecided.0),
        }
    }

    fn place(&self, state: &State) -> FlowPlace {
        let dialog = &self.app.dialogs[state.dialog];
        let words = if dialog.id.is_empty() {
            moves::document_name(self, dialog.document)
        } else {
            dialog.id.clone()
        };
        FlowPlace { span: dialog.span, words: format!("dialog {words}") }
    }

    fn questions(&mut self) -> BTreeMap<String, Question> {
        self.questions.borrow_mut().take()
    }
}
