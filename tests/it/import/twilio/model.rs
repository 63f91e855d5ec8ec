//! Flows played by their platform's rules, without the importer: one widget after the other.

use std::collections::HashMap;

use serde_json::Value;

use super::super::choices::Choice;

/// What there is besides the flows.
pub(super) struct Model<'v> {
    pub(super) flows: HashMap<&'v str, &'v Value>,
    /// What the program outside returns as `tier`; none where it fails.
    pub(super) tier: Option<&'v str>,
    /// What becomes of calls to numbers, by widget: none where they are put through.
    pub(super) dials: HashMap<&'v str, &'v str>,
    /// The wall clock in Chicago, as `%H%M`, and the day of the week from Monday as 1.
    pub(super) clock: (u16, u8),
}

/// A flow that runs.
struct Running<'v> {
    flow: &'v Value,
    at: String,
    variables: HashMap<String, String>,
    results: HashMap<String, HashMap<String, String>>,
    parameters: HashMap<String, String>,
}

impl<'v> Running<'v> {
    fn new(flow: &'v Value, parameters: HashMap<String, String>) -> Self {
        let at = text(&flow["initial_state"]);
        Self { flow, at, variables: HashMap::new(), results: HashMap::new(), parameters }
    }

    /// A text with its values: one path, a counter, or words.
    fn value(&self, model: &Model<'_>, written: &str) -> String {
        if written.contains("{% if") {
            let path =
                written.split("flow.variables.").nth(1).and_then(|rest| rest.split(' ').next()).unwrap();
            let before = self.variables.get(path);
            return before.map_or(1, |value| value.trim().parse::<i64>().unwrap_or(0) + 1).to_string();
        }
        let Some(path) = written.strip_prefix("{{").and_then(|rest| rest.strip_suffix("}}")) else {
            return written.to_owned();
        };
        match path.trim() {
            path if path.contains("%H%M") => format!("{:04}", model.clock.0),
            path if path.contains("%u") => model.clock.1.to_string(),
            path => {
                let parts: Vec<&str> = path.split('.').collect();
                match parts.as_slice() {
                    ["flow", "variables", name] => self.variables.get(*name).cloned(),
                    ["trigger", "parent", "parameters", name] => self.parameters.get(*name).cloned(),
                    ["widgets", widget, rest @ ..] => self
                        .results
                        .get(*widget)
                        .and_then(|result| result.get(rest.last().copied()?))
                        .cloned(),
                    _ => panic!("the model has no {path}"),
                }
                .unwrap_or_default()
            }
        }
    }

    fn set(&mut self, widget: &str, values: &[(&str, &str)]) {
        let result = values.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned())).collect();
        self.results.insert(widget.to_owned(), result);
    }
}

/// How a call ends, and how many questions were answered by then. None: it goes on for ever without a question.
#[expect(clippy::too_many_lines, reason = "the rules of all widgets, one beside the other")]
pub(super) fn play(model: &Model<'_>, choices: &[Choice]) -> Option<(String, usize)> {
    let mut stack = vec![Running::new(model.flows["main"], HashMap::new())];
    let (mut taken, mut unasked, mut in_a_row) = (0, 0, 1);
    loop {
        unasked += 1;
        if unasked > 300 {
            return None;
        }
        if taken >= choices.len() {
            return Some(("open".to_owned(), taken));
        }
        let depth = stack.len();
        let own = stack.last_mut()?;
        let name = own.at.clone();
        let widget = own.flow["states"].as_array()?.iter().find(|one| one["name"] == *name)?;
        let property = |key: &str| text(&widget["properties"][key]);
        let on = |event: &str| {
            let found = widget["transitions"].as_array()?.iter().find(|one| one["event"] == *event)?;
            found["next"].as_str().map(str::to_owned)
        };
        let next = match text(&widget["type"]).as_str() {
            "trigger" => on(if depth > 1 { "incomingParent" } else { "incomingCall" }),
            "say-play" => on("audioComplete"),
            "send-message" => on("sent"),
            "set-variables" => {
                for one in widget["properties"]["variables"].as_array()? {
                    let value = own.value(model, &text(&one["value"]));
                    own.variables.insert(text(&one["key"]), value);
                }
                on("next")
            }
            "gather-input-on-call" => {
                let choice = choices[taken].clone();
                (taken, unasked) = (taken + 1, 0);
                match choice.filter(|keys| keys != "#") {
                    None => {
                        own.set(&name, &[]);
                        on("timeout")
                    }
                    Some(keys) => {
                        own.set(&name, &[("Digits", &keys)]);
                        on("keypress")
                    }
                }
            }
            "split-based-on" => {
                let holds = |one: &&Value| {
                    one["event"] == "match"
                        && one["conditions"].as_array().unwrap().iter().all(|condition| {
                            let value = own.value(model, &text(&condition["arguments"][0]));
                            holds(&value, &text(&condition["type"]), &text(&condition["value"]))
                        })
                };
                let found = widget["transitions"].as_array()?.iter().find(holds);
                match found {
                    Some(found) => found["next"].as_str().map(str::to_owned),
                    None => on("noMatch"),
                }
            }
            "make-http-request" => {
                if let Some(tier) = model.tier {
                    own.set(&name, &[("tier", tier)]);
                    on("success")
                } else {
                    // Where a flow has no way for it, nobody is asked whether it fails.
                    own.set(&name, &[]);
                    on("failed").or_else(|| on("success"))
                }
            }
            "run-subflow" => {
                let parameters = widget["properties"]["parameters"].as_array()?;
                let parameters =
                    parameters.iter().map(|one| (text(&one["key"]), own.value(model, &text(&one["value"]))));
                let inner = Running::new(model.flows[property("flow_sid").as_str()], parameters.collect());
                stack.push(inner);
                continue;
            }
            "send-to-flex" => return Some((format!("Transferred {}", name.replace('_', " ")), taken)),
            "connect-call-to" => match model.dials.get(name.as_str()) {
                None => return Some((format!("Transferred {}", name.replace('_', " ")), taken)),
                Some(status) => {
                    own.set(&name, &[("DialCallStatus", status)]);
                    on("callCompleted")
                }
            },
            "record-voicemail" => return Some((format!("Voicemail {}", name.replace('_', " ")), taken)),
            other => panic!("the model has no {other}"),
        };
        // A flow that has come to its end returns to the one that runs it.
        let mut next = next;
        while next.is_none() {
            if stack.len() == 1 {
                return Some(("Disconnected".to_owned(), taken));
            }
            stack.pop();
            let own = stack.last_mut()?;
            let widget = own.flow["states"].as_array()?.iter().find(|one| one["name"] == *own.at)?;
            let found = widget["transitions"].as_array()?.iter().find(|one| one["event"] == "completed")?;
            next = found["next"].as_str().map(str::to_owned);
        }
        let next = next?;
        let own = stack.last_mut()?;
        in_a_row = if next == own.at && next == name { in_a_row + 1 } else { 1 };
        if in_a_row > 10 {
            return Some(("Disconnected".to_owned(), taken));
        }
        own.at = next;
    }
}

fn holds(value: &str, operator: &str, wanted: &str) -> bool {
    let numbers = || Some((value.trim().parse::<f64>().ok()?, wanted.parse::<f64>().ok()?));
    match operator {
        "equal_to" => value.trim() == wanted,
        "not_equal_to" => value.trim() != wanted,
        "matches_any_of" => wanted.split(',').any(|part| part == value.trim()),
        "contains" => value.contains(wanted),
        "does_not_contain" => !value.contains(wanted),
        "starts_with" => value.starts_with(wanted),
        "is_blank" => value.trim().is_empty(),
        "is_not_blank" => !value.trim().is_empty(),
        "less_than" => numbers().is_some_and(|(value, wanted)| value < wanted),
        "greater_than" => numbers().is_some_and(|(value, wanted)| value > wanted),
        other => panic!("the model has no {other}"),
    }
}

fn text(value: &Value) -> String {
    value.as_str().unwrap_or_default().to_owned()
}
