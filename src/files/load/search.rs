//! What lies below a folder that is searched to its bottom.

use std::collections::HashSet;
use std::fs;
use std::path::{Path, PathBuf};

use super::error::{LoadError, LoadProblem};
use super::plan::{name, text};
use super::unread::{NameReading, trouble};

/// How many folders behind a link are looked into before it is told as it is.
const MAX_FOLDERS: usize = 1000;

/// What was found below a folder, each sorted by path. Hidden files and folders are left out.
#[derive(Debug, Default)]
pub(super) struct FolderListing {
    /// The TOML files.
    pub(super) files: Vec<PathBuf>,
    /// What is hardly left out on purpose.
    pub(super) others: Vec<PathBuf>,
    /// Links to folders. They are not followed: they could lead in circles, and anywhere.
    links: Vec<PathBuf>,
}

impl FolderListing {
    pub(super) fn below(folder: &Path) -> Result<Self, LoadError> {
        let mut found = Self::default();
        let mut folders = vec![folder.to_owned()];
        while let Some(folder) = folders.pop() {
            found.take(&folder, &mut folders)?;
        }
        for paths in [&mut found.files, &mut found.others, &mut found.links] {
            paths.sort();
        }
        Ok(found)
    }

    fn take(&mut self, folder: &Path, folders: &mut Vec<PathBuf>) -> Result<(), LoadError> {
        let failed = |error| LoadError { path: folder.to_owned(), problem: LoadProblem::Io(error) };
        for entry in fs::read_dir(folder).map_err(failed)? {
            let entry = entry.map_err(failed)?;
            if entry.file_name().to_string_lossy().starts_with('.') {
                continue;
            }
            let path = entry.path();
            if entry.file_type().map_err(failed)?.is_dir() {
                folders.push(path);
                continue;
            }
            match NameReading::of(&path) {
                _ if path.is_dir() => self.links.push(path),
                NameReading::Toml if path.is_file() => self.files.push(path),
                NameReading::Toml | NameReading::Nearly => self.others.push(path),
                NameReading::Other => {}
            }
        }
        Ok(())
    }

    /// Stops at the first file that is one of ours but for its name, or that nobody can tell.
    pub(super) fn tell_unread(&self, is_ours: impl Fn(&str) -> bool) -> Result<(), LoadError> {
        for path in &self.others {
            match (NameReading::of(path), trouble(path)) {
                (NameReading::Toml, Some(why)) => return Err(unread(path, why)),
                (NameReading::Nearly, None) if text(path).is_ok_and(|text| is_ours(&text)) => {
                    return Err(unread(path, "its name must end in `.toml`, in lower case".to_owned()));
                }
                _ => {}
            }
        }
        Ok(())
    }

    /// Stops at the first link to a folder in which there are files of ours, unless one of these folders, which are
    /// searched, holds it.
    pub(super) fn tell_links(
        &self,
        searched: &[PathBuf],
        is_ours: impl Fn(&str) -> bool,
    ) -> Result<(), LoadError> {
        for link in &self.links {
            if holds_ours(link, searched, &is_ours) {
                let why = format!(
                    "it is a link to a folder, and such links are not followed; name {} as well, or replace the \
                     link with a folder",
                    name(&identity(link))
                );
                return Err(unread(link, why));
            }
        }
        Ok(())
    }
}

/// Two names of one file have one identity.
pub(super) fn identity(path: &Path) -> PathBuf {
    fs::canonicalize(path).unwrap_or_else(|_| path.to_owned())
}

fn unread(path: &Path, why: String) -> LoadError {
    LoadError { path: path.to_owned(), problem: LoadProblem::Unread(why) }
}

/// Whether there are files of ours behind a link to a folder that are below none of those that are searched. What cannot be
/// looked at may be ours.
fn holds_ours(link: &Path, searched: &[PathBuf], is_ours: &impl Fn(&str) -> bool) -> bool {
    let mut seen = HashSet::new();
    let mut folders = vec![identity(link)];
    while let Some(folder) = folders.pop() {
        let is_searched = searched.iter().any(|searched| folder.starts_with(searched));
        if is_searched || !seen.insert(folder.clone()) {
            continue;
        }
        let mut found = FolderListing::default();
        if seen.len() > MAX_FOLDERS || found.take(&folder, &mut folders).is_err() {
            return true;
        }
        let may_be_ours = |path: &PathBuf| text(path).map_or(true, |text| is_ours(&text));
        if found.files.iter().any(may_be_ours) || found.tell_unread(is_ours).is_err() {
            return true;
        }
        folders.extend(found.links.iter().map(|link| identity(link)));
    }
    false
}
