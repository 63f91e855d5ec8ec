//! Scenarios that can be played: every number is a number, every time an instant, every name one of the plan's.

use std::fmt;

use jiff::Timestamp;

use super::Expectation;
use crate::call::{Caller, Keys, Record};
use crate::number::PhoneNumber;
use crate::plan::Plan;
use crate::source::{FileId, Spanned};

/// The scenarios of one file.
#[derive(Clone, Debug)]
pub struct Suite {
    /// The file.
    pub file: FileId,
    /// Its scenarios, in the order of the file.
    pub scenarios: Vec<Scenario>,
}

/// Calls to make, and what must come of each.
#[derive(Clone, Debug)]
pub struct Scenario {
    /// The name, on one line, unique in its file.
    pub name: Spanned<String>,
    /// The number to dial.
    pub call: PhoneNumber,
    /// When; at least one.
    pub at: Vec<Moment>,
    /// Who calls; at least one, which may be nobody known.
    pub from: Vec<Peer>,
    /// What is pressed; at least one, which may be nothing.
    pub press: Vec<Keys>,
    /// What must come of it; at least one, in the order in which they are told.
    pub expect: Vec<Expectation>,
}

/// An instant and how the file writes it.
#[derive(Clone, Debug)]
pub struct Moment {
    /// As written.
    pub written: String,
    /// The instant.
    pub instant: Timestamp,
}

/// A caller and how the file writes it.
#[derive(Clone, Debug, Default)]
pub struct Peer {
    /// As written; empty where the file names no caller.
    pub written: String,
    /// The caller.
    pub caller: Caller,
}

/// One combination of a scenario's times, callers and presses: indices into its lists, meaningless in another scenario.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Case {
    /// Which time.
    pub at: u32,
    /// Which caller.
    pub from: u32,
    /// Which presses.
    pub press: u32,
}

impl Scenario {
    /// How many cases there are.
    #[must_use]
    pub fn count(&self) -> usize {
        self.at.len() * self.from.len() * self.press.len()
    }

    /// The case at a position below [`Scenario::count`]: times change slowest, presses fastest.
    #[must_use]
    pub fn case(&self, position: usize) -> Case {
        let press = position % self.press.len();
        let rest = position / self.press.len();
        Case {
            at: (rest / self.from.len()) as u32,
            from: (rest % self.from.len()) as u32,
            press: press as u32,
        }
    }

    /// When the case calls.
    #[must_use]
    pub fn moment(&self, case: Case) -> &Moment {
        &self.at[case.at as usize]
    }

    /// Who calls.
    #[must_use]
    pub fn caller(&self, case: Case) -> &Peer {
        &self.from[case.from as usize]
    }

    /// What is pressed.
    #[must_use]
    pub fn keys(&self, case: Case) -> &Keys {
        &self.press[case.press as usize]
    }

    /// The scenario's name and, in brackets, what tells the case from its others.
    #[must_use]
    pub fn case_name(&self, case: Case) -> CaseName<'_> {
        CaseName { scenario: self, case }
    }

    /// The call of a case, from beginning to end, for those who want to see all of it.
    #[must_use]
    pub fn record(&self, plan: &Plan, case: Case) -> Record {
        let (at, caller) = (self.moment(case).instant, self.caller(case).caller);
        Record::make(plan, self.call, caller, at, self.keys(case)).0
    }
}

/// The name of a case: `Closed at night [at 2023-08-28 18:00, press 6]`.
#[derive(Clone, Copy, Debug)]
pub struct CaseName<'a> {
    scenario: &'a Scenario,
    case: Case,
}

impl fmt::Display for CaseName<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { scenario, case } = *self;
        f.write_str(&scenario.name.value)?;
        let mut before = " [";
        let mut said = |f: &mut fmt::Formatter<'_>, what: &str, value: &str| {
            write!(f, "{before}{what} {value}")?;
            before = ", ";
            Ok(())
        };
        if scenario.at.len() > 1 {
            said(f, "at", &scenario.moment(case).written)?;
        }
        if scenario.from.len() > 1 {
            said(f, "from", &scenario.caller(case).written)?;
        }
        if scenario.press.len() > 1 {
            let keys = scenario.keys(case);
            if keys.presses().is_empty() {
                said(f, "press", "nothing")?;
            } else {
                said(f, "press", &keys.to_string())?;
            }
        }
        if scenario.count() > 1 { f.write_str("]") } else { Ok(()) }
    }
}
