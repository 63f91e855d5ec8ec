//! A phone system as a program: what happens in each state of a call.

use std::collections::BTreeMap;

use super::apps;
use super::expressions::{beginning, entries};
use super::hunt;
use super::machine::PhoneProgram;
use super::matching::shown;
use super::menu_visit;
use super::state::{Frame, Hunt, MenuVisit, Run, State};
use crate::base::source::{FileId, Span};
use crate::import::conditions::condition;
use crate::import::explore::{Move, Program};
use crate::import::flow::{Act, Condition, EntryPattern, FlowPlace, Node, Question};
use crate::import::ledger::StepFate;
use crate::import::value::{Test, Unknown};
use crate::plan::Key;

impl PhoneProgram {
    /// Both ways of what is not known.
    fn branch(&self, state: &State, test: &Test) -> Move<State> {
        let (place, entry) = self.asked_at(state);
        let owner = self.owner(state);
        if let Test::Matches { text, pattern } = test
            && let Some(found) = self.by_entry(state, test, text, pattern)
        {
            if let Some(entry) = entry {
                self.note(entry, StepFate::Carried, "");
            }
            let name = format!("{owner} entry");
            return Move::Node(Node { name, act: found, place, assumed: Vec::new() });
        }
        let (asked, fate) = match test {
            Test::Matches { text, pattern } if self.is_caller(text) && is_long_beginning(pattern) => {
                let begins = beginning(pattern).unwrap_or_default();
                (Some(Condition::Caller(vec![format!("{begins}*")])), StepFate::Carried)
            }
            _ => condition(&self.unknowns.borrow(), &mut self.questions.borrow_mut(), test, &place),
        };
        if let Some(entry) = entry {
            self.note(entry, fate, "");
        }
        let yes = decided(state, test, true);
        let no = decided(state, test, false);
        let Some(asked) = asked else { return Move::On(no) };
        let assumed = match &asked {
            Condition::Open(rule) => self.guessed_of(rule),
            _ => Vec::new(),
        };
        let name = match &asked {
            Condition::Open(_) => "hours".to_owned(),
            Condition::Answer { question, .. } => question.clone(),
            Condition::Caller(_) => "caller".to_owned(),
            Condition::Line(_) => "line".to_owned(),
            Condition::Entered(_) => "entry".to_owned(),
        };
        let name = if owner.is_empty() { name } else { format!("{owner} {name}") };
        Move::Node(Node {
            name,
            act: Act::Branch { cases: vec![(asked, yes)], otherwise: no },
            place,
            assumed,
        })
    }

    /// Entries told apart by an expression: one way for each form that it takes.
    fn by_entry(&self, state: &State, asked: &Test, text: &str, pattern: &str) -> Option<Act<State>> {
        let mut signs = text.chars();
        let (Some(sign), None) = (signs.next(), signs.next()) else { return None };
        let Unknown::Entry { meant, .. } = self.unknowns.borrow().get(sign).cloned()? else { return None };
        let mut cases = Vec::new();
        for way in entries(pattern)? {
            let Some(both) = meant.both(&way) else { continue };
            let value = if let Some(keys) = plain(&both) {
                keys
            } else {
                let unknown = Unknown::Entry { pattern: shown(&both), meant: both.clone() };
                self.unknowns.borrow_mut().sign(unknown).to_string()
            };
            cases.push((Condition::Entered(vec![both]), replaced(state, sign, &value)));
        }
        Some(Act::Branch { cases, otherwise: decided(state, asked, false) })
    }

    fn is_caller(&self, text: &str) -> bool {
        let mut signs = text.chars();
        let (Some(sign), None) = (signs.next(), signs.next()) else { return false };
        matches!(self.unknowns.borrow().get(sign), Some(Unknown::Caller(None)))
    }

    /// Where something is asked, and the step that asks it.
    fn asked_at(&self, state: &State) -> (FlowPlace, Option<usize>) {
        let system = &self.system;
        let found = match state.stack.last() {
            Some(Frame::Hunt(hunt)) => hunted(self, hunt).map(|at| {
                let condition = &system.conditions[at];
                (condition.span, condition.entry)
            }),
            Some(Frame::Run(run)) => run.pending.get(run.at).map(|pending| {
                let action = &system.actions[pending.action];
                (action.span, action.entry)
            }),
            Some(Frame::Menu(visit)) => {
                let menu = &system.menus[visit.menu];
                Some((menu.span, menu.entry))
            }
            None => None,
        };
        match found {
            Some((span, entry)) => (self.place_at(span, entry), Some(entry)),
            None => (self.place(state), None),
        }
    }

    /// What people call the extension or the menu that a call is in.
    fn owner(&self, state: &State) -> String {
        match state.stack.last() {
            Some(Frame::Hunt(hunt)) => {
                let context = self.system.context(&hunt.route.context);
                let extensions = context.map(|at| &self.system.contexts[at].extensions);
                extensions
                    .and_then(|all| all.get(hunt.extension))
                    .map(|one| one.name.clone())
                    .unwrap_or_default()
            }
            Some(Frame::Run(run)) => {
                let pending = run.pending.get(run.at);
                pending.map(|pending| self.system.actions[pending.action].owner.clone()).unwrap_or_default()
            }
            Some(Frame::Menu(visit)) => self.system.menus[visit.menu].name.clone(),
            None => String::new(),
        }
    }
}

/// The condition that a search is at.
fn hunted(program: &PhoneProgram, hunt: &Hunt) -> Option<usize> {
    let context = program.system.context(&hunt.route.context)?;
    let extension = program.system.contexts[context].extensions.get(hunt.extension)?;
    let level = hunt.levels.last()?;
    let list = match level.inside {
        Some(inside) => &program.system.conditions[inside].nested,
        None => &extension.conditions,
    };
    list.get(level.at).copied()
}

fn is_long_beginning(pattern: &str) -> bool {
    beginning(pattern).is_some_and(|text| text.len() >= 3 && text.bytes().all(|byte| byte.is_ascii_digit()))
}

/// The keys of an entry that is only one.
fn plain(meant: &EntryPattern) -> Option<String> {
    if meant.more.is_some() {
        return None;
    }
    meant.keys.iter().map(|keys| keys.single().map(Key::character)).collect()
}

/// A state in which something is decided.
fn decided(state: &State, test: &Test, is: bool) -> State {
    let mut next = state.clone();
    next.facts.insert((test.clone(), is));
    if let (Test::Is { sign, text }, true) = (test, is) {
        let facts = next.facts.clone();
        next = replaced(&next, *sign, text);
        next.facts = facts;
    }
    next
}

/// A state in which a sign is known.
fn replaced(state: &State, sign: char, value: &str) -> State {
    let mut next = state.clone();
    let put = |text: &mut std::rc::Rc<str>| {
        if text.contains(sign) {
            *text = text.replace(sign, value).into();
        }
    };
    next.variables.values_mut().for_each(put);
    for frame in &mut next.stack {
        match frame {
            Frame::Hunt(Hunt { route, pending, .. }) => {
                put(&mut route.number);
                pending.iter_mut().filter_map(|one| one.data.as_mut()).for_each(put);
            }
            Frame::Run(Run { route, pending, .. }) => {
                put(&mut route.number);
                let mut all = pending.to_vec();
                all.iter_mut().filter_map(|one| one.data.as_mut()).for_each(put);
                *pending = all.into();
            }
            Frame::Menu(MenuVisit { route, stage, .. }) => {
                put(&mut route.number);
                if let super::state::MenuStage::Chosen { keys, .. } = stage {
                    put(keys);
                }
            }
        }
    }
    next
}

impl Program for PhoneProgram {
    type State = State;

    fn next(&mut self, state: &State) -> Move<State> {
        if let Some(end) = state.end {
            let place = self.place(state);
            return Move::Node(Node { name: String::new(), act: Act::End(end), place, assumed: Vec::new() });
        }
        if let (place, Some(_)) = self.asked_at(state) {
            self.watch(state, place.span);
        }
        let done = match state.stack.last() {
            Some(Frame::Hunt(hunt)) => hunt::step(self, state, hunt),
            Some(Frame::Run(run)) => apps::step(self, state, run),
            Some(Frame::Menu(visit)) => menu_visit::step(self, state, visit),
            None => Ok(Move::On(State::ended(crate::import::flow::FlowEnd::HangUp))),
        };
        match done {
            Ok(next) => next,
            Err(undecided) => self.branch(state, &undecided.0),
        }
    }

    fn place(&self, state: &State) -> FlowPlace {
        let nowhere = || {
            let first = self.system.contexts.first().map(|context| context.span);
            let first = first.or_else(|| self.system.menus.first().map(|menu| menu.span));
            FlowPlace { span: first.unwrap_or(Span::new(FileId(0), 0..0)), words: String::new() }
        };
        let Some(route) = state.route() else { return nowhere() };
        match self.system.context(&route.context) {
            Some(at) => {
                let number = self.unknowns.borrow().shown(&route.number);
                let words = format!("{} {number}", route.context);
                FlowPlace { span: self.system.contexts[at].span, words }
            }
            None => nowhere(),
        }
    }

    fn questions(&mut self) -> BTreeMap<String, Question> {
        self.questions.borrow_mut().take()
    }
}
