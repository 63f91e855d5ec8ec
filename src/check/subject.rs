use jiff::Timestamp;

use crate::base::diagnostic::Diagnostic;
use crate::plan::Plan;

/// What is checked.
#[derive(Clone, Copy, Debug)]
pub struct CheckSubject<'a> {
    /// The plan.
    pub plan: &'a Plan,
    /// How the command line names the plan, for the commands in findings; None for the one that comes with the program.
    pub plan_word: Option<&'a str>,
    /// The day on which it is checked: overrides can be past, and plans not yet in force.
    pub now: Timestamp,
    /// What the reader has said of the plan's text.
    pub told: &'a [Diagnostic],
    /// What the plan's scenarios have to say when they are held against it.
    pub scenarios: &'a [Diagnostic],
}

impl<'a> CheckSubject<'a> {
    /// A plan by itself.
    #[must_use]
    pub fn new(plan: &'a Plan, now: Timestamp) -> Self {
        Self { plan, plan_word: None, now, told: &[], scenarios: &[] }
    }
}
