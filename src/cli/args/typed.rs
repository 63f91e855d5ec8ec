//! Texts of the command line: none is longer than what somebody types.

use std::any::TypeId;
use std::ffi::OsStr;

use clap::builder::{StringValueParser, TypedValueParser};
use clap::error::ErrorKind;
use clap::{Arg, Command};

use crate::base::text::typed;

/// Limits every text that an argument of a command or of those below it takes, whichever it is. What is read as a number, a
/// place or one of some words says itself what it takes.
pub(super) fn limited(command: Command) -> Command {
    let is_text = |arg: &Arg| {
        arg.get_value_parser().type_id() == TypeId::of::<String>() && arg.get_possible_values().is_empty()
    };
    // A number below zero is the value of its option, which says what it takes.
    let takes_value = |arg: &Arg| !arg.is_positional() && arg.get_action().takes_values();
    let command =
        command.mut_args(|arg| if takes_value(&arg) { arg.allow_negative_numbers(true) } else { arg });
    let command = command.mut_args(|arg| if is_text(&arg) { arg.value_parser(TypedText) } else { arg });
    command.mut_subcommands(limited)
}

/// A text, if it is no longer than what somebody types.
#[derive(Clone, Copy, Debug)]
pub(super) struct TypedText;

impl TypedValueParser for TypedText {
    type Value = String;

    fn parse_ref(
        &self,
        command: &Command,
        argument: Option<&Arg>,
        value: &OsStr,
    ) -> Result<String, clap::Error> {
        let text = StringValueParser::new().parse_ref(command, argument, value)?;
        let Err(long) = typed(&text) else { return Ok(text) };
        let of = argument.map(|argument| format!("{argument}: ")).unwrap_or_default();
        // It is not shown: nobody would find the words around it.
        Err(clap::Error::raw(ErrorKind::ValueValidation, format!("{of}{long}\n")).with_cmd(command))
    }
}
