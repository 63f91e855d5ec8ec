//! What stands below the keys of a flow: literals, expressions, variables, lengths of time.

use super::expression::{self, Expression};
use super::value::Value;
use crate::import::data::{Data, DataValue};

/// The longest time that anything waits, in milliseconds.
const LONGEST: f64 = 3_600_000.0;

/// What stands below a key, if a value does.
pub(super) fn set<'d>(data: &'d Data, key: &str) -> Option<&'d Data> {
    data.get(key).filter(|value| value.get("noValue").is_none() && !matches!(value.value, DataValue::Null))
}

/// The literal of a value: a text, a number, or the name of what is meant.
pub(super) fn literal(data: &Data) -> Option<String> {
    let lit = data.get("lit").unwrap_or(data);
    lit.plain().or_else(|| lit.text_at("name"))
}

/// A truth.
pub(super) fn truth(data: &Data) -> Option<bool> {
    literal(data)?.to_lowercase().parse().ok()
}

/// A number that counts something.
pub(super) fn count(data: &Data) -> Option<u64> {
    literal(data)?.parse::<f64>().ok().filter(|number| (0.0..1e9).contains(number)).map(whole)
}

/// A length of time, in milliseconds.
pub(super) fn millis(data: &Data) -> Option<u64> {
    let lit = data.get("lit").unwrap_or(data);
    let part = |key: &str| lit.text_at(key).and_then(|text| text.parse::<f64>().ok());
    let units = [
        ("ms", 1.0),
        ("milliseconds", 1.0),
        ("seconds", 1_000.0),
        ("minutes", 60_000.0),
        ("hours", 3_600_000.0),
    ];
    let parts: Vec<f64> = units.iter().filter_map(|(key, factor)| Some(part(key)? * factor)).collect();
    (!parts.is_empty()).then(|| whole(parts.iter().sum::<f64>().min(LONGEST)))
}

/// The whole of a number; of one below nought, nought.
#[expect(clippy::cast_sign_loss, reason = "it is not below nought")]
pub(super) fn whole(number: f64) -> u64 {
    number.max(0.0) as u64
}

/// The expression of a value. None: there is no value. `kind` is what holds it, as in `stringVariable`.
pub(super) fn expression_of(data: &Data, kind: &str) -> Option<Expression> {
    if let Some(text) = data.text_at("exp") {
        return Some(expression::parse(&text));
    }
    if let Some(name) = variable_of(data) {
        return Some(Expression::Variable(name));
    }
    if data.get("noValue").is_some() {
        return Some(Expression::Literal(Value::Unset));
    }
    let lit = data.get("lit").unwrap_or(data);
    let value = match &lit.value {
        DataValue::Text(text) => of_kind(text, kind),
        DataValue::Number(number) if kind.starts_with("string") => Value::text(number),
        DataValue::Number(number) => Value::number(number.parse().ok()?),
        DataValue::Bool(is) => Value::Truth(*is),
        _ => Value::text(&lit.text_at("name")?),
    };
    Some(Expression::Literal(value))
}

/// A literal that is written as a text.
fn of_kind(text: &str, kind: &str) -> Value {
    let is = |kinds: &[&str]| kinds.iter().any(|known| kind.starts_with(known));
    match text.trim().parse::<f64>() {
        Ok(number) if is(&["integer", "decimal", "number"]) && number.is_finite() => Value::number(number),
        _ if is(&["boolean"]) => Value::Truth(text.trim().eq_ignore_ascii_case("true")),
        _ => Value::text(text),
    }
}

/// The variable that is named.
pub(super) fn variable_of(data: &Data) -> Option<String> {
    data.text_at("var").or_else(|| data.text_at("variable")).filter(|name| !name.is_empty())
}

/// The same without the actions that stand in it, which are steps of their own.
pub(super) fn without_actions(data: &Data) -> Data {
    let value = match &data.value {
        DataValue::Table(entries) => {
            let own = entries.iter().filter(|(key, _)| key != "actions" && key != "choices");
            DataValue::Table(own.map(|(key, value)| (key.clone(), without_actions(value))).collect())
        }
        DataValue::List(items) => DataValue::List(items.iter().map(without_actions).collect()),
        value => value.clone(),
    };
    Data { span: data.span, value }
}
