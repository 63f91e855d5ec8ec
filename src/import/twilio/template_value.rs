//! What templates come to, with values that are not all known.

use std::collections::HashMap;
use std::rc::Rc;

use super::filters::{MAX_TEXT, filtered};
use super::template::{Expression, Piece, Term, Test};
use super::value::{Fact, OutsideValue, Undecided, Value};

/// What a template is worked out with.
pub(super) struct Evaluation<'c> {
    /// What a path holds.
    pub(super) lookup: &'c dyn Fn(&str) -> Value,
    /// What is known of a value that the outside knows.
    pub(super) fact: &'c dyn Fn(&OutsideValue) -> Option<Fact>,
    /// Numbers above it are told apart by nothing.
    pub(super) most: i32,
}

type Locals = HashMap<String, Value>;

impl Evaluation<'_> {
    /// The value of a text. A value that stands alone stays what it is.
    pub(super) fn value(&self, pieces: &[Piece]) -> Result<Value, Undecided> {
        let mut parts = Vec::new();
        self.parts(pieces, &mut Locals::new(), &mut parts)?;
        let is_blank = |value: &Value| value.known().is_some_and(|text| text.trim().is_empty());
        let mut told = parts.iter().filter(|value| !is_blank(value));
        match (told.next(), told.next()) {
            (Some(value), None) if !matches!(value, Value::Text(_)) => return Ok(value.clone()),
            (None, _) if parts.iter().all(|value| *value == Value::Nil) => return Ok(Value::Nil),
            _ => {}
        }
        if let Some(text) = joined(&parts).filter(|text| text.len() <= MAX_TEXT * 40) {
            return Ok(Value::Text(text.into()));
        }
        let shown: String = parts.iter().map(|value| value.shown().to_string()).collect();
        let about: String = parts.iter().map(about).collect();
        let outside = parts.iter().find_map(|value| match value {
            Value::Outside(value) => Some(Rc::clone(&value.key)),
            _ => None,
        });
        let cut = |text: &str| Rc::from(text.trim().chars().take(MAX_TEXT * 10).collect::<String>());
        Ok(Value::Outside(OutsideValue {
            key: outside.unwrap_or_else(|| "call".into()),
            about: cut(&about),
            title: cut(&shown),
        }))
    }

    fn parts(&self, pieces: &[Piece], locals: &mut Locals, parts: &mut Vec<Value>) -> Result<(), Undecided> {
        for piece in pieces {
            match piece {
                Piece::Text(text) => parts.push(Value::text(text)),
                Piece::Output(expression) => parts.push(self.expression(expression, locals)),
                Piece::Assign(name, expression) => {
                    let value = self.expression(expression, locals);
                    locals.insert(name.clone(), value);
                }
                Piece::If(ways) => {
                    for (test, pieces) in ways {
                        let holds = match test {
                            Some(test) => self.holds(test, locals)?,
                            None => true,
                        };
                        if holds {
                            self.parts(pieces, locals, parts)?;
                            break;
                        }
                    }
                }
                Piece::Unknown(text) => {
                    let title: String = text.chars().take(60).collect();
                    parts.push(Value::Outside(OutsideValue {
                        key: "call".into(),
                        about: title.as_str().into(),
                        title: title.as_str().into(),
                    }));
                }
            }
        }
        Ok(())
    }

    fn expression(&self, expression: &Expression, locals: &Locals) -> Value {
        let mut value = self.term(&expression.base, locals);
        for (name, arguments) in &expression.filters {
            let arguments: Vec<Value> =
                arguments.iter().map(|argument| self.term(argument, locals)).collect();
            value = filtered(value, name, &arguments, self.most, &expression.text);
        }
        value
    }

    fn term(&self, term: &Term, locals: &Locals) -> Value {
        match term {
            Term::Text(text) => Value::text(text),
            Term::Nil => Value::Nil,
            Term::False => Value::text("false"),
            Term::Path(path) => locals.get(path).cloned().unwrap_or_else(|| (self.lookup)(path)),
        }
    }

    fn holds(&self, test: &Test, locals: &Locals) -> Result<bool, Undecided> {
        match test {
            Test::Is(Term::False) => Ok(false),
            // All but nothing at all holds; an empty text is something.
            Test::Is(term) => match self.term(term, locals) {
                Value::Nil => Ok(false),
                Value::Outside(value) => self.asked(&value, &format!("{} is there", value.about), "yes"),
                _ => Ok(true),
            },
            Test::Compared(left, operator, right) => {
                self.compared(&self.term(left, locals), operator, &self.term(right, locals))
            }
            Test::Both(left, right) => Ok(self.holds(left, locals)? && self.holds(right, locals)?),
            Test::Either(left, right) => Ok(self.holds(left, locals)? || self.holds(right, locals)?),
        }
    }

    fn compared(&self, left: &Value, operator: &str, right: &Value) -> Result<bool, Undecided> {
        if let (Some(left), Some(right)) = (left.known(), right.known()) {
            return Ok(compare(&left, operator, &right));
        }
        let ((Value::Outside(value), other) | (other, Value::Outside(value))) = (left, right) else {
            return Ok(operator == "!=");
        };
        match (operator, other.known()) {
            ("==", Some(text)) => self.asked(value, &value.about, &text),
            ("!=" | "<>", Some(text)) => Ok(!self.asked(value, &value.about, &text)?),
            _ => {
                let about = format!("{} {operator} {}", left.shown(), right.shown());
                self.asked(value, &about, "yes")
            }
        }
    }

    /// Whether the outside answers this, if that is known.
    fn asked(&self, value: &OutsideValue, about: &str, answer: &str) -> Result<bool, Undecided> {
        let title = if *about == *value.about { Rc::clone(&value.title) } else { about.into() };
        let value = OutsideValue { about: about.into(), title, key: Rc::clone(&value.key) };
        match (self.fact)(&value) {
            Some(Fact::Is(known)) => Ok(*known == *answer),
            Some(Fact::IsNot(known)) if known.contains(answer) => Ok(false),
            _ => Err(Undecided { value, answer: answer.into() }),
        }
    }
}

fn joined(parts: &[Value]) -> Option<String> {
    parts.iter().map(|value| value.known().map(|text| text.to_string())).collect()
}

fn about(value: &Value) -> String {
    match value {
        Value::Outside(value) => value.about.to_string(),
        value => value.shown().to_string(),
    }
}

fn compare(left: &str, operator: &str, right: &str) -> bool {
    let numbers = || Some((left.trim().parse::<f64>().ok()?, right.trim().parse::<f64>().ok()?));
    let is_equal = || {
        numbers()
            .map_or_else(|| left.trim() == right.trim(), |(left, right)| (left - right).abs() < f64::EPSILON)
    };
    match operator {
        "==" => is_equal(),
        "!=" | "<>" => !is_equal(),
        "contains" => left.contains(right),
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
    use super::super::template::parse;
    use super::*;

    fn worked_out(text: &str, n: &Value) -> Result<Value, Undecided> {
        let lookup = |path: &str| match path {
            "flow.variables.n" => n.clone(),
            "widgets.ask.parsed.open" => Value::Outside(OutsideValue {
                key: "w:ask".into(),
                about: "ask open".into(),
                title: "open".into(),
            }),
            _ => Value::Nil,
        };
        Evaluation { lookup: &lookup, fact: &|_| None, most: 9 }.value(&parse(text))
    }

    #[test]
    fn counters_count_from_one_and_stop_where_nothing_tells_them_apart() {
        let counter = "{% if flow.variables.n %} {{flow.variables.n | plus: 1}} {% else %} 1 {% endif %}";
        let said = |n: &Value| worked_out(counter, n).unwrap().known().unwrap().trim().to_owned();
        assert_eq!(said(&Value::Nil), "1");
        assert_eq!(said(&Value::text(" 1 ")), "2");
        assert_eq!(said(&Value::text("9")), "9");
        assert_eq!(said(&Value::text("")), "1", "an empty text is something, and counts as zero");
    }

    #[test]
    fn what_is_not_known_is_asked_before_it_goes_on() {
        let text = "{% if widgets.ask.parsed.open == 'yes' %}a{% else %}b{% endif %}";
        let undecided = worked_out(text, &Value::Nil).unwrap_err();
        assert_eq!((&*undecided.value.about, &*undecided.answer), ("ask open", "yes"));
        let value = worked_out("Wait {{ widgets.ask.parsed.open }}.", &Value::Nil).unwrap();
        assert_eq!(&*value.shown(), "Wait open.");
        assert!(matches!(worked_out(" {{ widgets.ask.parsed.open }} ", &Value::Nil), Ok(Value::Outside(_))));
        assert_eq!(worked_out("{{ nothing.here }}", &Value::Nil), Ok(Value::Nil));
    }
}
