//! What comes through a pipe, which tells nobody how much it is and may never end.

use std::io::{self, BufRead, Read};
use std::path::PathBuf;

use super::error::{LoadError, LoadProblem};
use crate::plan::PlanLimits;

/// A line of commands, answers or times has no more bytes than these.
pub const LONGEST_LINE: usize = 64 * 1024;

/// What came of reading a line.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum InputLine {
    /// There was one; its end belongs to it.
    Read,
    /// It has more than [`LONGEST_LINE`] bytes.
    TooLong,
    /// There are no more.
    End,
}

/// Reads the next line into `line`, which is emptied first, and never more of it than [`LONGEST_LINE`].
pub(crate) fn next_line(input: &mut impl BufRead, line: &mut Vec<u8>) -> io::Result<InputLine> {
    line.clear();
    let most = LONGEST_LINE as u64 + 1;
    let read = input.by_ref().take(most).read_until(b'\n', line)?;
    Ok(match read {
        0 => InputLine::End,
        _ if line.strip_suffix(b"\n").unwrap_or(line).len() > LONGEST_LINE => InputLine::TooLong,
        _ => InputLine::Read,
    })
}

/// The text that comes through standard input, within the limits of a file.
pub(crate) fn standard_input() -> Result<String, LoadError> {
    let most = PlanLimits::STANDARD.file_bytes;
    bounded(io::stdin(), most).map_err(|problem| LoadError { path: PathBuf::from("standard input"), problem })
}

/// All of a text that has no more than so many bytes. How much there is cannot be asked for: a device or a pipe tells
/// nothing and may never end.
pub(super) fn bounded(from: impl Read, most: usize) -> Result<String, LoadProblem> {
    let mut bytes = Vec::new();
    from.take(most as u64 + 1).read_to_end(&mut bytes).map_err(LoadProblem::Io)?;
    if bytes.len() > most {
        return Err(LoadProblem::TooLarge(most));
    }
    String::from_utf8(bytes).map_err(|_| LoadProblem::NotText)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_line_without_an_end_is_not_read_to_the_end() {
        let mut line = Vec::new();
        let mut endless = io::BufReader::new(io::repeat(b'x'));
        assert_eq!(next_line(&mut endless, &mut line).unwrap(), InputLine::TooLong);
        assert_eq!(line.len(), LONGEST_LINE + 1);
    }

    #[test]
    fn lines_are_read_one_by_one_up_to_the_longest() {
        let text = format!("a\n{}\n\nlast", "x".repeat(LONGEST_LINE));
        let mut input = text.as_bytes();
        let mut line = Vec::new();
        let mut next = || {
            let told = next_line(&mut input, &mut line).unwrap();
            (told, line.len())
        };
        let expected = [
            (InputLine::Read, 2),
            (InputLine::Read, LONGEST_LINE + 1),
            (InputLine::Read, 1),
            (InputLine::Read, 4),
            (InputLine::End, 0),
        ];
        for told in expected {
            assert_eq!(next(), told);
        }
        let mut long = text.replace('a', "").trim_start().replacen('\n', "x\n", 1).into_bytes();
        long.truncate(LONGEST_LINE + 2);
        assert_eq!(next_line(&mut &*long, &mut Vec::new()).unwrap(), InputLine::TooLong);
    }
}
