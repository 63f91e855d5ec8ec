//! What expressions come to, with values that are not all known.

use std::rc::Rc;

use super::expression::{Expression, Operator};
use super::functions::{KINDS, cut, worked_out};
use super::value::{Fact, Stop, Undecided, Value};

/// So many digits a number has at least that is one of a caller.
const LEAST_DIGITS: usize = 7;

/// So many characters of what is not known are its title.
const MAX_TITLE: usize = 60;

/// What an expression is worked out with.
pub(super) struct Evaluation<'c> {
    /// What a variable holds.
    pub(super) lookup: &'c dyn Fn(&str) -> Value,
    /// What is known of an answer of the outside.
    pub(super) fact: &'c dyn Fn(&str) -> Option<Fact>,
    /// Numbers above it are told apart by nothing.
    pub(super) most: f64,
}

impl Evaluation<'_> {
    pub(super) fn value(&self, expression: &Expression) -> Result<Value, Stop> {
        Ok(match expression {
            Expression::Literal(value) => value.clone(),
            Expression::Variable(name) => (self.lookup)(name),
            Expression::Unknown(text) => self.outside(text),
            Expression::Not(inner) => Value::Truth(!self.holds(inner)?),
            Expression::Pair(left, operator, right) => match operator {
                Operator::And => Value::Truth(self.holds(left)? && self.holds(right)?),
                Operator::Or => Value::Truth(self.holds(left)? || self.holds(right)?),
                Operator::Plus | Operator::Minus | Operator::Times | Operator::By | Operator::Rest => {
                    self.calculated(&self.value(left)?, *operator, &self.value(right)?)?
                }
                _ => Value::Truth(self.compared(&self.value(left)?, *operator, &self.value(right)?)?),
            },
            Expression::Call(name, arguments) => self.call(name, arguments)?,
        })
    }

    /// Whether it holds. What is not set does not.
    pub(super) fn holds(&self, expression: &Expression) -> Result<bool, Stop> {
        match self.value(expression)? {
            Value::Outside(about, title) => self.asked(&about, &title, "true"),
            value => Ok(value.known().is_some_and(|text| text.eq_ignore_ascii_case("true"))),
        }
    }

    /// A value of which nothing is known but how it comes about; a text once it was asked for.
    fn outside(&self, told: &str) -> Value {
        let about: Rc<str> = cut(told.trim()).into();
        if let Some(Fact::Is(text)) = (self.fact)(&about) {
            return Value::Text(text);
        }
        let title: String = about.chars().take(MAX_TITLE).collect();
        Value::Outside(about, title.into())
    }

    fn asked(&self, about: &str, title: &str, answer: &str) -> Result<bool, Stop> {
        self.asked_of(about, title, answer, None)
    }

    fn asked_of(&self, about: &str, title: &str, answer: &str, caller: Option<String>) -> Result<bool, Stop> {
        match (self.fact)(about) {
            Some(Fact::Is(known)) => Ok(known.eq_ignore_ascii_case(answer)),
            Some(Fact::IsNot(known)) if known.contains(answer) => Ok(false),
            _ => Err(Stop::Undecided(Undecided {
                about: about.into(),
                title: title.into(),
                answer: answer.into(),
                caller,
            })),
        }
    }

    fn compared(&self, left: &Value, operator: Operator, right: &Value) -> Result<bool, Stop> {
        let is_equality = matches!(operator, Operator::Equal | Operator::Unequal);
        let is_negative = operator == Operator::Unequal;
        match (left, right) {
            (Value::Unset, Value::Unset) if is_equality => Ok(!is_negative),
            (Value::Unset, other) | (other, Value::Unset) if is_equality => match other {
                // Whether the outside sets it is for the outside to say.
                Value::Outside(about, title) => {
                    let is_set = self.is_set(about, title)?;
                    Ok(is_set == is_negative)
                }
                _ => Ok(is_negative),
            },
            (Value::Unset, _) | (_, Value::Unset) => Err(Stop::Fails),
            (Value::Outside(about, title), other) | (other, Value::Outside(about, title))
                if is_equality && other.known().is_some() =>
            {
                let answer = other.known().unwrap_or_default();
                let answer = if answer.is_empty() { "nothing".into() } else { answer };
                Ok(self.asked(about, title, &answer)? != is_negative)
            }
            (Value::Caller, other) | (other, Value::Caller) if is_equality && other.known().is_some() => {
                let text = other.known().unwrap_or_default();
                let Some(number) = number_of(&text).filter(|number| number.len() > LEAST_DIGITS) else {
                    return Ok(is_negative);
                };
                let told = format!("the caller is {number}");
                Ok(self.asked_of(&told, &told, "yes", Some(number))? != is_negative)
            }
            (Value::Entry, other) | (other, Value::Entry) if is_equality && other.known().is_some() => {
                Ok(is_negative)
            }
            _ => {
                if let (Some(one), Some(other)) = (left.known(), right.known()) {
                    return Ok(ordered(left, &one, operator, right, &other));
                }
                let told = cut(&format!("{} {} {}", left.shown(), operator.sign(), right.shown()));
                self.asked(&told, &told, "yes")
            }
        }
    }

    fn calculated(&self, left: &Value, operator: Operator, right: &Value) -> Result<Value, Stop> {
        if left == &Value::Unset || right == &Value::Unset {
            return Err(Stop::Fails);
        }
        let (Some(first), Some(second)) = (left.known(), right.known()) else {
            let told = format!("{} {} {}", left.shown(), operator.sign(), right.shown());
            return Ok(self.outside(&told));
        };
        let is_text = matches!((left, right), (Value::Text(_), _) | (_, Value::Text(_)));
        if operator == Operator::Plus && is_text {
            return Ok(Value::text(&cut(&format!("{first}{second}"))));
        }
        let (Some(first), Some(second)) = (left.as_number(), right.as_number()) else {
            return Err(Stop::Fails);
        };
        let number = match operator {
            Operator::Plus => first + second,
            Operator::Minus => first - second,
            Operator::Times => first * second,
            Operator::By if second != 0.0 => first / second,
            Operator::Rest if second != 0.0 => first % second,
            _ => return Err(Stop::Fails),
        };
        Ok(Value::number(number.clamp(-self.most, self.most)))
    }

    fn call(&self, name: &str, arguments: &[Expression]) -> Result<Value, Stop> {
        match (name, arguments) {
            ("if", [condition, then, otherwise]) => {
                return self.value(if self.holds(condition)? { then } else { otherwise });
            }
            ("and", all) => {
                for one in all {
                    if !self.holds(one)? {
                        return Ok(Value::Truth(false));
                    }
                }
                return Ok(Value::Truth(true));
            }
            ("or", all) => {
                for one in all {
                    if self.holds(one)? {
                        return Ok(Value::Truth(true));
                    }
                }
                return Ok(Value::Truth(false));
            }
            _ => {}
        }
        let values: Vec<Value> = arguments.iter().map(|one| self.value(one)).collect::<Result<_, _>>()?;
        match (name, values.as_slice()) {
            ("isset" | "isnotset", [value]) => {
                let is_set = match value {
                    Value::Outside(about, title) => self.is_set(about, title)?,
                    value => *value != Value::Unset,
                };
                return Ok(Value::Truth(is_set == (name == "isset")));
            }
            ("isnotsetorempty" | "issetandnotempty" | "isnullorempty" | "isempty", [value]) => {
                let is_there = match value {
                    Value::Outside(about, title) => self.is_set(about, title)?,
                    Value::Entry | Value::Caller => true,
                    value => value.known().is_some_and(|text| !text.is_empty()),
                };
                return Ok(Value::Truth(is_there == (name == "issetandnotempty")));
            }
            // How a caller's number begins.
            ("startswith", [Value::Caller, beginning, ..]) => {
                if let Some(number) = beginning.known().and_then(|text| number_of(&text)) {
                    let told = format!("the caller's number begins with {number}");
                    return Ok(Value::Truth(self.asked_of(
                        &told,
                        &told,
                        "yes",
                        Some(format!("{number}*")),
                    )?));
                }
            }
            _ => {}
        }
        if let Some(value) = worked_out(name, &values) {
            return Ok(value);
        }
        if let ([value], true) = (values.as_slice(), KINDS.contains(&name)) {
            return Ok(value.clone());
        }
        let shown: Vec<String> = values.iter().map(|value| value.shown().to_string()).collect();
        Ok(self.outside(&format!("{name} {}", shown.join(" "))))
    }

    fn is_set(&self, about: &str, title: &str) -> Result<bool, Stop> {
        self.asked(&format!("{about} is set"), &format!("{title} is set"), "yes")
    }
}

/// A caller's number as people write it: `tel:+16085550140` is `+16085550140`. None: it is none.
fn number_of(text: &str) -> Option<String> {
    let text = text.trim();
    let text = text.strip_prefix("tel:").unwrap_or(text);
    let is_number = text.chars().all(|c| c.is_ascii_digit() || matches!(c, '+' | '-' | ' ' | '(' | ')'));
    let plain: String = text.chars().filter(|c| c.is_ascii_digit() || *c == '+').collect();
    (is_number && plain.chars().any(|c| c.is_ascii_digit())).then_some(plain)
}

/// Numbers by what they are, texts without regard to capitals.
fn ordered(left: &Value, one: &str, operator: Operator, right: &Value, other: &str) -> bool {
    let is_number = matches!(left, Value::Number(_)) || matches!(right, Value::Number(_));
    let order = match (left.as_number(), right.as_number()) {
        (Some(left), Some(right)) if is_number => left.total_cmp(&right),
        _ => one.to_lowercase().cmp(&other.to_lowercase()),
    };
    match operator {
        Operator::Equal => order.is_eq(),
        Operator::Unequal => order.is_ne(),
        Operator::Less => order.is_lt(),
        Operator::More => order.is_gt(),
        Operator::AtMost => order.is_le(),
        Operator::AtLeast => order.is_ge(),
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::super::expression::parse;
    use super::*;

    fn worked_out(text: &str) -> Result<Value, Stop> {
        let lookup = |name: &str| match name {
            "Flow.N" => Value::number(2.0),
            "Flow.Digits" => Value::text("012"),
            "Flow.Tier" => Value::Outside("Flow.Tier".into(), "tier".into()),
            "Flow.Code" => Value::Entry,
            "Call.Ani" => Value::Caller,
            _ => Value::Unset,
        };
        Evaluation { lookup: &lookup, fact: &|_| None, most: 9.0 }.value(&parse(text))
    }

    fn undecided(text: &str) -> Undecided {
        match worked_out(text) {
            Err(Stop::Undecided(undecided)) => undecided,
            other => panic!("{text}: {other:?}"),
        }
    }

    #[test]
    fn expressions_are_worked_out_as_far_as_values_are_known() {
        for (text, value) in [
            ("Flow.N + 1", "3"),
            ("Flow.N * 100", "9"),
            ("If(Flow.N >= 2, \"many\", \"few\")", "many"),
            ("Append(\"a\", ToString(Flow.N))", "a2"),
            ("\"a\" + \"b\"", "ab"),
            ("IsNotSetOrEmpty(Flow.Missing) and Flow.N == 2", "true"),
            ("Flow.Missing == \"\"", "false"),
            ("Flow.Missing == NOT_SET and IsNotSet(Flow.Missing)", "true"),
            ("Contains(\"Closed today\", \"closed\")", "true"),
            ("\"YES\" == \"yes\"", "true"),
            ("Flow.Digits == \"12\"", "false"),
            ("ToInt(Flow.Digits) == 12", "true"),
            ("Flow.Code == \"12\" or Flow.Code != \"12\"", "true"),
            ("Substring(\"abcd\", 1, 2)", "bc"),
            ("FindQueue(\"Front desk\")", "Front desk"),
            ("Flow.N == 2 or Flow.Tier == \"gold\"", "true"),
            ("Call.Ani == \"anonymous\"", "false"),
        ] {
            assert_eq!(worked_out(text).map(|value| value.known().unwrap()), Ok(value.into()), "{text}");
        }
    }

    #[test]
    fn what_is_not_set_cannot_be_calculated_with() {
        for text in ["Flow.Missing + 1", "Flow.Missing > 1", "1 / 0", "\"a\" * 2", "\"a\" + Flow.Missing"] {
            assert_eq!(worked_out(text), Err(Stop::Fails), "{text}");
        }
    }

    #[test]
    fn what_the_outside_knows_is_asked() {
        let one = undecided("Flow.Tier == \"gold\"");
        assert_eq!((&*one.title, &*one.answer), ("tier", "gold"));
        assert_eq!(&*undecided("ToInt(Flow.Tier) > 3").title, "tier is more than 3");
        assert_eq!(&*undecided("IsSet(Flow.Tier)").title, "tier is set");
        assert_eq!(&*undecided("ToInt(Flow.Code) > 500").title, "what was entered is more than 500");
        let caller = undecided("Call.Ani == \"tel:+16085550140\"");
        assert_eq!(caller.caller.as_deref(), Some("+16085550140"));
        let begins = undecided("StartsWith(ToString(Call.Ani), \"tel:+1608\")");
        assert_eq!(begins.caller.as_deref(), Some("+1608*"));
    }
}
