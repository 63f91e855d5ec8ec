//! Which calls meet what: so that a mistake is shown only to cases that can notice it.

use std::collections::BTreeSet;

use super::mutant::{Mutant, MutantTarget};
use crate::call::{Decision, EventKind};
use crate::number::Dialed;
use crate::plan::{Dialable, LineId, Plan, Prompt, PromptPart, ScheduleId, StepId, StepKind};
use crate::suite::runner::QueuedCase;
use crate::suite::scenario::{Action, MidCallCheck};

/// What one call, or every call of a line, can meet of a plan.
///
/// Whatever a call does depends on the line that answers it, on the steps that it comes to, and on the hours and numbers that
/// these ask about or speak of. So a call goes the same way under a plan that is the same in all of this: until it first
/// meets something that is not, both are the same call.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct MetParts {
    touched: BTreeSet<MutantTarget>,
}

impl MetParts {
    /// What the call of a case meets under its own plan.
    #[must_use]
    pub fn of_case(case: &QueuedCase<'_>) -> Self {
        let plan = case.plan();
        let mut meets = Self::default();
        meets.dials(plan, case.dialled());
        for event in &case.record().events {
            if let EventKind::Decided(Decision::Arrives(step) | Decision::Passes { step, .. }) = event.what {
                meets.step(plan, step);
            }
        }
        for step in &case.scenario.steps {
            if let Action::Expect(MidCallCheck::Open(id) | MidCallCheck::Closed(id)) = step.action {
                meets.touched.insert(MutantTarget::Schedule(id));
            }
        }
        meets
    }

    /// What calls of a line can meet, whatever their callers do.
    #[must_use]
    pub fn of_line(plan: &Plan, line: LineId) -> Self {
        let mut meets = Self::default();
        meets.touched.insert(MutantTarget::Line(line));
        plan.steps_of(line).into_iter().for_each(|step| meets.step(plan, step));
        meets
    }

    /// Whether a call can fare otherwise under a mutant.
    #[must_use]
    pub fn meets(&self, mutant: &Mutant) -> bool {
        mutant.touches().any(|touched| touched == MutantTarget::Everything || self.touched.contains(&touched))
    }

    /// All of it, in order.
    pub(super) fn all(&self) -> impl Iterator<Item = MutantTarget> {
        self.touched.iter().copied()
    }

    fn dials(&mut self, plan: &Plan, number: Dialed) {
        if let Some(Dialable::Line(line)) = plan.dial(number) {
            self.touched.insert(MutantTarget::Line(line));
        }
    }

    /// A step is come to: its hours, the hours that its cases ask about, and whatever its prompts speak of.
    fn step(&mut self, plan: &Plan, id: StepId) {
        if !self.touched.insert(MutantTarget::Step(id)) {
            return;
        }
        let step = plan.step(id);
        let asked: Vec<ScheduleId> = match &step.kind {
            StepKind::Switch(switch) => switch.schedules().collect(),
            _ => Vec::new(),
        };
        let gate = step.gate.map(|gate| gate.schedule);
        self.touched.extend(gate.into_iter().chain(asked).map(MutantTarget::Schedule));
        for piece in step.prompts().flat_map(Prompt::wordings).flatten() {
            match piece {
                PromptPart::HoursOf(id) | PromptPart::NextOpenOf(id) | PromptPart::ReasonOf(id) => {
                    self.touched.insert(MutantTarget::Schedule(*id));
                }
                PromptPart::NumberOf(id) => {
                    self.touched.insert(MutantTarget::Line(*id));
                }
                _ => {}
            }
        }
    }
}
