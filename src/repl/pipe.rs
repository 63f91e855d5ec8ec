//! The phone without a terminal: commands from a script, a line each.
//!
//! Time passes only by `wait` and by what is spoken, so that a script is quick and, with a fixed time to start from, always
//! comes out the same. When the script ends during a call, the caller stays on the line until the system ends the call,
//! as after the last key of [`crate::call::run`].

use std::io::{self, BufRead, Write};

use super::command::PhoneCommand;
use super::refusal::CommandRefusal;
use super::session::{Flow, PhoneSession};
use crate::files::load::{self, InputLine, LONGEST_LINE};

/// Why a script was not obeyed to its end.
#[derive(Debug, thiserror::Error)]
pub enum PipeError {
    /// Reading or writing failed.
    #[error(transparent)]
    Io(#[from] io::Error),
    /// This line, counted from 1, is not a command, or could not be obeyed.
    #[error("<stdin>:{0}: {1}")]
    Refused(usize, CommandRefusal),
    /// This line is not UTF-8.
    #[error("<stdin>:{0}: this line is not text in UTF-8")]
    NotText(usize),
    /// This line has more than [`LONGEST_LINE`] bytes.
    #[error("<stdin>:{0}: this line is longer than {LONGEST_LINE} bytes, and no command is that long")]
    TooLong(usize),
}

/// Obeys the lines of `input` one by one, up to the first that cannot be obeyed, and writes what comes of them.
pub fn run(
    session: &mut PhoneSession,
    first: Option<PhoneCommand>,
    mut input: impl BufRead,
    out: &mut impl Write,
) -> Result<(), PipeError> {
    let mut told = String::new();
    if let Some(command) = first {
        session.obey(command, &mut told).map_err(|refusal| PipeError::Refused(0, refusal))?;
    }
    let mut bytes = Vec::new();
    for number in 1.. {
        let flow = match load::next_line(&mut input, &mut bytes)? {
            InputLine::End => {
                session.stay_on_the_line(&mut told);
                Ok(Flow::Quit)
            }
            InputLine::TooLong => return Err(PipeError::TooLong(number)),
            InputLine::Read => {
                let line = std::str::from_utf8(&bytes).map_err(|_| PipeError::NotText(number))?;
                // Editors and shells of Windows put a mark in front of UTF-8.
                let line = line.strip_prefix('\u{feff}').filter(|_| number == 1).unwrap_or(line);
                session.line(line, &mut told)
            }
        };
        // Whoever feeds commands to the pipe may wait for the answer to each; and what was told before a mistake counts.
        out.write_all(told.as_bytes())?;
        out.flush()?;
        told.clear();
        if flow.map_err(|refusal| PipeError::Refused(number, refusal))? == Flow::Quit {
            break;
        }
    }
    Ok(())
}
