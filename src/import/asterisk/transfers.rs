//! Where calls are put through, or left: `Dial`, `Queue`, `VoiceMail`, conferences and the like.

use super::arguments::arguments;
use super::dialplan::DialplanStep;
use super::expression;
use super::machine::DialplanProgram;
use super::moves::{self, Done, following, node};
use super::state::{Place, State};
use super::variables::assign;
use crate::import::explore::Move;
use crate::import::flow::{Act, FlowEnd, Node, Sound, Transfer};
use crate::import::ledger::StepFate;
use crate::import::names::people;

pub(super) fn run(
    program: &DialplanProgram,
    state: &State,
    step: &DialplanStep,
    application: &str,
    given: &str,
) -> Done {
    let text = program.put_in(state, given)?;
    let args = arguments(&text);
    let arg = |at: usize| args.get(at).map_or("", |argument| argument.trim());
    match application {
        "dial" | "retrydial" => {
            // `RetryDial(sound,seconds,times,target,ring,options)`.
            let skip = if application == "dial" { 0 } else { 3 };
            Ok(dial(program, state, step, arg(skip), arg(skip + 1), arg(skip + 2)))
        }
        "queue" => Ok(queue(program, state, step, arg(0), arg(1), arg(4))),
        "voicemail" => {
            program.note(step, StepFate::Carried, "");
            let shown = program.unknowns.borrow().shown(arg(0));
            let boxes: Vec<&str> = shown.split('&').map(|one| one.split('@').next().unwrap_or(one)).collect();
            let title = named(step).unwrap_or_else(|| match boxes.as_slice() {
                [one] => format!("mailbox {one}"),
                many => format!("mailboxes {}", many.join(", ")),
            });
            // With `s` nobody explains how a message is left.
            let said = if arg(1).contains('s') { Vec::new() } else { greeting() };
            let mut made = node(program, step, title.clone(), Act::Voicemail { title, said });
            if let (Move::Node(Node { assumed, .. }), Place::Step { context, .. }) = (&mut made, &state.at)
                && (program.exists(state, context, "o")? || program.exists(state, context, "a")?)
            {
                assumed.push("Callers can press 0 or * during the greeting to leave the mailbox; the plan does not have this.".to_owned());
            }
            Ok(made)
        }
        "authenticate" | "vmauthenticate" | "privacymanager" => {
            program.note(step, StepFate::Outside, "whether the caller knows the code");
            let title = "the caller knows the code".to_owned();
            let sign = program.scoped(state, |scope| scope.outside(&title, &title, false));
            let holds = program.scoped(state, |scope| expression::holds(&sign, scope))?;
            Ok(Move::On(if holds { following(state) } else { State::ended(FlowEnd::HangUp) }))
        }
        other => {
            program.note(step, StepFate::Opaque, "what happens there is not part of the plan");
            let shown = program.unknowns.borrow().shown(arg(0));
            let title = match (other, shown.is_empty()) {
                ("confbridge" | "meetme", false) => format!("conference {shown}"),
                ("confbridge" | "meetme", true) => "a conference".to_owned(),
                ("voicemailmain", _) => "the voicemail system".to_owned(),
                ("directory", _) => "the directory of names".to_owned(),
                ("park" | "parkedcall" | "parkandannounce", _) => "a parking place".to_owned(),
                ("pickup" | "pickupchan", _) => "a call that rings elsewhere".to_owned(),
                ("chanspy" | "extenspy", _) => "listening to other calls".to_owned(),
                ("disa", _) => "dialing on from outside".to_owned(),
                ("followme", false) => format!("{shown}, wherever they are"),
                ("echo", _) => "an echo test".to_owned(),
                ("record", _) => "a recording".to_owned(),
                ("faxreceive" | "receivefax" | "rxfax", _) => "a fax machine".to_owned(),
                (name, _) => format!("{name} {shown}").trim().to_owned(),
            };
            let goes_on = matches!(other, "echo" | "record" | "confbridge" | "meetme" | "followme" | "page");
            let ended = goes_on.then(|| following(state));
            let transfer = Transfer { ended, ..Transfer::to(title.clone()) };
            Ok(node(program, step, title, Act::Transfer(Box::new(transfer))))
        }
    }
}

pub(super) fn dial(
    program: &DialplanProgram,
    state: &State,
    step: &DialplanStep,
    targets: &str,
    seconds: &str,
    options: &str,
) -> Move<State> {
    program.note(step, StepFate::Carried, "");
    let title = dialed(program, step, targets);
    let after = |status: &str| {
        let mut next = following(state);
        assign(program, &mut next, "DIALSTATUS", status);
        next
    };
    let rings = millis(seconds);
    // Whoever was answered goes on with `g`, and with `F` as well.
    let goes_on = options.contains('g') || options.contains('F');
    let transfer = Transfer {
        rings,
        unanswered: rings.map(|_| after("NOANSWER")),
        busy: Some(after("BUSY")),
        full: Some(after("CHANUNAVAIL")),
        ended: goes_on.then(|| after("ANSWER")),
        ..Transfer::to(title.clone())
    };
    node(program, step, title, Act::Transfer(Box::new(transfer)))
}

fn queue(
    program: &DialplanProgram,
    state: &State,
    step: &DialplanStep,
    name: &str,
    options: &str,
    seconds: &str,
) -> Move<State> {
    program.note(step, StepFate::Carried, "");
    let name = program.unknowns.borrow().shown(name);
    let title = named(step).unwrap_or_else(|| format!("queue {name}"));
    let after = |status: &str| {
        let mut next = following(state);
        assign(program, &mut next, "QUEUESTATUS", status);
        next
    };
    let rings = millis(seconds);
    let transfer = Transfer {
        rings,
        unanswered: rings.map(|_| after("TIMEOUT")),
        full: Some(after("FULL")),
        ended: options.contains('c').then(|| after("CONTINUE")),
        ..Transfer::to(title.clone())
    };
    node(program, step, title, Act::Transfer(Box::new(transfer)))
}

/// What callers of a mailbox hear, where it has no greeting of its own.
pub(super) fn greeting() -> Vec<Sound> {
    vec![Sound::named("vm-intro")]
}

pub(super) fn millis(seconds: &str) -> Option<u64> {
    // `300^50` is a limit and the shortest time behind which a busy phone is dialed again.
    let seconds: f64 = seconds.split('^').next().unwrap_or_default().trim().parse().ok()?;
    (seconds > 0.0).then(|| moves::millis(seconds))
}

/// The comment of a step, where it is a name.
pub(super) fn named(step: &DialplanStep) -> Option<String> {
    let comment = step.comment.as_deref()?.trim_matches(|c: char| !c.is_alphanumeric());
    // A step that was taken out stands behind a semicolon as well; brackets behind a space are words.
    let is_call = comment.match_indices('(').any(|(at, _)| comment[..at].ends_with(char::is_alphanumeric));
    let is_code = comment.contains("=>") || comment.contains("${") || is_call || comment.contains('|');
    ((2..=60).contains(&comment.chars().count()) && !is_code).then(|| comment.to_owned())
}

/// To whom a call is put through, in words.
fn dialed(program: &DialplanProgram, step: &DialplanStep, targets: &str) -> String {
    if let Some(name) = named(step) {
        return name;
    }
    let shown = program.unknowns.borrow().shown(targets);
    let mut names: Vec<String> = Vec::new();
    for target in shown.split('&').map(str::trim).filter(|target| !target.is_empty()) {
        let (technology, resource) = target.split_once('/').unwrap_or(("", target));
        let is_trunk =
            resource.contains('/') || (resource.contains('@') && !technology.eq_ignore_ascii_case("local"));
        let last = if is_trunk {
            resource.rsplit('/').next().unwrap_or(resource)
        } else {
            resource.split('/').next().unwrap_or(resource)
        };
        let last = last.trim_start_matches("sip:");
        let name = last.split('@').next().unwrap_or(last).split('(').next().unwrap_or(last).to_owned();
        let name = if name.is_empty() { technology.to_owned() } else { name };
        if !name.is_empty() && !names.contains(&name) {
            names.push(name);
        }
    }
    people(&names)
}
