//! How far the paths lead that stand in files.
//!
//! Whoever runs scenarios of others, as CI does for a change that somebody proposes, reads what these name. So a scenario file
//! names what belongs to it: files of its repository, or what is near it where there is none, and only such as plans and
//! tables are kept in. Links count by what they lead to.

use std::fs;
use std::path::{Component, Path, PathBuf};

use super::ending::ends_in;

use super::error::{LoadError, LoadProblem};
use super::plan::{is_plan_file, listed};

/// How far a file may reach.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum FileReach {
    /// What is below the top of its repository. In none, what is below the folder that the program was started in, if the file
    /// is, else below its own; and a plan beside that.
    #[default]
    Near,
    /// All of the disk, because the user says so.
    Anywhere,
}

impl FileReach {
    /// Whether a scenario file may name this table.
    pub fn allows_table(self, file: &Path, table: &Path) -> Result<(), LoadError> {
        self.allows(&top_for_tables(file), table, "csv")
    }

    /// Whether a scenario file may name this plan, all files of it.
    pub fn allows_plan(self, file: &Path, plan: &Path) -> Result<(), LoadError> {
        if self == Self::Anywhere {
            return Ok(());
        }
        if !plan.is_dir() {
            return self.allows(&top_for_plans(file), plan, "toml");
        }
        let top = top_for_plans(file);
        below(&top, plan)?;
        let failed = |error| LoadError { path: plan.to_owned(), problem: LoadProblem::Io(error) };
        let files = listed(plan).map_err(failed)?;
        files.iter().filter(|path| is_plan_file(path)).try_for_each(|path| below(&top, path))
    }

    /// Whether a plan may name this sound: one that is below the top of its repository or, without one, near the plan.
    #[cfg(feature = "serve")]
    pub(super) fn allows_sound(self, plan: &Path, sound: &Path) -> Result<(), LoadError> {
        if self == Self::Anywhere { Ok(()) } else { below(&top_for_tables(plan), sound) }
    }

    fn allows(self, top: &Path, named: &Path, ending: &'static str) -> Result<(), LoadError> {
        if self == Self::Anywhere {
            return Ok(());
        }
        below(top, named)?;
        let Ok(there) = fs::metadata(named) else {
            // What is not there is told by whoever reads it.
            return Ok(());
        };
        if !there.is_file() {
            return Err(LoadError { path: named.to_owned(), problem: LoadProblem::NoFile });
        }
        ends_in(named, ending)
    }
}

/// Whether a path leads to something below a folder, links followed.
fn below(top: &Path, path: &Path) -> Result<(), LoadError> {
    let real = fs::canonicalize(path).unwrap_or_else(|_| nearest(path));
    if real.starts_with(top) {
        return Ok(());
    }
    Err(LoadError { path: path.to_owned(), problem: LoadProblem::Outside(top.to_owned()) })
}

/// A path whose end is not there, or cannot be looked at: the folder above that is there, and the rest as it is written.
fn nearest(path: &Path) -> PathBuf {
    let path = std::path::absolute(path).unwrap_or_else(|_| path.to_owned());
    let there = path.ancestors().find_map(|above| Some((above, fs::canonicalize(above).ok()?)));
    let Some((above, mut real)) = there else { return path };
    for part in path.strip_prefix(above).into_iter().flat_map(Path::components) {
        match part {
            Component::ParentDir => drop(real.pop()),
            part => real.push(part),
        }
    }
    real
}

/// The folder below which a file may name tables, without links.
fn top_for_tables(file: &Path) -> PathBuf {
    let folder = nearest(file).parent().map_or_else(|| PathBuf::from("."), Path::to_owned);
    if let Some(top) = repository(&folder) {
        return top;
    }
    let here = fs::canonicalize(".").unwrap_or_default();
    // Below the root of the disk is everything.
    if here.parent().is_some() && folder.starts_with(&here) { here } else { folder }
}

/// The folder below which a file may name its plan: at least the one above its own, because plans and scenarios have a
/// folder each, side by side.
fn top_for_plans(file: &Path) -> PathBuf {
    let top = top_for_tables(file);
    let folder = nearest(file).parent().map(Path::to_owned);
    match top.parent().filter(|above| above.parent().is_some()) {
        Some(above) if folder.is_some_and(|folder| folder == top) && !top.join(".git").exists() => {
            above.to_owned()
        }
        _ => top,
    }
}

/// The top of the work tree that a folder is in.
#[must_use]
pub(crate) fn repository(folder: &Path) -> Option<PathBuf> {
    folder.ancestors().find(|above| above.join(".git").exists()).map(Path::to_owned)
}
