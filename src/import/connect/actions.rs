//! What actions do to a contact.

use super::asked;
use super::flow_file::Target;
use super::machine::ContactProgram;
use super::said::{self, Words};
use super::state::{ContactPlace, ContactState, Value, Waiting};
use super::transfers;
use super::values::set_by;
use crate::import::explore::Move;
use crate::import::flow::{Act, Condition, FlowEnd, Sound};
use crate::import::ledger::StepFate;
use crate::import::names::spaced;

/// Actions that callers do not notice.
const QUIET: [&str; 24] = [
    "UpdateFlowLoggingBehavior",
    "UpdateContactRecordingBehavior",
    "UpdateContactRecordingAndAnalyticsBehavior",
    "UpdateContactMediaStreamingBehavior",
    "UpdateContactTextToSpeechVoice",
    "UpdateContactRoutingBehavior",
    "UpdateContactRoutingCriteria",
    "UpdateRoutingCriteria",
    "UpdateContactCallbackNumber",
    "UpdateContactData",
    "UpdateContactMediaProcessing",
    "UpdatePreviousContactParticipantState",
    "UpdateParticipantState",
    "UpdateContactMemory",
    "TagContact",
    "UnTagContact",
    "StartMediaStreaming",
    "StopMediaStreaming",
    "CompleteOutboundCall",
    "CreateTask",
    "CreateCase",
    "UpdateCase",
    "AssociateContactToCustomerProfile",
    "SendNotification",
];

/// What happens at an action.
#[expect(clippy::too_many_lines, reason = "a list of all actions, each with what does it")]
pub(super) fn run(
    program: &mut ContactProgram,
    state: &ContactState,
    at: (usize, usize),
) -> Move<ContactState> {
    let kind = program.action(at).kind.clone();
    if QUIET.contains(&kind.as_str()) {
        program.note(at, StepFate::WithoutEffect, "");
        return Move::On(program.following(state, at));
    }
    match kind.as_str() {
        "UpdateContactAttributes" | "UpdateFlowAttributes" => {
            program.note(at, StepFate::WorkedOut, "");
            Move::On(attributes(program, state, at))
        }
        "UpdateContactEventHooks" => {
            program.note(at, StepFate::WorkedOut, "");
            Move::On(hooks(program, state, at))
        }
        "UpdateContactTargetQueue" => {
            program.note(at, StepFate::WorkedOut, "");
            let mut next = program.following(state, at);
            let queue = program.parameter(state, at, "QueueId");
            next.queue = queue.or_else(|| program.parameter(state, at, "AgentId")).map(|queue| match queue {
                // Without an id, the designer's name is what there is.
                Value::Text(text) if text.is_empty() => {
                    Value::Text(program.named(at, &Value::Text(text), "the queue").into())
                }
                queue => queue,
            });
            if next.queue.is_none() {
                next.queue = program.action(at).display.clone().map(|name| Value::Text(name.into()));
            }
            Move::On(next)
        }
        "MessageParticipant" => {
            program.note(at, StepFate::Carried, "");
            let Words { said, assumed } = said::words(program, state, at);
            let then = program.following(state, at);
            if said.is_empty() {
                return Move::On(then);
            }
            let name = program.title(at, &said::name(&said));
            program.guessed(at, name, Act::Say { said, then }, assumed)
        }
        "GetParticipantInput" => asked::run(program, state, at),
        "Compare" => {
            let value =
                program.parameter(state, at, "ComparisonValue").unwrap_or_else(|| Value::Text("".into()));
            program.decided(state, at, &value, true)
        }
        "CheckHoursOfOperation" => hours(program, state, at),
        "CheckMetricData" => {
            let metric = program.action(at).parameter("MetricType").unwrap_or_else(|| "metric".to_owned());
            let title = spaced(metric.trim_start_matches("NumberOf"));
            // A moment later it may be another number.
            program.decided(state, at, &Value::Outside(metric.as_str().into(), title.as_str().into()), false)
        }
        "DistributeByPercentage" => {
            let value = Value::Outside("chance".into(), "chance in percent".into());
            program.decided(state, at, &value, false)
        }
        "GetMetricData" => {
            program.note(at, StepFate::Outside, "what it returns is asked for where it is used");
            Move::On(program.following(state, at))
        }
        "InvokeLambdaFunction" => {
            program.note(
                at,
                StepFate::Outside,
                "a program outside runs; what it returns is asked for where it is used",
            );
            let lambda = program.parameter(state, at, "LambdaFunctionARN").unwrap_or(Value::Entry);
            let name = program.named(at, &lambda, "program");
            let mut next = program.following(state, at);
            // It may answer otherwise than before.
            let begins = format!("{name}: ");
            next.facts.retain(|about, _| !about.starts_with(begins.as_str()));
            next.lambda = Some(name.into());
            Move::On(next)
        }
        "ConnectParticipantWithLexBot" => {
            program.note(
                at,
                StepFate::Opaque,
                "what callers say is not understood here: an answer with a name stands for it",
            );
            let Words { said, assumed } = said::words(program, state, at);
            let then = state.moved(ContactPlace::Decision(at.0, at.1));
            if said.is_empty() {
                return Move::On(then);
            }
            let name = program.title(at, &said::name(&said));
            program.guessed(at, name, Act::Say { said, then }, assumed)
        }
        "Loop" => repeated(program, state, at),
        "Wait" => {
            program.note(at, StepFate::Carried, "");
            let seconds =
                program.action(at).parameter("TimeLimitSeconds").and_then(|text| text.parse::<u64>().ok());
            let sound = Sound {
                name: String::new(),
                words: Some(String::new()),
                millis: Some(seconds.unwrap_or(1).min(600) * 1_000),
            };
            let completed = program
                .action(at)
                .conditions
                .iter()
                .find(|one| one.operands.iter().any(|operand| operand == "WaitCompleted"));
            let target = completed.map_or(program.action(at).next, |one| one.target);
            let then = program.target(state, at.0, target);
            program.node(at, program.title(at, "wait"), Act::Say { said: vec![sound], then })
        }
        "DisconnectParticipant" => {
            program.note(at, StepFate::Carried, "");
            Move::On(ContactState::ended(FlowEnd::HangUp))
        }
        "EndFlowExecution" | "EndFlowModuleExecution" => ended(program, state, at),
        "InvokeFlowModule" => transfers::module(program, state, at),
        "TransferToFlow" => transfers::flow(program, state, at),
        "TransferContactToQueue" | "DequeueContactAndTransferToQueue" => transfers::queue(program, state, at),
        "MessageParticipantIteratively" => transfers::waits(program, state, at),
        "TransferContactToAgent" | "TransferParticipantToThirdParty" | "CreateCallbackContact" => {
            transfers::person(program, state, at)
        }
        _ => unknown(program, state, at, &kind),
    }
}

/// What an action decides behind its words.
pub(super) fn decide(
    program: &mut ContactProgram,
    state: &ContactState,
    at: (usize, usize),
) -> Move<ContactState> {
    let title = program.title(at, "what callers say");
    let value = Value::Outside(format!("action {} {}", at.0, at.1).into(), title.as_str().into());
    program.decided(state, at, &value, false)
}

fn attributes(program: &ContactProgram, state: &ContactState, at: (usize, usize)) -> ContactState {
    let mut next = program.following(state, at);
    let values = program.values(state);
    for (path, text) in set_by(program.action(at)) {
        if program.relevance.asked.contains(&path) {
            next.values.insert(path.as_str().into(), values.put_in(&text));
        }
    }
    next
}

fn hooks(program: &ContactProgram, state: &ContactState, at: (usize, usize)) -> ContactState {
    let mut next = program.following(state, at);
    let action = program.action(at);
    if let Some(text) = action.parameters.get("EventHooks").and_then(|hooks| hooks.text_at("CustomerQueue")) {
        let named = match program.values(state).put_in(&text) {
            Value::Text(text) => program.center.flow_at(&text),
            _ => None,
        };
        let by_name = || action.display.as_ref().and_then(|name| program.center.flow_at(name));
        next.queue_flow = named.or_else(by_name);
    }
    next
}

/// A loop goes on so often, is done once, and counts anew.
fn repeated(program: &mut ContactProgram, state: &ContactState, at: (usize, usize)) -> Move<ContactState> {
    let count = match program.parameter(state, at, "LoopCount") {
        Some(Value::Text(text)) => text.trim().parse::<u32>().ok(),
        _ => None,
    };
    let Some(count) = count.filter(|count| *count <= 100) else {
        let value = Value::Outside(format!("loop {} {}", at.0, at.1).into(), "the loop".into());
        return program.decided(state, at, &value, false);
    };
    program.note(at, StepFate::WorkedOut, "");
    let done = state.loops.get(&at).copied().unwrap_or(0);
    let goes_on = done < count;
    let word = if goes_on { "ContinueLooping" } else { "DoneLooping" };
    let mut next = state.clone();
    if goes_on {
        next.loops.insert(at, done + 1);
    } else {
        next.loops.remove(&at);
    }
    let action = program.action(at);
    let found = action.conditions.iter().find(|one| one.operands.iter().any(|operand| operand == word));
    let target = found.map_or(action.next, |one| one.target);
    Move::On(program.target(&next, at.0, target))
}

fn hours(program: &mut ContactProgram, state: &ContactState, at: (usize, usize)) -> Move<ContactState> {
    let named =
        program.parameter(state, at, "HoursOfOperationId").filter(|value| *value != Value::Text("".into()));
    let named = named.or_else(|| {
        let display = program.action(at).display.clone();
        display.map(|name| Value::Text(name.into()))
    });
    let mut assumed = Vec::new();
    let (hours, about) = match (&named, &state.queue) {
        (Some(Value::Text(text)), _) => {
            let about = program.named(at, &Value::Text(text.clone()), "hours");
            (program.center.hours_at(text), about)
        }
        (Some(value), _) => (None, program.named(at, value, "hours")),
        (None, Some(Value::Text(queue))) => {
            let found = program.center.queue_at(queue);
            let name = found.map(|queue| queue.name.clone()).or_else(|| super::reference::shown(queue));
            let hours = found.and_then(|queue| program.center.hours_at(queue.hours.as_deref()?));
            (hours, format!("hours of {}", name.unwrap_or_else(|| "the queue".to_owned())))
        }
        (None, Some(_)) => (None, "hours of the queue".to_owned()),
        (None, None) => {
            assumed.push(
                "No queue is set on this way, so the files do not tell whose hours these are.".to_owned(),
            );
            (None, "hours of the queue".to_owned())
        }
    };
    let rule = hours.map(|hours| (hours.rule(), hours.unread));
    let way = |program: &ContactProgram, word: &str| {
        let action = program.action(at);
        let found = action
            .conditions
            .iter()
            .find(|one| one.operands.iter().any(|operand| operand.eq_ignore_ascii_case(word)));
        found.map_or_else(|| program.unmatched(state, at), |one| program.target(state, at.0, one.target))
    };
    let (open, closed) = (way(program, "True"), way(program, "False"));
    let (condition, name) = if let Some((rule, unread)) = rule {
        program.hours_asked = true;
        program.note(at, StepFate::Carried, "");
        if unread > 0 {
            assumed.push(format!("{unread} of the times of these hours cannot be read; it is closed then."));
        }
        if let Some(is_open) = rule.constant().filter(|_| assumed.is_empty()) {
            return Move::On(if is_open { open } else { closed });
        }
        let name = rule.name.clone();
        (Condition::Open(rule), name)
    } else {
        program.note(at, StepFate::Outside, "the hours were not given");
        let place = program.place_at(at);
        let title = format!("{about} open");
        (program.ask(&about, &title, "yes", &place, false), about)
    };
    let name = program.title(at, &name);
    program.guessed(at, name, Act::Branch { cases: vec![(condition, open)], otherwise: closed }, assumed)
}

fn ended(program: &mut ContactProgram, state: &ContactState, at: (usize, usize)) -> Move<ContactState> {
    program.note(at, StepFate::WorkedOut, "");
    let mut next = state.clone();
    match next.stack.pop() {
        Some(caller) => Move::On(program.following(&next, caller)),
        // Whoever waits in a queue goes on waiting.
        None if state.waiting != Waiting::No => transfers::waits(program, state, at),
        None => Move::On(ContactState::ended(FlowEnd::HangUp)),
    }
}

/// An action that nobody here knows: its conditions are asked of the outside.
fn unknown(
    program: &mut ContactProgram,
    state: &ContactState,
    at: (usize, usize),
    kind: &str,
) -> Move<ContactState> {
    program.note(at, StepFate::Opaque, "it is not known what this action does");
    if !program.action(at).conditions.is_empty() {
        return decide(program, state, at);
    }
    if program.action(at).next == Target::None {
        return Move::On(ContactState::ended(FlowEnd::HangUp));
    }
    let name = spaced(kind);
    let sound = Sound { name: format!("opaque/{name}"), words: None, millis: Some(1_000) };
    let then = program.following(state, at);
    let assumed =
        vec![format!("It is not known what the action `{}` does. The call goes on behind it.", name)];
    program.guessed(at, program.title(at, &name), Act::Say { said: vec![sound], then }, assumed)
}
