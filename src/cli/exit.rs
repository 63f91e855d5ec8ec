use std::io::{self, ErrorKind};
use std::path::Path;
use std::process::ExitCode;
use std::sync::Arc;

use crate::base::diagnostic::Diagnostic;
use crate::base::source::Sources;
use crate::files::load::LoadError;
use crate::files::save::SaveError;
use crate::training::store::StoreError;

/// How the program ends. Failure (an expectation that is not met) is not error (a file that cannot be read).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ExitStatus {
    /// All is well: 0.
    Success,
    /// It ran, and the answer is no: 1.
    Failed,
    /// It could not run: 2.
    CannotRun,
    /// Stopped by Ctrl-C: 130.
    Interrupted,
}

impl ExitStatus {
    /// The end of a look at every call: where not all could be looked at, the answer is not known.
    #[must_use]
    pub fn of_look(complete: bool) -> Self {
        if complete { Self::Success } else { Self::CannotRun }
    }
}

impl From<ExitStatus> for ExitCode {
    fn from(exit: ExitStatus) -> Self {
        // A panic, which is our mistake, ends in 101 without our help.
        Self::from(match exit {
            ExitStatus::Success => 0,
            ExitStatus::Failed => 1,
            ExitStatus::CannotRun => 2,
            ExitStatus::Interrupted => 130,
        })
    }
}

/// Why a command could not run.
#[derive(Debug, thiserror::Error)]
pub(super) enum CommandFailure {
    /// The words of the command line do not fit, or name what is not there. The text says what to do.
    #[error("{0}")]
    Usage(String),
    /// A plan or scenario has mistakes.
    #[error("{} mistakes", .0.len())]
    Mistakes(Vec<Diagnostic>, Arc<Sources>),
    /// A file or folder of a plan could not be read.
    #[error(transparent)]
    Load(#[from] LoadError),
    /// Learners could not be read or written.
    #[error(transparent)]
    Store(#[from] StoreError),
    /// Several of these at once.
    #[error("{} errors", .0.len())]
    Several(Vec<CommandFailure>),
    /// Ctrl-C was pressed.
    #[error("stopped")]
    Interrupted,
    /// Something else could not be read or written.
    #[error(transparent)]
    Io(#[from] io::Error),
}

impl CommandFailure {
    /// Whether it is that this file or folder cannot be read.
    pub(super) fn is_about(&self, path: &Path) -> bool {
        match self {
            Self::Load(error) => error.is_about(path),
            Self::Several(failures) => failures.iter().any(|failure| failure.is_about(path)),
            _ => false,
        }
    }
}

impl From<SaveError> for CommandFailure {
    fn from(error: SaveError) -> Self {
        Self::Io(error.into())
    }
}

/// Whether nobody reads on, as behind `| head`.
pub(super) fn is_reader_gone(error: &io::Error) -> bool {
    error.kind() == ErrorKind::BrokenPipe
}
