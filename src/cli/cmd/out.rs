//! Where what a command makes goes: standard output, or a file. docs/files.md tells users which files are replaced.

use std::io::{self, Write};
use std::path::Path;

use crate::base::source::DisplayPath;
use crate::cli::args::is_standard;
use crate::cli::context::CommandContext;
use crate::cli::exit::{CommandFailure, ExitStatus};
use crate::files::save::Pending;

/// A place that a user named, or none.
#[derive(Clone, Copy, Debug)]
pub(super) enum OutputPlace<'a> {
    /// Standard output: what is for people goes to standard error then.
    Standard,
    /// A file, a device or a pipe.
    File(&'a Path),
}

impl<'a> OutputPlace<'a> {
    /// The place of an option; standard output where nothing is named.
    pub(super) fn of(named: Option<&'a Path>) -> Self {
        match named {
            Some(path) if !is_standard(path) => Self::File(path),
            _ => Self::Standard,
        }
    }

    /// The file, if it is one.
    pub(super) fn file(self) -> Option<&'a Path> {
        match self {
            Self::Standard => None,
            Self::File(path) => Some(path),
        }
    }
}

/// Begins a file that is made from a plan or a run and can be made again: what stands there is replaced, but for the files
/// that people write.
pub(super) fn report(path: &Path) -> Result<Pending, CommandFailure> {
    if path.is_file() && path.extension().is_some_and(|extension| extension.eq_ignore_ascii_case("toml")) {
        let text = format!(
            "{} already exists and may be a plan or a scenario file, so it was not replaced",
            DisplayPath(path)
        );
        return Err(CommandFailure::Usage(text));
    }
    Ok(Pending::beside(path)?)
}

/// Who reads what is written to standard output.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Audience {
    Person,
    Program,
}

/// Writes a report to its place, and says so where that is a file.
pub(super) fn put(
    context: &mut CommandContext,
    out: OutputPlace<'_>,
    reader: Audience,
    write: impl FnOnce(&mut dyn Write) -> io::Result<()>,
) -> Result<ExitStatus, CommandFailure> {
    match out {
        OutputPlace::Standard => match reader {
            Audience::Person => write(&mut context.out)?,
            Audience::Program => write(context.out.exact())?,
        },
        OutputPlace::File(path) => {
            let mut file = report(path)?;
            write(&mut file)?;
            file.keep()?;
            writeln!(context.out, "wrote {}", DisplayPath(path))?;
        }
    }
    Ok(ExitStatus::Success)
}
