//! What expressions come to, with values that are not all known.

use std::rc::Rc;

use super::expression::Expression;
use super::value::{Fact, Undecided, Value};

/// The longest text that is followed.
const MAX_TEXT: usize = 300;

/// What an expression is worked out with.
pub(super) struct Evaluation<'c> {
    /// What a variable holds.
    pub(super) lookup: &'c dyn Fn(&str) -> Value,
    /// What is known of an answer of the outside.
    pub(super) fact: &'c dyn Fn(&str) -> Option<Fact>,
    /// Numbers above it are told apart by nothing.
    pub(super) most: i64,
}

impl Evaluation<'_> {
    pub(super) fn value(&self, expression: &Expression) -> Result<Value, Undecided> {
        Ok(match expression {
            Expression::Literal(text) => Value::text(text),
            Expression::Variable(name) => (self.lookup)(name),
            Expression::Unknown(text) => {
                let title: Rc<str> = text.chars().take(60).collect::<String>().into();
                self.known_of(Value::Outside(Rc::clone(&title), title))
            }
            Expression::Not(inner) => Value::truth(!self.holds(inner)?),
            Expression::Pair(left, operator, right) => match operator.as_str() {
                "and" => Value::truth(self.holds(left)? && self.holds(right)?),
                "or" => Value::truth(self.holds(left)? || self.holds(right)?),
                "==" | "!=" | "<" | ">" | "<=" | ">=" => {
                    Value::truth(self.compared(&self.value(left)?, operator, &self.value(right)?)?)
                }
                operator => self.calculated(&self.value(left)?, operator, &self.value(right)?),
            },
            Expression::Call(name, arguments) => self.call(name, arguments)?,
        })
    }

    /// Whether it holds.
    pub(super) fn holds(&self, expression: &Expression) -> Result<bool, Undecided> {
        match self.value(expression)? {
            Value::Outside(about, title) => {
                self.asked(&format!("{about} is true"), &format!("{title} is true"), "yes")
            }
            Value::Entry => Ok(false),
            value => Ok(value.known().is_some_and(|text| text.eq_ignore_ascii_case("true"))),
        }
    }

    fn known_of(&self, value: Value) -> Value {
        match &value {
            Value::Outside(about, _) => match (self.fact)(about) {
                Some(Fact::Is(text)) => Value::Text(text),
                _ => value,
            },
            _ => value,
        }
    }

    fn asked(&self, about: &str, title: &str, answer: &str) -> Result<bool, Undecided> {
        match (self.fact)(about) {
            Some(Fact::Is(known)) => Ok(*known == *answer),
            Some(Fact::IsNot(known)) if known.contains(answer) => Ok(false),
            _ => Err(Undecided { about: about.into(), title: title.into(), answer: answer.into() }),
        }
    }

    fn compared(&self, left: &Value, operator: &str, right: &Value) -> Result<bool, Undecided> {
        if let (Some(left), Some(right)) = (left.known(), right.known()) {
            return Ok(compare(&left, operator, &right));
        }
        match (left, right) {
            (Value::Entry, _) | (_, Value::Entry) => Ok(operator == "!="),
            (Value::Outside(about, title), other) | (other, Value::Outside(about, title)) => {
                match (operator, other.known()) {
                    ("==", Some(text)) => self.asked(about, title, &text),
                    ("!=", Some(text)) => Ok(!self.asked(about, title, &text)?),
                    _ => {
                        let told = format!("{} {operator} {}", left.shown(), right.shown());
                        self.asked(&format!("{about}: {told}"), &told, "yes")
                    }
                }
            }
            _ => Ok(false),
        }
    }

    fn calculated(&self, left: &Value, operator: &str, right: &Value) -> Value {
        let (Some(first), Some(second)) = (left.known(), right.known()) else {
            let shown = format!("{} {operator} {}", left.shown(), right.shown());
            let shown: Rc<str> = shown.chars().take(60).collect::<String>().into();
            return self.known_of(Value::Outside(Rc::clone(&shown), shown));
        };
        let number = |text: &str| text.trim().parse::<f64>().ok();
        match (number(&first).or(first.is_empty().then_some(0.0)), number(&second), operator) {
            (Some(first), Some(second), _) => {
                let number = match operator {
                    "+" => first + second,
                    "-" => first - second,
                    "*" => first * second,
                    "/" if second != 0.0 => first / second,
                    "%" if second != 0.0 => first % second,
                    _ => return Value::Unset,
                };
                let number = number.clamp(-(self.most as f64), self.most as f64);
                Value::text(&if number.fract() == 0.0 { format!("{number:.0}") } else { format!("{number}") })
            }
            (_, _, "+") => Value::text(&cut(&format!("{first}{second}"))),
            _ => Value::Unset,
        }
    }

    fn call(&self, name: &str, arguments: &[Expression]) -> Result<Value, Undecided> {
        match (name, arguments) {
            ("if", [condition, then, otherwise]) => {
                return self.value(if self.holds(condition)? { then } else { otherwise });
            }
            ("and", all) => {
                for one in all {
                    if !self.holds(one)? {
                        return Ok(Value::truth(false));
                    }
                }
                return Ok(Value::truth(true));
            }
            ("or", all) => {
                for one in all {
                    if self.holds(one)? {
                        return Ok(Value::truth(true));
                    }
                }
                return Ok(Value::truth(false));
            }
            _ => {}
        }
        let values: Vec<Value> = arguments.iter().map(|one| self.value(one)).collect::<Result<_, _>>()?;
        if let ("isnotsetorempty" | "issetandnotempty" | "isset" | "isnotset" | "isempty", [value]) =
            (name, values.as_slice())
        {
            let is_there = match value {
                Value::Outside(about, title) => {
                    self.asked(&format!("{about} is set"), &format!("{title} is set"), "yes")?
                }
                Value::Entry => true,
                value => value.known().is_some_and(|text| !text.is_empty()),
            };
            return Ok(Value::truth(is_there == matches!(name, "issetandnotempty" | "isset")));
        }
        let known: Option<Vec<Rc<str>>> = values.iter().map(Value::known).collect();
        if let Some(known) = known.as_deref()
            && let Some(value) = function(name, known)
        {
            return Ok(value);
        }
        // What only changes the kind of a value keeps it.
        if let (
            "toint" | "tonumber" | "todecimal" | "tostring" | "tophonenumber" | "trim" | "tobool",
            [value],
        ) = (name, values.as_slice())
        {
            return Ok(value.clone());
        }
        let shown: Vec<String> = values.iter().map(|value| value.shown().to_string()).collect();
        let title: Rc<str> = cut(&format!("{name} {}", shown.join(" "))).trim().into();
        Ok(self.known_of(Value::Outside(Rc::clone(&title), title)))
    }
}

fn cut(text: &str) -> String {
    text.chars().take(MAX_TEXT).collect()
}

fn function(name: &str, known: &[Rc<str>]) -> Option<Value> {
    let number = |text: &str| text.trim().parse::<f64>().ok();
    Some(match (name, known) {
        ("toint", [text]) => {
            number(text).map_or(Value::Unset, |number| Value::text(&format!("{:.0}", number.trunc())))
        }
        ("tonumber" | "todecimal" | "tostring" | "tophonenumber" | "tobool", [text]) => {
            Value::Text(Rc::clone(text))
        }
        ("trim", [text]) => Value::text(text.trim()),
        ("upper", [text]) => Value::text(&text.to_uppercase()),
        ("lower", [text]) => Value::text(&text.to_lowercase()),
        ("length", [text]) => Value::text(&text.chars().count().to_string()),
        ("append" | "concatenate", parts) => Value::text(&cut(&parts.concat())),
        ("contains", [text, part, ..]) => Value::truth(text.to_lowercase().contains(&part.to_lowercase())),
        ("startswith", [text, part, ..]) => {
            Value::truth(text.to_lowercase().starts_with(&part.to_lowercase()))
        }
        ("endswith", [text, part, ..]) => Value::truth(text.to_lowercase().ends_with(&part.to_lowercase())),
        ("substring" | "left" | "right", [text, rest @ ..]) => {
            let place = |at: usize| number(rest.get(at)?).map(|number| number.max(0.0) as usize);
            let count = text.chars().count();
            let (skip, take) = match name {
                "left" => (0, place(0)?),
                "right" => (count.saturating_sub(place(0)?), count),
                _ => (place(0)?, place(1).unwrap_or(count)),
            };
            Value::text(&text.chars().skip(skip).take(take).collect::<String>())
        }
        _ => return None,
    })
}

fn compare(left: &str, operator: &str, right: &str) -> bool {
    let numbers = || Some((left.trim().parse::<f64>().ok()?, right.trim().parse::<f64>().ok()?));
    // Architect compares texts without case.
    let is_equal = || {
        numbers().map_or_else(
            || left.trim().to_lowercase() == right.trim().to_lowercase(),
            |(left, right)| left == right,
        )
    };
    match operator {
        "==" => is_equal(),
        "!=" => !is_equal(),
        _ => numbers().is_some_and(|(left, right)| match operator {
            "<" => left < right,
            ">" => left > right,
            "<=" => left <= right,
            ">=" => left >= right,
            _ => false,
        }),
    }
}

#[cfg(test)]
mod tests {
    use super::super::expression::parse;
    use super::*;

    fn worked_out(text: &str) -> Result<Value, Undecided> {
        let lookup = |name: &str| match name {
            "Flow.N" => Value::text("2"),
            "Flow.Tier" => Value::Outside("Flow.Tier".into(), "tier".into()),
            "Flow.Code" => Value::Entry,
            _ => Value::Unset,
        };
        Evaluation { lookup: &lookup, fact: &|_| None, most: 9 }.value(&parse(text))
    }

    #[test]
    fn expressions_are_worked_out_as_far_as_values_are_known() {
        for (text, value) in [
            ("Flow.N + 1", "3"),
            ("Flow.N * 100", "9"),
            ("Flow.Missing + 1", "1"),
            ("If(Flow.N >= 2, \"many\", \"few\")", "many"),
            ("Append(\"a\", Flow.N)", "a2"),
            ("IsNotSetOrEmpty(Flow.Missing) and Flow.N == \"2\"", "true"),
            ("Contains(\"Closed today\", \"closed\")", "true"),
            ("Flow.Code == \"12\"", "false"),
            ("Substring(\"abcd\", 1, 2)", "bc"),
            ("Flow.N == 2 or Flow.Tier == \"gold\"", "true"),
        ] {
            assert_eq!(worked_out(text), Ok(Value::text(value)), "{text}");
        }
        let undecided = worked_out("Flow.Tier == \"gold\"").unwrap_err();
        assert_eq!((&*undecided.title, &*undecided.answer), ("tier", "gold"));
        assert_eq!(&*worked_out("ToInt(Flow.Tier) > 3").unwrap_err().title, "tier > 3");
    }
}
