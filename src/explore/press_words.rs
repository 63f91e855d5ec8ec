//! What the caller of a way presses, in words.

use super::act::Act;
use super::answer_table::{AnswerTable, GivenValue};
use super::paths::Path;
use super::route::{Route, RouteChange};
use super::witness::entries_along;
use crate::base::Language;
use crate::base::text::filled;
use crate::call::CallSpec;
use crate::plan::{Plan, StockPhrases, TransferResult};

/// The keys and entries of a way, exactly: what tells it from others.
pub(super) fn press(answers: &AnswerTable, path: &Path) -> String {
    worded(path, |_, act| exactly(answers, *act))
}

/// The keys and entries of a way, and what the outside answers that is not usual: what is said once, however differently it may
/// end.
pub(super) fn said_once(answers: &AnswerTable, path: &Path) -> String {
    worded(path, |_, act| match act.given() {
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

/// The same for people, to whom what is usual goes without saying: what is entered as the plan speaks of it, because the digits
/// that stand for it are nobody's. The way begins on this line, for this caller, at an instant at which it can be gone.
pub(super) fn shown(plan: &Plan, answers: &AnswerTable, path: &Path, spec: &CallSpec) -> String {
    let has_entry = path.route.acts.iter().any(|act| matches!(act, Act::Entry(_)));
    let spec = spec.clone().with_answers(path.route.answers(answers));
    let entries = if has_entry { entries_along(plan, &spec, &path.route) } else { Vec::new() };
    let entered = |at: usize| Some(entries.get(at)?.as_ref()?.noun(Language::English));
    let rings = |at: usize| {
        let before = at.checked_sub(1).and_then(|before| path.route.acts.get(before)?.given());
        before.is_some_and(|given| is_unanswered(answers, given))
    };
    worded(path, |at, act| match act {
        Act::Key(key) if rings(at) => format!("{key} while it rings"),
        Act::Entry(_) => entered(at).unwrap_or_else(|| "an entry".to_owned()),
        Act::Stay => "stay on the line".to_owned(),
        Act::AnyOther(_) => "any other key".to_owned(),
        Act::Answer(given) if answers.is_usual(*given) => String::new(),
        Act::Answer(given) => format!("({})", answered(answers, *given)),
        act => exactly(answers, *act),
    })
}

/// Whether it is that nobody answers a transfer: the call rings then.
pub(crate) fn is_unanswered(answers: &AnswerTable, given: GivenValue) -> bool {
    let (answer, value) = answers.told(given);
    answer.transfer.is_some() && value == TransferResult::Unanswered.word()
}

/// What the outside answers, in people's words: "nobody answers at Support", "Somebody is on duty: no".
pub(crate) fn answered(answers: &AnswerTable, given: GivenValue) -> String {
    answered_in(Language::English, answers, given)
}

fn answered_in(language: Language, answers: &AnswerTable, given: GivenValue) -> String {
    let words = &StockPhrases::of(language).way;
    let (answer, value) = answers.told(given);
    let name = answer.name.as_deref().unwrap_or(&answer.key);
    let result =
        answer.transfer.and_then(|_| TransferResult::ALL.into_iter().find(|result| result.word() == value));
    let sentence = match result {
        None => return format!("{name}: {value}"),
        Some(TransferResult::Answered) => words.answered,
        Some(TransferResult::Unanswered) => words.unanswered,
        Some(TransferResult::Busy) => words.busy,
        Some(TransferResult::Full) => words.full,
        Some(TransferResult::Ended) => words.ended,
    };
    filled(language, sentence, &[("name", name)])
}

/// On what a way rests, in people's words: "if a counselor is on duty", "unless it is a holiday", "if nobody answers at Support".
pub(crate) fn condition_words(language: Language, answers: &AnswerTable, given: GivenValue) -> String {
    let words = &StockPhrases::of(language).way;
    let (answer, value) = answers.told(given);
    let name = answer.name.as_deref().unwrap_or(&answer.key);
    let first = name.split(' ').next().unwrap_or_default();
    // Other words may be names.
    let is_plain = words.beginnings.contains(&first.to_lowercase().as_str());
    let name =
        if is_plain { format!("{}{}", first.to_lowercase(), &name[first.len()..]) } else { name.to_owned() };
    let sentence = |sentence, what: &str| filled(language, sentence, &[("what", what), ("value", value)]);
    match (answer.transfer, value) {
        (Some(_), _) => sentence(words.if_so, &answered_in(language, answers, given)),
        (None, "yes") => sentence(words.if_so, &name),
        (None, "no") => sentence(words.unless, &name),
        (None, _) => sentence(words.if_it_is, &name),
    }
}

/// What the caller does, in words: "6", "1, 2", "1 (hours change) 2", "(dial)"; where hours change while the caller is spoken
/// to, "1 (hours change meanwhile) 2", "(dial, hours change meanwhile)"; where they change twice, twice. What has no words is
/// left out.
fn worded(path: &Path, word: impl Fn(usize, &Act) -> String) -> String {
    let Route { acts, changes } = &path.route;
    let mut words: Vec<String> = acts.iter().enumerate().map(|(at, act)| word(at, act)).collect();
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
