//! What filters of templates make of values.

use std::rc::Rc;

use super::value::{OutsideValue, ShownTime, Value};

/// The longest text that is followed.
pub(super) const MAX_TEXT: usize = 300;

/// A value behind a filter. Numbers do not grow beyond `most`, above which nothing tells them apart.
pub(super) fn filtered(value: Value, name: &str, arguments: &[Value], most: i32, written: &str) -> Value {
    let argument = |at: usize| arguments.get(at).and_then(Value::known);
    if let Value::Now(shown) = &value {
        let time = match name {
            "date" | "strftime" => argument(0).map(|format| {
                let zone = argument(1).or_else(|| shown.zone.clone());
                ShownTime { zone, format }
            }),
            "timezone" | "time_zone" | "in_time_zone" => {
                argument(0).map(|zone| ShownTime { zone: Some(zone), format: Rc::clone(&shown.format) })
            }
            // `%H%M` as a number is the same to conditions.
            "plus" | "minus" if argument(0).as_deref() == Some("0") => Some(shown.clone()),
            "strip" | "to_integer" | "to_number" => Some(shown.clone()),
            _ => None,
        };
        return time.map_or_else(|| unknown(&value, name, written), Value::Now);
    }
    if name == "date"
        && value.known().is_some_and(|text| matches!(text.trim().to_lowercase().as_str(), "now" | "today"))
    {
        let format = argument(0).unwrap_or_else(|| "%Y-%m-%d %H:%M:%S".into());
        return Value::Now(ShownTime { zone: argument(1), format });
    }
    if matches!(name, "timezone" | "time_zone" | "in_time_zone")
        && value.known().is_some_and(|text| text.trim().eq_ignore_ascii_case("now"))
    {
        return Value::Now(ShownTime { zone: argument(0), format: "%Y-%m-%d %H:%M:%S".into() });
    }
    if name == "default" {
        return match value.known() {
            Some(text) if text.is_empty() => arguments.first().cloned().unwrap_or(Value::Nil),
            _ => value,
        };
    }
    let Some(text) = value.known() else { return unknown(&value, name, written) };
    if arguments.iter().any(|argument| argument.known().is_none()) {
        return unknown(&value, name, written);
    }
    let arguments: Vec<Rc<str>> = (0..arguments.len()).filter_map(argument).collect();
    match known(&text, name, &arguments, most) {
        Some(text) if text.len() <= MAX_TEXT => Value::Text(text.into()),
        _ => unknown(&value, name, written),
    }
}

fn unknown(value: &Value, name: &str, written: &str) -> Value {
    let key = match value {
        Value::Outside(value) => Rc::clone(&value.key),
        _ => "call".into(),
    };
    let inner: Rc<str> = match value {
        Value::Outside(value) => Rc::clone(&value.about),
        _ => written.into(),
    };
    let about: String = format!("{inner} | {name}").chars().take(MAX_TEXT).collect();
    // What only writes a value otherwise is called as the value is.
    let title = value.shown();
    Value::Outside(OutsideValue { key, about: about.into(), title })
}

fn number(text: &str) -> f64 {
    text.trim().parse().unwrap_or(0.0)
}

/// A number as the platform writes it, no larger than matters.
fn written(number: f64, most: i32) -> String {
    let number = number.clamp(-f64::from(most), f64::from(most));
    if number.fract() == 0.0 { format!("{number:.0}") } else { format!("{number}") }
}

/// None: the filter is not known.
fn known(text: &str, name: &str, arguments: &[Rc<str>], most: i32) -> Option<String> {
    let first = arguments.first().map(|argument| &**argument);
    let other = || number(first.unwrap_or_default());
    let calculated = |number: f64| number.is_finite().then(|| written(number, most));
    let are_whole = |text: &str| !text.contains('.');
    match name {
        "plus" => calculated(number(text) + other()),
        "minus" => calculated(number(text) - other()),
        "times" => calculated(number(text) * other()),
        "divided_by" if other() != 0.0 => {
            let quotient = number(text) / other();
            let is_whole = are_whole(text) && first.is_some_and(are_whole);
            calculated(if is_whole { quotient.floor() } else { quotient })
        }
        "modulo" if other() != 0.0 => calculated(number(text).rem_euclid(other())),
        "abs" => calculated(number(text).abs()),
        "ceil" => calculated(number(text).ceil()),
        "floor" => calculated(number(text).floor()),
        "round" => calculated(number(text).round()),
        "at_least" => calculated(number(text).max(other())),
        "at_most" => calculated(number(text).min(other())),
        "upcase" => Some(text.to_uppercase()),
        "downcase" => Some(text.to_lowercase()),
        "capitalize" => {
            let mut chars = text.chars();
            Some(chars.next().into_iter().flat_map(char::to_uppercase).chain(chars).collect())
        }
        "strip" => Some(text.trim().to_owned()),
        "lstrip" => Some(text.trim_start().to_owned()),
        "rstrip" => Some(text.trim_end().to_owned()),
        "append" => Some(format!("{text}{}", first?)),
        "prepend" => Some(format!("{}{text}", first?)),
        "remove" => Some(text.replace(first?, "")),
        "remove_first" => Some(text.replacen(first?, "", 1)),
        "replace" => Some(text.replace(first?, arguments.get(1)?)),
        "replace_first" => Some(text.replacen(first?, arguments.get(1)?, 1)),
        "size" => Some(text.chars().count().to_string()),
        "slice" => {
            let count = text.chars().count();
            let from = first?.trim().parse::<i32>().ok()?;
            let far = from.unsigned_abs() as usize;
            let from = if from < 0 { count.saturating_sub(far) } else { far };
            let length = match arguments.get(1) {
                Some(length) => length.trim().parse::<usize>().ok()?,
                None => 1,
            };
            Some(text.chars().skip(from).take(length).collect())
        }
        "truncate" => {
            let length = first?.trim().parse::<usize>().ok()?;
            Some(text.chars().take(length).collect())
        }
        // A list of parts is kept as a text with signs between that nobody types.
        "split" if first.is_some_and(|sign| !sign.is_empty()) => Some(text.replace(first?, "\u{1f}")),
        "split" => Some(text.chars().map(String::from).collect::<Vec<_>>().join("\u{1f}")),
        "join" => Some(text.replace('\u{1f}', first.unwrap_or(" "))),
        "first" => Some(text.split('\u{1f}').next().unwrap_or_default().to_owned()),
        "last" => Some(text.rsplit('\u{1f}').next().unwrap_or_default().to_owned()),
        "escape" | "url_encode" | "to_json" | "strip_newlines" | "to_integer" | "to_number" => {
            Some(text.to_owned())
        }
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn through(text: &str, name: &str, arguments: &[&str]) -> Value {
        let arguments: Vec<Value> = arguments.iter().map(|text| Value::text(text)).collect();
        filtered(Value::text(text), name, &arguments, 50, text)
    }

    #[test]
    fn numbers_are_added_as_the_platform_adds_them() {
        assert_eq!(through(" 2 ", "plus", &["1"]), Value::text("3"));
        assert_eq!(filtered(Value::Nil, "plus", &[Value::text("1")], 50, ""), Value::text("1"));
        assert_eq!(through("7", "divided_by", &["2"]), Value::text("3"));
        assert_eq!(through("7.0", "divided_by", &["2"]), Value::text("3.5"));
        assert_eq!(through("-1", "modulo", &["3"]), Value::text("2"));
        assert_eq!(through("50", "plus", &["1"]), Value::text("50"), "above, nothing tells numbers apart");
        assert_eq!(through("a:b:c", "split", &[":"]), Value::text("a\u{1f}b\u{1f}c"));
        assert_eq!(through("a\u{1f}b", "last", &[]), Value::text("b"));
        assert_eq!(through("abcd", "slice", &["-3", "2"]), Value::text("bc"));
        assert!(matches!(through("x", "sort_of", &[]), Value::Outside(_)));
    }

    #[test]
    fn the_time_keeps_its_zone_and_its_form() {
        let time = through("now", "date", &["%H:%M", "America/Denver"]);
        let shown = ShownTime { zone: Some("America/Denver".into()), format: "%H:%M".into() };
        assert_eq!(time, Value::Now(shown.clone()));
        let zoned = through("now", "timezone", &["America/Denver"]);
        assert_eq!(filtered(zoned, "date", &[Value::text("%H:%M")], 50, ""), Value::Now(shown));
    }
}
