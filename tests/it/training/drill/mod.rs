//! Drills: what they ask, how answers are judged, and which cards a changed plan has.

mod alike;
mod answers;
mod certain;
mod changes;
mod desks;
mod entered;
mod explained;
mod holidays;
mod languages;
mod own;
mod properties;
mod questions;

use std::fmt::Write as _;

use ivrsim::call::{CallSpec, KeySequence};
use ivrsim::number::{Country, PhoneNumber};
use ivrsim::plan::builtin;
use ivrsim::training::drill::{AnswerForm, AnswerScore, Question};
use jiff::Timestamp;

/// A Monday at 8 in New York.
fn now() -> Timestamp {
    "2023-09-04T12:00:00Z".parse().expect("a moment")
}

/// A question as a snapshot has it, under the id of its card.
fn tell(told: &mut String, id: &str, question: &Question<'_>) {
    let _ = writeln!(told, "# {id}\n{}", question.text);
    for (letter, choice) in ('a'..).zip(&question.choices) {
        let _ = writeln!(told, "  {letter}) {choice}");
    }
    for hint in &question.hints {
        let _ = writeln!(told, "  hint: {hint}");
    }
    let right = &question.judge("").right;
    let judgement = question.judge(&right[0]);
    let _ = writeln!(told, "  = {}\n  {}", right.join(" | "), judgement.reason());
    for source in judgement.sources.iter().take(2) {
        // Lines move with every edit of the plan; which file it is does not.
        let (file, line) = source.place.rsplit_once(':').expect("a file and a line");
        assert!(line.parse::<u32>().is_ok(), "{}", source.place);
        let _ = writeln!(told, "  [{}] {}", file.rsplit('/').next().unwrap_or_default(), source.words);
    }
    told.push('\n');
}

#[track_caller]
fn judged(question: &Question<'_>, score: AnswerScore, answers: &[&str]) {
    for answer in answers {
        let judgement = question.judge(answer);
        assert_eq!(judgement.score, score, "{answer:?} to {}: {}", question.text, judgement.reason());
    }
}

fn dial(question: &Question<'_>, number: &str, keys: &str) -> AnswerScore {
    let AnswerForm::Call(situation) = question.form else { panic!("{} is no call", question.text) };
    let number = PhoneNumber::parse(number, Country::UnitedStates).expect("a number").number;
    let keys = keys.parse::<KeySequence>().expect("keys");
    let record = builtin()
        .call(&CallSpec::new(number, situation.at).with_caller(situation.caller).with_keys(keys.clone()))
        .record;
    question.judge_call(&record).score
}
