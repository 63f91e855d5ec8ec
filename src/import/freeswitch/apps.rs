//! What applications do to a call.

use std::rc::Rc;

use super::arguments::words;
use super::digits;
use super::machine::{Done, PhoneProgram, said_name};
use super::relevance::is_setter;
use super::scope::Scope;
use super::setters;
use super::state::{Frame, Hunt, MenuStage, MenuVisit, Route, Run, State};
use super::substitute::put_in;
use super::system::DialAction;
use super::transfers;
use crate::import::explore::Move;
use crate::import::flow::{Act, FlowEnd, Sound, Transfer};
use crate::import::ledger::StepFate;
use crate::import::names::spaced;
use crate::import::value::{Known as _, Test};

/// So deep may extensions execute each other.
const MAX_STACK: usize = 24;

/// Does the next of the actions that were found.
pub(super) fn step(program: &PhoneProgram, state: &State, run: &Run) -> Done {
    let Some(pending) = run.pending.get(run.at) else {
        let mut next = state.clone();
        next.stack.pop();
        next.forget();
        let is_over = next.stack.is_empty();
        return Ok(Move::On(if is_over { State::ended(FlowEnd::HangUp) } else { next }));
    };
    let system = Rc::clone(&program.system);
    let action = &system.actions[pending.action];
    let given = pending.data.as_deref().unwrap_or(&action.data);
    apply(program, state, action, given)
}

#[expect(clippy::too_many_lines, reason = "an arm for each kind of application")]
fn apply(program: &PhoneProgram, state: &State, action: &DialAction, given: &str) -> Done {
    if !program.relevance.is_noticed(action) {
        program.note(action.entry, StepFate::WithoutEffect, "");
        return Ok(Move::On(program.following(state)));
    }
    if is_setter(&action.application) {
        let mut next = program.following(state);
        // Values are those that hold before.
        setters::run(program, &mut next, action, given)?;
        return Ok(Move::On(next));
    }
    let text = put_in(&Scope { program, state }, given)?;
    let following = || program.following(state);
    let say = |said: Vec<Sound>| {
        program.note(action.entry, StepFate::Carried, "");
        if said.is_empty() {
            return Move::On(following());
        }
        program.node(action, said_name(&said), Act::Say { said, then: following() })
    };
    let args = words(&text);
    Ok(match action.application.as_str() {
        "playback" | "broadcast" | "play_and_detect_speech" if !is_endless(&text) => {
            say(program.sounds(text.split("detect:").next().unwrap_or_default().trim()))
        }
        "loop_playback" => say(program.sounds(text.rsplit(' ').next().unwrap_or_default())),
        "phrase" => {
            let (name, data) = text.split_once(',').unwrap_or((&text, ""));
            say(program.sounds(&format!("phrase:{}:{}", name.trim(), data.trim())))
        }
        "speak" => {
            let words = text.rsplit('|').next().unwrap_or_default();
            let words = program.unknowns.borrow().shown(words);
            say(vec![Sound::spoken(words.trim())])
        }
        "say" => {
            let is_open = Scope { program, state }.is_open(&text);
            let words = args.get(3..).unwrap_or_default().join(" ");
            say(vec![if is_open || words.is_empty() {
                Sound { name: "spoken/value".to_owned(), words: None, millis: Some(2_000) }
            } else {
                Sound::spoken(words)
            }])
        }
        "gentones" => say(vec![Sound { name: "tones".to_owned(), words: None, millis: Some(1_000) }]),
        "play_and_get_digits" | "read" => digits::run(program, state, action, &text),
        "hangup" | "respond" | "reject" => {
            program.note(action.entry, StepFate::Carried, "");
            Move::On(State::ended(FlowEnd::HangUp))
        }
        "transfer" => transfer(program, state, action, &args),
        "execute_extension" => {
            program.note(action.entry, StepFate::WorkedOut, "");
            let to = route(state, &args);
            if state.stack.len() >= MAX_STACK || is_executed(state, &to) {
                let why = "extensions execute each other again and again here; the plan hangs up";
                program.note(action.entry, StepFate::Opaque, why);
                return Ok(Move::On(State::ended(FlowEnd::HangUp)));
            }
            Move::On(following().entered(Frame::Hunt(Hunt::for_number(to))))
        }
        "ivr" => menu(program, state, action, text.trim()),
        "limit" | "limit_hash" | "limit_execute" | "limit_hash_execute" => {
            return limit(program, state, action, &args);
        }
        "system" | "curl" | "cidlookup" | "nibblebill" | "lcr" | "easyroute" | "enum" | "odbc_query" => {
            program.note(action.entry, StepFate::Outside, setters::PROGRAM);
            let mut next = following();
            next.program_ran = true;
            Move::On(next)
        }
        "lua" | "javascript" | "python" | "perl" | "java" if program.goes_on(state) => {
            program.note(action.entry, StepFate::Outside, setters::PROGRAM);
            let mut next = following();
            next.program_ran = true;
            Move::On(next)
        }
        "sched_transfer" => {
            program.note(
                action.entry,
                StepFate::Opaque,
                "what happens to the call at a later time is not part of the plan",
            );
            Move::On(following())
        }
        "playback" | "endless_playback" | "bridge" | "callcenter" | "fifo" | "voicemail" | "conference"
        | "eavesdrop" | "native_eavesdrop" | "userspy" | "three_way" | "intercept" | "pickup" | "park"
        | "valet_park" | "echo" | "delay_echo" | "record" | "record_fsv" | "rxfax" | "txfax"
        | "t38_gateway" | "directory" | "deflect" | "redirect" | "att_xfer" | "socket" | "httapi"
        | "erlang" | "rayo" | "lua" | "javascript" | "python" | "perl" | "java" | "page" | "mutex" => {
            transfers::run(program, state, action, &text)
        }
        "check_acl" => {
            program.note(
                action.entry,
                StepFate::WithoutEffect,
                "which addresses may call is no way of a call",
            );
            Move::On(following())
        }
        name if !is_name(name) => {
            let why = "FreeSWITCH has no application of this name, so the call ends here";
            program.note(action.entry, StepFate::Refused, why);
            Move::On(State::ended(FlowEnd::HangUp))
        }
        name => {
            let why = "it is not known what this application does; the call goes on behind it";
            program.note(action.entry, StepFate::Opaque, why);
            let sound = Sound { name: format!("opaque/{name}"), words: None, millis: Some(1_000) };
            let mut then = following();
            then.program_ran = true;
            let told =
                format!("It is not known what the application `{name}` does. The call goes on behind it.");
            program.guessed(action, spaced(name), Act::Say { said: vec![sound], then }, vec![told])
        }
    })
}

/// Whether a call is doing what it is about to do once more, without having come back from it.
fn is_executed(state: &State, to: &Route) -> bool {
    state.stack.iter().any(|frame| matches!(frame, Frame::Run(run) if run.route == *to))
}

/// Whether a word can be the name of an application.
pub(super) fn is_name(word: &str) -> bool {
    word.starts_with(|c: char| c.is_ascii_alphabetic())
        && word.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'_')
}

/// Music has no end.
fn is_endless(text: &str) -> bool {
    ["local_stream://", "shout://", "rtmp://"].iter().any(|kind| text.trim_start().starts_with(kind))
}

/// `number [dialplan [context]]`.
fn route(state: &State, args: &[String]) -> Route {
    let own = state.route().map_or_else(|| "default".into(), |route| Rc::clone(&route.context));
    Route {
        number: args.first().map_or("", String::as_str).into(),
        context: args.get(2).map_or(own, |context| context.as_str().into()),
    }
}

fn transfer(program: &PhoneProgram, state: &State, action: &DialAction, args: &[String]) -> Move<State> {
    program.note(action.entry, StepFate::WorkedOut, "");
    let args = match args.first().map(String::as_str) {
        Some("-bleg") => return Move::On(program.following(state)),
        Some("-both") => &args[1..],
        _ => args,
    };
    let dialplan = args.get(1).map_or("XML", String::as_str);
    if !dialplan.split([',', ':']).any(|one| one.eq_ignore_ascii_case("xml")) {
        program.note(action.entry, StepFate::Opaque, "another dialplan decides where it leads");
        let number = program.unknowns.borrow().shown(args.first().map_or("", String::as_str));
        let title = format!("number {number}");
        return program.node(action, title.clone(), Act::Transfer(Box::new(Transfer::to(title))));
    }
    Move::On(state.transferred(route(state, args)))
}

fn menu(program: &PhoneProgram, state: &State, action: &DialAction, name: &str) -> Move<State> {
    let Some(menu) = program.system.menu(name) else {
        let why = "there is no menu of this name in these files";
        program.note(action.entry, StepFate::Opaque, why);
        let name = program.unknowns.borrow().shown(name);
        let title = format!("menu {name}");
        let ended = Some(program.following(state));
        let transfer = Transfer { ended, ..Transfer::to(title.clone()) };
        return program.node(action, title, Act::Transfer(Box::new(transfer)));
    };
    if let Some(why) = program.system.broken(menu) {
        let why = format!("FreeSWITCH cannot make the menu, because {why}; the call goes on behind it");
        program.note(action.entry, StepFate::Refused, &why);
        return Move::On(program.following(state));
    }
    program.note(action.entry, StepFate::WorkedOut, "");
    let visit = visit(program, menu, state);
    Move::On(program.following(state).entered(Frame::Menu(visit)))
}

/// A visit to a menu that begins.
pub(super) fn visit(program: &PhoneProgram, menu: usize, state: &State) -> MenuVisit {
    let route = state.route().cloned();
    let route = route.unwrap_or_else(|| Route { context: "default".into(), number: "".into() });
    let first = if program.system.menus[menu].has_pin { MenuStage::Locked } else { MenuStage::Asks };
    MenuVisit { menu, route, failures: 0, timeouts: 0, again: false, stage: first }
}

/// `limit backend realm id max [number [dialplan [context]]]`.
fn limit(program: &PhoneProgram, state: &State, action: &DialAction, args: &[String]) -> Done {
    let with_backend = matches!(action.application.as_str(), "limit" | "limit_execute");
    let args = &args[usize::from(with_backend).min(args.len())..];
    let Some(most) = args.get(2).filter(|most| !most.starts_with('-')) else {
        program.note(action.entry, StepFate::WithoutEffect, "it only counts");
        return Ok(Move::On(program.following(state)));
    };
    program.note(action.entry, StepFate::Outside, "");
    let scope = Scope { program, state };
    let shown = program.unknowns.borrow().shown(&args[..2.min(args.len())].join(" "));
    let title = format!("{shown} has {most} calls already");
    let sign = scope.outside(&title, &title, false);
    if !scope.decide(Test::Holds(sign))? {
        return Ok(Move::On(program.following(state)));
    }
    let mut target = args.get(3..).unwrap_or_default().to_vec();
    if target.is_empty() {
        target.push("limit_exceeded".to_owned());
    }
    if target[0].starts_with('!') {
        return Ok(Move::On(State::ended(FlowEnd::HangUp)));
    }
    Ok(Move::On(state.transferred(route(state, &target))))
}
