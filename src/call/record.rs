//! A whole call, kept: what was heard and pressed, and why.

use std::ops::Deref;

use jiff::{SignedDuration, Timestamp};

use super::answers::OutsideAnswers;
use super::caller::{Caller, CallerZone};
use super::engine::Call;
use super::event::{CallEvent, Decision, EventKind};
use super::event_text::EventText;
use super::outcome::Outcome;
use crate::base::source::Span;
use crate::number::Dialed;
use crate::plan::{AnswerId, AnswerValue, LineId, Plan, StepId, Target, TransferResult};

/// A whole call. It keeps events, not words; words are made for those who read them.
#[derive(Clone, Debug)]
#[doc(alias("CDR", "CTR", "call record", "transcript", "trace"))]
pub struct CallRecord {
    /// The number that was dialed.
    pub dialled: Dialed,
    /// The line that answered.
    pub line: Option<LineId>,
    /// Who called.
    pub caller: Caller,
    /// The caller's zone, and how it is known.
    pub caller_zone: CallerZone,
    /// When the number was dialed.
    pub began: Timestamp,
    /// Everything that happened.
    pub events: Vec<CallEvent>,
}

/// Who speaks in a transcript.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Speaker {
    /// The phone system: a prompt.
    System,
    /// The caller: a key, or hanging up.
    Caller,
    /// What happened to the call in the end.
    Outcome,
}

impl Speaker {
    /// The word for it in JSON.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Self::System => "system",
            Self::Caller => "caller",
            Self::Outcome => "outcome",
        }
    }
}

/// One line of a transcript.
#[derive(Clone, Debug, PartialEq, Eq)]
#[doc(alias = "transcript")]
pub struct TranscriptEntry {
    /// When it began.
    pub at: Timestamp,
    /// Who speaks.
    pub speaker: Speaker,
    /// What was said or pressed.
    pub text: String,
    /// Whether the caller did not wait for the end of it.
    pub cut_short: bool,
}

/// One decision with its reason, and where the plan says so.
#[derive(Clone, Debug, PartialEq, Eq)]
#[doc(alias = "trace")]
pub struct TraceEntry {
    /// When it was made.
    pub at: Timestamp,
    /// The decision in words.
    pub text: String,
    /// Where the plan says so.
    pub span: Option<Span>,
}

impl CallRecord {
    /// An empty record of a call that has just been dialed.
    pub fn of<P: Deref<Target = Plan>>(call: &Call<P>) -> Self {
        Self {
            dialled: call.dialled(),
            line: call.line(),
            caller: call.caller(),
            caller_zone: call.caller_zone(),
            began: call.began(),
            events: Vec::new(),
        }
    }

    /// How the call ended, if it has.
    #[must_use]
    pub fn outcome(&self) -> Option<Outcome> {
        self.events.iter().rev().find_map(|event| match event.what {
            EventKind::Ended(outcome) => Some(outcome),
            _ => None,
        })
    }

    /// How long the call lasted so far.
    #[must_use]
    pub fn duration(&self) -> SignedDuration {
        self.events.last().map_or(SignedDuration::ZERO, |last| last.at.duration_since(self.began))
    }

    /// The steps that the call came to, in order.
    pub fn path(&self) -> impl Iterator<Item = StepId> {
        self.events.iter().filter_map(|event| match event.what {
            EventKind::Decided(Decision::Arrives(step)) => Some(step),
            _ => None,
        })
    }

    /// What the outside answered that was not the usual, for whoever wants to make the call again.
    #[must_use]
    pub fn answers(&self, plan: &Plan) -> OutsideAnswers {
        let mut asked: Vec<(AnswerId, Vec<AnswerValue>)> = Vec::new();
        for event in &self.events {
            let EventKind::Decided(Decision::Asked { answer, value, .. }) = event.what else { continue };
            match asked.iter_mut().find(|(known, _)| *known == answer) {
                Some((_, values)) => values.push(value),
                None => asked.push((answer, vec![value])),
            }
        }
        let mut answers = OutsideAnswers::default();
        for (id, mut values) in asked {
            let answer = plan.answer(id);
            // What is answered once more is what was answered last.
            while values.len() > 1 && values[values.len() - 1] == values[values.len() - 2] {
                values.pop();
            }
            if values != [answer.usual] {
                for value in values {
                    answers.give(&answer.key, answer.word(value));
                }
            }
        }
        answers
    }

    /// The words of one event.
    #[must_use]
    pub fn told<'a>(&'a self, plan: &'a Plan, event: &'a CallEvent) -> EventText<'a> {
        EventText { plan, line: self.line, dialled: self.dialled, zone: self.caller_zone.zone, event }
    }

    /// Everything that was heard and pressed.
    #[must_use]
    pub fn transcript(&self, plan: &Plan) -> Vec<TranscriptEntry> {
        let mut entries: Vec<TranscriptEntry> = Vec::new();
        for event in &self.events {
            let (speaker, text) = match event.what {
                EventKind::Speaks(utterance) => {
                    (Speaker::System, self.told(plan, event).spoken(utterance).to_string())
                }
                EventKind::Pressed(key) => (Speaker::Caller, key.to_string()),
                EventKind::Ended(_) => (Speaker::Outcome, self.told(plan, event).to_string()),
                EventKind::BargesIn => {
                    if let Some(prompt) = entries.iter_mut().rfind(|entry| entry.speaker == Speaker::System) {
                        prompt.cut_short = true;
                    }
                    continue;
                }
                EventKind::Decided(_) => continue,
            };
            entries.push(TranscriptEntry { at: event.at, speaker, text, cut_short: false });
        }
        entries
    }

    /// How many lines of the transcript stand before an event.
    pub(crate) fn told_before(&self, event: usize) -> usize {
        self.events[..event].iter().filter(|event| is_told(event.what)).count()
    }

    /// The events that are lines of the transcript.
    #[cfg(feature = "serve")]
    pub(crate) fn told_events(&self) -> impl Iterator<Item = &CallEvent> {
        self.events.iter().filter(|event| is_told(event.what))
    }

    /// Every decision, with its reason.
    #[must_use]
    pub fn trace(&self, plan: &Plan) -> Vec<TraceEntry> {
        let decided = self.events.iter().filter_map(|event| match event.what {
            EventKind::Decided(decision) => Some((event, decision)),
            _ => None,
        });
        decided
            .map(|(event, decision)| TraceEntry {
                at: event.at,
                text: self.told(plan, event).to_string(),
                span: decision.span(plan),
            })
            .collect()
    }

    /// Why the call ended as it did, in words: the hours that sent it there, the caller's silence, or the plan.
    #[must_use]
    pub fn reason(&self, plan: &Plan) -> Option<String> {
        self.outcome().and_then(|outcome| self.reason_of(plan, outcome))
    }

    /// As [`CallRecord::reason`], for an outcome that is known before the end of the call.
    pub(crate) fn reason_of(&self, plan: &Plan, outcome: Outcome) -> Option<String> {
        use super::arrival_cause::ArrivalCause;
        use super::outcome::EndReason;

        let because = match outcome.because {
            Some(ArrivalCause::Closed(step)) => {
                let closed = self.events.iter().rev().find(
                    |event| matches!(event.what, EventKind::Decided(Decision::Closed { step: at, .. }) if at == step),
                )?;
                let gate = plan.step(step).gate?;
                let timetable = plan.schedule(gate.schedule).schedule.in_zone(self.caller_zone.zone);
                Some(timetable.why(closed.at).to_string())
            }
            Some(ArrivalCause::NoInput) => Some("the caller pressed nothing".to_owned()),
            Some(ArrivalCause::NoMatch) => Some("the caller pressed keys that are not accepted".to_owned()),
            Some(ArrivalCause::Transfer { step, result }) => Some(transfer_reason(plan, step, result)),
            None => None,
        };
        Some(match (because, outcome.reason) {
            (Some(because), _) => because,
            (None, EndReason::PutThrough) => "put through".to_owned(),
            (None, EndReason::TakesMessage) => "takes a message".to_owned(),
            (None, EndReason::CallsBack) => "promises a call back".to_owned(),
            (None, EndReason::FaxMachine) => "a fax machine answers".to_owned(),
            (None, EndReason::NoSuchNumber) => "no line of the plan has this number".to_owned(),
            (None, EndReason::HungUp) => "the plan ends the call here".to_owned(),
            (None, EndReason::Dropped) => "the phone system has nothing there".to_owned(),
            (None, EndReason::TooLong) => "the call reached the plan's limit".to_owned(),
            (None, EndReason::Loop) => "the call went in circles".to_owned(),
            (None, EndReason::CallerHungUp) => "the caller hung up".to_owned(),
        })
    }
}

/// Why a call went on behind a destination.
fn transfer_reason(plan: &Plan, step: StepId, result: TransferResult) -> String {
    let name = plan.target_name(Target::Step(step));
    match result {
        TransferResult::Unanswered => format!("nobody answered at {name}"),
        TransferResult::Busy => format!("it was busy at {name}"),
        TransferResult::Full => format!("the queue of {name} was full"),
        TransferResult::Answered | TransferResult::Ended => format!("the call with {name} had ended"),
    }
}

/// Whether an event is a line of the transcript.
fn is_told(what: EventKind) -> bool {
    matches!(what, EventKind::Speaks(_) | EventKind::Pressed(_) | EventKind::Ended(_))
}
