use std::fmt;
use std::io;
use std::path::{Path, PathBuf};

use rusqlite::ErrorCode;

use super::steps::NEWEST;
use crate::base::text::safe;
use crate::training::learning::MAX_LEARNER_NAME;

/// Why learners could not be read or written. Nothing was changed.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum StoreError {
    /// There is no such file.
    #[error(
        "{name} does not exist: nobody has trained there yet, or --db or IVRSIM_DB names another file",
        name = DisplayName(.0)
    )]
    NotThere(PathBuf),
    /// It is a folder, or another thing that holds no bytes.
    #[error("{name} is not a file; --db and IVRSIM_DB must name the learners' file", name = DisplayName(.0))]
    NoFile(PathBuf),
    /// It could not be opened, and why.
    #[error("{name} cannot be opened: {1}", name = DisplayName(.0))]
    Unreadable(PathBuf, String),
    /// It may not be written.
    #[error(
        "{name} is read-only; make it and its folder writable, or name another file with --db",
        name = DisplayName(.0)
    )]
    ReadOnly(PathBuf),
    /// It could not be written, and why.
    #[error("{name} cannot be written: {1}", name = DisplayName(.0))]
    Unwritable(PathBuf, String),
    /// It is a file of something else.
    #[error(
        "{name} is not a learners' file of ivrsim and was not changed. Name another file with --db",
        name = DisplayName(.0)
    )]
    Foreign(PathBuf),
    /// It is damaged, and what gives that away.
    #[error(
        "{name} is damaged ({1}) and was not changed. Keep a copy of it, then restore a backup, or start a new file with \
         --db and `ivrsim train import`",
        name = DisplayName(.0)
    )]
    Corrupt(PathBuf, String),
    /// A newer ivrsim made it, with this version.
    #[error(
        "{name} was made by a newer ivrsim (file version {1}; this one reads up to {NEWEST}) and was not changed. Use that ivrsim, or name another file with --db",
        name = DisplayName(.0)
    )]
    Newer(PathBuf, u32),
    /// Other programs kept it to themselves for too long.
    #[error(
        "{name} is locked by another program; try again",
        name = DisplayName(.0)
    )]
    Busy(PathBuf),
    /// A name that is empty, or longer than a name.
    #[error("{0:?} cannot be the name of a learner: use 1 to {MAX_LEARNER_NAME} characters")]
    BadName(String),
    /// There is no learner of this name; perhaps this one was meant.
    #[error("there is no learner {0:?}; {told}", told = near(.1.as_deref()))]
    NoLearner(String, Option<String>),
    /// What is imported is not what is exported: the line of the file, from 1, and what is wrong.
    #[error("line {0}: {1}; nothing was imported")]
    BadImport(u64, String),
    /// These are there already, the first of them in this line; two histories of one person cannot be told apart afterwards.
    #[error(
        "line {0}: there is already {who}; add `--replace` to put what is in the file in the place of what is stored, or \
         delete with `ivrsim train forget`; nothing was imported",
        who = known(.1)
    )]
    KnownLearners(u64, Vec<String>),
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
            other @ (Self::BadName(_)
            | Self::NoLearner(..)
            | Self::BadImport(..)
            | Self::KnownLearners(..)) => other,
        }
    }

    pub(super) fn unreadable(path: &Path, error: &io::Error) -> Self {
        match error.kind() {
            io::ErrorKind::NotFound => Self::NotThere(path.to_owned()),
            _ => Self::Unreadable(path.to_owned(), error.to_string()),
        }
    }
}

fn near(name: Option<&str>) -> String {
    name.map_or("`ivrsim train learners` lists them".to_owned(), |near| format!("did you mean {near:?}?"))
}

fn known(names: &[String]) -> String {
    match names {
        [one] => format!("a learner {one:?}"),
        [first, others @ ..] => format!("a learner {first:?}, and {} more of the file", others.len()),
        [] => String::new(),
    }
}

/// A file's name for people: it may hold anything.
struct DisplayName<'a>(&'a Path);

impl fmt::Display for DisplayName<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&safe(&self.0.to_string_lossy()))
    }
}
