//! Which plan is meant where none is named: what the folder in which projects keep theirs holds, whatever state it is in.

use std::fs;
use std::path::{Path, PathBuf};

use super::headers::headers;
use super::plan::{PlanSource, listed, text};
use super::unread::NameReading;
use crate::plan::builtin_files;

/// The folder in which projects keep their plan.
const USUAL: &str = "menus";

/// The same, as people write it by mistake.
const NEARLY_USUAL: &str = "menu";

/// The file in which a plan in several files names itself.
const HEAD: &str = "plan.toml";

/// The plan of this folder. Where there is something that may be one it is that or nothing: the plan that comes with the program
/// would answer in its place, and nobody would notice that mistakes, or all of a plan, are passed over.
#[must_use]
pub(crate) fn own_plan() -> PlanSource {
    let here = listed(Path::new("")).or_else(|_| listed(Path::new("."))).unwrap_or_default();
    let bare = |path: PathBuf| path.strip_prefix(".").map(Path::to_owned).unwrap_or(path);
    let folders: Vec<PathBuf> =
        here.into_iter().map(bare).filter(|path| path.is_dir() || is_broken_link(path)).collect();
    let usual: Vec<PathBuf> = match folders.iter().find(|folder| folder.as_os_str() == USUAL) {
        Some(exact) => vec![exact.clone()],
        None => folders.iter().filter(|folder| is_named(folder, USUAL)).cloned().collect(),
    };
    match <[PathBuf; 1]>::try_from(usual) {
        Ok([folder]) => plan_in(folder),
        Err(several) if !several.is_empty() => PlanSource::Undecided(several),
        Err(_) => {
            let near: Vec<PathBuf> = folders
                .into_iter()
                .filter(|folder| is_named(folder, NEARLY_USUAL) && has_head(folder))
                .collect();
            if near.is_empty() { PlanSource::Builtin } else { PlanSource::Undecided(near) }
        }
    }
}

/// The plan that a folder is, or else the one that is in it.
fn plan_in(folder: PathBuf) -> PlanSource {
    if has_files(&folder) {
        return PlanSource::Path(folder);
    }
    let mut below = listed(&folder).unwrap_or_default();
    let is_hidden =
        |path: &Path| path.file_name().is_some_and(|name| name.to_string_lossy().starts_with('.'));
    below.retain(|path| path.is_dir() && !is_hidden(path) && has_files(path));
    match <[PathBuf; 1]>::try_from(below) {
        Ok([only]) => PlanSource::Path(only),
        Err(none) if none.is_empty() => PlanSource::Path(folder),
        // Among the plans of ivrsim's own folder is the one that comes along, which is what is meant there.
        Err(several) if several.iter().any(|folder| comes_along(folder)) => PlanSource::Builtin,
        Err(several) => PlanSource::Undecided(several),
    }
}

/// Whether a folder holds the plan that comes with the program.
fn comes_along(folder: &Path) -> bool {
    let head = |name: &str| Path::new(name).file_name().is_some_and(|name| name == HEAD);
    let own = builtin_files().find(|(name, _)| head(name));
    own.is_some_and(|(_, own)| text(&folder.join(HEAD)).is_ok_and(|text| text == own))
}

fn is_named(path: &Path, name: &str) -> bool {
    path.file_name().is_some_and(|own| own.to_string_lossy().eq_ignore_ascii_case(name))
}

fn is_broken_link(path: &Path) -> bool {
    path.is_symlink() && fs::metadata(path).is_err()
}

/// Whether something in a folder is meant as a file of a plan, whether or not it can be read; nobody knows of a folder that cannot.
fn has_files(folder: &Path) -> bool {
    let is_meant = |path: &PathBuf| NameReading::of(path) != NameReading::Other && !path.is_dir();
    listed(folder).map_or(true, |files| files.iter().any(is_meant))
}

/// Whether a folder has a file with the table that every plan has.
fn has_head(folder: &Path) -> bool {
    let files = listed(folder).unwrap_or_default();
    let mut files = files.iter().filter(|path| NameReading::of(path) != NameReading::Other);
    files.any(|file| headers(&text(file).unwrap_or_default()).any(|header| header == "plan"))
}
