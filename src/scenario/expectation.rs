use std::fmt;

use super::words::Folded;
use crate::call::{OutcomeKind, Record, What};
use crate::plan::{LineId, Plan, ScheduleId, StepId};
use crate::source::Span;

/// One thing that must come of a call, and where the file says so.
#[derive(Clone, Debug)]
pub struct Expectation {
    /// The value in the file.
    pub span: Span,
    /// What must hold.
    pub expected: Expected,
}

/// What must come of a call.
#[derive(Clone, Debug)]
pub enum Expected {
    /// It ends so.
    Outcome(OutcomeKind),
    /// It ends at the step, or at the contact's fax, of this name.
    Step(String),
    /// This line answers.
    Line(LineId),
    /// These hours sent it to where it ends.
    ClosedBy(ScheduleId),
    /// The reason of the outcome contains this.
    Reason(Phrase),
    /// A prompt contains this.
    Hears(Phrase),
    /// No prompt contains this.
    NeverHears(Phrase),
    /// It comes to exactly these steps.
    Path(Vec<StepId>),
}

/// Words to look for, whatever their capitals and spaces.
#[derive(Clone, Debug)]
pub struct Phrase {
    written: String,
    folded: String,
}

impl Phrase {
    /// Words to look for.
    pub(super) fn new(written: &str) -> Self {
        Self { written: written.to_owned(), folded: Folded::of(written) }
    }

    /// Whether a text that has been folded contains the words.
    pub(super) fn is_in(&self, folded: &Folded) -> bool {
        folded.as_str().contains(&self.folded)
    }
}

impl Expected {
    /// Whether it can only be told from the words of the call, which take time to make.
    pub(super) fn needs_words(&self) -> bool {
        matches!(self, Self::Hears(_) | Self::NeverHears(_))
    }

    /// Whether the call meets it. `heard` holds the prompts that were spoken, if the expectation needs words.
    pub(super) fn is_met(&self, plan: &Plan, record: &Record, heard: &[Folded]) -> bool {
        let outcome = record.outcome();
        match self {
            Self::Outcome(kind) => outcome.is_some_and(|outcome| outcome.kind() == *kind),
            Self::Step(key) => outcome.and_then(|outcome| outcome.place_key(plan)) == Some(key.as_str()),
            Self::Line(line) => record.line == Some(*line),
            Self::ClosedBy(schedule) => {
                outcome.and_then(|outcome| outcome.closed_by(plan)) == Some(*schedule)
            }
            Self::Reason(phrase) => {
                record.reason(plan).is_some_and(|reason| Folded::of(&reason).contains(&phrase.folded))
            }
            Self::Hears(phrase) => heard.iter().any(|prompt| phrase.is_in(prompt)),
            Self::NeverHears(phrase) => !heard.iter().any(|prompt| phrase.is_in(prompt)),
            Self::Path(path) => record.path().eq(path.iter().copied()),
        }
    }

    /// What was expected, in words.
    #[must_use]
    pub fn told(&self, plan: &Plan) -> String {
        match self {
            Self::Outcome(kind) => format!("outcome `{}`", kind.word()),
            Self::Step(key) => format!("the end at step `{key}`"),
            Self::Line(line) => format!("line `{}`", plan.line(*line).key),
            Self::ClosedBy(schedule) => format!("to be closed by `{}`", plan.schedule(*schedule).key),
            Self::Reason(phrase) => format!("a reason with \"{}\"", phrase.written),
            Self::Hears(phrase) => format!("to hear \"{}\"", phrase.written),
            Self::NeverHears(phrase) => format!("never to hear \"{}\"", phrase.written),
            Self::Path(path) => format!("path {}", Path { plan, steps: path }),
        }
    }

    /// What the call gave instead, in words.
    #[must_use]
    pub fn got(&self, plan: &Plan, record: &Record) -> String {
        let outcome = record.outcome();
        let named = |key: Option<&str>, none: &str| key.map_or(none.to_owned(), |key| format!("`{key}`"));
        match self {
            Self::Outcome(_) => named(outcome.map(|outcome| outcome.kind().word()), "a call without an end"),
            Self::Step(_) => named(outcome.and_then(|outcome| outcome.place_key(plan)), "no step"),
            Self::Line(_) => named(record.line.map(|line| plan.line(line).key.as_str()), "no line"),
            Self::ClosedBy(_) => {
                let schedule = outcome.and_then(|outcome| outcome.closed_by(plan));
                named(schedule.map(|id| plan.schedule(id).key.as_str()), "no closed hours")
            }
            Self::Reason(_) => {
                record.reason(plan).map_or("no reason".to_owned(), |reason| format!("\"{reason}\""))
            }
            Self::Hears(_) => "no prompt that says so".to_owned(),
            Self::NeverHears(phrase) => {
                heard_with(plan, record, phrase).map_or_else(String::new, |prompt| format!("\"{prompt}\""))
            }
            Self::Path(_) => {
                let steps: Vec<StepId> = record.path().collect();
                Path { plan, steps: &steps }.to_string()
            }
        }
    }
}

/// The first prompt of a call that contains the words.
fn heard_with(plan: &Plan, record: &Record, phrase: &Phrase) -> Option<String> {
    record.events.iter().find_map(|event| match event.what {
        What::Speaks(utterance) => {
            let prompt = record.told(plan, event).spoken(utterance).to_string();
            Folded::of(&prompt).contains(&phrase.folded).then_some(prompt)
        }
        _ => None,
    })
}

struct Path<'a> {
    plan: &'a Plan,
    steps: &'a [StepId],
}

impl fmt::Display for Path<'_> {
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
