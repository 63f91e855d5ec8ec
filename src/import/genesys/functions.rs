//! Functions of expressions, of values that are known.

use std::rc::Rc;

use super::fields::whole;
use super::value::Value;

/// The longest text that is followed.
const MAX_TEXT: usize = 300;

/// Functions that only change the kind of a value.
pub(super) const KINDS: [&str; 9] =
    ["toint", "tonumber", "todecimal", "tostring", "tophonenumber", "tobool", "trim", "upper", "lower"];

/// Functions that find something by its name.
const FINDING: [&str; 8] = [
    "findqueue",
    "finduser",
    "findgroup",
    "findskill",
    "findlanguageskill",
    "findschedulegroup",
    "findschedule",
    "findemergencygroup",
];

/// A text that is not longer than what is followed.
pub(super) fn cut(text: &str) -> String {
    text.chars().take(MAX_TEXT).collect()
}

/// What a function comes to. None: it is not known.
pub(super) fn worked_out(name: &str, values: &[Value]) -> Option<Value> {
    let texts: Vec<Rc<str>> = values.iter().map(Value::known).collect::<Option<_>>()?;
    let number = |at: usize| values.get(at).and_then(Value::as_number);
    Some(match (name, texts.as_slice()) {
        ("toint", [_]) => number(0).map_or(Value::Unset, |number| Value::number(number.trunc())),
        ("tonumber" | "todecimal", [_]) => number(0).map_or(Value::Unset, Value::number),
        ("tostring" | "tophonenumber", [text]) => Value::Text(Rc::clone(text)),
        ("tobool", [text]) => Value::Truth(text.eq_ignore_ascii_case("true")),
        ("trim", [text]) => Value::text(text.trim()),
        ("upper", [text]) => Value::text(&text.to_uppercase()),
        ("lower", [text]) => Value::text(&text.to_lowercase()),
        ("length", [text]) => Value::number(f64::from(text.chars().count() as u32)),
        ("append" | "concatenate", parts) => Value::text(&cut(&parts.concat())),
        ("replace", [text, old, new]) if !old.is_empty() => Value::text(&cut(&text.replace(&**old, new))),
        ("contains", [text, part, ..]) => Value::Truth(text.to_lowercase().contains(&part.to_lowercase())),
        ("startswith", [text, part, ..]) => {
            Value::Truth(text.to_lowercase().starts_with(&part.to_lowercase()))
        }
        ("endswith", [text, part, ..]) => Value::Truth(text.to_lowercase().ends_with(&part.to_lowercase())),
        ("substring" | "left" | "right", [text, ..]) => {
            let place = |at: usize| number(at).map(|number| whole(number) as usize);
            let count = text.chars().count();
            let (skip, take) = match name {
                "left" => (0, place(1)?),
                "right" => (count.saturating_sub(place(1)?), count),
                _ => (place(1)?, place(2).unwrap_or(count)),
            };
            Value::text(&text.chars().skip(skip).take(take).collect::<String>())
        }
        ("abs", [_]) => Value::number(number(0)?.abs()),
        ("min", [_, _]) => Value::number(number(0)?.min(number(1)?)),
        ("max", [_, _]) => Value::number(number(0)?.max(number(1)?)),
        (name, [text, ..]) if FINDING.contains(&name) => Value::Text(Rc::clone(text)),
        _ => return None,
    })
}
