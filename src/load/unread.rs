//! What lies in the folder of a plan or of scenarios, looks as if it belonged there, and is not read: it is told, so that
//! nobody misses numbers that are written down.
//!
//! Passed over without a word, by choice: hidden files and folders, copies that editors leave (`plan.toml~`,
//! `plan.toml.bak`, `#plan.toml#`), files of other programs, and folders below that hold a plan of their own.

use std::fs;
use std::path::{Path, PathBuf};

use super::headers::headers;
use crate::diagnostic::Level;
use crate::plan::section_names;
use crate::source::safe;

/// How many folders deep, and how many files, are looked at for parts of a plan that lie too deep.
const DEPTH: usize = 3;
const MOST_FILES: usize = 200;

/// Something that is not read.
#[derive(Clone, Debug)]
pub(super) struct Unread {
    pub(super) level: Level,
    pub(super) path: PathBuf,
    pub(super) why: String,
    pub(super) help: &'static str,
}

/// How a name is read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Name {
    /// `x.toml`
    Toml,
    /// `x.TOML`, `x.toml.txt`: meant to be one, and none.
    Nearly,
    Other,
}

impl Name {
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
        Ok(_) => Some("it is no file".to_owned()),
        Err(error) => Some(match fs::read_link(path) {
            Ok(to) => format!("it is a link to {}, which is not there", safe(&to.to_string_lossy())),
            Err(_) => error.to_string(),
        }),
    }
}

/// What of a plan's folder is not read and should be told. `text` reads a file.
pub(super) fn beside(folder: &Path, text: &impl Fn(&Path) -> Option<String>) -> Vec<Unread> {
    let Ok(entries) = fs::read_dir(folder) else { return Vec::new() };
    let mut paths: Vec<PathBuf> = entries.flatten().map(|entry| entry.path()).collect();
    paths.sort();
    let mut told = Vec::new();
    let mut budget = MOST_FILES;
    for path in paths {
        let name = Name::of(&path);
        if name == Name::Toml
            && let Some(why) = trouble(&path)
        {
            // A part of the plan is missing, and so are its numbers.
            let level = if path.is_dir() { Level::Warning } else { Level::Error };
            told.push(unread(level, &path, &why, "remove it, or put the file in its place"));
        } else if name == Name::Nearly && !path.is_dir() {
            let why = "the names of a plan's files end in `.toml`, in small letters";
            told.push(unread(Level::Warning, &path, why, "rename it"));
        }
        if path.is_dir() && !is_hidden(&path) {
            let mut parts = Vec::new();
            parts_below(&path, DEPTH, text, &mut budget, &mut parts);
            told.extend(parts.first().map(|first| {
                let more = match parts.len() {
                    1 => String::new(),
                    count => format!(" (nor are {} more there)", count - 1),
                };
                let why = format!("a plan is the files of one folder, and not of those below{more}");
                let help = "put it into the plan's folder; a name that begins with a dot is left alone";
                unread(Level::Warning, first, &why, help)
            }));
        }
    }
    told
}

fn unread(level: Level, path: &Path, why: &str, help: &'static str) -> Unread {
    Unread { level, path: path.to_owned(), why: why.to_owned(), help }
}

fn is_hidden(path: &Path) -> bool {
    let name = path.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
    name.starts_with('.') || matches!(name.as_str(), "target" | "node_modules")
}

/// Files below a folder that are parts of a plan, but of none that is there.
fn parts_below(
    folder: &Path,
    depth: usize,
    text: &impl Fn(&Path) -> Option<String>,
    budget: &mut usize,
    parts: &mut Vec<PathBuf>,
) {
    let Ok(entries) = fs::read_dir(folder) else { return };
    let mut paths: Vec<PathBuf> = entries.flatten().map(|entry| entry.path()).collect();
    paths.sort();
    let mut found = Vec::new();
    let mut is_plan = false;
    for path in &paths {
        if Name::of(path) == Name::Toml && path.is_file() && *budget > 0 {
            *budget -= 1;
            let Some(text) = text(path) else { continue };
            is_plan |= headers(&text).any(|header| header == "plan");
            found.extend(is_part(&text).then(|| path.clone()));
        }
    }
    if !is_plan {
        parts.append(&mut found);
    }
    for path in paths {
        let is_folder = path.is_dir() && !path.is_symlink();
        if depth > 1 && is_folder && !is_hidden(&path) {
            parts_below(&path, depth - 1, text, budget, parts);
        }
    }
}

/// Whether a text is a part of a plan: nothing but tables that plans have.
fn is_part(text: &str) -> bool {
    let mut headers = headers(text).peekable();
    headers.peek().is_some() && headers.all(|header| section_names().any(|name| name == header))
}
