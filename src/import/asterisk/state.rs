//! Where a call is in a dialplan, and what it carries with it.

use std::collections::{BTreeMap, BTreeSet};
use std::rc::Rc;

use crate::import::flow::FlowEnd;
use crate::import::value::Test;

/// A state of a call. Two equal ones go on alike.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub(super) struct State {
    pub(super) at: Place,
    /// The values of variables that can still matter.
    pub(super) variables: BTreeMap<Rc<str>, Rc<str>>,
    /// Where sub-routines return to, the innermost last.
    pub(super) stack: Vec<Frame>,
    /// What has been decided of what is not known.
    pub(super) facts: BTreeSet<(Test, bool)>,
    /// `TIMEOUT(digit)`, in milliseconds.
    pub(super) digit_wait: u64,
    /// `TIMEOUT(response)`, in milliseconds.
    pub(super) response_wait: u64,
    /// How often the step at hand was done already.
    pub(super) attempt: u8,
    /// Whether a program outside has run, which may have set variables.
    pub(super) program_ran: bool,
    /// Keys that were pressed before the state, for what reads them.
    pub(super) expects: Option<Rc<str>>,
}

/// Where it is.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub(super) enum Place {
    /// Before a step.
    Step { context: Rc<str>, extension: Rc<str>, priority: u32 },
    /// At the end.
    End(FlowEnd),
}

/// A call of a sub-routine.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub(super) struct Frame {
    /// Whether it is a macro: keys belong to whoever calls it, and it returns at its end.
    pub(super) is_macro: bool,
    pub(super) context: Rc<str>,
    pub(super) extension: Rc<str>,
    pub(super) priority: u32,
    /// What the arguments were before.
    pub(super) saved: Vec<(Rc<str>, Option<Rc<str>>)>,
}

impl State {
    pub(super) fn at(context: &str, extension: &str, priority: u32) -> Self {
        Self {
            at: Place::Step { context: context.into(), extension: extension.into(), priority },
            variables: BTreeMap::new(),
            stack: Vec::new(),
            facts: BTreeSet::new(),
            digit_wait: 5_000,
            response_wait: 10_000,
            attempt: 0,
            program_ran: false,
            expects: None,
        }
    }

    /// The same, elsewhere. What was decided for one step is not known at the next.
    pub(super) fn moved(&self, context: &str, extension: &str, priority: u32) -> Self {
        let mut state = self.clone();
        state.at = Place::Step { context: context.into(), extension: extension.into(), priority };
        state.attempt = 0;
        state.forget();
        state
    }

    /// The same at an end, where nothing matters any more.
    pub(super) fn ended(end: FlowEnd) -> Self {
        let mut state = Self::at("", "", 0);
        state.at = Place::End(end);
        state
    }

    /// Only what is decided of values that a variable still holds is known at another step.
    pub(super) fn forget(&mut self) {
        if self.facts.is_empty() {
            return;
        }
        let variables = &self.variables;
        self.facts.retain(|(test, _)| match test {
            Test::Is { sign, .. } => variables.values().any(|value| value.contains(*sign)),
            Test::Holds(text) => {
                let mut signs = text.chars();
                matches!((signs.next(), signs.next()), (Some(sign), None) if variables.values().any(|value| value.contains(sign)))
            }
            _ => false,
        });
    }

    /// The state behind the innermost sub-routine that the call is in; the same, if it is in none.
    pub(super) fn returned(&self) -> Self {
        let Some(frame) = self.stack.last() else { return self.clone() };
        let mut next = self.moved(&frame.context, &frame.extension, frame.priority);
        next.stack.pop();
        for (name, value) in &frame.saved {
            match value {
                Some(value) => next.variables.insert(Rc::clone(name), Rc::clone(value)),
                None => next.variables.remove(name),
            };
        }
        next.forget();
        next
    }

    /// Keeps what a variable is until the innermost sub-routine returns.
    pub(super) fn keep_for_return(&mut self, name: &str) {
        let value = self.variables.get(name).cloned();
        if let Some(frame) = self.stack.last_mut()
            && !frame.saved.iter().any(|(known, _)| known.as_ref() == name)
        {
            frame.saved.push((Rc::from(name), value));
        }
    }

    /// Whether the call is in a macro.
    pub(super) fn is_in_macro(&self) -> bool {
        self.stack.last().is_some_and(|frame| frame.is_macro)
    }
}
