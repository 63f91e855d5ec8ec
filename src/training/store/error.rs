use std::fmt;
use std::io;
use std::path::{Path, PathBuf};

use rusqlite::ErrorCode;

use super::row::LONGEST_NAME;
use super::steps::NEWEST;
use crate::base::text::safe;

/// Why learners could not be read or written. Nothing was changed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum StoreError {
    /// There is no such file.
    NotThere(PathBuf),
    /// It is a folder, or another thing that holds no bytes.
    NoFile(PathBuf),
    /// It could not be opened, and why.
    Unreadable(PathBuf, String),
    /// It may not be written.
    ReadOnly(PathBuf),
    /// It could not be written, and why.
    Unwritable(PathBuf, String),
    /// It is a file of something else.
    Foreign(PathBuf),
    /// It is damaged, and what gives that away.
    Corrupt(PathBuf, String),
    /// A newer ivrsim made it, with this version.
    Newer(PathBuf, u32),
    /// Other programs kept it to themselves for too long.
    Busy(PathBuf),
    /// A name that is empty, or longer than a name.
    BadName(String),
    /// There is no learner of this name; perhaps this one was meant.
    NoLearner(String, Option<String>),
    /// What is imported is not what is exported: the line of the file, from 1, and what is wrong.
    BadImport(u64, String),
}

impl StoreError {
    pub(super) fn new(path: &Path, error: &rusqlite::Error) -> Self {
        let path = path.to_owned();
        let text = error.to_string();
        match error.sqlite_error_code() {
            Some(ErrorCode::NotADatabase) => Self::Foreign(path),
            Some(ErrorCode::ReadOnly) => Self::ReadOnly(path),
            Some(ErrorCode::DatabaseBusy | ErrorCode::DatabaseLocked) => Self::Busy(path),
            Some(ErrorCode::CannotOpen) => Self::Unreadable(path, text),
            // Without a code it was the library that found a value which none of ours can be.
            Some(ErrorCode::DatabaseCorrupt) | None => Self::Corrupt(path, text),
            Some(_) => Self::Unwritable(path, text),
        }
    }

    /// The same of another file, of which the one was a copy.
    pub(super) fn about(self, path: &Path) -> Self {
        let path = path.to_owned();
        match self {
            Self::NotThere(_) => Self::NotThere(path),
            Self::NoFile(_) => Self::NoFile(path),
            Self::Unreadable(_, why) | Self::Unwritable(_, why) => Self::Unreadable(path, why),
            Self::ReadOnly(_) => Self::ReadOnly(path),
            Self::Foreign(_) => Self::Foreign(path),
            Self::Corrupt(_, why) => Self::Corrupt(path, why),
            Self::Newer(_, version) => Self::Newer(path, version),
            Self::Busy(_) => Self::Busy(path),
            other @ (Self::BadName(_) | Self::NoLearner(..) | Self::BadImport(..)) => other,
        }
    }

    pub(super) fn unreadable(path: &Path, error: &io::Error) -> Self {
        match error.kind() {
            io::ErrorKind::NotFound => Self::NotThere(path.to_owned()),
            _ => Self::Unreadable(path.to_owned(), error.to_string()),
        }
    }
}

impl fmt::Display for StoreError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::NotThere(path) => write!(
                f,
                "{} does not exist: nobody has trained there yet, or --db or IVRSIM_DB names another file",
                DisplayName(path)
            ),
            Self::NoFile(path) => {
                write!(
                    f,
                    "{} is not a file; --db and IVRSIM_DB must name the learners' file",
                    DisplayName(path)
                )
            }
            Self::Unreadable(path, why) => write!(f, "{} cannot be opened: {why}", DisplayName(path)),
            Self::ReadOnly(path) => write!(
                f,
                "{} is read-only; make it and its folder writable, or name another file with --db",
                DisplayName(path)
            ),
            Self::Unwritable(path, why) => write!(f, "{} cannot be written: {why}", DisplayName(path)),
            Self::Foreign(path) => write!(
                f,
                "{} is not a learners' file of ivrsim and was not changed. Name another file with --db",
                DisplayName(path)
            ),
            Self::Corrupt(path, why) => write!(
                f,
                "{} is damaged ({why}) and was not changed. Keep a copy of it, then restore a backup, or start a new file with --db and `ivrsim train import`",
                DisplayName(path)
            ),
            Self::Newer(path, version) => write!(
                f,
                "{} was made by a newer ivrsim (file version {version}; this one reads up to {NEWEST}) and was \
                 not changed. Use that ivrsim, or name another file with --db",
                DisplayName(path)
            ),
            Self::Busy(path) => {
                write!(f, "{} is locked by another program; try again", DisplayName(path))
            }
            Self::BadName(name) => {
                write!(f, "{name:?} cannot be the name of a learner: use 1 to {LONGEST_NAME} characters")
            }
            Self::NoLearner(name, None) => {
                write!(f, "there is no learner {name:?}; `ivrsim train learners` lists them")
            }
            Self::NoLearner(name, Some(other)) => {
                write!(f, "there is no learner {name:?}; did you mean {other:?}?")
            }
            Self::BadImport(line, why) => write!(f, "line {line}: {why}; nothing was imported"),
        }
    }
}

impl std::error::Error for StoreError {}

/// A file's name for people: it may hold anything.
struct DisplayName<'a>(&'a Path);

impl fmt::Display for DisplayName<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&safe(&self.0.to_string_lossy()))
    }
}
