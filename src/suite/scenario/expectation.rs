use std::fmt;
use std::sync::Arc;

use jiff::{SignedDuration, Timestamp};

use super::folded_text::FoldedText;
use super::nearest;
use super::phrase::{HeardPosition, Phrase};
use super::prompts::Prompts;
use crate::base::source::Span;
use crate::base::text::{Stretch, counted, counted_as, word_diff};
use crate::call::{CallRecord, Decision, EndPlace, EventKind, Outcome, OutcomeKind};
use crate::plan::{LineId, Plan, PromptPart, ScheduleId, StepId};
use crate::time::moment::rfc3339;

/// One thing that must come of a call, and where the file says so.
#[derive(Clone, Debug)]
pub struct Expectation {
    /// The value in the file.
    pub span: Span,
    /// What must hold.
    pub expected: ExpectationKind,
}

/// Something that was promised and did not come, in words.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ExpectationFailure {
    /// The value in the file.
    pub span: Span,
    /// What was expected, after "expected".
    pub expected: String,
    /// What came instead, after "got".
    pub got: String,
    /// Whether the call could not go on as the steps want it, so that nothing behind this was judged.
    pub aborted_case: bool,
    /// Where in the call it was decided: a position among the events of its record.
    pub event: Option<usize>,
    /// How the two differ, where both are long: prompts and paths.
    pub difference: Vec<Stretch>,
}

/// What must come of a call.
#[derive(Clone, Debug)]
pub enum ExpectationKind {
    /// It ends so.
    Outcome(OutcomeKind),
    /// It ends at the step, or at the contact's fax, of this name.
    Step(String),
    /// It is transferred to this destination.
    Destination(StepId),
    /// This line answers.
    Line(LineId),
    /// These hours sent it to where it ends.
    ClosedBy(ScheduleId),
    /// The reason of the outcome contains this.
    Reason(Phrase),
    /// The system says the last of these after all before it.
    HearsAfter(Arc<[Phrase]>, usize),
    /// A prompt contains this.
    Hears(Phrase),
    /// No prompt contains this.
    NeverHears(Phrase),
    /// It comes to exactly these steps.
    Path(Vec<StepId>),
    /// It comes to this step, among others.
    Passes(StepId),
    /// It never comes to this step.
    NeverPasses(StepId),
    /// It lasts at least so long.
    LastsAtLeast(SignedDuration),
    /// It lasts no longer than this.
    LastsAtMost(SignedDuration),
    /// The caller pressed nothing in time so often.
    NoInputs(u32),
    /// The caller pressed what a step does not take so often.
    NoMatches(u32),
    /// A prompt tells the caller that it opens next at this instant.
    NextOpen(Timestamp),
}

/// What came of a call, as far as it was made.
#[derive(Clone, Copy)]
pub(super) struct CallResult<'a> {
    pub(super) plan: &'a Plan,
    pub(super) record: &'a CallRecord,
    /// How it ends, which is known before it has ended.
    pub(super) outcome: Option<Outcome>,
    /// The prompts that were spoken, where an expectation needs words.
    pub(super) heard: &'a [FoldedText],
}

impl ExpectationKind {
    /// Whether it can only be told from the words of the call, which take time to make.
    pub(super) fn needs_words(&self) -> bool {
        matches!(self, Self::HearsAfter(..) | Self::Hears(_) | Self::NeverHears(_))
    }

    /// Whether it can only be told at the end of the call: anything else is settled before its last prompt is over.
    pub(super) fn needs_end(&self) -> bool {
        matches!(self, Self::LastsAtLeast(_) | Self::LastsAtMost(_))
    }

    /// Whether the call meets it.
    pub(super) fn is_met(&self, came: &CallResult<'_>) -> bool {
        let CallResult { plan, record, outcome, heard } = *came;
        let is_heard = |phrase: &Phrase| heard.iter().any(|prompt| phrase.is_in(prompt.as_str()));
        match self {
            Self::Outcome(kind) => outcome.is_some_and(|outcome| outcome.kind() == *kind),
            Self::Step(key) => outcome.and_then(|outcome| outcome.place_key(plan)) == Some(key.as_str()),
            Self::Destination(step) => outcome.is_some_and(|outcome| {
                outcome.kind() == OutcomeKind::Transferred && outcome.place == EndPlace::Step(*step)
            }),
            Self::Line(line) => record.line == Some(*line),
            Self::ClosedBy(schedule) => {
                outcome.and_then(|outcome| outcome.closed_by(plan)) == Some(*schedule)
            }
            Self::Reason(phrase) => {
                let reason = outcome.and_then(|outcome| record.reason_of(plan, outcome));
                reason.is_some_and(|reason| phrase.is_in(&FoldedText::of(&reason)))
            }
            Self::HearsAfter(phrases, position) => in_order(&phrases[..=*position], heard),
            Self::Hears(phrase) => is_heard(phrase),
            Self::NeverHears(phrase) => !is_heard(phrase),
            Self::Path(path) => record.path().eq(path.iter().copied()),
            Self::Passes(step) => record.path().any(|passed| passed == *step),
            Self::NeverPasses(step) => record.path().all(|passed| passed != *step),
            Self::LastsAtLeast(least) => record.duration() >= *least,
            Self::LastsAtMost(most) => record.duration() <= *most,
            Self::NoInputs(count) => no_inputs(record) == *count,
            Self::NoMatches(count) => no_matches(record) == *count,
            Self::NextOpen(at) => told_openings(plan, record).any(|(_, told)| told == Some(*at)),
        }
    }

    /// What was expected, in words.
    #[must_use]
    pub fn told(&self, plan: &Plan) -> String {
        let step = |id: &StepId| &plan.step(*id).key;
        match self {
            Self::Outcome(kind) => format!("outcome `{}`", kind.word()),
            Self::Step(key) => format!("the end at step `{key}`"),
            Self::Destination(id) => format!("a transfer to `{}`", step(id)),
            Self::Line(line) => format!("line `{}`", plan.line(*line).key),
            Self::ClosedBy(schedule) => format!("to be closed by `{}`", plan.schedule(*schedule).key),
            Self::Reason(phrase) => format!("a reason with \"{}\"", phrase.written()),
            Self::HearsAfter(phrases, position) => format!("to hear \"{}\"", phrases[*position].written()),
            Self::Hears(phrase) => format!("to hear \"{}\"", phrase.written()),
            Self::NeverHears(phrase) => format!("never to hear \"{}\"", phrase.written()),
            Self::Path(path) => format!("path {}", KeyPath { plan, steps: path }),
            Self::Passes(id) => format!("to pass `{}`", step(id)),
            Self::NeverPasses(id) => format!("never to pass `{}`", step(id)),
            Self::LastsAtLeast(least) => format!("at least {}", seconds(*least)),
            Self::LastsAtMost(most) => format!("at most {}", seconds(*most)),
            Self::NoInputs(count) => counted(*count, "no-input"),
            Self::NoMatches(count) => counted_as(*count, "no-match", "no-matches"),
            Self::NextOpen(at) => {
                format!("a prompt saying it opens next at {}", rfc3339(*at, plan.zone))
            }
        }
    }

    /// How what was expected and what came differ, where both are long.
    pub(super) fn difference(&self, plan: &Plan, record: &CallRecord) -> Vec<Stretch> {
        let found = match self {
            // Where it is only said too early, there is nothing to compare.
            Self::HearsAfter(phrases, position)
                if nearest::found(plan, record, &phrases[*position]).is_none() =>
            {
                nearest::nearest(plan, record, record.events.len(), &phrases[*position])
            }
            Self::Hears(phrase) => nearest::nearest(plan, record, record.events.len(), phrase),
            Self::NeverHears(phrase) => nearest::found(plan, record, phrase),
            Self::Path(path) => {
                let key = |step: StepId| format!("`{}`", plan.step(step).key);
                let wanted: Vec<String> = path.iter().copied().map(key).collect();
                return word_diff(&wanted, &record.path().map(key).collect::<Vec<_>>());
            }
            _ => None,
        };
        found.map_or_else(Vec::new, |found| found.stretches)
    }

    /// What the call gave instead, in words.
    #[must_use]
    pub fn got(&self, plan: &Plan, record: &CallRecord) -> String {
        let outcome = record.outcome();
        let named = |key: Option<&str>, none: &str| key.map_or(none.to_owned(), |key| format!("`{key}`"));
        let path = || {
            let steps: Vec<StepId> = record.path().collect();
            KeyPath { plan, steps: &steps }.to_string()
        };
        match self {
            Self::Outcome(_) => named(outcome.map(|outcome| outcome.kind().word()), "a call without an end"),
            Self::Step(_) => named(outcome.and_then(|outcome| outcome.place_key(plan)), "no step"),
            Self::Destination(_) => outcome.map_or_else(String::new, |outcome| {
                let at = outcome.place_key(plan).map_or_else(String::new, |key| format!(" at `{key}`"));
                format!("`{}`{at}", outcome.kind().word())
            }),
            Self::Line(_) => named(record.line.map(|line| plan.line(line).key.as_str()), "no line"),
            Self::ClosedBy(_) => {
                let schedule = outcome.and_then(|outcome| outcome.closed_by(plan));
                named(schedule.map(|id| plan.schedule(id).key.as_str()), "no closed hours")
            }
            Self::Reason(_) => {
                record.reason(plan).map_or("no reason".to_owned(), |reason| format!("\"{reason}\""))
            }
            Self::HearsAfter(phrases, position)
                if heard_with(plan, record, &phrases[*position]).is_some() =>
            {
                "it only before what must come first".to_owned()
            }
            Self::HearsAfter(..) | Self::Hears(_) => "no prompt that says so".to_owned(),
            Self::NeverHears(phrase) => {
                heard_with(plan, record, phrase).map_or_else(String::new, |prompt| format!("\"{prompt}\""))
            }
            Self::Path(_) | Self::Passes(_) => path(),
            Self::NeverPasses(_) => format!("path {}", path()),
            Self::LastsAtLeast(_) | Self::LastsAtMost(_) => seconds(record.duration()),
            Self::NoInputs(_) => no_inputs(record).to_string(),
            Self::NoMatches(_) => no_matches(record).to_string(),
            Self::NextOpen(_) => {
                let told: Vec<String> = told_openings(plan, record)
                    .map(|(_, at)| {
                        at.map_or("no opening".to_owned(), |at| rfc3339(at, plan.zone).to_string())
                    })
                    .collect();
                if told.is_empty() { "none".to_owned() } else { told.join(", ") }
            }
        }
    }
}

/// Whether the last of the phrases is said behind those before it. One that is never said holds up none behind it: it is
/// missed itself.
fn in_order(phrases: &[Phrase], heard: &[FoldedText]) -> bool {
    let mut start = HeardPosition::default();
    let mut is_found = false;
    for phrase in phrases {
        let found = phrase.find(heard, start);
        is_found = found.is_some();
        start = found.unwrap_or(start);
    }
    is_found
}

fn no_inputs(record: &CallRecord) -> u32 {
    count(record, |decision| matches!(decision, Decision::NoInput { .. }))
}

fn no_matches(record: &CallRecord) -> u32 {
    count(record, is_no_match)
}

pub(super) fn is_no_match(decision: &Decision) -> bool {
    matches!(decision, Decision::NoMatch { .. } | Decision::EntryNoMatch { .. })
}

fn count(record: &CallRecord, is_meant: impl Fn(&Decision) -> bool) -> u32 {
    let meant = |what: &EventKind| matches!(what, EventKind::Decided(decision) if is_meant(decision));
    record.events.iter().filter(|event| meant(&event.what)).count() as u32
}

/// The openings that prompts told the caller of, with the events; none for "stays closed until further notice". What is
/// open then is not told to open.
pub(super) fn told_openings<'a>(
    plan: &'a Plan,
    record: &'a CallRecord,
) -> impl Iterator<Item = (usize, Option<Timestamp>)> + 'a {
    let told = record.events.iter().enumerate().filter_map(|(position, event)| match event.what {
        EventKind::Speaks(utterance) => Some((position, event.at, utterance)),
        _ => None,
    });
    told.flat_map(move |(position, at, utterance)| {
        utterance.pieces(plan).iter().filter_map(move |piece| {
            let schedule = match piece {
                PromptPart::NextOpen => utterance.hours?,
                PromptPart::NextOpenOf(schedule) => *schedule,
                _ => return None,
            };
            let timetable = plan.schedule(schedule).schedule.in_zone(record.caller_zone.zone);
            (!timetable.is_open(at)).then(|| (position, timetable.next_change(at)))
        })
    })
}

/// The first prompt of a call that contains the words.
fn heard_with(plan: &Plan, record: &CallRecord, phrase: &Phrase) -> Option<String> {
    let prompts = Prompts::of(plan, record);
    let position = prompts.as_slice().iter().position(|prompt| phrase.is_in(prompt.as_str()))?;
    let spoken = record.events.iter().filter_map(|event| match event.what {
        EventKind::Speaks(utterance) => Some(record.told(plan, event).spoken(utterance)),
        _ => None,
    });
    spoken.into_iter().nth(position).map(|prompt| prompt.to_string())
}

fn seconds(duration: SignedDuration) -> String {
    format!("{:.1} s", duration.as_secs_f64())
}

struct KeyPath<'a> {
    plan: &'a Plan,
    steps: &'a [StepId],
}

impl fmt::Display for KeyPath<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.steps.is_empty() {
            return f.write_str("no step");
        }
        for (index, &step) in self.steps.iter().enumerate() {
            let arrow = if index > 0 { " → " } else { "" };
            write!(f, "{arrow}`{}`", self.plan.step(step).key)?;
        }
        Ok(())
    }
}
