//! A contact center played by its platform's rules, without the importer: one action after the other.

use std::collections::HashMap;

use serde_json::Value;

use super::super::choices::Choice;

/// A contact center.
pub(super) struct Model<'v> {
    pub(super) flows: HashMap<&'v str, &'v Value>,
    /// Whether hours are open at the time of the call, by name.
    pub(super) open: HashMap<&'v str, bool>,
    /// The hours of queues.
    pub(super) hours_of: HashMap<&'v str, &'v str>,
    /// What programs outside return.
    pub(super) external: HashMap<&'v str, &'v str>,
}

#[expect(clippy::too_many_lines, reason = "the rules of all actions, one beside the other")]
/// How a call ends, and how many questions were answered by then. None: it goes in circles without a question.
pub(super) fn play(
    model: &Model<'_>,
    first: &str,
    choices: &[Choice],
    most: usize,
) -> Option<(String, usize)> {
    let mut flow = first.to_owned();
    let mut at = text(&model.flows[first]["StartAction"]);
    let mut attributes: HashMap<String, String> = HashMap::new();
    let mut loops: HashMap<(String, String), u64> = HashMap::new();
    let mut stack: Vec<(String, String)> = Vec::new();
    let (mut queue, mut stored) = (String::new(), String::new());
    let mut taken = 0;
    let mut unasked = 0;
    loop {
        unasked += 1;
        if unasked > 400 {
            return None;
        }
        if taken >= most {
            return Some(("open".to_owned(), taken));
        }
        let Some(action) = model.flows[flow.as_str()]["Actions"]
            .as_array()?
            .iter()
            .find(|one| text(&one["Identifier"]) == at)
        else {
            return Some(("Dropped".to_owned(), taken));
        };
        let next = text(&action["Transitions"]["NextAction"]);
        let condition = |wanted: &str| {
            let all = action["Transitions"]["Conditions"].as_array()?;
            all.iter()
                .find(|one| one["Condition"]["Operands"][0] == *wanted)
                .map(|one| text(&one["NextAction"]))
        };
        let error = |wanted: &str| {
            let all = action["Transitions"]["Errors"].as_array()?;
            all.iter().find(|one| one["ErrorType"] == *wanted).map(|one| text(&one["NextAction"]))
        };
        let parameter = |key: &str| text(&action["Parameters"][key]);
        at = match text(&action["Type"]).as_str() {
            "UpdateContactAttributes" => {
                for (name, value) in action["Parameters"]["Attributes"].as_object()? {
                    let value = text(value);
                    let value = if value == "$.StoredCustomerInput" { stored.clone() } else { value };
                    attributes.insert(name.clone(), value);
                }
                next
            }
            "Compare" => {
                let path = parameter("ComparisonValue");
                let value = match path.split_once('.').map_or("", |(_, path)| path).split_once('.') {
                    Some(("Attributes", name)) => attributes.get(name).cloned().unwrap_or_default(),
                    Some((_, name)) => model.external[name].to_owned(),
                    None if path == "$.Channel" => "VOICE".to_owned(),
                    None => stored.clone(),
                };
                condition(&value).or_else(|| error("NoMatchingCondition"))?
            }
            "GetParticipantInput" => {
                let choice = choices.get(taken).cloned().flatten();
                taken += 1;
                unasked = 0;
                if parameter("StoreInput") == "True" {
                    stored = choice.unwrap_or_else(|| "Timeout".to_owned());
                    next
                } else {
                    match choice {
                        None => error("InputTimeLimitExceeded")?,
                        Some(keys) => condition(&keys).or_else(|| error("NoMatchingCondition"))?,
                    }
                }
            }
            "CheckHoursOfOperation" => {
                let named = parameter("HoursOfOperationId");
                let named =
                    named.strip_prefix("id-").unwrap_or_else(|| model.hours_of[queue.as_str()]).to_owned();
                condition(if model.open[named.as_str()] { "True" } else { "False" })?
            }
            "Loop" => {
                let count = loops.entry((flow.clone(), text(&action["Identifier"]))).or_default();
                if *count < parameter("LoopCount").parse().ok()? {
                    *count += 1;
                    condition("ContinueLooping")?
                } else {
                    *count = 0;
                    condition("DoneLooping")?
                }
            }
            "UpdateContactTargetQueue" => {
                parameter("QueueId").rsplit_once("id-")?.1.clone_into(&mut queue);
                next
            }
            "InvokeFlowModule" => {
                stack.push((flow, next));
                flow = parameter("FlowModuleId");
                text(&model.flows[flow.as_str()]["StartAction"])
            }
            "EndFlowModuleExecution" => match stack.pop() {
                Some((caller, next)) => {
                    flow = caller;
                    next
                }
                None => return Some(("Disconnected".to_owned(), taken)),
            },
            "TransferToFlow" => {
                flow = parameter("ContactFlowId");
                stack.clear();
                text(&model.flows[flow.as_str()]["StartAction"])
            }
            "TransferContactToQueue" => return Some((format!("Transferred {queue}"), taken)),
            "CreateCallbackContact" => return Some((format!("Callback callback by {queue}"), taken)),
            "DisconnectParticipant" => return Some(("Disconnected".to_owned(), taken)),
            "MessageParticipant" | "InvokeLambdaFunction" => next,
            other => panic!("the model has no {other}"),
        };
    }
}

fn text(value: &Value) -> String {
    value.as_str().unwrap_or_default().to_owned()
}
