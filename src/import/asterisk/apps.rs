//! What applications do to a call.

use super::arguments::{arguments, ways};
use super::calls;
use super::dialplan::DialplanStep;
use super::expression;
use super::freepbx;
use super::functions;
use super::goto;
use super::machine::DialplanProgram;
use super::moves::{Done, following, node, said_name, sounds};
use super::pressed;
use super::relevance::QUIET;
use super::state::State;
use super::transfers;
use super::variables;
use crate::import::explore::Move;
use crate::import::flow::{Act, FlowEnd, Sound};
use crate::import::ledger::StepFate;
use crate::import::names::spaced;
use crate::import::value::Known as _;

/// Programs outside of the dialplan.
const PROGRAMS: [&str; 12] = [
    "agi",
    "eagi",
    "deadagi",
    "fastagi",
    "system",
    "trysystem",
    "externalivr",
    "stasis",
    "asyncagi",
    "mysql",
    "odbc",
    "lookupcidname",
];

/// Does one application of a step.
#[expect(clippy::too_many_lines, reason = "an arm for each kind of application")]
pub(super) fn run(
    program: &mut DialplanProgram,
    state: &State,
    step: &DialplanStep,
    application: &str,
    given: &str,
) -> Done {
    if QUIET.contains(&application) {
        program.note(step, StepFate::WithoutEffect, "");
        return Ok(Move::On(following(state)));
    }
    if PROGRAMS.contains(&application) {
        program.note(
            step,
            StepFate::Outside,
            "a program outside runs; what it sets is asked for where it is used",
        );
        let mut next = following(state);
        next.program_ran = true;
        return Ok(Move::On(next));
    }
    if let Some(done) = freepbx::run(program, state, step, application, given)? {
        return Ok(done);
    }
    let put_in = |program: &DialplanProgram| program.put_in(state, given);
    match application {
        "set" | "mset" => variables::set(program, state, step, given),
        "goto" => {
            let target = put_in(program)?;
            program.note(step, StepFate::WorkedOut, "");
            goto::goto(program, state, step, &target)
        }
        "gotoif" => {
            let text = put_in(program)?;
            program.note(step, StepFate::WorkedOut, "");
            let (asked, targets) = text.split_once('?').unwrap_or((&text, ""));
            let (yes, no) = targets.split_once(':').unwrap_or((targets, ""));
            let holds = program.scoped(state, |scope| expression::holds(asked, scope))?;
            goto::goto_or_on(program, state, step, if holds { yes } else { no })
        }
        "gotoiftime" => {
            let text = put_in(program)?;
            program.note(step, StepFate::Carried, "");
            let (times, targets) = text.split_once('?').unwrap_or((&text, ""));
            let (yes, no) = targets.split_once(':').unwrap_or((targets, ""));
            let holds = program.scoped(state, |scope| functions::time(scope, times))?;
            goto::goto_or_on(program, state, step, if holds { yes } else { no })
        }
        "execif" => {
            let text = put_in(program)?;
            program.note(step, StepFate::WorkedOut, "");
            let (asked, rest) = text.split_once('?').unwrap_or((&text, ""));
            let holds = program.scoped(state, |scope| expression::holds(asked, scope))?;
            inner(program, state, step, ways(rest).get(usize::from(!holds)))
        }
        "execiftime" => {
            let text = put_in(program)?;
            program.note(step, StepFate::Carried, "");
            let (times, rest) = text.split_once('?').unwrap_or((&text, ""));
            let holds = program.scoped(state, |scope| functions::time(scope, times))?;
            let way = rest.to_owned();
            inner(program, state, step, holds.then_some(&way))
        }
        "gosub" | "gosubif" | "macro" | "macroexclusive" | "macroif" | "return" | "macroexit"
        | "stackpop" => calls::run(program, state, step, application, given),
        "while" | "endwhile" | "exitwhile" | "continuewhile" => {
            program.note(step, StepFate::WorkedOut, "");
            goto::while_loop(program, state, step, application, given)
        }
        "background" | "waitexten" | "read" | "incomplete" => {
            pressed::run(program, state, step, application, given)
        }
        "playback" | "controlplayback" | "backgrounddetect" => {
            let args = arguments(&put_in(program)?);
            program.note(step, StepFate::Carried, "");
            let said = sounds(program, state, args.first().map_or("", String::as_str));
            if said.is_empty() {
                return Ok(Move::On(following(state)));
            }
            let name = said_name(&said);
            Ok(node(program, step, name, Act::Say { said, then: following(state) }))
        }
        "saydigits" | "saynumber" | "sayalpha" | "sayphonetic" | "sayunixtime" | "saycountpl"
        | "datetime" => {
            let text = put_in(program)?;
            program.note(step, StepFate::Carried, "");
            let spoken = program.scoped(state, |scope| !scope.is_open(&text)) && application != "sayunixtime";
            let digits = text.split([',', '|']).next().unwrap_or_default().to_owned();
            let sound = if spoken && !digits.is_empty() {
                let separate = application != "saynumber";
                Sound::spoken(if separate {
                    digits.chars().map(|c| c.to_string()).collect::<Vec<_>>().join(" ")
                } else {
                    digits
                })
            } else {
                Sound { name: format!("spoken/{application}"), words: None, millis: Some(2_000) }
            };
            Ok(node(
                program,
                step,
                "value".to_owned(),
                Act::Say { said: vec![sound], then: following(state) },
            ))
        }
        "hangup" | "busy" | "congestion" => {
            program.note(step, StepFate::Carried, "");
            Ok(Move::On(State::ended(FlowEnd::HangUp)))
        }
        "dial" | "retrydial" | "queue" | "voicemail" | "voicemailmain" | "directory" | "confbridge"
        | "meetme" | "page" | "chanspy" | "extenspy" | "park" | "parkedcall" | "parkandannounce"
        | "pickup" | "pickupchan" | "disa" | "echo" | "record" | "followme" | "faxreceive" | "receivefax"
        | "rxfax" | "dictate" | "festival" | "minivmrecord" | "agentlogin" | "milliwatt" | "dahdibarge"
        | "originate" | "transfer" | "privacymanager" | "authenticate" | "vmauthenticate" => {
            transfers::run(program, state, step, application, given)
        }
        "random" => {
            let text = put_in(program)?;
            program.note(step, StepFate::Outside, "");
            let (share, target) = text.split_once(':').unwrap_or((&text, ""));
            let title = format!("chance of {} percent", share.trim());
            let sign = program.scoped(state, |scope| scope.outside(&title, &title, false));
            let holds = program.scoped(state, |scope| expression::holds(&sign, scope))?;
            goto::goto_or_on(program, state, step, if holds { target } else { "" })
        }
        "" => {
            program.note(step, StepFate::Refused, "it names no application, so the call ends here");
            Ok(Move::On(State::ended(FlowEnd::HangUp)))
        }
        name if !name.bytes().all(|c| c.is_ascii_alphanumeric() || c == b'_') => {
            let why = "Asterisk has no application of this name (arguments belong in brackets), so the call ends here";
            program.note(step, StepFate::Refused, why);
            Ok(Move::On(State::ended(FlowEnd::HangUp)))
        }
        name => {
            program.note(
                step,
                StepFate::Opaque,
                "it is not known what this application does; the call goes on behind it",
            );
            let sound = Sound { name: format!("opaque/{name}"), words: None, millis: Some(1_000) };
            let mut then = following(state);
            then.program_ran = true;
            let mut made = node(program, step, spaced(name), Act::Say { said: vec![sound], then });
            if let Move::Node(node) = &mut made {
                node.assumed.push(format!(
                    "It is not known what the application `{name}` does. The call goes on behind it."
                ));
            }
            Ok(made)
        }
    }
}

/// Does an application that another one names: `Playback(closed)`.
fn inner(program: &mut DialplanProgram, state: &State, step: &DialplanStep, way: Option<&String>) -> Done {
    let Some(way) = way.map(|way| way.trim()).filter(|way| !way.is_empty()) else {
        return Ok(Move::On(following(state)));
    };
    let (name, given) = way.split_once('(').unwrap_or((way, ""));
    let given = given.rfind(')').map_or(given, |end| &given[..end]);
    let name = name.trim().to_lowercase();
    if matches!(name.as_str(), "execif" | "execiftime" | "while" | "endwhile") {
        program.note(step, StepFate::Opaque, "an application in an application in an application");
        return Ok(Move::On(following(state)));
    }
    run(program, state, step, &name, given)
}
