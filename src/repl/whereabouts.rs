//! Where the call is, what it is listening for, what time it is, and who calls.

use std::fmt::{self, Write as _};

use jiff::Timestamp;

use super::drive::LiveCall;
use super::setting::SessionSettings;
use crate::base::text::safe;
use crate::call::report::clock;
use crate::call::{Call, Phase, PromptKind};
use crate::plan::{EntryRoute, Plan, StepId, StepKind, WayKey};

/// Tells it, a line each.
pub(super) fn tell(setting: &SessionSettings, call: Option<&LiveCall>, out: &mut String) -> fmt::Result {
    let now = setting.clock.now();
    let paint = setting.paint;
    let going_on = call.filter(|call| !call.is_over()).map(LiveCall::call);
    // A call may have outlived a reload under its own plan.
    let plan = going_on.map_or(&*setting.plan, Call::plan);
    let mut row = |name: &str, text: &dyn fmt::Display| {
        writeln!(out, "{}  {text}", paint.dim(format_args!("{name:<7}")))
    };
    match going_on.and_then(|call| Some((call, call.state().step()?))) {
        Some((call, id)) => {
            row("line", &call.line().map_or("", |line| plan.line(line).name.as_str()))?;
            row("at", &step(plan, id))?;
            row("plan", &plan.sources.place(plan.step(id).origin.span))?;
            row("now", &doing(call, now))?;
            let takes = takes(plan, id);
            if !takes.is_empty() {
                row("takes", &takes)?;
            }
        }
        None => row("line", &"no call")?,
    }
    let pace = if setting.clock.is_running() { "" } else { ", stopped" };
    row("clock", &format_args!("{}{pace}", clock(now, plan.zone)))?;
    let (caller, zone) = match going_on {
        Some(call) => (call.caller(), call.caller_zone()),
        None => (setting.caller, setting.caller.zone_under(plan)),
    };
    match caller.number {
        Some(number) => row("caller", &format_args!("{number}; {zone}")),
        None => row("caller", &zone),
    }
}

fn step(plan: &Plan, id: StepId) -> String {
    let step = plan.step(id);
    match &step.name {
        Some(name) => format!("{}, {} `{}`", safe(name), step.kind.word(), step.key),
        None => format!("{} `{}`", step.kind.word(), step.key),
    }
}

/// What is going on, and for how much longer.
fn doing(call: &Call<std::sync::Arc<Plan>>, now: Timestamp) -> String {
    let left = call.poll_timeout().map_or(0.0, |due| due.duration_since(now).as_secs_f64().max(0.0));
    let what = match call.state().phase {
        Phase::Speaking { part: PromptKind::Prompt, .. } => "the prompt is being spoken",
        Phase::Speaking { part: PromptKind::Again, .. } => "it asks again",
        Phase::Speaking { part: PromptKind::NoInput, .. } => "it says that nothing was pressed",
        Phase::Speaking { part: PromptKind::NoMatch, .. } => "it says that the key does nothing here",
        Phase::Listening { .. } => "it is listening",
        Phase::Collecting { .. } => {
            return format!("entered {}; {left:.1}s for the next digit", call.state().entered);
        }
        Phase::Ringing { .. } => "it rings, and nobody answers",
        Phase::Asking { .. } => "the outside is asked",
        Phase::Ended(_) => "the call is over",
    };
    let taken = match call.state().phase {
        Phase::Ringing { .. } if call.listens() => ", keys are taken meanwhile",
        Phase::Speaking { .. } if call.listens() => ", a key interrupts",
        Phase::Speaking { step, .. } if takes_keys(call.plan(), step) => {
            ", a key is for what comes behind it"
        }
        Phase::Speaking { .. } => ", keys do nothing yet",
        _ => "",
    };
    format!("{what}, {left:.1}s left{taken}")
}

/// The keys that lead somewhere, with where they lead.
fn takes(plan: &Plan, id: StepId) -> String {
    let mut text = String::new();
    match &plan.step(id).kind {
        StepKind::Menu(menu) => {
            for (way, choice) in menu.ways() {
                let comma = if text.is_empty() { "" } else { ", " };
                let way = match way {
                    WayKey::Key(key) => key.to_string(),
                    WayKey::Silence => "silence".to_owned(),
                    WayKey::Other => "any other key".to_owned(),
                };
                let _ = write!(text, "{comma}{way} {}", safe(plan.target_name(choice.link.target)));
            }
            for EntryRoute { pattern, choice } in menu.entry_routes() {
                let comma = if text.is_empty() { "" } else { ", " };
                let _ = write!(text, "{comma}{pattern} {}", safe(plan.target_name(choice.link.target)));
            }
        }
        StepKind::Input(input) => {
            text.push_str(&input.entry.length());
            if let Some(key) = input.entry.terminator {
                let _ = write!(text, ", {key} ends them");
            }
        }
        _ => {}
    }
    text
}

/// Whether it is a message that takes keys for what it leads to.
fn takes_keys(plan: &Plan, step: StepId) -> bool {
    matches!(&plan.step(step).kind, StepKind::Message(message) if message.barge_in)
}
