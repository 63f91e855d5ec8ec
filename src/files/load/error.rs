use std::fmt;
use std::io;
use std::path::{Path, PathBuf};

use super::git::GitError;
use crate::base::source::DisplayPath;
use crate::plan::PlanLimits;

/// A file or folder that could not be read.
#[derive(Debug)]
pub struct LoadError {
    pub(super) path: PathBuf,
    pub(super) problem: LoadProblem,
}

impl LoadError {
    /// Whether it is about this file or folder, or what is in it.
    #[must_use]
    pub fn is_about(&self, path: &Path) -> bool {
        self.path.starts_with(path)
    }
}

impl fmt::Display for LoadError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let path = DisplayPath(&self.path);
        let limits = PlanLimits::STANDARD;
        match &self.problem {
            LoadProblem::Io(error) if error.kind() == io::ErrorKind::NotFound => {
                write!(f, "there is no file or folder {path}")
            }
            LoadProblem::Io(error) if error.kind() == io::ErrorKind::IsADirectory => {
                write!(f, "{path} is a folder; name a file")
            }
            LoadProblem::Io(error) => write!(f, "cannot read {path}: {error}"),
            LoadProblem::NotText => write!(f, "{path} is not text in UTF-8; save it as UTF-8"),
            LoadProblem::TooLarge(most) => {
                write!(f, "{path} is too large: a file can have at most {most} bytes; split it into several")
            }
            LoadProblem::TooMany(files) => {
                write!(f, "{path} has {files} TOML files; a plan can have at most {}", limits.files)
            }
            LoadProblem::Git(error) => error.fmt(f),
            LoadProblem::Unread(why) => write!(f, "{path} is not read: {why}"),
            LoadProblem::NoFile => write!(f, "{path} is not a file"),
            LoadProblem::Ending(ending) => {
                write!(
                    f,
                    "{path} is not read: its name, and that of the file it links to, must end in `.{ending}`"
                )
            }
            LoadProblem::Outside(top) => write!(
                f,
                "{path} is outside {}, where scenario files must stay; `--read-anywhere` lets them leave it",
                DisplayPath(top)
            ),
            LoadProblem::NoToml(unread) => {
                write!(f, "the folder {path} has no `*.toml` files, so it is not a plan")?;
                unread.iter().try_for_each(|unread| write!(f, "; {unread}"))
            }
            LoadProblem::Undecided(plans) => {
                let names: Vec<String> =
                    plans.iter().map(|path| format!("`--plan {}`", DisplayPath(path))).collect();
                let (choice, here) = match &*names {
                    [one] => (format!("name it with {one}"), "this folder may have a plan"),
                    several => {
                        (format!("choose one with {}", several.join(", ")), "there are several plans here")
                    }
                };
                write!(f, "{here}: {choice}, or set the environment variable IVRSIM_PLAN")
            }
        }
    }
}

impl std::error::Error for LoadError {}

#[derive(Debug)]
pub(super) enum LoadProblem {
    Io(io::Error),
    NotText,
    TooLarge(usize),
    TooMany(usize),
    /// Nor has it files that are nearly so, but for the one that is told.
    NoToml(Option<String>),
    /// Any of these may be meant.
    Undecided(Vec<PathBuf>),
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
