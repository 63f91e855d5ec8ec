//! What lies in the folder of a plan or of scenarios, looks as if it belonged there, and is not read: it is told, so that
//! nobody misses numbers that are written down.
//!
//! Passed over without a word, by choice: hidden files and folders, copies that editors leave (`plan.toml~`,
//! `plan.toml.bak`, `#plan.toml#`), files of other programs, and folders below that hold a plan of their own.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

use super::headers::headers;
use crate::base::diagnostic::Level;
use crate::base::source::safe;
use crate::plan::section_names;

/// How many folders deep, and how many files, are looked at for parts of a plan that lie too deep.
const DEPTH: usize = 3;
pub(super) const MAX_FILES: usize = 200;

/// Something that is not read.
#[derive(Clone, Debug)]
pub(super) struct SkippedEntry {
    pub(super) level: Level,
    pub(super) path: PathBuf,
    pub(super) why: String,
    pub(super) help: &'static str,
}

/// How a name is read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum NameReading {
    /// `x.toml`
    Toml,
    /// `x.TOML`, `x.toml.txt`: meant to be one, and none.
    Nearly,
    Other,
}

impl NameReading {
    pub(super) fn of(path: &Path) -> Self {
        let ending = |path: &Path| path.extension().map(|ending| ending.to_string_lossy().into_owned());
        let is_toml =
            |ending: Option<String>| ending.is_some_and(|ending| ending.eq_ignore_ascii_case("toml"));
        let hidden = path.file_name().is_none_or(|name| name.to_string_lossy().starts_with('.'));
        match ending(path) {
            _ if hidden => Self::Other,
            Some(own) if own == "toml" => Self::Toml,
            Some(own) if is_toml(Some(own.clone())) => Self::Nearly,
            Some(own)
                if own.eq_ignore_ascii_case("txt")
                    && is_toml(path.file_stem().and_then(|stem| ending(stem.as_ref()))) =>
            {
                Self::Nearly
            }
            _ => Self::Other,
        }
    }
}

/// Why a file of this kind cannot be read, in words; None if it can.
pub(super) fn trouble(path: &Path) -> Option<String> {
    match fs::metadata(path) {
        Ok(metadata) if metadata.is_file() => None,
        Ok(metadata) if metadata.is_dir() => Some("it is a folder".to_owned()),
        Ok(_) => Some("it is not a file".to_owned()),
        Err(error) => Some(match fs::read_link(path) {
            Ok(to) => format!("it is a link to {}, which does not exist", safe(&to.to_string_lossy())),
            Err(_) => error.to_string(),
        }),
    }
}

/// What of a plan's folder is not read and should be told. `text` reads a file.
pub(super) fn beside(folder: &Path, text: &impl Fn(&Path) -> Option<String>) -> Vec<SkippedEntry> {
    let mut told = Vec::new();
    let mut below = Vec::new();
    for path in listed(folder) {
        let name = NameReading::of(&path);
        if name == NameReading::Toml
            && let Some(why) = trouble(&path)
        {
            // A part of the plan is missing, and so are its numbers.
            let level = if path.is_dir() { Level::Warning } else { Level::Error };
            let help = "remove it, or replace it with the file";
            told.push(SkippedEntry { level, path: path.clone(), why, help });
        }
        if path.is_dir() {
            files_below(&path, 1, &mut below);
        } else {
            told.extend(nearly(&path));
        }
    }
    let texts = below.into_iter().filter_map(|path| text(&path).map(|text| (path, text)));
    told.extend(parts(texts.collect()));
    told
}

/// A file in the plan's folder that is one of the plan's but for its name.
pub(super) fn nearly(path: &Path) -> Option<SkippedEntry> {
    let why = "the names of a plan's files end in `.toml`, in lower case".to_owned();
    let told = SkippedEntry { level: Level::Warning, path: path.to_owned(), why, help: "rename it" };
    (NameReading::of(path) == NameReading::Nearly).then_some(told)
}

/// Whether a file below the plan's folder is looked at, by its path from there.
pub(super) fn is_looked_at(path: &Path) -> bool {
    let folders = path.parent().into_iter().flat_map(Path::components);
    let mut names = folders.clone().map(|part| part.as_os_str().to_string_lossy());
    NameReading::of(path) == NameReading::Toml
        && folders.count() <= DEPTH
        && !names.any(|name| is_passed_over(&name))
}

/// The parts of a plan among these files below its folder, if they are parts of no other plan: in one word.
pub(super) fn parts(files: Vec<(PathBuf, String)>) -> Option<SkippedEntry> {
    let of_others: BTreeSet<PathBuf> = files
        .iter()
        .filter(|(_, text)| headers(text).any(|header| header == "plan"))
        .filter_map(|(path, _)| path.parent().map(Path::to_owned))
        .collect();
    let is_own = |path: &Path| path.parent().is_none_or(|folder| !of_others.contains(folder));
    let mut parts: Vec<PathBuf> = files
        .into_iter()
        .filter(|(path, text)| is_own(path) && is_part(text))
        .map(|(path, _)| path)
        .collect();
    parts.sort();
    let more = match parts.len() {
        0 | 1 => String::new(),
        2 => " (1 more is not read either)".to_owned(),
        count => format!(" ({} more are not read either)", count - 1),
    };
    Some(SkippedEntry {
        level: Level::Warning,
        path: parts.into_iter().next()?,
        why: format!("a plan is the files of one folder, not of its subfolders{more}"),
        help: "move it into the plan's folder; to leave it out silently, begin its name with a dot",
    })
}

fn listed(folder: &Path) -> Vec<PathBuf> {
    let entries = fs::read_dir(folder).into_iter().flatten().flatten();
    let mut paths: Vec<PathBuf> = entries.map(|entry| entry.path()).collect();
    paths.sort();
    paths
}

fn is_passed_over(name: &str) -> bool {
    name.starts_with('.') || matches!(name, "target" | "node_modules")
}

/// The TOML files below a folder, not too many and not too deep.
fn files_below(folder: &Path, depth: usize, files: &mut Vec<PathBuf>) {
    let is_open = folder.file_name().is_some_and(|name| !is_passed_over(&name.to_string_lossy()));
    if depth > DEPTH || !is_open {
        return;
    }
    for path in listed(folder) {
        if path.is_dir() {
            if !path.is_symlink() {
                files_below(&path, depth + 1, files);
            }
        } else if NameReading::of(&path) == NameReading::Toml && path.is_file() && files.len() < MAX_FILES {
            files.push(path);
        }
    }
}

/// Whether a text is a part of a plan: nothing but tables that plans have.
fn is_part(text: &str) -> bool {
    let mut headers = headers(text).peekable();
    headers.peek().is_some() && headers.all(|header| section_names().any(|name| name == header))
}
