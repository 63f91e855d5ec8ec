//! Files that are written at once.

use std::collections::BTreeSet;
use std::fs;
use std::io::{ErrorKind, Write};
use std::path::{Path, PathBuf};

use super::error::SaveError;
use super::pending::{OldFile, Pending, PendingBody, unchanged};

/// Writes a file that must not exist yet.
pub fn new(path: &Path, text: &str) -> Result<(), SaveError> {
    whole(path, text, OldFile::Stays)
}

/// Writes files that must not exist yet: all of them, or none. If one of them cannot be kept, those before it go again, with
/// the folders that were made for them.
pub fn all_new<'f>(files: impl IntoIterator<Item = (&'f Path, &'f str)>) -> Result<(), SaveError> {
    let mut pending = Vec::new();
    for (path, text) in files {
        let mut beside = Pending::beside(path)?;
        if path.symlink_metadata().is_ok() {
            return Err(SaveError::new(path, ErrorKind::AlreadyExists.into()));
        }
        beside.body.write_all(text.as_bytes()).map_err(|error| SaveError::new(path, error))?;
        let missing =
            path.ancestors().skip(1).filter(|folder| !folder.as_os_str().is_empty() && !folder.exists());
        pending.push((path, beside, missing.map(Path::to_owned).collect::<Vec<_>>()));
    }
    let mut kept: Vec<(&Path, Vec<PathBuf>)> = Vec::new();
    for (path, beside, made) in pending {
        if let Err(error) = beside.keep_new() {
            // Only what was made a moment ago is taken away, and folders only if they are empty.
            let folders: BTreeSet<&PathBuf> = kept.iter().flat_map(|(_, made)| made).chain(&made).collect();
            for (path, _) in &kept {
                let _ = fs::remove_file(path);
            }
            for folder in folders.into_iter().rev() {
                let _ = fs::remove_dir(folder);
            }
            return Err(error);
        }
        kept.push((path, made));
    }
    Ok(())
}

/// Writes a file, in the place of an old one if there is one. A link stays a link: what it leads to is replaced. This is for
/// what can be made again and for what a user wants replaced whatever it is; what was read before it is written is for
/// [`rewrite`].
pub fn replace(path: &Path, text: &str) -> Result<(), SaveError> {
    whole(path, text, OldFile::Goes)
}

/// A file with the text that was read from it and the text that it is to have.
#[derive(Clone, Copy, Debug)]
pub struct FileRewrite<'a> {
    /// Where it is.
    pub path: &'a Path,
    /// What was read.
    pub read: &'a str,
    /// What it is to say.
    pub text: &'a str,
}

/// Rewrites files that were read before, unless one of them says something else by now: then nothing is written at all.
pub fn rewrite(files: &[FileRewrite<'_>]) -> Result<(), SaveError> {
    let mut pending = Vec::with_capacity(files.len());
    for file in files {
        let mut beside = Pending::beside(file.path)?;
        beside.body.write_all(file.text.as_bytes()).map_err(|error| SaveError::new(file.path, error))?;
        pending.push(beside);
    }
    files.iter().try_for_each(|file| unchanged(file.path, file.read))?;
    for (index, (file, pending)) in files.iter().zip(pending).enumerate() {
        let kept = pending.kept(OldFile::Says(file.read));
        kept.map_err(|error| error.after(files[..index].iter().map(|file| file.path)))?;
    }
    Ok(())
}

/// Writes what only its owner is to read: in the place of a file that said `read`, or of none.
pub fn private(path: &Path, read: Option<&str>, text: &str) -> Result<(), SaveError> {
    let mut file = Pending::beside(path)?;
    if let PendingBody::Beside(beside) = file.body.get_ref() {
        beside.make_private().map_err(|error| SaveError::new(path, error))?;
    }
    file.body.write_all(text.as_bytes()).map_err(|error| SaveError::new(path, error))?;
    file.kept(read.map_or(OldFile::Stays, OldFile::Says))
}

fn whole(path: &Path, text: &str, old: OldFile<'_>) -> Result<(), SaveError> {
    let mut file = Pending::beside(path)?;
    file.body.write_all(text.as_bytes()).map_err(|error| SaveError::new(path, error))?;
    file.kept(old)
}
