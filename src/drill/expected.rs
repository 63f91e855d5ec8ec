//! Which texts are an answer at all, right or wrong, and what to say of the others.

use super::answer::{Likeness, dialled, keys, likeness, names_time, yes_or_no};
use super::meaning::{Meaning, is_same_name};
use super::team::folded;
use crate::plan::{Plan, StepKind};

impl Meaning {
    /// Whether a text says something of the kind that is asked for.
    pub(super) fn is_said_by(&self, plan: &Plan, answer: &str) -> bool {
        match self {
            Self::YesNo(_) => yes_or_no(answer).is_some(),
            Self::When(_) => names_time(answer),
            Self::Day(..) => is_about_hours(answer),
            Self::Keys { .. } => keys(answer).is_some(),
            Self::Reach { .. } | Self::Number { .. } => dialled(answer, plan.country).is_some(),
            Self::Zip(_) => answer.chars().any(|c| c.is_ascii_digit()),
            Self::Route(_) => {
                dialled(answer, plan.country).is_some() || is_about_hours(answer) || is_somebody(plan, answer)
            }
            Self::Name { .. } | Self::Same(_) | Self::Exactly(_) | Self::Accepted(_) => {
                !folded(answer).is_empty()
            }
        }
    }

    /// What an answer is, behind "The answer is". It tells nothing of the right one.
    pub(super) fn expected(&self) -> &'static str {
        match self {
            Self::YesNo(_) => "yes or no",
            Self::When(_) => "a time, such as 8:30 am",
            Self::Day(..) => "two times, such as 9 am to 5 pm, or closed",
            Self::Keys { .. } => "the key or keys to press, such as 6",
            Self::Reach { .. } => "a phone number, such as 1-800-555-0100, with its option if it has one",
            Self::Number { .. } => "a phone number, such as 1-800-555-0100",
            Self::Zip(_) => "the figures of a ZIP code",
            Self::Route(_) => "a call, or a number with its option, or when they open",
            Self::Name { .. } => "a name",
            Self::Same(_) | Self::Exactly(_) | Self::Accepted(_) => "words or figures",
        }
    }

    /// Whether a text is, word by word, one of the texts that this is told from, right or wrong.
    pub(super) fn names(&self, answer: &str) -> bool {
        let is = |name: &String| !folded(name).is_empty() && is_same_name(name, answer);
        match self {
            Self::Name { right, others } => right.iter().chain(others).any(is),
            Self::Accepted(right) => right.iter().any(is),
            Self::Same(right) | Self::Exactly(right) => is(right),
            _ => false,
        }
    }
}

/// Whether it names a time, or says that it is open or closed.
fn is_about_hours(answer: &str) -> bool {
    names_time(answer) || yes_or_no(answer).is_some()
}

/// Whether it names a number or people of the plan.
fn is_somebody(plan: &Plan, answer: &str) -> bool {
    let people = plan.steps().filter(|(_, step)| matches!(step.kind, StepKind::Destination(_)));
    let names = people.filter_map(|(_, step)| step.name.as_deref());
    let lines = plan.lines().map(|(_, line)| line.name.as_str());
    names.chain(lines).any(|name| likeness(answer, name) >= Likeness::Part)
}
