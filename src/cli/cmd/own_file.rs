//! Files of scenarios that a command writes anew each time, beside those that people write.

use std::io::{self, ErrorKind};
use std::path::Path;

use crate::cli::exit::Failure;
use crate::load::{self, ScenarioFile};
use crate::save;

/// A file that a command may replace, because the command wrote it.
#[derive(Clone, Copy, Debug)]
pub(super) struct OwnFile<'a> {
    path: &'a Path,
    /// What the file begins with; one that people wrote does not.
    begins: &'static str,
    is_there: bool,
}

impl<'a> OwnFile<'a> {
    /// The file at a path. One that people wrote is in the way, and nobody waits only to hear that.
    pub(super) fn at(path: &'a Path, begins: &'static str) -> Result<Self, Failure> {
        let file = Self { path, begins, is_there: path.exists() };
        if file.is_there && !load::text(path)?.starts_with(begins) {
            return Err(file.in_the_way());
        }
        Ok(file)
    }

    /// Leaves it out of what is read: it is about to be written again.
    pub(super) fn leave_out(&self, files: &mut Vec<ScenarioFile>) {
        let own = self.path.canonicalize().ok().filter(|_| self.is_there);
        files.retain(|file| own.is_none() || file.path.canonicalize().ok() != own);
    }

    /// Writes it, whole or not at all.
    pub(super) fn write(&self, text: &str) -> Result<(), Failure> {
        let failed = |error: io::Error| match error.kind() {
            ErrorKind::AlreadyExists => self.in_the_way(),
            _ => Failure::Usage(format!("cannot write {}: {error}", self.path.display())),
        };
        if self.is_there { save::replace(self.path, text) } else { save::new(self.path, text) }
            .map_err(failed)
    }

    fn in_the_way(&self) -> Failure {
        Failure::Usage(format!(
            "{} is there already and does not begin with `{}`: nothing is written over what people wrote",
            self.path.display(),
            self.begins
        ))
    }
}
