//! What a split asks of a value.

use std::rc::Rc;

use super::clock;
use super::operator::{Asks, atom, compared, same, words};
use super::value::{Fact, OutsideValue, Value};
use crate::import::time_rule::TimeRule;

/// What comes of what is asked, before it is denied.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Verdict {
    Is(bool),
    /// The outside decides: it is one of these answers.
    Answers(OutsideValue, Vec<Rc<str>>),
    /// The caller's number is one of these, or begins so.
    Calls(Vec<String>),
    /// The time decides.
    Time(TimeRule),
}

/// Whether a value is what is asked.
pub(super) fn verdict(
    value: &Value,
    asks: Asks,
    operand: &Value,
    fact: &dyn Fn(&OutsideValue) -> Option<Fact>,
) -> Verdict {
    let wanted = operand.known();
    match (value, &wanted) {
        (Value::Nil | Value::Text(_), Some(wanted)) => {
            let text = value.known().unwrap_or_default();
            if let Some(is) = compared(&text, asks, wanted) {
                return Verdict::Is(is);
            }
        }
        (Value::Nil, None) => return Verdict::Is(false),
        (Value::Entry(holding), Some(wanted)) => match asks {
            Asks::Equal | Asks::AnyOf | Asks::Blank => return Verdict::Is(false),
            _ => {
                let atom = atom(asks, wanted);
                if let Some(known) = holding.iter().find(|known| known.trim_start_matches('!') == atom) {
                    return Verdict::Is(!known.starts_with('!'));
                }
            }
        },
        (Value::Caller, Some(wanted)) => {
            if let Some(numbers) = callers(asks, wanted) {
                return Verdict::Calls(numbers);
            }
            if asks == Asks::Blank {
                return Verdict::Is(false);
            }
        }
        (Value::Now(shown), Some(wanted)) => {
            if let Some(rule) = clock::rule(shown, asks, wanted) {
                return match rule.constant() {
                    Some(is) => Verdict::Is(is),
                    None => Verdict::Time(rule),
                };
            }
        }
        _ => {}
    }
    let (key, about, title) = match value {
        Value::Outside(value) => (Rc::clone(&value.key), Rc::clone(&value.about), Rc::clone(&value.title)),
        value => ("call".into(), value.shown(), value.shown()),
    };
    let answers = match (&wanted, asks) {
        (Some(wanted), Asks::Equal) => vec![Rc::from(wanted.trim())],
        (Some(wanted), Asks::AnyOf) => {
            wanted.split(',').map(str::trim).filter(|part| !part.is_empty()).map(Rc::from).collect()
        }
        _ => Vec::new(),
    };
    let asked = |about: Rc<str>, title: Rc<str>| OutsideValue { key: Rc::clone(&key), about, title };
    if !answers.is_empty() {
        return among(asked(Rc::clone(&about), title), answers, fact);
    }
    let is = if matches!(asks, Asks::Blank) {
        "is blank".to_owned()
    } else {
        format!("{} {}", words(asks), operand.shown().trim())
    };
    let value = asked(format!("{about} {is}").into(), format!("{title} {is}").into());
    among(value, vec!["yes".into()], fact)
}

/// The same, as far as answers are known already.
fn among(
    value: OutsideValue,
    answers: Vec<Rc<str>>,
    fact: &dyn Fn(&OutsideValue) -> Option<Fact>,
) -> Verdict {
    match fact(&value) {
        Some(Fact::Is(known)) => Verdict::Is(answers.iter().any(|answer| same(answer, &known))),
        Some(Fact::IsNot(known)) => {
            let open: Vec<Rc<str>> = answers.into_iter().filter(|answer| !known.contains(answer)).collect();
            if open.is_empty() { Verdict::Is(false) } else { Verdict::Answers(value, open) }
        }
        None => Verdict::Answers(value, answers),
    }
}

/// Numbers of callers, as cases of plans have them.
fn callers(asks: Asks, wanted: &str) -> Option<Vec<String>> {
    let one = |text: &str| -> Option<String> {
        let text = text.trim();
        let is_number = text.chars().all(|c| c.is_ascii_digit() || matches!(c, '+' | '-' | ' ' | '(' | ')'));
        let plain: String = text.chars().filter(|c| c.is_ascii_digit() || *c == '+').collect();
        (is_number && plain.len() >= 10).then_some(plain)
    };
    match asks {
        Asks::Equal => Some(vec![one(wanted)?]),
        Asks::AnyOf => wanted.split(',').map(one).collect(),
        Asks::Begins => {
            let text = wanted.trim();
            let digits = text.strip_prefix('+')?;
            let is_code =
                !digits.is_empty() && digits.len() <= 12 && digits.bytes().all(|c| c.is_ascii_digit());
            is_code.then(|| vec![format!("{text}*")])
        }
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn callers_are_told_by_number_or_by_its_beginning() {
        let calls = |asks, wanted: &str| verdict(&Value::Caller, asks, &Value::text(wanted), &|_| None);
        assert_eq!(calls(Asks::Begins, "+64"), Verdict::Calls(vec!["+64*".to_owned()]));
        assert_eq!(calls(Asks::Equal, "+16085550101"), Verdict::Calls(vec!["+16085550101".to_owned()]));
        assert!(matches!(calls(Asks::Begins, "sip:+65"), Verdict::Answers(..)));
    }
}
