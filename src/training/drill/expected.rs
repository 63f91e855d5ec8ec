//! Which texts are an answer at all, right or wrong, and what to say of the others.

use super::answer::{
    Likeness, TypedAnswer, dialled, likeness, marks, names_time, sameness, telling_words, yes_or_no,
};
use super::meaning::Meaning;
use crate::base::figures::in_figures;
use crate::directory::names::{folded, plain};
use crate::plan::{Plan, StepKind};
use crate::training::phrases::LessonPhrases;

impl Meaning {
    /// Whether a text says something of the kind that is asked for.
    pub(super) fn is_said_by(&self, plan: &Plan, answer: &str) -> bool {
        let said = TypedAnswer::of(plan, answer);
        match self {
            Self::YesNo(_) => yes_or_no(said.english()).is_some(),
            Self::When(_) => names_time(said.times()),
            Self::Day(..) => is_about_hours(&said),
            Self::Keys { way, .. } => said.keys_of(plan, way).is_some(),
            Self::Reach { ways, .. } => said.dialled(plan, &ways.iter()).is_some(),
            Self::Number { .. } => dialled(said.english(), plan).is_some(),
            Self::Zip(_) => answer.chars().filter(char::is_ascii_digit).count() >= FEWEST_FIGURES,
            Self::Route(_) => {
                // A key alone is pressed by mistake, before there is a call; unless it says when they open.
                let is_key = answer.len() <= 2 && said.keys().is_some();
                dialled(said.english(), plan).is_some()
                    || is_about_hours(&said) && !is_key
                    || is_somebody(plan, answer)
            }
            Self::Name { right, others } => says_a_name(answer, right.iter().chain(others)),
            Self::Same { right, others } => says_something(answer, others.iter().chain([right])),
            Self::Exactly(right) => says_something(answer, [right]),
            Self::Accepted { right, wrong } => says_something(answer, right.iter().chain(wrong)),
        }
    }

    /// What an answer is, behind "The answer is". It tells nothing of the right one.
    pub(super) fn expected(&self, words: &'static LessonPhrases) -> &'static str {
        match self {
            Self::YesNo(_) => words.verdict.yes_or_no,
            Self::When(_) => words.verdict.a_time,
            Self::Day(..) => words.verdict.two_times_or_closed,
            Self::Keys { .. } => words.verdict.the_keys,
            Self::Reach { .. } => words.verdict.number_and_option,
            Self::Number { .. } => words.verdict.a_number,
            Self::Zip(_) => words.verdict.zip_digits,
            Self::Route(_) => words.verdict.a_call,
            Self::Name { .. } => words.verdict.a_name,
            Self::Same { .. } | Self::Exactly(_) | Self::Accepted { .. } => words.verdict.words_or_numbers,
        }
    }

    /// Whether a text is, word by word, one of the texts that this is told from, right or wrong.
    pub(super) fn names(&self, answer: &str) -> bool {
        let is = |name: &String| sameness(answer, name) > Likeness::Other;
        match self {
            Self::Name { right, others } => right.iter().chain(others).any(is),
            Self::Accepted { right, wrong } => right.iter().chain(wrong).any(is),
            Self::Same { right, others } => is(right) || others.iter().any(is),
            Self::Exactly(right) => is(right),
            _ => false,
        }
    }
}

/// So many figures are no slip of the finger.
const FEWEST_FIGURES: usize = 3;

/// Whether somebody has said something, right or wrong, where these texts come into question. A short answer that is wrong
/// must count: to ask again would tell that it is wrong. Only a lone key where nobody means a key is hit by mistake.
fn says_something<'a>(answer: &str, known: impl IntoIterator<Item = &'a String>) -> bool {
    let words = folded(answer);
    let mut known = known.into_iter();
    match words.chars().count() {
        0 => !plain(answer).is_empty() && known.any(|text| is_of_signs(answer, text)),
        1 => known.any(|text| is_short(text) || likeness(answer, text) > Likeness::Other),
        _ => true,
    }
}

/// So many letters are no slip of the finger where a name is asked for.
const FEWEST_LETTERS: usize = 3;

/// Whether a text can be meant for a name. All names that come into question are known, so whoever is asked again about a few
/// letters that are none of them learns nothing of which is right.
fn says_a_name<'a>(answer: &str, known: impl IntoIterator<Item = &'a String>) -> bool {
    let words = folded(answer);
    let mut known = known.into_iter();
    match words.chars().filter(|c| c.is_alphabetic()).count() {
        0..FEWEST_LETTERS => {
            known.any(|name| likeness(answer, name) > Likeness::Other || is_short_for(&words, name))
        }
        _ => true,
    }
}

/// Whether letters are the first ones of the words of a name: `cpc`, `dp`.
fn is_short_for(letters: &str, name: &str) -> bool {
    let initials: String = folded(name).split(' ').filter_map(|word| word.chars().next()).collect();
    letters.chars().count() > 1 && initials.starts_with(&letters.replace(' ', ""))
}

/// Whether signs alone can be meant for a text: it has some, or nothing else.
fn is_of_signs(answer: &str, text: &str) -> bool {
    folded(text).is_empty() || !marks(answer).is_empty() && !marks(text).is_empty()
}

/// Whether a letter or a figure can be meant for a text: it is hardly longer, or has a letter or a figure of its own.
fn is_short(text: &str) -> bool {
    let words = folded(text);
    words.chars().count() <= 3
        || words.contains(char::is_numeric)
        || in_figures(&words).is_some()
        || telling_words(text).iter().any(|word| word.chars().count() == 1)
}

/// Whether it names a time, or says that it is open or closed.
fn is_about_hours(answer: &TypedAnswer) -> bool {
    names_time(answer.times()) || yes_or_no(answer.english()).is_some()
}

/// Whether people or a line of the plan are called so, sign for sign.
pub(super) fn is_called(plan: &Plan, answer: &str) -> bool {
    let is = |name: &str| name.trim().to_lowercase() == answer.trim().to_lowercase();
    let people = plan.steps().filter(|(_, step)| matches!(step.kind, StepKind::Destination(_)));
    people.filter_map(|(_, step)| step.name.as_deref()).any(is)
        || plan.lines().any(|(_, line)| is(&line.name))
}

/// Whether it names a number or people of the plan.
fn is_somebody(plan: &Plan, answer: &str) -> bool {
    let people = plan.steps().filter(|(_, step)| matches!(step.kind, StepKind::Destination(_)));
    let names = people.filter_map(|(_, step)| step.name.as_deref());
    let lines = plan.lines().map(|(_, line)| line.name.as_str());
    names.chain(lines).any(|name| likeness(answer, name) >= Likeness::Part)
}
