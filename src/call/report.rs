//! One call, told: as text for people, as JSON for programs.

use std::fmt;

use jiff::{SignedDuration, Timestamp};
use schemars::JsonSchema;
use serde::Serialize;

use super::arrival_cause::ArrivalCause;
use super::event::{Decision, EventKind};
use super::outcome::{EndReason, Outcome, OutcomeKind};
use super::record::{CallRecord, Speaker, TraceEntry, TranscriptEntry};
use super::rounds::{Stretch, stretches};
use crate::base::text::{Paint, one_line, safe};
use crate::plan::Plan;
use crate::time::Zone;
use crate::time::moment::rfc3339;

/// A call for people: what was heard and pressed, with times, what came of it, and why if that is asked for.
#[derive(Clone, Copy, Debug)]
pub struct CallText<'a> {
    /// The plan.
    pub plan: &'a Plan,
    /// The call.
    pub record: &'a CallRecord,
    /// Whether to add the trace.
    pub why: bool,
    /// Colors.
    pub paint: Paint,
}

impl fmt::Display for CallText<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { plan, record, why, paint } = *self;
        CallHead(*self).fmt(f)?;
        CallBody(*self).fmt(f)?;
        if why {
            writeln!(f, "\n{}", paint.bold("Why"))?;
            TraceText { plan, record, paint }.fmt(f)?;
        }
        Ok(())
    }
}

/// The first lines of a call: what was dialed, when, by whom.
#[derive(Clone, Copy, Debug)]
pub struct CallHead<'a>(pub CallText<'a>);

impl fmt::Display for CallHead<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let CallText { plan, record, paint, .. } = self.0;
        let at = clock(record.began, plan.zone);
        let fax = || record.outcome().and_then(|outcome| outcome.place_name(plan));
        let line = line_name(plan, record).or_else(fax).unwrap_or("no line of the plan");
        if record.dialled.is_dialable() {
            write!(f, "{}  ", paint.bold(record.dialled))?;
        }
        writeln!(f, "{}  {}", paint.bold(safe(line)), paint.dim(at))?;
        if record.caller.number.is_some() || record.caller.zone.is_some() {
            write!(f, "from ")?;
            if let Some(number) = record.caller.number {
                write!(f, "{number}, ")?;
            }
            let there = clock(record.began, record.caller_zone.zone);
            writeln!(f, "{}", paint.dim(format_args!("{there}")))?;
        }
        Ok(())
    }
}

/// The lines of a call after the first ones: what was heard and pressed, and what came of it.
#[derive(Clone, Copy, Debug)]
pub struct CallBody<'a>(pub CallText<'a>);

impl fmt::Display for CallBody<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let CallText { plan, record, paint, .. } = self.0;
        let transcript = record.transcript(plan);
        let key = |entry: &TranscriptEntry| {
            let is_said = entry.speaker == Speaker::System && !entry.cut_short;
            is_said.then(|| entry.text.clone())
        };
        stretches(&transcript, key).iter().try_for_each(|stretch| match stretch {
            Stretch::Told(entry) => CallEntry { call: self.0, entry }.fmt(f),
            Stretch::Again(first, rounds) => again(f, first.at.duration_since(record.began), *rounds, paint),
        })
    }
}

/// One line of a call's transcript, with its time.
#[derive(Clone, Copy, Debug)]
pub struct CallEntry<'a> {
    /// The call.
    pub call: CallText<'a>,
    /// The line.
    pub entry: &'a TranscriptEntry,
}

impl fmt::Display for CallEntry<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { call, entry } = *self;
        let CallText { plan, record, paint, .. } = call;
        let time = offset(entry.at.duration_since(record.began));
        write!(f, "{}  ", paint.dim(time))?;
        match entry.speaker {
            Speaker::System => {
                let cut = if entry.cut_short { " …" } else { "" };
                writeln!(f, "{}{}", one_line(&entry.text), paint.dim(cut))
            }
            Speaker::Caller => writeln!(f, "{}", paint.caller(format_args!("[{}]", entry.text))),
            Speaker::Outcome => writeln!(f, "{}", OutcomeText { plan, record, paint }),
        }
    }
}

/// Every decision of a call, with its reason.
#[derive(Clone, Copy, Debug)]
pub struct TraceText<'a> {
    /// The plan.
    pub plan: &'a Plan,
    /// The call.
    pub record: &'a CallRecord,
    /// Colors.
    pub paint: Paint,
}

impl fmt::Display for TraceText<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { plan, record, paint } = *self;
        let began = record.began;
        let trace = record.trace(plan);
        stretches(&trace, |entry| Some(entry.text.clone())).iter().try_for_each(|stretch| match stretch {
            Stretch::Told(entry) => TraceLine { plan, began, entry, paint }.fmt(f),
            Stretch::Again(first, rounds) => again(f, first.at.duration_since(began), *rounds, paint),
        })
    }
}

/// That the same goes on for some rounds.
fn again(f: &mut fmt::Formatter<'_>, from: SignedDuration, rounds: usize, paint: Paint) -> fmt::Result {
    writeln!(f, "{}  {}", paint.dim(offset(from)), paint.dim(format_args!("… the same {rounds} times more")))
}

/// How a call ended and why, on one line: `→ disconnected: Sales closed: after 17:00`. Empty while it goes on.
#[derive(Clone, Copy, Debug)]
pub(crate) struct OutcomeText<'a> {
    pub(crate) plan: &'a Plan,
    pub(crate) record: &'a CallRecord,
    pub(crate) paint: Paint,
}

impl fmt::Display for OutcomeText<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { plan, record, paint } = *self;
        let Some(outcome) = record.outcome() else { return Ok(()) };
        let kind = outcome.kind();
        let word = match kind {
            OutcomeKind::Transferred => paint.good(kind.word()),
            OutcomeKind::Voicemail
            | OutcomeKind::Callback
            | OutcomeKind::FaxTone
            | OutcomeKind::CallerHungUp => paint.note(kind.word()),
            OutcomeKind::NotInService | OutcomeKind::Disconnected | OutcomeKind::Dropped => {
                paint.bad(kind.word())
            }
        };
        write!(f, "→ {word}")?;
        let place = outcome.place_name(plan);
        if let Some(name) = place {
            write!(f, ": {}", paint.bold(safe(name)))?;
        }
        let closed = match outcome.because {
            Some(ArrivalCause::Closed(step)) => plan.step(step).name.as_deref().or(line_name(plan, record)),
            _ => None,
        };
        let Some(reason) = record.reason(plan).filter(|_| !says_reason(&outcome)) else { return Ok(()) };
        let reason = safe(&reason);
        match (closed.map(safe), place) {
            (Some(closed), None) => write!(f, ": {} {}", paint.bold(closed), paint.dim(reason)),
            (Some(closed), Some(_)) => write!(f, " {}", paint.dim(format_args!("({closed} {reason})"))),
            (None, _) => write!(f, " {}", paint.dim(format_args!("({reason})"))),
        }
    }
}

/// Whether the word for an outcome says its reason already, as `caller-hung-up` does.
fn says_reason(outcome: &Outcome) -> bool {
    outcome.because.is_none()
        && matches!(
            outcome.reason,
            EndReason::PutThrough
                | EndReason::TakesMessage
                | EndReason::CallsBack
                | EndReason::FaxMachine
                | EndReason::CallerHungUp
        )
}

fn line_name<'p>(plan: &'p Plan, record: &CallRecord) -> Option<&'p str> {
    record.line.map(|line| plan.line(line).name.as_str())
}

/// One line of a trace: when, what, and where the plan says so.
#[derive(Clone, Copy, Debug)]
pub(crate) struct TraceLine<'a> {
    pub(crate) plan: &'a Plan,
    /// When the call began.
    pub(crate) began: Timestamp,
    pub(crate) entry: &'a TraceEntry,
    pub(crate) paint: Paint,
}

impl fmt::Display for TraceLine<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { plan, began, entry, paint } = *self;
        let time = offset(entry.at.duration_since(began));
        write!(f, "{}  {}", paint.dim(time), safe(&entry.text))?;
        match entry.span {
            Some(span) => writeln!(f, "  {}", paint.dim(safe(&plan.sources.place(span).to_string()))),
            None => writeln!(f),
        }
    }
}

/// Minutes and seconds since the call began: `1:07.5`.
fn offset(since: SignedDuration) -> String {
    let tenths = since.as_millis() / 100;
    format!("{:>3}:{:02}.{}", tenths / 600, tenths / 10 % 60, tenths % 10)
}

/// An instant on a zone's clock, with its weekday: `Monday 2023-08-28 18:00:00 America/New_York`.
#[must_use]
pub fn clock(at: Timestamp, zone: Zone) -> String {
    format!("{} {}", zone.shows(at, "%A %Y-%m-%d %H:%M:%S"), zone.name())
}

/// A call.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct CallJson {
    /// The plan's name.
    pub plan: String,
    /// The number that was dialed, in E.164.
    pub dialled: String,
    /// The line that answered, by its name in the plan's files.
    pub line: Option<String>,
    /// When it was dialed: RFC 3339, with the offset of the plan's zone.
    pub at: String,
    /// Who called.
    pub caller: CallerJson,
    /// What the outside answered, in the order in which it was asked; absent where it was asked for nothing.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub answers: Vec<AnswerJson>,
    /// How it ended.
    pub outcome: Option<OutcomeJson>,
    /// The steps that the call came to, by their names in the plan's files.
    pub path: Vec<String>,
    /// What was heard and pressed.
    pub transcript: Vec<EntryJson>,
    /// Each decision.
    pub trace: Vec<TraceJson>,
    /// How long the call lasted.
    pub seconds: f64,
    /// How many of the keys and pauses came before the end.
    pub pressed: usize,
}

/// Who called.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct CallerJson {
    /// The caller's number, in E.164.
    pub number: Option<String>,
    /// The zone that is taken to be the caller's.
    pub timezone: String,
    /// How the zone is known.
    pub timezone_known_by: String,
}

/// Something that the outside answered.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct AnswerJson {
    /// What was asked, by its name in the plan's files: an outside answer, or a destination.
    pub answer: String,
    /// What was answered.
    pub value: String,
    /// Whether that is what is answered as a rule.
    pub usual: bool,
}

/// How a call ended.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct OutcomeJson {
    /// `transferred`, `voicemail`, `callback`, `fax-tone`, `not-in-service`, `disconnected`, `dropped` or `caller-hung-up`.
    pub kind: &'static str,
    /// The step or contact where it ended, by its name in the plan's files.
    pub step: Option<String>,
    /// The name of that for people.
    pub name: Option<String>,
    /// Why it ended so.
    pub reason: Option<String>,
    /// The schedule, when hours sent the call there.
    pub closed_by: Option<String>,
}

/// One line of a transcript.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct EntryJson {
    /// Seconds since the number was dialed.
    pub seconds: f64,
    /// `system`, `caller` or `outcome`.
    pub speaker: &'static str,
    /// What was said or pressed.
    pub text: String,
    /// Whether the caller did not wait for the end of it.
    pub cut_short: bool,
}

/// One decision.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct TraceJson {
    /// Seconds since the number was dialed.
    pub seconds: f64,
    /// The decision, with its reason.
    pub text: String,
    /// The file of the plan that says so.
    pub file: Option<String>,
    /// The line in that file, from 1.
    pub line: Option<u32>,
}

fn answers(plan: &Plan, record: &CallRecord) -> Vec<AnswerJson> {
    let answered = record.events.iter().filter_map(|event| match event.what {
        EventKind::Decided(Decision::Asked { answer, value, .. }) => Some((plan.answer(answer), value)),
        _ => None,
    });
    let told = answered.map(|(answer, value)| AnswerJson {
        answer: answer.key.clone(),
        value: answer.word(value).to_owned(),
        usual: value == answer.usual,
    });
    told.collect()
}

impl CallJson {
    /// The call as it is told to programs.
    #[must_use]
    pub fn new(plan: &Plan, record: &CallRecord, pressed: usize) -> Self {
        let seconds = |at: Timestamp| at.duration_since(record.began).as_secs_f64();
        let zone = record.caller_zone;
        Self {
            plan: plan.name.clone(),
            dialled: record.dialled.e164().to_string(),
            line: record.line.map(|line| plan.line(line).key.clone()),
            at: rfc3339(record.began, plan.zone).to_string(),
            caller: CallerJson {
                number: record.caller.number.map(|number| number.e164().to_string()),
                timezone: zone.zone.name().to_owned(),
                timezone_known_by: zone.source.word().to_owned(),
            },
            answers: answers(plan, record),
            outcome: record.outcome().map(|outcome| OutcomeJson {
                kind: outcome.kind().word(),
                step: outcome.place_key(plan).map(str::to_owned),
                name: outcome.place_name(plan).map(str::to_owned),
                reason: record.reason(plan),
                closed_by: outcome.closed_by(plan).map(|id| plan.schedule(id).key.clone()),
            }),
            path: record.path().map(|step| plan.step(step).key.clone()).collect(),
            transcript: record
                .transcript(plan)
                .into_iter()
                .map(|entry| EntryJson {
                    seconds: seconds(entry.at),
                    speaker: entry.speaker.word(),
                    text: entry.text,
                    cut_short: entry.cut_short,
                })
                .collect(),
            trace: record
                .trace(plan)
                .into_iter()
                .map(|entry| {
                    let place = entry.span.map(|span| plan.sources.place(span));
                    TraceJson {
                        seconds: seconds(entry.at),
                        text: entry.text,
                        file: place.map(|place| place.file.to_owned()),
                        line: place.map(|place| place.line),
                    }
                })
                .collect(),
            seconds: record.duration().as_secs_f64(),
            pressed,
        }
    }
}
