//! The values that an action or a condition sees, as far as they are known.

use std::rc::Rc;

use super::machine::PhoneProgram;
use super::state::State;
use crate::import::value::{Known, Test, Undecided, Unknown};

/// What an action or a condition sees.
pub(super) struct Scope<'a> {
    pub(super) program: &'a PhoneProgram,
    pub(super) state: &'a State,
}

impl Known for Scope<'_> {
    fn decide(&self, test: Test) -> Result<bool, Undecided> {
        for is in [true, false] {
            if self.state.facts.contains(&(test.clone(), is)) {
                return Ok(is);
            }
        }
        if let Test::Is { sign, .. } = &test {
            // Whoever is one text is no other.
            let is_other = |(known, is): &(Test, bool)| {
                *is && matches!(known, Test::Is { sign: other, .. } if other == sign)
            };
            if self.state.facts.iter().any(is_other) {
                return Ok(false);
            }
        }
        Err(Undecided(test))
    }

    fn unknown(&self, how: &str) -> String {
        let title = self.program.unknowns.borrow().shown(how);
        let question = title.clone();
        self.sign(Unknown::Outside { question, title, is_opaque: true })
    }
}

impl Scope<'_> {
    pub(super) fn sign(&self, unknown: Unknown) -> String {
        self.program.unknowns.borrow_mut().sign(unknown).to_string()
    }

    /// What the outside answers to this question.
    pub(super) fn outside(&self, question: &str, title: &str, is_opaque: bool) -> String {
        let unknowns = self.program.unknowns.borrow();
        let (question, title) = (unknowns.shown(question), unknowns.shown(title));
        drop(unknowns);
        self.sign(Unknown::Outside { question, title, is_opaque })
    }

    /// The value of a variable that applications ask for by themselves: unless something sets it, it is this.
    pub(super) fn variable_or(&self, name: &str, otherwise: &str) -> String {
        let own = self.state.variables.get(name).map(ToString::to_string);
        own.or_else(|| self.program.system.globals.get(name).cloned()).unwrap_or_else(|| otherwise.to_owned())
    }

    /// The value of a variable, or of a field of the caller.
    pub(super) fn variable(&self, name: &str) -> String {
        if let Some(value) = self.state.variables.get(name) {
            return value.to_string();
        }
        if let Some(route) = self.state.route() {
            match name {
                "destination_number" | "dialed_number" => return route.number.to_string(),
                "context" => return route.context.to_string(),
                "dialplan" => return "XML".to_owned(),
                _ => {}
            }
        }
        match name {
            "caller_id_number" | "ani" | "sip_from_user" | "effective_caller_id_number" => {
                return self.sign(Unknown::Caller(None));
            }
            "caller_id_name" | "effective_caller_id_name" => {
                return self.outside("caller name", "the caller's name", false);
            }
            "direction" => return "inbound".to_owned(),
            _ => {}
        }
        if let Some(value) = self.program.system.globals.get(name) {
            return value.clone();
        }
        // What the dialplan sets somewhere, and not on this way, is empty; of all else the system or a program may know.
        if self.program.relevance.set.contains(name) && !self.state.program_ran {
            return String::new();
        }
        if name.is_empty() || name.bytes().all(|byte| byte.is_ascii_digit()) {
            return String::new();
        }
        self.outside(name, name, false)
    }
}

/// Gives a variable a value, if it can matter. One that is counted without end is not known any more.
pub(super) fn assign(program: &PhoneProgram, state: &mut State, name: &str, value: &str) {
    if !program.relevance.matters(name) {
        return;
    }
    let is_number = value.trim().parse::<i64>().is_ok();
    let value = if is_number && program.widened.contains(name) {
        Scope { program, state }.outside(name, name, true)
    } else {
        value.to_owned()
    };
    if value.is_empty() && !program.system.globals.contains_key(name) && program.relevance.set.contains(name)
    {
        state.variables.remove(name);
    } else {
        state.variables.insert(Rc::from(name), Rc::from(value.as_str()));
    }
    state.forget();
}
