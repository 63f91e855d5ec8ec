//! Where a contact leaves its flow: to other flows, to modules, to queues and people.

use super::machine::ContactProgram;
use super::said;
use super::state::{ContactPlace, ContactState, Value, Waiting};
use crate::import::explore::Move;
use crate::import::flow::{Act, FlowEnd, Sound, Transfer};
use crate::import::ledger::StepFate;

/// Modules that call each other stand in each other at most so deep.
const MAX_DEPTH: usize = 30;

/// What a reference leads to: the value, and the flow, if it was given.
fn referred(
    program: &ContactProgram,
    state: &ContactState,
    at: (usize, usize),
    key: &str,
) -> (Value, Option<usize>) {
    let value = program.parameter(state, at, key);
    let display = program.action(at).display.clone();
    let value = value.unwrap_or_else(|| Value::Text(display.as_deref().unwrap_or_default().into()));
    let found = match &value {
        Value::Text(text) => program.center.flow_at(text),
        _ => None,
    };
    (value, found.or_else(|| program.center.flow_at(&display?)))
}

/// A module, with where it returns to.
pub(super) fn module(
    program: &mut ContactProgram,
    state: &ContactState,
    at: (usize, usize),
) -> Move<ContactState> {
    let (value, found) = referred(program, state, at, "FlowModuleId");
    let start = found.and_then(|flow| Some((flow, program.center.flows[flow].start?)));
    if let Some((flow, action)) = start.filter(|_| state.stack.len() < MAX_DEPTH) {
        program.note(at, StepFate::WorkedOut, "");
        let mut next = state.moved(ContactPlace::Action(flow, action));
        next.stack.push(at);
        return Move::On(next);
    }
    program.note(at, StepFate::Opaque, "this module was not given; the call goes on behind it");
    let name = program.named(at, &value, "module");
    let sound = Sound { name: format!("opaque/{name}"), words: None, millis: Some(1_000) };
    let assumed = vec!["This module was not given. The call goes on behind it.".to_owned()];
    let then = program.following(state, at);
    program.guessed(at, program.title(at, &name), Act::Say { said: vec![sound], then }, assumed)
}

/// Another flow, which goes on with all that is known.
pub(super) fn flow(
    program: &mut ContactProgram,
    state: &ContactState,
    at: (usize, usize),
) -> Move<ContactState> {
    let (value, found) = referred(program, state, at, "ContactFlowId");
    if let Some((flow, action)) = found.and_then(|flow| Some((flow, program.center.flows[flow].start?))) {
        program.note(at, StepFate::WorkedOut, "");
        let mut next = state.moved(ContactPlace::Action(flow, action));
        next.stack.clear();
        next.values.retain(|path, _| !path.starts_with("FlowAttributes."));
        return Move::On(next);
    }
    program.note(at, StepFate::Opaque, "this flow was not given");
    let name = program.named(at, &value, "another flow");
    let assumed = vec!["This flow was not given: the plan ends here.".to_owned()];
    program.guessed(
        at,
        program.title(at, &name),
        Act::Transfer(Box::new(Transfer::to(name.clone()))),
        assumed,
    )
}

/// What people call the queue that a contact is put into.
fn queue_title(program: &ContactProgram, state: &ContactState) -> String {
    match &state.queue {
        Some(Value::Text(text)) => {
            let known = program.center.queue_at(text).map(|queue| queue.name.clone());
            known.or_else(|| super::reference::shown(text)).unwrap_or_else(|| "the queue".to_owned())
        }
        Some(Value::Outside(_, title)) => format!("the queue by {title}"),
        _ => "the queue".to_owned(),
    }
}

/// A queue, whose flow is heard while callers wait, if it was given.
pub(super) fn queue(
    program: &mut ContactProgram,
    state: &ContactState,
    at: (usize, usize),
) -> Move<ContactState> {
    program.note(at, StepFate::Carried, "");
    let mut entered = state.clone();
    if let Some(queue) = program.parameter(state, at, "QueueId") {
        entered.queue = Some(queue);
    }
    let full = program.action(at).error("QueueAtCapacity");
    let full_target = full.map(|target| program.target(state, at.0, target));
    let full_place = match full_target.as_ref().map(|state| state.at) {
        Some(ContactPlace::Action(flow, action)) => Some((flow, action)),
        _ => None,
    };
    let is_dequeued = program.action(at).kind.starts_with("Dequeue");
    let flow = state.queue_flow.filter(|_| !is_dequeued && state.waiting == Waiting::No);
    if let Some((flow, action)) = flow.and_then(|flow| Some((flow, program.center.flows[flow].start?))) {
        entered.waiting = Waiting::Begins(full_place);
        entered.stack.clear();
        return Move::On(entered.moved(ContactPlace::Action(flow, action)));
    }
    let title = queue_title(program, &entered);
    let assumed = match &entered.queue {
        None => vec!["The files do not tell which queue this is.".to_owned()],
        Some(_) => Vec::new(),
    };
    let transfer = Transfer { full: full_target, ..Transfer::to(title.clone()) };
    program.guessed(at, title, Act::Transfer(Box::new(transfer)), assumed)
}

/// Callers wait in the queue, for ever or until something is done for them.
pub(super) fn waits(
    program: &mut ContactProgram,
    state: &ContactState,
    at: (usize, usize),
) -> Move<ContactState> {
    program.note(at, StepFate::Carried, "");
    let action = program.action(at);
    let seconds = action.parameter("InterruptFrequencySeconds").and_then(|text| text.parse::<u64>().ok());
    let interrupted = action
        .conditions
        .iter()
        .find(|one| one.operands.iter().any(|operand| operand == "MessagesInterrupted"));
    let target = interrupted.map(|one| one.target);
    let mut said = Vec::new();
    for message in action.parameters.get("Messages").map_or(&[][..], crate::import::data::Data::items) {
        let text =
            message.text_at("Text").or_else(|| message.text_at("SSML")).filter(|text| !text.is_empty());
        if let Some(text) = text {
            said.extend(said::spoken(program, state, &text).said);
        }
    }
    let mut after = state.clone();
    after.waiting = Waiting::Goes;
    let unanswered = target.map(|target| program.target(&after, at.0, target));
    let full_place = match state.waiting {
        Waiting::Begins(place) => place,
        Waiting::No | Waiting::Goes => None,
    };
    let full = full_place.map(|(flow, action)| {
        let mut next = state.moved(ContactPlace::Action(flow, action));
        next.waiting = Waiting::No;
        next
    });
    let title = queue_title(program, state);
    let rings = unanswered.as_ref().map(|_| seconds.unwrap_or(60).max(1) * 1_000);
    let mut assumed = Vec::new();
    if unanswered.is_some() {
        assumed.push(
            "In the system, callers keep their place and are put through in what follows, too.".to_owned(),
        );
    }
    let transfer = Transfer { said, rings, unanswered, full, ..Transfer::to(title.clone()) };
    program.guessed(at, title, Act::Transfer(Box::new(transfer)), assumed)
}

/// An agent, a number outside, or a call back.
pub(super) fn person(
    program: &mut ContactProgram,
    state: &ContactState,
    at: (usize, usize),
) -> Move<ContactState> {
    program.note(at, StepFate::Carried, "");
    let action = program.action(at);
    let transfer = match action.kind.as_str() {
        "CreateCallbackContact" => {
            let queue = program.parameter(state, at, "QueueId");
            let title = match queue.filter(|queue| *queue != Value::Text("".into())) {
                Some(queue) => queue_title(
                    program,
                    &ContactState { queue: Some(queue), ..ContactState::ended(FlowEnd::HangUp) },
                ),
                None => queue_title(program, state),
            };
            // A queue may be called for it already.
            let says_it = ["a call back", "a callback", "call back", "callback"];
            let is_said = says_it.iter().any(|words| title.to_lowercase().starts_with(words));
            let title = if is_said { title } else { format!("callback by {title}") };
            Transfer { callback: true, ..Transfer::to(title) }
        }
        "TransferContactToAgent" => Transfer::to("the agent"),
        _ => {
            let number = program.parameter(state, at, "ThirdPartyPhoneNumber").unwrap_or(Value::Entry);
            let title = match &number {
                Value::Text(text) if text.starts_with('+') => format!("number {text}"),
                number => program.named(at, number, "a number"),
            };
            let goes_on = action
                .parameter("ContinueFlowExecution")
                .is_some_and(|text| text.eq_ignore_ascii_case("true"));
            let seconds = action
                .parameter("ThirdPartyConnectionTimeLimitSeconds")
                .and_then(|text| text.parse::<u64>().ok());
            let error = |kind: &str| {
                let target = action.error(kind).filter(|_| goes_on)?;
                Some(program.target(state, at.0, target))
            };
            let unanswered = error("ConnectionTimeLimitExceeded");
            Transfer {
                rings: unanswered.as_ref().and(seconds).map(|seconds| seconds * 1_000),
                unanswered,
                busy: error("CallFailed"),
                ended: goes_on.then(|| program.following(state, at)),
                ..Transfer::to(title)
            }
        }
    };
    let title = transfer.title.clone();
    program.node(at, program.title(at, &title), Act::Transfer(Box::new(transfer)))
}
