//! Where a call is, and what it carries with it.

use std::collections::{BTreeMap, BTreeSet};
use std::rc::Rc;

use super::value::{Fact, OutsideValue, Value};
use crate::import::flow::FlowEnd;

/// A state of a call. Two equal ones go on alike.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub(super) struct CallState {
    pub(super) at: Place,
    /// The flow that runs, below it those that run it.
    pub(super) frames: Vec<Frame>,
    /// The number that was dialed, where the line tells.
    pub(super) called: Option<Rc<str>>,
    /// How often the widget has run in a row, before this time.
    pub(super) repeats: u8,
}

/// A flow that runs.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub(super) struct Frame {
    pub(super) flow: usize,
    /// The widget that runs the sub-flow above, and where the call goes on behind it.
    pub(super) runs: Option<usize>,
    /// Variables as `v:name`, parameters as `p:name`, what widgets have come to as `w:name` and `w:name.Digits`.
    pub(super) values: BTreeMap<Rc<str>, Value>,
    /// What the outside has answered, and what it has not: by what it is of, and what it tells.
    pub(super) facts: BTreeMap<(Rc<str>, Rc<str>), Fact>,
}

/// Where it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(super) enum Place {
    /// Before a widget.
    Widget(usize),
    /// At a condition of a split: the transition, and the condition of it.
    Split(usize, u16, u16),
    /// Behind the input of a widget, where it may have been spoken.
    Spoken(usize),
    /// At the end.
    End(FlowEnd),
}

impl Frame {
    pub(super) fn new(flow: usize) -> Self {
        Self { flow, runs: None, values: BTreeMap::new(), facts: BTreeMap::new() }
    }
}

impl CallState {
    pub(super) fn new(flow: usize, at: Place, called: Option<Rc<str>>) -> Self {
        Self { at, frames: vec![Frame::new(flow)], called, repeats: 0 }
    }

    /// At an end, where nothing matters any more.
    pub(super) fn ended(end: FlowEnd) -> Self {
        Self { at: Place::End(end), frames: Vec::new(), called: None, repeats: 0 }
    }

    /// The same, elsewhere.
    pub(super) fn moved(&self, at: Place) -> Self {
        Self { at, ..self.clone() }
    }

    /// The flow that runs.
    pub(super) fn flow(&self) -> usize {
        self.frames.last().map_or(0, |frame| frame.flow)
    }

    pub(super) fn value(&self, key: &str) -> Option<&Value> {
        self.frames.last()?.values.get(key)
    }

    pub(super) fn set(&mut self, key: impl Into<Rc<str>>, value: Value) {
        if let Some(frame) = self.frames.last_mut() {
            frame.values.insert(key.into(), value);
        }
    }

    /// Takes away what a widget or a variable was, and what is known of it.
    pub(super) fn forget(&mut self, key: &str) {
        if let Some(frame) = self.frames.last_mut() {
            frame.values.retain(|known, _| owner(known) != key);
            frame.facts.retain(|(of, _), _| &**of != key);
        }
    }

    /// What is known of a value of the outside.
    pub(super) fn fact(&self, value: &OutsideValue) -> Option<&Fact> {
        // Facts about the call itself stand below, where all flows see them.
        let frame = if is_of_call(&value.key) { self.frames.first() } else { self.frames.last() };
        frame?.facts.get(&(Rc::clone(&value.key), Rc::clone(&value.about)))
    }

    /// The same, with an answer of the outside.
    pub(super) fn told(mut self, value: &OutsideValue, answer: &Rc<str>, is: bool) -> Self {
        let frame = if is_of_call(&value.key) { self.frames.first_mut() } else { self.frames.last_mut() };
        let Some(frame) = frame else { return self };
        let key = (Rc::clone(&value.key), Rc::clone(&value.about));
        if is {
            frame.facts.insert(key, Fact::Is(Rc::clone(answer)));
        } else if let Fact::IsNot(answers) =
            frame.facts.entry(key).or_insert_with(|| Fact::IsNot(BTreeSet::new()))
        {
            answers.insert(Rc::clone(answer));
        }
        self
    }

    /// Keeps only what still matters.
    pub(super) fn keep(&mut self, matters: &BTreeSet<Rc<str>>) {
        if let Some(frame) = self.frames.last_mut() {
            frame.values.retain(|key, _| matters.contains(owner(key)));
            frame.facts.retain(|(key, _), _| is_of_call(key) || matters.contains(&**key));
        }
    }
}

fn is_of_call(key: &str) -> bool {
    key == "call"
}

/// What a value is of: `w:menu` for `w:menu.Digits`.
pub(super) fn owner(key: &str) -> &str {
    match key.strip_prefix("w:") {
        Some(rest) => &key[..2 + rest.find('.').unwrap_or(rest.len())],
        None => key,
    }
}
