//! What `FreePBX` and Issabel write: macros that do on hundreds of lines what has a name.
//!
//! Most of what they generate falls out of working the dialplan out: menus, counters, announcements, time conditions. What asks
//! the database of the phone system at each line is known by its name instead.

use super::arguments::arguments;
use super::dialplan::DialplanStep;
use super::machine::DialplanProgram;
use super::moves::{Done, following, node};
use super::state::State;
use super::transfers::{dial, greeting, named};
use crate::import::explore::Move;
use crate::import::flow::{Act, FlowEnd, Transfer};
use crate::import::ledger::StepFate;
use crate::import::value::Undecided;

/// Macros and sub-routines that change nothing of where calls go.
const QUIET: [&str; 30] = [
    "user-callerid",
    "blkvm-set",
    "blkvm-clr",
    "blkvm-setifempty",
    "blkvm-check",
    "prepend-cid",
    "record-enable",
    "sub-record-check",
    "sub-record-cancel",
    "sub-rgsetcid",
    "sub-presencestate-display",
    "app-missedcall-hangup",
    "crm-hangup",
    "auto-blkvm",
    "get-vmcontext",
    "parked-call",
    "speeddial-lookup",
    "systemrecording",
    "agent-add",
    "agent-del",
    "toggle-dnd-app",
    "sub-ccss",
    "outbound-callerid",
    "outisbusy",
    "privacy-mgr",
    "setmusic",
    "cidlookup",
    "sub-callerid",
    "app-blacklist-check",
    "dialparties",
];

/// Does a macro that is known by its name. None: it is none of these.
pub(super) fn run(
    program: &DialplanProgram,
    state: &State,
    step: &DialplanStep,
    application: &str,
    given: &str,
) -> Result<Option<Move<State>>, Undecided> {
    if !program.is_freepbx || !matches!(application, "macro" | "gosub") {
        return Ok(None);
    }
    let name = given.split([',', '(']).next().unwrap_or_default().trim();
    let name = name.strip_prefix("macro-").unwrap_or(name);
    if QUIET.contains(&name) {
        let why = match name {
            "app-blacklist-check" => {
                "callers on the list of the phone system are turned away; the plan does not have the list"
            }
            _ => "",
        };
        program.note(step, StepFate::WithoutEffect, why);
        return Ok(Some(Move::On(following(state))));
    }
    let text = program.put_in(state, given)?;
    let args = arguments(&text);
    let arg = |at: usize| args.get(at).map_or("", |argument| argument.trim());
    let done: Done = match (application, name) {
        ("macro", "hangupcall") => {
            program.note(step, StepFate::Carried, "");
            Ok(Move::On(State::ended(FlowEnd::HangUp)))
        }
        // Macro(dial,seconds,options,phones)
        ("macro", "dial" | "dial-confirm") => {
            let phones: String = arg(3)
                .split('-')
                .map(|phone| format!("Local/{}", phone.trim_end_matches('#')))
                .collect::<Vec<_>>()
                .join("&");
            Ok(dial(program, state, step, &phones, arg(1), arg(2)))
        }
        // Macro(dial-one,seconds,options,extension)
        ("macro", "dial-one") => Ok(dial(program, state, step, &format!("Local/{}", arg(3)), arg(1), arg(2))),
        // Macro(exten-vm,mailbox,extension)
        ("macro" | "gosub", "exten-vm") => {
            program.note(step, StepFate::Carried, "");
            let (mailbox, extension) = (arg(1), arg(2));
            let title = named(step).unwrap_or_else(|| format!("extension {extension}"));
            let has_mailbox = !mailbox.is_empty() && mailbox != "novm";
            // A mailbox of the same step: the call comes here a second time, and the first time is known by the attempt.
            if state.attempt > 0 {
                let title = format!("mailbox {mailbox}");
                return Ok(Some(node(
                    program,
                    step,
                    title.clone(),
                    Act::Voicemail { title, said: greeting() },
                )));
            }
            let mut mailbox_state = state.clone();
            mailbox_state.attempt = 1;
            let then = if has_mailbox { mailbox_state } else { following(state) };
            let transfer = Transfer {
                rings: has_mailbox.then_some(15_000),
                unanswered: has_mailbox.then(|| then.clone()),
                busy: Some(then.clone()),
                full: Some(then),
                ..Transfer::to(title.clone())
            };
            let mut made = node(program, step, title, Act::Transfer(Box::new(transfer)));
            if let Move::Node(node) = &mut made
                && has_mailbox
            {
                node.assumed.push("How long it rings before the mailbox is a setting of the phone system; 15 seconds are usual.".to_owned());
            }
            Ok(made)
        }
        // Macro(vm,mailbox,why)
        ("macro" | "gosub", "vm") => {
            program.note(step, StepFate::Carried, "");
            let title = format!("mailbox {}", arg(1));
            Ok(node(program, step, title.clone(), Act::Voicemail { title, said: greeting() }))
        }
        // Macro(dialout-trunk,trunk,number,password)
        ("macro" | "gosub", "dialout-trunk" | "dialout-enum" | "dialout") => {
            program.note(step, StepFate::Carried, "");
            let number = program.unknowns.borrow().shown(arg(2));
            let title =
                if number.is_empty() { "a number outside".to_owned() } else { format!("number {number}") };
            let transfer = Transfer {
                busy: Some(following(state)),
                full: Some(following(state)),
                ..Transfer::to(title.clone())
            };
            Ok(node(program, step, title, Act::Transfer(Box::new(transfer))))
        }
        _ => return Ok(None),
    };
    done.map(Some)
}
