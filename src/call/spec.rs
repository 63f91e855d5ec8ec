//! Calls as they are ordered: whom to dial, who calls, when, and what is pressed.

use jiff::Timestamp;

use super::answers::OutsideAnswers;
use super::caller::Caller;
use super::engine::Call;
use super::keys::KeySequence;
use super::outcome::Outcome;
use super::record::CallRecord;
use super::run::{self, Run};
use crate::number::Dialed;
use crate::plan::{LineId, Plan};

/// A call to be made: all that its outcome depends on, beside the plan. [`Plan::call`] makes it.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct CallSpec {
    /// What is dialed.
    #[doc(alias = "DNIS")]
    pub number: Dialed,
    /// Who calls.
    pub caller: Caller,
    /// When the number is dialed.
    pub at: Timestamp,
    /// What the caller presses, each key as soon as the call takes one.
    pub keys: KeySequence,
    /// What the outside answers, where that is not the usual.
    pub answers: OutsideAnswers,
}

/// A call that was made and has ended.
#[derive(Clone, Debug)]
pub struct CompletedCall {
    /// How it ended.
    pub outcome: Outcome,
    /// When it ended.
    pub ended: Timestamp,
    /// How many of the presses were made before it ended.
    pub pressed: usize,
    /// Everything that happened, from which a transcript and a trace are made.
    pub record: CallRecord,
}

impl CallSpec {
    /// A call to a number, by a caller of whom nothing is known and who presses nothing.
    #[must_use]
    pub fn new(number: impl Into<Dialed>, at: Timestamp) -> Self {
        Self {
            number: number.into(),
            at,
            caller: Caller::default(),
            keys: KeySequence::default(),
            answers: OutsideAnswers::default(),
        }
    }

    /// As [`CallSpec::new`], to the number of a line.
    #[must_use]
    pub fn to_line(plan: &Plan, line: LineId, at: Timestamp) -> Self {
        Self::new(plan.line(line).number.value, at)
    }

    /// The same call by this caller.
    #[must_use]
    pub fn with_caller(self, caller: Caller) -> Self {
        Self { caller, ..self }
    }

    /// The same call, in which the outside answers so.
    #[must_use]
    pub fn with_answers(self, answers: OutsideAnswers) -> Self {
        Self { answers, ..self }
    }

    /// The same call with these keys.
    #[must_use]
    pub fn with_keys(self, keys: KeySequence) -> Self {
        Self { keys, ..self }
    }
}

impl Plan {
    /// Makes a call in virtual time, to its end, and keeps all of it.
    ///
    /// ```
    /// use ivrsim::call::{CallSpec, OutcomeKind};
    /// use ivrsim::plan;
    /// use ivrsim::time::moment;
    ///
    /// let plan = plan::builtin();
    /// let line = plan.line_named("cpc").expect("the plan has this line");
    /// let spec = CallSpec::to_line(plan, line, moment::parse("2026-01-16 09:30", plan.zone)?);
    ///
    /// let call = plan.call(&spec.clone().with_keys("3".parse()?));
    /// assert_eq!(call.outcome.kind(), OutcomeKind::Transferred);
    /// assert_eq!(call.outcome.place_name(plan).as_deref(), Some("Customer Interview"));
    ///
    /// // Whoever presses nothing is asked three times.
    /// let call = plan.call(&spec);
    /// assert_eq!(call.outcome.kind(), OutcomeKind::Disconnected);
    /// assert_eq!(call.record.reason(plan).as_deref(), Some("the caller pressed nothing"));
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    #[must_use]
    pub fn call(&self, spec: &CallSpec) -> CompletedCall {
        let mut call = Call::dial_with(self, spec.number, spec.caller, &spec.answers, spec.at);
        let mut record = CallRecord::of(&call);
        let Run { outcome, ended, pressed } =
            run::watched(&mut call, &spec.keys, |_, event| record.events.push(event));
        CompletedCall { outcome, ended, pressed, record }
    }

    /// Only what a call comes to, for many calls: no words are put together, nothing is kept, and nothing waits for the end
    /// of what is spoken where the outcome does not depend on it.
    ///
    /// ```
    /// use ivrsim::call::{CallSpec, OutcomeKind};
    /// use ivrsim::plan;
    /// use ivrsim::time::moment;
    ///
    /// let plan = plan::builtin();
    /// let new_year = moment::parse("2026-01-01 00:00", plan.zone)?;
    /// let is_transferred =
    ///     |spec: &CallSpec| plan.decide(spec).kind() == OutcomeKind::Transferred;
    /// let lines = plan.lines().filter(|(id, _)| is_transferred(&CallSpec::to_line(plan, *id, new_year)));
    /// assert_eq!(lines.count(), 0, "nobody works at midnight");
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    #[must_use]
    pub fn decide(&self, spec: &CallSpec) -> Outcome {
        let mut call = Call::dial_with(self, spec.number, spec.caller, &spec.answers, spec.at);
        run::decide(&mut call, &spec.keys)
    }
}
