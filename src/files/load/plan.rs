use std::fs::{self, File};
use std::io::{self, BufRead, BufReader};
use std::path::{Path, PathBuf};

use super::error::{LoadError, LoadProblem};
use super::git::{CommitState, Revision, RevisionPath};
use super::input::bounded;
use super::{ending, relative, unread};

use super::unread::SkippedEntry;
use jiff::civil::Date;

use crate::base::diagnostic::{Diagnostic, UNREAD_FILE};
use crate::base::source::DisplayPath;
use crate::plan::{self, ParsedPlan, PlanLimits};

/// Which plan to use.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
#[non_exhaustive]
pub enum PlanSource {
    /// The plan that comes with the program.
    #[default]
    Builtin,
    /// A file, or a folder whose `*.toml` files are read as one.
    Path(PathBuf),
    /// The same, as it was in a revision.
    Git(Revision),
    /// One of these, and nobody has said which.
    Undecided(Vec<PathBuf>),
    /// Another one as it is in force on a day.
    Dated(Box<PlanSource>, Date),
}

impl PlanSource {
    /// Where it is on a disk, if it is there as it is.
    #[must_use]
    pub fn path(&self) -> Option<&Path> {
        match self {
            Self::Path(path) => Some(path),
            Self::Dated(source, _) => source.path(),
            Self::Builtin | Self::Git(_) | Self::Undecided(_) => None,
        }
    }

    /// How the command line names it. None: it need not.
    #[must_use]
    pub fn written(&self) -> Option<String> {
        match self {
            Self::Path(path) => Some(path.to_string_lossy().into_owned()),
            Self::Git(revision) => Some(revision.to_string()),
            Self::Dated(source, day) => Some(format!("{}@{day}", source.written().unwrap_or_default())),
            Self::Builtin | Self::Undecided(_) => None,
        }
    }

    /// The commit that the plan is of, where it is in a repository.
    pub(crate) fn state(&self) -> Option<CommitState> {
        match self {
            Self::Path(path) => CommitState::around(path),
            Self::Git(revision) => revision.state(),
            Self::Dated(source, _) => source.state(),
            Self::Builtin | Self::Undecided(_) => None,
        }
    }

    /// The path by which a file would name the plan. None where it need not or cannot: the plan that comes with the program,
    /// and one out of a repository.
    pub fn seen_from(&self, file: &Path) -> io::Result<Option<PathBuf>> {
        let Self::Path(plan) = self else { return Ok(None) };
        let (file, plan) = (std::path::absolute(file)?, std::path::absolute(plan)?);
        Ok(Some(file.parent().map_or_else(|| plan.clone(), |folder| relative::relative(&plan, folder))))
    }

    /// The plan of a word of the command line: a path, or `git:REVISION:PATH`. Of `git:REVISION` alone the path is that of
    /// `other`, or the top of the repository if that has none.
    #[must_use]
    pub fn named(word: &Path, other: &Self) -> Self {
        if let Some((source, day)) = dated(word) {
            let source =
                if source.is_empty() { other.clone() } else { Self::named(Path::new(source), other) };
            return Self::Dated(Box::new(source), day);
        }
        let Some(revision) = word.to_str().and_then(|word| word.strip_prefix("git:")) else {
            return Self::Path(word.to_owned());
        };
        let (name, path) = match (revision.split_once(':'), other) {
            (Some((name, path)), _) if Path::new(path).is_absolute() => {
                (name, RevisionPath::Disk(path.into()))
            }
            (Some((name, path)), _) => (name, RevisionPath::Git(path.to_owned())),
            (None, Self::Path(path)) => (revision, RevisionPath::Disk(path.clone())),
            (None, Self::Git(other)) => (revision, other.path.clone()),
            (None, Self::Dated(of, _)) => return Self::named(word, of),
            (None, Self::Builtin | Self::Undecided(_)) => (revision, RevisionPath::Git(String::new())),
        };
        Self::Git(Revision { name: name.to_owned(), path })
    }

    /// The word of the command line for it; None for the plan that comes with the program.
    #[must_use]
    pub fn word(&self) -> Option<String> {
        match self {
            Self::Builtin | Self::Undecided(_) => None,
            Self::Path(path) => Some(name(path)),
            Self::Git(revision) => Some(revision.to_string()),
            Self::Dated(source, day) => Some(format!("{}@{day}", source.word().unwrap_or_default())),
        }
    }

    /// The plan at a path, which may end in the day for which it is asked.
    #[must_use]
    pub fn at(path: PathBuf) -> Self {
        match dated(&path) {
            Some((source, day)) => Self::Dated(Box::new(Self::Path(source.into())), day),
            None => Self::Path(path),
        }
    }

    /// Without the day for which it is asked.
    #[must_use]
    pub fn undated(&self) -> &Self {
        match self {
            Self::Dated(source, _) => source.undated(),
            source => source,
        }
    }
}

/// A word of the command line that ends in a day, `menus@2027-01-01`, taken apart; a file or folder of that name comes first.
fn dated(word: &Path) -> Option<(&str, Date)> {
    let (source, day) = word.to_str()?.rsplit_once('@')?;
    let day = day.parse().ok().filter(|_| day.len() == 10)?;
    (!word.exists()).then_some((source, day))
}

/// The texts of a plan's files, by name, whatever is wrong with them.
pub(crate) fn texts(source: &PlanSource) -> Result<Vec<(String, String)>, LoadError> {
    let failed = |problem| LoadError { path: PathBuf::new(), problem };
    match source {
        PlanSource::Builtin => {
            Ok(plan::builtin_files().map(|(name, text)| (name, text.to_owned())).collect())
        }
        PlanSource::Path(path) => files(path),
        PlanSource::Git(revision) => revision.files().map_err(|error| failed(LoadProblem::Git(error))),
        PlanSource::Dated(source, _) => texts(source),
        PlanSource::Undecided(plans) => Err(failed(LoadProblem::Undecided(plans.clone()))),
    }
}

/// Reads a plan, with everything that is wrong with it.
pub fn plan(source: &PlanSource) -> Result<ParsedPlan, LoadError> {
    if let PlanSource::Dated(source, day) = source {
        let mut reading = plan(source)?;
        // What follows was not asked for.
        reading.plan = reading.plan.map(|plan| plan.only_on(*day));
        return Ok(reading);
    }
    let mut reading = plan::read(texts(source)?, &PlanLimits::STANDARD);
    let told = match source {
        PlanSource::Builtin | PlanSource::Undecided(_) | PlanSource::Dated(..) => Vec::new(),
        PlanSource::Path(folder) => unread::beside(folder, &|path| text(path).ok()),
        // What was read can be used, whatever lies beside it.
        PlanSource::Git(revision) => revision.unread().unwrap_or_default(),
    };
    reading.diagnostics.extend(told.iter().map(not_read));
    Ok(reading)
}

/// What is told of something that is not read.
fn told(SkippedEntry { path, why, .. }: &SkippedEntry) -> String {
    format!("{} is not read: {why}", DisplayPath(Path::new(&name(path))))
}

pub(super) fn not_read(skipped: &SkippedEntry) -> Diagnostic {
    let message = told(skipped);
    Diagnostic { level: skipped.level, ..Diagnostic::without_place(UNREAD_FILE, message) }.help(skipped.help)
}

/// The TOML files of a plan or the one file that it is, by name, in the order of their names.
pub(super) fn files(path: &Path) -> Result<Vec<(String, String)>, LoadError> {
    let failed = |problem| LoadError { path: path.to_owned(), problem };
    let there = fs::metadata(path).map_err(|error| match unread::trouble(path) {
        Some(why) if path.is_symlink() => failed(LoadProblem::Unread(why)),
        _ => failed(LoadProblem::Io(error)),
    });
    if !there?.is_dir() {
        return Ok(vec![(name(path), text(path)?)]);
    }
    let mut paths = listed(path).map_err(|error| failed(LoadProblem::Io(error)))?;
    paths.retain(|path| is_plan_file(path));
    paths.iter().try_for_each(|path| ending::ends_in(path, "toml"))?;
    match paths.len() {
        0 => {
            let told = unread::beside(path, &|path| text(path).ok());
            Err(failed(LoadProblem::NoToml(told.first().map(self::told))))
        }
        count if count > PlanLimits::STANDARD.files => Err(failed(LoadProblem::TooMany(count))),
        _ => paths.iter().map(|file| Ok((name(file), text(file)?))).collect(),
    }
}

/// What is in a folder, in the order of the names.
pub(super) fn listed(folder: &Path) -> io::Result<Vec<PathBuf>> {
    let mut paths =
        fs::read_dir(folder)?.map(|entry| entry.map(|entry| entry.path())).collect::<io::Result<Vec<_>>>()?;
    paths.sort();
    Ok(paths)
}

/// The files that a plan on the disk is made of, or would be.
#[must_use]
pub(crate) fn plan_files(path: &Path) -> Vec<PathBuf> {
    let mut files = if path.is_dir() { listed(path).unwrap_or_default() } else { vec![path.to_owned()] };
    files.retain(|file| file == path || is_plan_file(file));
    files
}

/// Editors leave hidden copies behind (`.#plan.toml`, `.plan.toml.swp`); they are no part of a plan.
pub(super) fn is_plan_file(path: &Path) -> bool {
    let hidden = path.file_name().is_some_and(|name| name.to_string_lossy().starts_with('.'));
    !hidden && path.extension().is_some_and(|extension| extension == "toml") && path.is_file()
}

/// The name of a file: its path with `/` on every system, so that output is the same everywhere, and without a `./` that
/// says nothing.
#[must_use]
pub(crate) fn name(path: &Path) -> String {
    let bare = path.strip_prefix(".").unwrap_or(path).to_string_lossy();
    let name = match bare.as_ref() {
        "" => ".".into(),
        // Without it the name would be an option.
        option if option.starts_with('-') => path.to_string_lossy(),
        _ => bare,
    };
    // Elsewhere it is a sign like any other.
    if cfg!(windows) { name.replace('\\', "/") } else { name.into_owned() }
}

/// The lines of a file, of any length.
pub(crate) fn lines(path: &Path) -> Result<impl BufRead, LoadError> {
    let failed = |error| LoadError { path: path.to_owned(), problem: LoadProblem::Io(error) };
    let file = File::open(path).map_err(failed)?;
    // Else it would be the first line that cannot be read.
    if file.metadata().is_ok_and(|there| there.is_dir()) {
        return Err(failed(io::ErrorKind::IsADirectory.into()));
    }
    Ok(BufReader::new(file))
}

/// The text of one file, within the limits.
pub(crate) fn text(path: &Path) -> Result<String, LoadError> {
    text_within(path, PlanLimits::STANDARD.file_bytes)
}

/// The text of one file that has no more than so many bytes.
pub(super) fn text_within(path: &Path, most: usize) -> Result<String, LoadError> {
    let failed = |problem| LoadError { path: path.to_owned(), problem };
    let file = File::open(path).map_err(|error| failed(LoadProblem::Io(error)))?;
    bounded(file, most).map_err(failed)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[cfg(target_os = "linux")]
    #[test]
    fn a_file_without_an_end_is_too_large() {
        let told = text(Path::new("/dev/zero")).unwrap_err().to_string();
        assert!(told.contains("too large"), "{told}");
    }

    #[test]
    fn a_path_is_shown_and_not_obeyed() {
        let told = plan(&PlanSource::Path("\u{1b}[31mnowhere".into())).unwrap_err().to_string();
        assert_eq!(told, "there is no file or folder \\u{1b}[31mnowhere");
    }
}
