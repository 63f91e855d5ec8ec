use std::fmt;
use std::io;
use std::path::PathBuf;

use super::git::GitError;
use crate::base::source::Shown;
use crate::plan::Limits;

/// A file or folder that could not be read.
#[derive(Debug)]
pub struct LoadError {
    pub(super) path: PathBuf,
    pub(super) problem: Problem,
}

impl fmt::Display for LoadError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let path = Shown(&self.path);
        let limits = Limits::STANDARD;
        match &self.problem {
            Problem::Io(error) if error.kind() == io::ErrorKind::NotFound => {
                write!(f, "there is no file or folder {path}")
            }
            Problem::Io(error) => write!(f, "cannot read {path}: {error}"),
            Problem::NotText => write!(f, "{path} is not text in UTF-8"),
            Problem::TooLarge(most) => {
                write!(f, "{path} is too large: a file may have {most} bytes; split it into several")
            }
            Problem::TooMany(files) => {
                write!(f, "{path} holds {files} TOML files; a plan may have {}", limits.files)
            }
            Problem::Git(error) => error.fmt(f),
            Problem::Unread(why) => write!(f, "{path} is not read: {why}"),
            Problem::NoFile => write!(f, "{path} is no file"),
            Problem::Ending(ending) => {
                write!(
                    f,
                    "{path} is not read: its name, and that of what it leads to, must end in `.{ending}`"
                )
            }
            Problem::Outside(top) => write!(
                f,
                "{path} is outside of {}, and scenario files name only what is in there; `--read-anywhere` lets them",
                Shown(top)
            ),
            Problem::NoToml => write!(f, "the folder {path} holds no `*.toml` file, so it is no plan"),
        }
    }
}

impl std::error::Error for LoadError {}

#[derive(Debug)]
pub(super) enum Problem {
    Io(io::Error),
    NotText,
    TooLarge(usize),
    TooMany(usize),
    NoToml,
    /// It would have been left out without a word.
    Unread(String),
    /// A device or a pipe.
    NoFile,
    /// It does not end as files of its kind do, or what it leads to does not.
    Ending(&'static str),
    /// A file that names others does not reach so far, but to what is below this folder.
    Outside(PathBuf),
    Git(GitError),
}
