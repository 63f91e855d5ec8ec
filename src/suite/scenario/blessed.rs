use super::expectation::ExpectationKind;
use crate::call::{CallRecord, OutcomeKind};
use crate::plan::Plan;

/// What an expectation would have to say to be met by a call.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum BlessedExpectation {
    /// This text.
    Text(String),
    /// These texts.
    Texts(Vec<String>),
    /// Nothing: there is no such thing in the call, so the key has to go.
    Absent,
    /// Only people can say. The text says why.
    Unclear(&'static str),
}

impl ExpectationKind {
    /// What it would have to say to be met by this call.
    #[must_use]
    pub fn blessed(&self, plan: &Plan, record: &CallRecord) -> BlessedExpectation {
        let outcome = record.outcome();
        let text = |key: Option<&str>| {
            key.map_or(BlessedExpectation::Absent, |key| BlessedExpectation::Text(key.to_owned()))
        };
        match self {
            Self::Outcome(_) => text(outcome.map(|outcome| outcome.kind().word())),
            Self::Step(_) => text(outcome.and_then(|outcome| outcome.place_key(plan))),
            Self::Destination(_) => {
                let reached = outcome.filter(|outcome| outcome.kind() == OutcomeKind::Transferred);
                text(reached.and_then(|outcome| outcome.place_key(plan)))
            }
            Self::Line(_) => text(record.line.map(|line| plan.line(line).key.as_str())),
            Self::ClosedBy(_) => {
                let schedule = outcome.and_then(|outcome| outcome.closed_by(plan));
                text(schedule.map(|schedule| plan.schedule(schedule).key.as_str()))
            }
            Self::Reason(_) => text(record.reason(plan).as_deref()),
            Self::Path(_) => {
                let path: Vec<_> = record.path().map(|step| plan.step(step).key.clone()).collect();
                if path.is_empty() { BlessedExpectation::Absent } else { BlessedExpectation::Texts(path) }
            }
            Self::HearsAfter(..) | Self::Hears(_) | Self::NeverHears(_) => {
                BlessedExpectation::Unclear("only you can say which words matter")
            }
            Self::Passes(_)
            | Self::NeverPasses(_)
            | Self::LastsAtLeast(_)
            | Self::LastsAtMost(_)
            | Self::NoInputs(_)
            | Self::NoMatches(_)
            | Self::NextOpen(_) => BlessedExpectation::Unclear("only you can say what it should be"),
        }
    }
}
