use crate::base::source::Span;
use crate::call::{Decision, OutcomeKind, Place, Record, What};
use crate::plan::{Key, LineId, Plan, StepId, StepKind};

/// What a caller does on a line and what it comes to, as far as the line tells it from other things; not when.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub(super) struct Way {
    pub(super) line: LineId,
    pub(super) turns: Vec<Turn>,
}

/// One thing that happens on a way.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(super) enum Turn {
    /// The menu takes the key.
    Key(StepId, Key),
    /// The input takes an entry that leads to this place of the plan.
    Entry(StepId, Option<Span>),
    /// The step does not take what is pressed.
    Refused(StepId),
    /// Nothing is pressed.
    Silence(StepId),
    /// The call ends.
    Ends(OutcomeKind, Place),
}

impl Way {
    /// The way of a call. None: no line answered.
    pub(super) fn of(plan: &Plan, call: &Record) -> Option<Self> {
        let turn = |what: What| match what {
            What::Decided(Decision::Takes(step, key)) => Some(Turn::Key(step, key)),
            What::Decided(Decision::Accepts(step, entry)) => {
                let StepKind::Input(input) = &plan.step(step).kind else { return None };
                Some(Turn::Entry(step, input.route(&entry).map(|link| link.span)))
            }
            What::Decided(Decision::WrongKey(step, ..) | Decision::WrongEntry(step, ..)) => {
                Some(Turn::Refused(step))
            }
            What::Decided(Decision::NoInput(step, ..)) => Some(Turn::Silence(step)),
            What::Ended(outcome) => Some(Turn::Ends(outcome.kind(), outcome.place)),
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
