//! Where a call leaves its flow: to agents, queues, numbers, and mailboxes.

use super::machine::StudioProgram;
use super::state::CallState;
use super::studio_flow::Target;
use super::value::Value;
use crate::import::explore::Move;
use crate::import::flow::{Act, Transfer};
use crate::import::ledger::StepFate;
use crate::import::names::spaced;

/// How long it rings where nothing says, in seconds.
const RINGS: u64 = 30;

/// A queue, or agents by a workflow. The way behind it is taken as soon as the call has left the queue, whether somebody answered or not.
pub(super) fn queue(program: &mut StudioProgram, state: &CallState, widget: usize) -> Move<CallState> {
    program.note(state, widget, StepFate::Carried, "");
    let own = program.own(state, widget);
    let (complete, not_queued, failure) =
        (own.on("callComplete"), own.on("failedToEnqueue"), own.on("callFailure"));
    let seconds = own.number("timeout").filter(|seconds| *seconds > 0);
    let wired = |target: Target, outcome: &str| {
        (target != Target::None).then(|| program.go(&program.ran(state, widget, outcome), widget, target))
    };
    let ended = wired(complete, "bridged");
    let full = wired(not_queued, "queue-full");
    let failed = wired(failure, "error").filter(|failed| full.as_ref() != Some(failed));
    let mut assumed = Vec::new();
    if failed.is_some() {
        assumed.push("`busy` stands for a call that the system could not put through.".to_owned());
    }
    let transfer = Transfer {
        rings: ended.as_ref().and(seconds).map(|seconds| seconds.saturating_mul(1_000)),
        unanswered: ended.clone(),
        busy: failed,
        full,
        ended,
        ..Transfer::to(program.title(state, widget))
    };
    program.node(state, widget, Act::Transfer(Box::new(transfer)), assumed)
}

/// A number, or whatever else can be called. One way for all that comes of it, which is told by a status.
pub(super) fn connect(program: &mut StudioProgram, state: &CallState, widget: usize) -> Move<CallState> {
    let own = program.own(state, widget);
    let seconds = own.number("timeout").filter(|seconds| *seconds > 0).unwrap_or(RINGS);
    let to = own.property("to").or_else(|| own.property("sip_endpoint")).unwrap_or_default();
    let to = match program.evaluate(state, &to) {
        Ok(to) => to,
        Err(undecided) => return program.undecided(state, widget, &undecided),
    };
    program.note(state, widget, StepFate::Carried, "");
    let own = program.own(state, widget);
    let (name, completed) = (own.name.clone(), own.on_any(&["callCompleted", "connectedCallEnded"]));
    let title = match &to {
        Value::Text(text) if text.trim().starts_with('+') => format!("number {}", text.trim()),
        Value::Caller => "the caller".to_owned(),
        _ => program.title(state, widget),
    };
    let behind = |status: &str| {
        let mut next = program.ran(state, widget, "called");
        next.set(format!("w:{name}.DialCallStatus"), Value::text(status));
        next.set(
            format!("w:{name}.DialBridged"),
            Value::text(if status == "completed" { "true" } else { "false" }),
        );
        program.go(&next, widget, completed)
    };
    let is_wired = completed != Target::None || state.frames.len() > 1;
    let transfer = if is_wired {
        let (busy, failed) = (behind("busy"), behind("failed"));
        Transfer {
            rings: Some(seconds.saturating_mul(1_000)),
            unanswered: Some(behind("no-answer")),
            full: Some(failed).filter(|failed| *failed != busy),
            busy: Some(busy),
            ended: Some(behind("completed")),
            ..Transfer::to(title)
        }
    } else {
        Transfer::to(title)
    };
    program.node(state, widget, Act::Transfer(Box::new(transfer)), Vec::new())
}

/// A message is taken. In the system a caller who stays on the line goes on behind it; the call of a plan ends with the message.
pub(super) fn voicemail(program: &mut StudioProgram, state: &CallState, widget: usize) -> Move<CallState> {
    program.note(state, widget, StepFate::Carried, "");
    let own = program.own(state, widget);
    let targets = ["recordingComplete", "noAudio"].map(|event| own.on(event));
    let title = spaced(&own.name);
    let mut behind: Vec<String> = Vec::new();
    for target in targets {
        if let Target::Widget(next) = target {
            let name = spaced(&program.own(state, next).name);
            if !behind.contains(&name) {
                behind.push(name);
            }
        }
    }
    let mut assumed = Vec::new();
    if !behind.is_empty() {
        assumed.push(format!(
            "In the system, a call goes on behind the message to {}; the plan ends it with the message.",
            behind.join(" and ")
        ));
    }
    for target in targets {
        program.pass_voicemail(state.flow(), target);
    }
    program.node(state, widget, Act::Voicemail { title, said: Vec::new() }, assumed)
}

impl StudioProgram {
    /// What people call those to whom a widget puts a call through.
    fn title(&self, state: &CallState, widget: usize) -> String {
        let known = self.titles.get(&(state.flow(), widget));
        known.cloned().unwrap_or_else(|| spaced(&self.own(state, widget).name))
    }

    /// Steps that only those come to who stay on the line behind a message.
    fn pass_voicemail(&mut self, flow: usize, from: Target) {
        let mut open = vec![from];
        while let Some(target) = open.pop() {
            let Target::Widget(at) = target else { continue };
            if self.behind_voicemail.insert((flow, at)) {
                let widget = &self.account.flows[flow].widgets[at];
                open.extend(widget.transitions.iter().map(|transition| transition.target));
                let why = "it stands behind a message, with which the plan ends a call";
                self.ledger.note(widget.entry, StepFate::Unreached, why);
            }
        }
    }
}
