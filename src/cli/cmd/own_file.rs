//! Files of scenarios that a command writes anew each time, beside those that people write.

use std::io::Write as _;
use std::path::Path;

use crate::base::source::DisplayPath;
use crate::cli::exit::CommandFailure;
use crate::files::load::{self, ScenarioFile};
use crate::files::save::{self, Pending};

/// A file that a command may replace, because the command wrote it.
#[derive(Debug)]
pub(super) struct OwnFile<'a> {
    path: &'a Path,
    /// What the file begins with; one that people wrote does not.
    begins: &'static str,
    /// What it says, if it is there.
    read: Option<String>,
    file: Pending,
}

impl<'a> OwnFile<'a> {
    /// The file at a path. One that people wrote is in the way, and nobody waits only to hear that, or that nothing can be
    /// written there.
    pub(super) fn at(path: &'a Path, begins: &'static str) -> Result<Self, CommandFailure> {
        let file = Pending::beside(path)?;
        let is_there = path.exists() && !save::is_stream(path);
        let read = is_there.then(|| load::text(path)).transpose()?;
        if read.as_ref().is_some_and(|read| !read.starts_with(begins)) {
            return Err(in_the_way(path, begins));
        }
        Ok(Self { path, begins, read, file })
    }

    /// Leaves it out of what is read: it is about to be written again.
    pub(super) fn leave_out(&self, files: &mut Vec<ScenarioFile>) {
        let own = self.path.canonicalize().ok().filter(|_| self.read.is_some());
        files.retain(|file| own.is_none() || file.path.canonicalize().ok() != own);
    }

    /// Writes it, whole or not at all; and not over what somebody has made of it meanwhile.
    pub(super) fn write(self, text: &str) -> Result<(), CommandFailure> {
        let Self { path, begins, read, mut file } = self;
        file.write_all(text.as_bytes())?;
        let kept = match read {
            Some(read) => file.keep_over(&read),
            None => file.keep_new(),
        };
        kept.map_err(|error| if error.is_in_the_way() { in_the_way(path, begins) } else { error.into() })
    }
}

fn in_the_way(path: &Path, begins: &str) -> CommandFailure {
    CommandFailure::Usage(format!(
        "{} already exists and does not begin with {begins:?}, so it was not replaced: somebody may have written \
         it by hand",
        DisplayPath(path)
    ))
}
