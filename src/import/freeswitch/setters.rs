//! `set`, `export`, `multiset`, `unset` and their kin.

use super::machine::PhoneProgram;
use super::relevance::set_name;
use super::scope::{Scope, assign};
use super::state::State;
use super::substitute::put_in;
use super::system::DialAction;
use crate::import::ledger::StepFate;
use crate::import::value::Undecided;

/// Why a step is decided elsewhere.
pub(super) const PROGRAM: &str = "a program outside runs; what it sets is asked for where it is used";

/// Gives variables their values.
pub(super) fn run(
    program: &PhoneProgram,
    state: &mut State,
    action: &DialAction,
    data: &str,
) -> Result<(), Undecided> {
    program.note(action.entry, StepFate::WorkedOut, "");
    let mut give = |name: &str, text: Option<&str>| -> Result<(), Undecided> {
        let scope = Scope { program, state };
        let name = put_in(&scope, name)?;
        let value = match text {
            Some(text) => put_in(&scope, text)?,
            None => String::new(),
        };
        // What has no value is gone.
        let value = if value == "_undef_" { String::new() } else { value };
        assign(program, state, &name, &value);
        Ok(())
    };
    match action.application.as_str() {
        "multiset" => {
            let (separator, data) = match data.strip_prefix("^^").and_then(|rest| {
                let separator = rest.chars().next()?;
                Some((separator, &rest[separator.len_utf8()..]))
            }) {
                Some(found) => found,
                None => (' ', data),
            };
            for pair in data.split(separator) {
                if let Some((name, value)) = pair.split_once('=') {
                    give(name.trim(), Some(value.trim()))?;
                }
            }
        }
        "multiunset" => {
            for name in data.split_whitespace() {
                give(name, None)?;
            }
        }
        "unset" => give(data.trim(), None)?,
        "set" | "export" | "set_profile_var" => {
            let value = data.split_once('=').map(|(_, value)| value.trim_start());
            give(set_name(data), value)?;
        }
        _ => {
            let value = data.split_once('=').map(|(_, value)| value.to_owned());
            give(set_name(data), value.as_deref())?;
        }
    }
    Ok(())
}
