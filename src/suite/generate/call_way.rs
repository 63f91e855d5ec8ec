use crate::base::source::Span;
use crate::call::{CallRecord, Decision, EndPlace, EventKind, OutcomeKind};
use crate::plan::{AnswerId, AnswerValue, Key, LineId, Plan, StepId};

/// What a caller does on a line and what it comes to, as far as the line tells it from other things; not when.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub(super) struct Way {
    pub(super) line: LineId,
    pub(super) turns: Vec<WayTurn>,
}

/// One thing that happens on a way.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(super) enum WayTurn {
    /// The menu takes the key.
    Key(StepId, Key),
    /// The input takes an entry that leads to this place of the plan.
    Entry(StepId, Option<Span>),
    /// The step does not take what is pressed.
    Refused(StepId),
    /// Nothing is pressed.
    Silence(StepId),
    /// Nothing is pressed, which leads on.
    Stays(StepId),
    /// What is not taken otherwise leads on.
    Other(StepId),
    /// The outside answers.
    Asked(AnswerId, AnswerValue),
    /// The call ends.
    Ends(OutcomeKind, EndPlace),
}

impl Way {
    /// The way of a call. None: no line answered.
    pub(super) fn of(plan: &Plan, call: &CallRecord) -> Option<Self> {
        let turn = |what: EventKind| match what {
            EventKind::Decided(Decision::Takes { step, key }) => Some(WayTurn::Key(step, key)),
            EventKind::Decided(Decision::Accepts { step, entry }) => {
                Some(WayTurn::Entry(step, plan.step(step).taken(&entry).map(|taken| taken.link().span)))
            }
            EventKind::Decided(Decision::NoMatch { step, .. } | Decision::EntryNoMatch { step, .. }) => {
                Some(WayTurn::Refused(step))
            }
            EventKind::Decided(Decision::NoInput { step, .. }) => Some(WayTurn::Silence(step)),
            EventKind::Decided(Decision::TakesSilence(step)) => Some(WayTurn::Stays(step)),
            EventKind::Decided(Decision::TakesOther { step, .. }) => Some(WayTurn::Other(step)),
            EventKind::Decided(Decision::Asked { answer, value, .. }) => Some(WayTurn::Asked(answer, value)),
            EventKind::Ended(outcome) => Some(WayTurn::Ends(outcome.kind(), outcome.place)),
            _ => None,
        };
        let line = call.line?;
        Some(Self { line, turns: call.events.iter().filter_map(|event| turn(event.what)).collect() })
    }

    /// Its beginnings, itself among them.
    pub(super) fn beginnings(&self) -> impl Iterator<Item = Self> + '_ {
        (0..=self.turns.len()).map(|turns| Self { line: self.line, turns: self.turns[..turns].to_vec() })
    }
}
