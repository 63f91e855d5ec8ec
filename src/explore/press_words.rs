//! What the caller of a way presses, in words.

use super::act::Act;
use super::answer_table::{AnswerTable, GivenValue};
use super::paths::Path;
use super::route::{Route, RouteChange};
use crate::plan::{Digits, Input, LineId, Plan, StepKind, TransferResult};

/// The keys and entries of a way, exactly: what tells it from others.
pub(super) fn press(answers: &AnswerTable, path: &Path) -> String {
    worded(path, |act| exactly(answers, *act))
}

/// The keys and entries of a way, and what the outside answers that is not usual: what is said once, however differently it may
/// end.
pub(super) fn said_once(answers: &AnswerTable, path: &Path) -> String {
    worded(path, |act| match act.given() {
        Some(given) if answers.is_usual(given) => String::new(),
        _ => exactly(answers, *act),
    })
}

/// An act as programs read it.
pub(crate) fn exactly(answers: &AnswerTable, act: Act) -> String {
    match act {
        Act::Answer(given) => {
            let (answer, value) = answers.told(given);
            format!("{}={value}", answer.key)
        }
        act => act.to_string(),
    }
}

/// The same for people, to whom what is usual goes without saying: an entry as the plan speaks of it, because the digits that stand for it are nobody's.
pub(super) fn shown(plan: &Plan, answers: &AnswerTable, line: LineId, path: &Path) -> String {
    let inputs: Vec<&Input> = plan
        .steps_of(line)
        .into_iter()
        .filter_map(|step| match &plan.step(step).kind {
            StepKind::Input(input) => Some(input),
            _ => None,
        })
        .collect();
    worded(path, |act| match act {
        Act::Entry(digits) => entry(&inputs, digits),
        Act::Stay => "stay on the line".to_owned(),
        Act::AnyOther(_) => "any other key".to_owned(),
        Act::Answer(given) if answers.is_usual(*given) => String::new(),
        Act::Answer(given) => format!("({})", answered(answers, *given)),
        act => exactly(answers, *act),
    })
}

/// What the outside answers, in people's words: "nobody answers at Support", "Somebody is on duty: no".
pub(crate) fn answered(answers: &AnswerTable, given: GivenValue) -> String {
    let (answer, value) = answers.told(given);
    let name = answer.name.as_deref().unwrap_or(&answer.key);
    let result =
        answer.transfer.and_then(|_| TransferResult::ALL.into_iter().find(|result| result.word() == value));
    match result {
        None => format!("{name}: {value}"),
        Some(TransferResult::Answered) => format!("somebody answers at {name}"),
        Some(TransferResult::Unanswered) => format!("nobody answers at {name}"),
        Some(TransferResult::Busy) => format!("it is busy at {name}"),
        Some(TransferResult::Full) => format!("the queue of {name} is full"),
        Some(TransferResult::Ended) => format!("the call with {name} has ended"),
    }
}

/// An entry in words: the pattern that it is of, or how it differs from all of them. Where inputs of a line would say it
/// differently, it is told as none of theirs.
fn entry(inputs: &[&Input], digits: &Digits) -> String {
    let mut words = inputs
        .iter()
        .filter(|input| digits.len() <= usize::from(input.most))
        .map(|input| of_input(input, digits));
    match words.next() {
        Some(first) if words.all(|other| other == first) => first,
        _ => "an entry".to_owned(),
    }
}

fn of_input(input: &Input, digits: &Digits) -> String {
    if digits.len() < usize::from(input.fewest) {
        let is_taken = input.waiting.no_match.way().is_some();
        return if is_taken { "anything else" } else { "too few digits" }.to_owned();
    }
    if let Some((pattern, _)) = input.routes.iter().find(|(pattern, _)| pattern.matches(digits)) {
        return pattern.to_string();
    }
    match (input.route(digits), input.routes.is_empty()) {
        (Some(_), true) if input.fewest == input.most => format!("{} digits", input.most),
        (Some(_), true) => format!("{} to {} digits", input.fewest, input.most),
        (Some(_), false) => "other digits".to_owned(),
        (None, _) if input.waiting.no_match.way().is_some() => "anything else".to_owned(),
        (None, _) => "digits that are not accepted".to_owned(),
    }
}

/// What the caller does, in words: "6", "1, 2", "1 (hours change) 2", "(dial)"; where hours change while the caller is spoken
/// to, "1 (hours change meanwhile) 2", "(dial, hours change meanwhile)"; where they change twice, twice. What has no words is
/// left out.
fn worded(path: &Path, word: impl Fn(&Act) -> String) -> String {
    let Route { acts, changes } = &path.route;
    let mut words: Vec<String> = acts.iter().map(word).collect();
    // From the last one on, as each moves what is behind it.
    for change in changes.iter().rev() {
        match *change {
            RouteChange::Before(act) => words.insert(act, "(hours change)".to_owned()),
            RouteChange::After(0) => words.insert(0, "(dial, hours change meanwhile)".to_owned()),
            RouteChange::After(acts) => words.insert(acts, "(hours change meanwhile)".to_owned()),
        }
    }
    words.retain(|word| !word.is_empty());
    if words.is_empty() {
        words.push("(dial)".to_owned());
    }
    let is_parted = |one: &String, next: &String| !one.ends_with(')') && !next.starts_with('(');
    let stretches = words.chunk_by(is_parted).map(|stretch| stretch.join(", "));
    stretches.collect::<Vec<_>>().join(" ")
}
