//! Where calls are put through: `bridge`, queues, mailboxes, conferences and the like.

use super::arguments::{bracketed, words};
use super::machine::PhoneProgram;
use super::menu_names;
use super::scope::{Scope, assign};
use super::state::{Route, State};
use super::system::DialAction;
use super::times::is_true;
use crate::import::explore::Move;
use crate::import::flow::{Act, FlowEnd, Sound, Transfer};
use crate::import::ledger::StepFate;
use crate::import::names::people;

/// So long it rings where nothing says, in seconds.
const USUAL_RING: u64 = 60;

/// Reasons for which a call is put through to nobody: what the dialplan calls them, and by number.
const BUSY: [&str; 2] = ["USER_BUSY", "17"];
const NO_ANSWER: [&str; 4] = ["NO_ANSWER", "19", "NO_USER_RESPONSE", "18"];
const UNREACHABLE: [&str; 22] = [
    "USER_NOT_REGISTERED",
    "606",
    "SUBSCRIBER_ABSENT",
    "20",
    "NO_ROUTE_DESTINATION",
    "3",
    "UNALLOCATED_NUMBER",
    "1",
    "NORMAL_TEMPORARY_FAILURE",
    "41",
    "GATEWAY_DOWN",
    "609",
    "DESTINATION_OUT_OF_ORDER",
    "27",
    "CALL_REJECTED",
    "21",
    "NETWORK_OUT_OF_ORDER",
    "38",
    "NORMAL_CIRCUIT_CONGESTION",
    "34",
    "RECOVERY_ON_TIMER_EXPIRE",
    "102",
];

pub(super) fn run(program: &PhoneProgram, state: &State, action: &DialAction, text: &str) -> Move<State> {
    let shown = program.unknowns.borrow().shown(text);
    let args = words(&shown);
    let arg = |at: usize| args.get(at).map_or("", String::as_str);
    let following = || program.following(state);
    match action.application.as_str() {
        "bridge" => bridge(program, state, action, &shown),
        "callcenter" => {
            program.note(action.entry, StepFate::Carried, "");
            let name = arg(0).split('@').next().unwrap_or_default();
            let wait = program.system.queues.get(arg(0)).copied().filter(|seconds| *seconds > 0);
            let transfer = Transfer {
                rings: wait.map(|seconds| seconds * 1_000),
                unanswered: wait.map(|_| following()),
                full: Some(following()),
                ended: Some(following()),
                ..Transfer::to(format!("queue {name}"))
            };
            program.node(action, format!("queue {name}"), Act::Transfer(Box::new(transfer)))
        }
        "fifo" if arg(1) != "out" => {
            program.note(action.entry, StepFate::Carried, "");
            let name = arg(0).split('@').next().unwrap_or_default();
            let transfer = Transfer { ended: Some(following()), ..Transfer::to(format!("queue {name}")) };
            program.node(action, format!("queue {name}"), Act::Transfer(Box::new(transfer)))
        }
        "voicemail" if !matches!(arg(0), "check" | "auth" | "auth_only") => {
            program.note(action.entry, StepFate::Carried, "");
            mailbox(program, action, arg(2))
        }
        other => opaque(program, state, action, other, arg(0)),
    }
}

/// A mailbox.
fn mailbox(program: &PhoneProgram, action: &DialAction, id: &str) -> Move<State> {
    let title = match id.split('@').next().unwrap_or_default() {
        "" => "a mailbox".to_owned(),
        id => format!("mailbox {id}"),
    };
    let said = vec![Sound::named("voicemail/vm-person")];
    program.node(action, title.clone(), Act::Voicemail { title, said })
}

/// What happens there is not part of the plan.
fn opaque(
    program: &PhoneProgram,
    state: &State,
    action: &DialAction,
    name: &str,
    first: &str,
) -> Move<State> {
    program.note(action.entry, StepFate::Opaque, "what happens there is not part of the plan");
    let plain = first.split(['@', '+']).next().unwrap_or_default();
    let title = match name {
        "conference" if plain.is_empty() => "a conference".to_owned(),
        "conference" => format!("conference {plain}"),
        "voicemail" => "the voicemail system".to_owned(),
        "fifo" => "callers of a queue".to_owned(),
        "echo" | "delay_echo" => "an echo test".to_owned(),
        "park" | "valet_park" | "park_state" => "a parking place".to_owned(),
        "eavesdrop" | "native_eavesdrop" | "userspy" | "three_way" => "listening to other calls".to_owned(),
        "intercept" | "pickup" => "a call that rings elsewhere".to_owned(),
        "record" | "record_fsv" => "a recording".to_owned(),
        "rxfax" | "txfax" | "t38_gateway" => "a fax machine".to_owned(),
        "directory" => "the directory of names".to_owned(),
        "deflect" | "redirect" | "att_xfer" => "another phone system".to_owned(),
        "socket" | "httapi" | "erlang" | "rayo" | "verto" | "java" => "a program outside".to_owned(),
        "lua" | "javascript" | "python" | "perl" => format!("the program {}", menu_names::file(first)),
        "endless_playback" | "playback" => "music on hold".to_owned(),
        name => name.replace('_', " "),
    };
    let goes_on = matches!(
        name,
        "conference"
            | "echo"
            | "delay_echo"
            | "record"
            | "rxfax"
            | "socket"
            | "httapi"
            | "voicemail"
            | "directory"
            | "intercept"
    );
    let ended = goes_on.then(|| program.following(state));
    let transfer = Transfer { ended, ..Transfer::to(title.clone()) };
    program.node(action, title, Act::Transfer(Box::new(transfer)))
}

/// Whom a `bridge` rings.
struct Rung {
    /// Names of phones, without what stands around them.
    names: Vec<String>,
    /// Seconds that the data itself says.
    seconds: Option<u64>,
    /// A mailbox behind a loop.
    mailbox: Option<String>,
    /// The reason for which nobody is ever reached.
    error: Option<String>,
}

fn bridge(program: &PhoneProgram, state: &State, action: &DialAction, text: &str) -> Move<State> {
    program.note(action.entry, StepFate::Carried, "");
    let rung = rung(text);
    if let Some(id) = &rung.mailbox {
        return mailbox(program, action, id);
    }
    let after = |disposition: &str, status: &str, causes: &[&str]| {
        let mut next = program.following(state);
        for (name, value) in [
            ("originate_disposition", disposition),
            ("originate_failed_cause", disposition),
            ("hangup_cause", disposition),
            ("DIALSTATUS", status),
        ] {
            assign(program, &mut next, name, value);
        }
        if continues(program, state, causes) { next } else { State::ended(FlowEnd::HangUp) }
    };
    let busy = after("USER_BUSY", "BUSY", &BUSY);
    let unanswered = after("NO_ANSWER", "NOANSWER", &NO_ANSWER);
    let full = after("USER_NOT_REGISTERED", "CHANUNAVAIL", &UNREACHABLE);
    if let Some(error) = &rung.error {
        return Move::On(after(error, "CHANUNAVAIL", &[error.as_str()]));
    }
    let title = action.comment.clone().unwrap_or_else(|| people(&rung.names));
    let scope = Scope { program, state };
    let own = |name: &str| {
        let value = state.variables.get(name)?;
        value.parse::<u64>().ok().filter(|seconds| *seconds > 0)
    };
    let seconds = rung.seconds.or_else(|| own("leg_timeout")).or_else(|| own("originate_timeout"));
    let seconds = seconds.or_else(|| own("call_timeout")).unwrap_or(USUAL_RING).min(3_600);
    let ended = match state.variables.get("transfer_after_bridge").filter(|to| !to.is_empty()) {
        Some(to) => {
            let mut parts = to.split(':');
            let number = parts.next().unwrap_or_default();
            let own = state.route().map_or("default".into(), |route| route.context.to_string());
            let context = parts.nth(1).map_or(own, str::to_owned);
            Some(state.transferred(Route { context: context.into(), number: number.into() }))
        }
        None if is_true(&scope.variable_or("hangup_after_bridge", "false")) => None,
        None => {
            let mut next = program.following(state);
            assign(program, &mut next, "originate_disposition", "SUCCESS");
            assign(program, &mut next, "DIALSTATUS", "SUCCESS");
            Some(next)
        }
    };
    let transfer = Transfer {
        rings: Some(seconds * 1_000),
        unanswered: Some(unanswered),
        busy: Some(busy),
        full: Some(full),
        ended,
        ..Transfer::to(title.clone())
    };
    program.node(action, title, Act::Transfer(Box::new(transfer)))
}

/// Whether a call goes on that was put through to nobody. That nobody answers is always a reason to go on, unless the dialplan names
/// its reasons. The rule is that of `switch_channel_handle_cause`.
fn continues(program: &PhoneProgram, state: &State, causes: &[&str]) -> bool {
    let value = Scope { program, state }.variable_or("continue_on_fail", "");
    if value.is_empty() {
        return causes.contains(&"NO_ANSWER");
    }
    is_true(&value)
        || value.split(',').any(|one| causes.iter().any(|cause| cause.eq_ignore_ascii_case(one.trim())))
}

fn rung(text: &str) -> Rung {
    let mut rung = Rung { names: Vec::new(), seconds: None, mailbox: None, error: None };
    let mut rest = text.trim();
    while let Some((inner, behind)) =
        bracketed(rest, '{', '}').or_else(|| bracketed(rest, '<', '>')).or_else(|| bracketed(rest, '[', ']'))
    {
        rung.seconds = rung.seconds.or_else(|| seconds(inner));
        rest = behind.trim_start();
    }
    if let Some(app) = rest.strip_prefix("loopback/app=voicemail:") {
        rung.mailbox = Some(words(app).get(2).cloned().unwrap_or_default());
        return rung;
    }
    if let Some(error) = rest.strip_prefix("error/") {
        rung.error = Some(error.trim().to_uppercase());
        return rung;
    }
    let rest = rest.replace(":_:", ",");
    for target in rest.split([',', '|']) {
        let mut target = target.trim();
        while let Some((inner, behind)) = bracketed(target, '[', ']').or_else(|| bracketed(target, '{', '}'))
        {
            rung.seconds = rung.seconds.or_else(|| seconds(inner));
            target = behind.trim();
        }
        let name = name_of(target);
        if !name.is_empty() && !rung.names.contains(&name) {
            rung.names.push(name);
        }
    }
    rung
}

/// The time that variables in brackets tell.
fn seconds(inner: &str) -> Option<u64> {
    inner.split(',').find_map(|pair| {
        let (name, value) = pair.split_once('=')?;
        let is = matches!(name.trim(), "leg_timeout" | "originate_timeout" | "call_timeout");
        value.trim().parse().ok().filter(|seconds: &u64| is && *seconds > 0)
    })
}

/// Who is behind an address: `sofia/gateway/provider/5551234`, `user/1000@example.com`, `loopback/9999/default`.
fn name_of(target: &str) -> String {
    let (kind, rest) = target.split_once('/').unwrap_or(("", target));
    let last = match kind {
        "loopback" | "user" | "group" | "pickup" => rest.split('/').next().unwrap_or(rest),
        _ => rest.rsplit('/').next().unwrap_or(rest),
    };
    let last = last.trim_start_matches("sip:");
    let name = last.split(['@', '%', ';', '^']).next().unwrap_or(last).trim();
    match (kind, name) {
        (kind, "") => kind.to_owned(),
        ("group", name) => format!("group {name}"),
        (_, name) => name.to_owned(),
    }
}
