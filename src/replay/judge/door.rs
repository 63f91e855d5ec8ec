//! Closed doors: where hours send a call elsewhere.

use crate::call::{CallEvent, Decision, EventKind};
use crate::plan::{Condition, Plan, ScheduleId, StepId, StepKind, SwitchCase};

/// A place at which hours have sent a call elsewhere than when they are open.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct ClosedDoor {
    /// The step.
    pub step: StepId,
    /// The hours.
    pub schedule: ScheduleId,
}

impl ClosedDoor {
    /// The first closed door that events of a call tell of: a step whose hours are closed, or a switch that goes its way because
    /// hours are.
    pub(crate) fn first(plan: &Plan, events: &[CallEvent]) -> Option<Self> {
        events.iter().find_map(|event| Self::of(plan, *event))
    }

    /// All closed doors that events tell of.
    pub(crate) fn all<'e>(plan: &'e Plan, events: &'e [CallEvent]) -> impl Iterator<Item = Self> + 'e {
        events.iter().filter_map(|event| Self::of(plan, *event))
    }

    fn of(plan: &Plan, event: CallEvent) -> Option<Self> {
        let cases = |step: StepId| match &plan.step(step).kind {
            StepKind::Switch(switch) => Some(&*switch.cases),
            _ => None,
        };
        match event.what {
            EventKind::Decided(Decision::Closed { step, schedule }) => Some(Self { step, schedule }),
            EventKind::Decided(Decision::Case { step, case }) => {
                let case = cases(step)?.get(usize::from(case))?;
                let closed = case.conditions.iter().find_map(|condition| match condition {
                    Condition::Closed(schedule) => Some(*schedule),
                    _ => None,
                });
                closed.map(|schedule| Self { step, schedule })
            }
            // What is open at some time only, and leads elsewhere then, comes first; the week comes last.
            EventKind::Decided(Decision::Otherwise(step)) => {
                let schedule = cases(step)?.iter().rev().find_map(wants_open)?;
                Some(Self { step, schedule })
            }
            _ => None,
        }
    }
}

fn wants_open(case: &SwitchCase) -> Option<ScheduleId> {
    case.conditions.iter().find_map(|condition| match condition {
        Condition::Open(schedule) => Some(*schedule),
        _ => None,
    })
}
