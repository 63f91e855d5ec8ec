//! What the caller of a way presses, in words.

use super::act::Act;
use super::answer_table::{AnswerTable, GivenValue};
use super::paths::Path;
use super::route::{Route, RouteChange};
use crate::plan::{DigitCollection, Digits, LineId, Plan, Step, TakenEntry, TransferResult};

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
    let inputs: Vec<&Step> = plan
        .steps_of(line)
        .into_iter()
        .map(|step| plan.step(step))
        .filter(|step| step.collection().is_some())
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
fn entry(steps: &[&Step], digits: &Digits) -> String {
    let takes = |collection: &&DigitCollection| digits.len() <= usize::from(collection.most);
    let mut words = steps
        .iter()
        .filter(|step| step.collection().is_some_and(|all| takes(&all)))
        .map(|step| of_step(step, digits));
    match words.next() {
        Some(first) if words.all(|other| other == first) => first,
        _ => "an entry".to_owned(),
    }
}

fn of_step(step: &Step, digits: &Digits) -> String {
    let Some(collection) = step.collection() else { return String::new() };
    let is_way = step.waiting().is_some_and(|waiting| waiting.no_match.way().is_some());
    match step.taken(digits) {
        Some(TakenEntry::Key(key, _)) => key.to_string(),
        Some(TakenEntry::Route(route)) => route.pattern.to_string(),
        Some(TakenEntry::Other(_)) if collection.routes.is_empty() => collection.length(),
        Some(TakenEntry::Other(_)) => "other digits".to_owned(),
        None if is_way => "anything else".to_owned(),
        None if digits.len() < usize::from(collection.fewest) => "too few digits".to_owned(),
        None => "digits that are not accepted".to_owned(),
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
