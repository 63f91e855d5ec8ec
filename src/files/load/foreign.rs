//! Files of other programs: phone systems that are to become plans.

use std::collections::{BTreeSet, HashSet};
use std::fs::{self, File};
use std::io::Read as _;
use std::path::{Path, PathBuf};

use super::error::{LoadError, LoadProblem};
use super::plan::name;
use crate::base::source::{FileId, Sources};

/// Bytes of one file. Phone systems that were generated have a few megabytes.
const FILE_BYTES: usize = 16 * 1024 * 1024;

/// Files of one folder.
const MAX_FILES: usize = 2_000;

/// So deep is looked below a folder.
const MAX_DEPTH: usize = 8;

/// How files of phone systems end.
const ENDINGS: [&str; 9] = ["conf", "json", "xml", "vxml", "tf", "tftpl", "yaml", "yml", "ics"];

/// Files with those that they include, and which of them were named.
#[derive(Debug)]
pub struct ForeignFiles {
    /// All of them.
    pub sources: Sources,
    /// Those that were named, or lie in a folder that was.
    pub named: Vec<FileId>,
}

/// Reads files and folders. `wanted` tells which other files a file includes; those that are there are read as well.
pub fn foreign(
    paths: &[PathBuf],
    wanted: impl Fn(&Sources, FileId) -> Vec<String>,
) -> Result<ForeignFiles, LoadError> {
    let mut files = BTreeSet::new();
    for path in paths {
        let problem = |problem| LoadError { path: path.clone(), problem };
        let kind = fs::metadata(path).map_err(|error| problem(LoadProblem::Io(error)))?;
        if kind.is_dir() {
            below(path, 0, &mut files).map_err(|error| problem(LoadProblem::Io(error)))?;
            if files.len() > MAX_FILES {
                let why = format!("it has more than {MAX_FILES} files; name those of the phone system");
                return Err(problem(LoadProblem::Unread(why)));
            }
        } else {
            files.insert(path.clone());
        }
    }
    let mut found = ForeignFiles { sources: Sources::default(), named: Vec::new() };
    let mut known = HashSet::new();
    let mut open = Vec::new();
    for path in files {
        let id = found.sources.add(name(&path), text(&path)?);
        found.named.push(id);
        known.insert(path.clone());
        open.push((path, id));
    }
    while let Some((path, id)) = open.pop() {
        let folder = path.parent().unwrap_or(Path::new(""));
        for wanted in wanted(&found.sources, id) {
            for included in meant(folder, &wanted) {
                if known.len() < MAX_FILES && known.insert(included.clone()) {
                    let id = found.sources.add(name(&included), text(&included)?);
                    open.push((included, id));
                }
            }
        }
    }
    Ok(found)
}

/// The files that a path means, seen from a folder: one, or all of a folder whose names are like it. On the machine that runs the
/// phones the path is another one, so that the file of that name beside this one is meant.
fn meant(folder: &Path, wanted: &str) -> Vec<PathBuf> {
    // `$${conf_dir}/dialplan/*.xml`
    let wanted = wanted.rsplit_once("}/").map_or(wanted, |(_, path)| path);
    let wanted = Path::new(wanted);
    let last = wanted.file_name().unwrap_or_default();
    let near = [folder.join(wanted), folder.join(last)];
    let pattern = last.to_string_lossy();
    let Some((before, behind)) = pattern.split_once('*') else {
        return near.into_iter().find(|path| is_near(folder, path)).into_iter().collect();
    };
    let Some(entries) = near[0].parent().and_then(|folder| fs::read_dir(folder).ok()) else {
        return Vec::new();
    };
    let is_like = |name: &str| {
        name.len() >= before.len() + behind.len() && name.starts_with(before) && name.ends_with(behind)
    };
    let paths = entries.filter_map(|entry| Some(entry.ok()?.path()));
    let mut paths: Vec<PathBuf> = paths
        .filter(|path| path.file_name().is_some_and(|name| is_like(&name.to_string_lossy())))
        .filter(|path| is_near(folder, path))
        .collect();
    paths.sort();
    paths
}

/// Whether it is a file in this folder or below it.
fn is_near(folder: &Path, path: &Path) -> bool {
    let folder = if folder.as_os_str().is_empty() { Path::new(".") } else { folder };
    let (Ok(folder), Ok(path)) = (folder.canonicalize(), path.canonicalize()) else { return false };
    path.is_file() && path.starts_with(folder)
}

fn below(folder: &Path, depth: usize, files: &mut BTreeSet<PathBuf>) -> std::io::Result<()> {
    if depth > MAX_DEPTH || files.len() > MAX_FILES {
        return Ok(());
    }
    for entry in fs::read_dir(folder)? {
        let entry = entry?;
        let path = entry.path();
        let kind = entry.file_type()?;
        if entry.file_name().to_string_lossy().starts_with('.') {
            continue;
        }
        if kind.is_dir() {
            below(&path, depth + 1, files)?;
        } else if kind.is_file()
            && path
                .extension()
                .is_some_and(|ending| ENDINGS.iter().any(|known| ending.eq_ignore_ascii_case(known)))
        {
            files.insert(path);
        }
    }
    Ok(())
}

/// The text of a file. Old ones are not in UTF-8, but in one byte a letter.
fn text(path: &Path) -> Result<String, LoadError> {
    let problem = |problem| LoadError { path: path.to_owned(), problem };
    let file = File::open(path).map_err(|error| problem(LoadProblem::Io(error)))?;
    if !file.metadata().is_ok_and(|kind| kind.is_file()) {
        return Err(problem(LoadProblem::NoFile));
    }
    let mut bytes = Vec::new();
    file.take(FILE_BYTES as u64 + 1)
        .read_to_end(&mut bytes)
        .map_err(|error| problem(LoadProblem::Io(error)))?;
    if bytes.len() > FILE_BYTES {
        return Err(problem(LoadProblem::TooLarge(FILE_BYTES)));
    }
    if bytes.contains(&0) {
        let why = "it is no text, so it is no file of a phone system".to_owned();
        return Err(problem(LoadProblem::Unread(why)));
    }
    let text = String::from_utf8(bytes)
        .unwrap_or_else(|error| error.into_bytes().into_iter().map(char::from).collect());
    Ok(text.strip_prefix('\u{feff}').map_or(text.clone(), str::to_owned))
}
