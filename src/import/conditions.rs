//! What a plan asks where a program tests what is not known.

use super::flow::{Condition, EntryPattern, FlowPlace};
use super::ledger::StepFate;
use super::questions::{Asked, Questions};
use super::value::{Test, Unknown, Unknowns};

/// What a plan asks for a test. None: it can never hold.
pub(super) fn condition(
    unknowns: &Unknowns,
    questions: &mut Questions,
    test: &Test,
    place: &FlowPlace,
) -> (Option<Condition>, StepFate) {
    let mut ask = |about: &str, title: &str, value: &str, is_opaque: bool| {
        questions.ask(&Asked { about, named: about, title, place, is_opaque }, value)
    };
    let shown = |text: &str| unknowns.shown(text);
    match test {
        Test::Time(rule) => (Some(Condition::Open((**rule).clone())), StepFate::Carried),
        Test::Is { sign, text } => {
            let unknown = unknowns.get(*sign).cloned();
            match unknown {
                Some(Unknown::Entry { .. }) => {
                    let entry = EntryPattern::exact(text).filter(|entry| !entry.keys.is_empty());
                    (entry.map(|entry| Condition::Entered(vec![entry])), StepFate::Carried)
                }
                Some(Unknown::Caller(None)) if text.is_empty() => {
                    (Some(Condition::Caller(vec!["withheld".to_owned()])), StepFate::Carried)
                }
                Some(Unknown::Caller(digits)) => {
                    let plain: String = text.chars().filter(|c| c.is_ascii_digit() || *c == '+').collect();
                    let is_number = digits.is_none() && plain.len() >= 10;
                    let is_beginning = digits == Some(plain.len()) && plain.len() >= 3 && plain == *text;
                    if is_number {
                        return (Some(Condition::Caller(vec![plain])), StepFate::Carried);
                    }
                    if is_beginning {
                        return (Some(Condition::Caller(vec![format!("{plain}*")])), StepFate::Carried);
                    }
                    let title = match digits {
                        Some(_) => format!("the caller's number begins with {text}"),
                        None => format!("the caller is {text}"),
                    };
                    (Some(ask(&title, &title, "yes", true)), StepFate::Opaque)
                }
                Some(Unknown::Outside { question, title, is_opaque }) => {
                    let fate = if is_opaque { StepFate::Opaque } else { StepFate::Outside };
                    let value = if text.is_empty() { "nothing" } else { text };
                    (Some(ask(&question, &title, value, is_opaque)), fate)
                }
                Some(Unknown::Clock { .. }) | None => (None, StepFate::Opaque),
            }
        }
        Test::Holds(whole) => {
            let mut signs = whole.chars();
            let alone = match (signs.next(), signs.next()) {
                (Some(sign), None) => unknowns.get(sign).cloned(),
                _ => None,
            };
            if let Some(Unknown::Outside { question, title, is_opaque }) = alone {
                let fate = if is_opaque { StepFate::Opaque } else { StepFate::Outside };
                return (Some(ask(&question, &title, "yes", is_opaque)), fate);
            }
            let title = shown(whole);
            (Some(ask(&title, &title, "yes", true)), StepFate::Opaque)
        }
        Test::Same { left, right } => {
            let title = format!("{} is {}", shown(left), shown(right));
            (Some(ask(&title, &title, "yes", true)), StepFate::Opaque)
        }
        Test::Compares { left, sign, right } => {
            let words = match sign.as_str() {
                ">" => "is more than",
                "<" => "is less than",
                ">=" => "is at least",
                _ => "is at most",
            };
            let title = format!("{} {words} {}", shown(left), shown(right));
            (Some(ask(&title, &title, "yes", true)), StepFate::Opaque)
        }
        Test::Matches { text, pattern } => {
            let title = format!("{} matches {}", shown(text), shown(pattern));
            (Some(ask(&title, &title, "yes", true)), StepFate::Opaque)
        }
    }
}
