//! Values and conditions: what is known of them, and what has to be asked.

use std::collections::{BTreeSet, HashSet};
use std::rc::Rc;

use super::documents::ContactCenter;
use super::flow_file::Action;
use super::state::{ContactState, Fact, Value};
use crate::import::flow::EntryPattern;
use crate::import::names::spaced;

/// So long values are put together; what is longer is not followed.
const MAX_VALUE: usize = 300;

/// Which values can matter.
#[derive(Debug, Default)]
pub(super) struct Relevance {
    /// Paths that something asks for.
    pub(super) asked: HashSet<String>,
    /// Paths that some action sets.
    pub(super) set: HashSet<String>,
    /// What entries are compared with.
    pub(super) entries: BTreeSet<String>,
}

impl Relevance {
    pub(super) fn of(center: &ContactCenter) -> Self {
        let mut relevance = Self::default();
        let actions = || center.flows.iter().flat_map(|flow| &flow.actions);
        let mut copies: Vec<(String, String)> = Vec::new();
        for action in actions() {
            let sets = set_by(action);
            for (path, text) in &sets {
                relevance.set.insert(path.clone());
                copies.extend(paths(text).into_iter().map(|(path_of, _)| (path.clone(), path_of)));
            }
            if action.kind == "InvokeLambdaFunction" {
                // What is handed to a program outside decides nothing here; which one it is does.
                let lambda = action.parameter("LambdaFunctionARN").unwrap_or_default();
                relevance.asked.extend(paths(&lambda).into_iter().map(|(path, _)| path));
            } else if sets.is_empty() {
                let operands = action.conditions.iter().flat_map(|one| &one.operands).map(String::as_str);
                for text in action.parameters.texts().into_iter().chain(operands) {
                    relevance.asked.extend(paths(text).into_iter().map(|(path, _)| path));
                }
            }
        }
        // What is copied into what matters, matters.
        loop {
            let more: Vec<String> = copies
                .iter()
                .filter(|(to, from)| relevance.asked.contains(to) && !relevance.asked.contains(from))
                .map(|(_, from)| from.clone())
                .collect();
            if more.is_empty() {
                break;
            }
            relevance.asked.extend(more);
        }
        let mut holders: HashSet<&str> = HashSet::from(["StoredCustomerInput"]);
        loop {
            let before = holders.len();
            let more: Vec<&str> = copies
                .iter()
                .filter(|(_, from)| holders.contains(from.as_str()))
                .map(|(to, _)| to.as_str())
                .collect();
            holders.extend(more);
            if holders.len() == before {
                break;
            }
        }
        for action in actions().filter(|action| action.kind == "Compare") {
            let compared = action.parameter("ComparisonValue").unwrap_or_default();
            if paths(&compared).iter().any(|(path, _)| holders.contains(path.as_str())) {
                let equals = action.conditions.iter().filter(|one| one.operator == "Equals");
                relevance.entries.extend(equals.flat_map(|one| one.operands.iter().cloned()));
            }
        }
        relevance
            .entries
            .retain(|entry| EntryPattern::exact(entry).is_some_and(|meant| !meant.keys.is_empty()));
        relevance
    }
}

/// What an action sets: paths with what they become.
pub(super) fn set_by(action: &Action) -> Vec<(String, String)> {
    let (holder, is_local) = match action.kind.as_str() {
        "UpdateContactAttributes" => ("Attributes", false),
        "UpdateFlowAttributes" => ("FlowAttributes", true),
        _ => return Vec::new(),
    };
    let Some(set) = action.parameters.get(holder) else { return Vec::new() };
    let values = set.entries().iter().filter_map(|(name, value)| {
        let text = if is_local { value.get("Value").unwrap_or(value).plain() } else { value.plain() };
        Some((format!("{holder}.{name}"), text?))
    });
    values.collect()
}

/// The paths in a text, without the `$.`, with where they stand.
pub(super) fn paths(text: &str) -> Vec<(String, std::ops::Range<usize>)> {
    let mut found = Vec::new();
    let mut at = 0;
    while let Some(begin) = text[at..].find("$.") {
        let from = at + begin;
        let mut end = from + 2;
        let mut path = String::new();
        loop {
            let rest = &text[end..];
            if let Some(quoted) = rest.strip_prefix("['").or_else(|| rest.strip_prefix("[\"")) {
                let Some(close) =
                    quoted.find(['\'', '"']).filter(|close| quoted[*close + 1..].starts_with(']'))
                else {
                    break;
                };
                path.push('.');
                path.push_str(&quoted[..close]);
                end += close + 4;
                continue;
            }
            let (dot, rest) = match rest.strip_prefix('.') {
                Some(rest) if !path.is_empty() => (1, rest),
                _ if path.is_empty() => (0, rest),
                _ => break,
            };
            let length =
                rest.find(|c: char| !(c.is_alphanumeric() || matches!(c, '_' | '-'))).unwrap_or(rest.len());
            if length == 0 {
                break;
            }
            if dot == 1 {
                path.push('.');
            }
            path.push_str(&rest[..length]);
            end += dot + length;
        }
        if !path.is_empty() {
            found.push((path, from..end));
        }
        at = end;
    }
    found
}

/// The values of a contact.
pub(super) struct Values<'c> {
    pub(super) center: &'c ContactCenter,
    pub(super) relevance: &'c Relevance,
    pub(super) state: &'c ContactState,
}

impl Values<'_> {
    /// What a path holds.
    pub(super) fn at(&self, path: &str) -> Value {
        let (holder, name) = path.split_once('.').unwrap_or((path, ""));
        let value = match holder {
            "Channel" => Value::Text("VOICE".into()),
            "Attributes" | "FlowAttributes" => match self.state.values.get(path) {
                Some(value) => value.clone(),
                // What is set on another way is not set on this one.
                None if self.relevance.set.contains(path) => Value::Text("".into()),
                None => Value::Outside(path.into(), spaced(name).into()),
            },
            "StoredCustomerInput" => {
                self.state.values.get(path).cloned().unwrap_or_else(|| Value::Text("".into()))
            }
            "CustomerEndpoint" if name == "Address" => Value::Caller,
            "Queue" if name == "Name" || name == "ARN" => match &self.state.queue {
                Some(Value::Text(text)) if name == "Name" => {
                    let known = self.center.queue_at(text).map(|queue| queue.name.as_str().into());
                    known.map_or_else(|| Value::Text(text.clone()), Value::Text)
                }
                Some(value) => value.clone(),
                None => Value::Text("".into()),
            },
            "External" => {
                let lambda = self.state.lambda.as_deref().unwrap_or_default();
                Value::Outside(format!("{lambda}: {name}").into(), spaced(name).into())
            }
            _ => Value::Outside(path.into(), spaced(if name.is_empty() { holder } else { name }).into()),
        };
        match value {
            Value::Outside(about, title) => match self.state.facts.get(&about) {
                Some(Fact::Is(text)) => Value::Text(Rc::clone(text)),
                _ => Value::Outside(about, title),
            },
            value => value,
        }
    }

    /// A text with all values put in.
    pub(super) fn put_in(&self, text: &str) -> Value {
        let found = paths(text);
        if let [(path, place)] = found.as_slice()
            && text[..place.start].trim().is_empty()
            && text[place.end..].trim().is_empty()
        {
            return self.at(path);
        }
        let mut whole = String::new();
        let mut is_known = true;
        let mut at = 0;
        for (path, place) in found {
            whole.push_str(&text[at..place.start]);
            match self.at(&path) {
                Value::Text(text) => whole.push_str(&text),
                Value::Outside(_, title) => {
                    is_known = false;
                    whole.push_str(&title);
                }
                Value::Entry => {
                    is_known = false;
                    whole.push_str("what was entered");
                }
                Value::Caller => {
                    is_known = false;
                    whole.push_str("the caller's number");
                }
            }
            at = place.end;
        }
        whole.push_str(&text[at..]);
        if is_known && whole.len() <= MAX_VALUE {
            return Value::Text(whole.into());
        }
        if is_known {
            whole = whole.chars().take(60).collect();
        }
        Value::Outside(whole.as_str().into(), whole.as_str().into())
    }
}

/// What comes of a condition.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Verdict {
    Holds,
    Fails,
    /// The outside decides: what is asked, what people call it, and the answer for which it holds.
    Asks {
        about: Rc<str>,
        title: String,
        value: Rc<str>,
    },
    /// It holds for this caller.
    Calls(String),
}

/// Whether a condition holds.
pub(super) fn verdict(state: &ContactState, value: &Value, operator: &str, operand: &str) -> Verdict {
    let decided = |is: bool| if is { Verdict::Holds } else { Verdict::Fails };
    let (about, title) = match value {
        Value::Text(text) => match compared(text, operator, operand) {
            Some(is) => return decided(is),
            None => (text.clone(), text.to_string()),
        },
        Value::Entry if operator == "Equals" => return Verdict::Fails,
        Value::Entry => ("entry".into(), "what was entered".to_owned()),
        Value::Caller if operator == "Equals" => {
            let plain: String = operand.chars().filter(|c| c.is_ascii_digit() || *c == '+').collect();
            if plain.len() >= 10 {
                return Verdict::Calls(plain);
            }
            ("caller".into(), "the caller's number".to_owned())
        }
        Value::Caller => ("caller".into(), "the caller's number".to_owned()),
        Value::Outside(about, title) => (Rc::clone(about), title.to_string()),
    };
    let (about, title, value): (Rc<str>, String, Rc<str>) = match words(operator) {
        None => (about, title, operand.into()),
        Some(words) => {
            let title = format!("{title} {words} {operand}");
            (format!("{about} {words} {operand}").into(), title, "yes".into())
        }
    };
    match state.facts.get(&about) {
        Some(Fact::Is(known)) => decided(*known == value),
        Some(Fact::IsNot(known)) if known.contains(&value) => Verdict::Fails,
        _ => Verdict::Asks { about, title, value },
    }
}

/// How an operator is said; none for equality.
fn words(operator: &str) -> Option<&'static str> {
    Some(match operator {
        "Equals" => return None,
        "NumberGreaterThan" => "is more than",
        "NumberLessThan" => "is less than",
        "NumberGreaterOrEqualTo" => "is at least",
        "NumberLessOrEqualTo" => "is at most",
        "TextStartsWith" => "begins with",
        "TextEndsWith" => "ends with",
        "TextContains" => "has in it",
        _ => "fits",
    })
}

/// Two texts compared. None: the operator is not known.
pub(super) fn compared(text: &str, operator: &str, operand: &str) -> Option<bool> {
    let numbers = || Some((text.trim().parse::<f64>().ok()?, operand.trim().parse::<f64>().ok()?));
    let by_number = |is: fn(f64, f64) -> bool| Some(numbers().is_some_and(|(left, right)| is(left, right)));
    match operator {
        "Equals" => Some(text == operand),
        "NumberGreaterThan" => by_number(|left, right| left > right),
        "NumberLessThan" => by_number(|left, right| left < right),
        "NumberGreaterOrEqualTo" => by_number(|left, right| left >= right),
        "NumberLessOrEqualTo" => by_number(|left, right| left <= right),
        "TextStartsWith" => Some(text.starts_with(operand)),
        "TextEndsWith" => Some(text.ends_with(operand)),
        "TextContains" => Some(text.contains(operand)),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn paths_end_where_sentences_go_on() {
        let text = "Dear $.Attributes.Name. It is $.External.wait-time, or $.Attributes['Full Name']!";
        let found: Vec<String> = paths(text).into_iter().map(|(path, _)| path).collect();
        assert_eq!(found, ["Attributes.Name", "External.wait-time", "Attributes.Full Name"]);
        assert!(paths("costs $.50 or $ 5").iter().all(|(path, _)| path == "50"));
    }

    #[test]
    fn conditions_on_known_texts_are_decided() {
        assert_eq!(compared("10", "NumberGreaterThan", "9"), Some(true));
        assert_eq!(compared("x", "NumberLessThan", "9"), Some(false));
        assert_eq!(compared("gold member", "TextStartsWith", "gold"), Some(true));
        assert_eq!(compared("Gold", "Equals", "gold"), Some(false));
        assert_eq!(compared("a", "SomethingNew", "a"), None);
    }
}
