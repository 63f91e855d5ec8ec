//! Files out of memory: whole or not at all.
//!
//! A file is written beside its place under another name, flushed to the disk and then renamed, so that whoever reads it
//! finds either the old text or the new one, also after a crash in the middle. What is no file, a device or a pipe, is
//! written to, once all of it is there. Who may replace what is told in docs/files.md.
//!
//! A file that somebody else may have changed meanwhile is replaced by way of what was read of it ([`rewrite`],
//! [`Pending::keep_over`]): it is compared in the last moment before the renaming, and left alone if it says something else by
//! then.

mod beside;
mod error;
mod place;

use std::collections::BTreeSet;
use std::fs::{self, OpenOptions};
use std::io::{self, BufWriter, ErrorKind, Read, Seek, Write};
use std::path::{Path, PathBuf};

use tempfile::SpooledTempFile;

use beside::TemporaryFile;
use error::ReplaceObstacle;
pub use error::{NamedStream, SaveError};

/// So much of what goes to a stream waits in memory.
const IN_MEMORY: usize = 1024 * 1024;

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

/// Whether a file still says what was read from it.
fn unchanged(path: &Path, read: &str) -> Result<(), SaveError> {
    match beside::says(path, read) {
        Ok(true) => Ok(()),
        Ok(false) => Err(SaveError::new(path, ReplaceObstacle::Changed.into())),
        Err(error) => Err(SaveError::new(path, error)),
    }
}

/// Whether this is there and is neither a file nor a folder: a device or a pipe, which is written to and never replaced.
#[must_use]
pub fn is_stream(path: &Path) -> bool {
    // What stands behind a descriptor of this process belongs to whoever opened it, also if it is a file.
    let is_descriptor =
        path.starts_with("/dev/fd") || path.starts_with("/proc") || path == Path::new("/dev/stderr");
    is_descriptor || fs::metadata(path).is_ok_and(|there| !there.is_file() && !there.is_dir())
}

/// A file that is written piece by piece. Nothing is seen of it before it is kept, not even its folder; one that is dropped
/// leaves no trace.
#[derive(Debug)]
pub struct Pending {
    body: BufWriter<PendingBody>,
    /// As it was named.
    name: PathBuf,
}

/// What is written, until it is kept.
#[derive(Debug)]
enum PendingBody {
    /// The file that will stand in the place.
    Beside(TemporaryFile),
    /// What will go to a stream.
    Spooled(SpooledTempFile),
}

/// What becomes of a file that stands in the place.
#[derive(Clone, Copy, PartialEq, Eq)]
enum OldFile<'a> {
    Stays,
    Goes,
    /// It goes if it still says this.
    Says(&'a str),
}

impl Pending {
    /// Begins a file that will stand at this path, as near to it as there are folders.
    pub fn beside(path: &Path) -> Result<Self, SaveError> {
        let body = PendingBody::at(path).map_err(|error| SaveError::new(path, error))?;
        Ok(Self { body: BufWriter::with_capacity(64 * 1024, body), name: path.to_owned() })
    }

    /// Puts the whole file into its place, and into that of an old one if there is one. Its folder is made, too.
    pub fn keep(self) -> Result<(), SaveError> {
        self.kept(OldFile::Goes)
    }

    /// Puts the whole file into its place, unless something stands there by now.
    pub fn keep_new(self) -> Result<(), SaveError> {
        self.kept(OldFile::Stays)
    }

    /// Puts the whole file into the place of one that said `read`, unless that says something else by now.
    pub fn keep_over(self, read: &str) -> Result<(), SaveError> {
        self.kept(OldFile::Says(read))
    }

    fn kept(self, old: OldFile<'_>) -> Result<(), SaveError> {
        let Self { body, name } = self;
        let body = body.into_inner().map_err(io::IntoInnerError::into_error);
        let body = body.map_err(|error| SaveError::new(&name, error))?;
        body.kept(&name, old)
    }
}

impl Write for Pending {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.body.write(bytes).map_err(|error| SaveError::new(&self.name, error).into())
    }

    fn flush(&mut self) -> io::Result<()> {
        self.body.flush().map_err(|error| SaveError::new(&self.name, error).into())
    }
}

impl PendingBody {
    fn at(path: &Path) -> io::Result<Self> {
        if is_stream(path) {
            return Ok(Self::Spooled(tempfile::spooled_tempfile(IN_MEMORY)));
        }
        // A name that ends like a folder's is one, whether it is there or not.
        if path.is_dir() || path.to_string_lossy().ends_with(std::path::is_separator) {
            return Err(ErrorKind::IsADirectory.into());
        }
        Ok(Self::Beside(TemporaryFile::of(path)?))
    }

    fn kept(self, name: &Path, old: OldFile<'_>) -> Result<(), SaveError> {
        let failed = |error| SaveError::new(name, error);
        match self {
            Self::Beside(file) => {
                let file = file.whole().map_err(failed)?;
                // Nothing but the renaming comes between what is compared and what is replaced.
                if let OldFile::Says(read) = old {
                    unchanged(name, read)?;
                }
                file.keep(old == OldFile::Stays).map_err(failed)
            }
            Self::Spooled(spooled) => poured(spooled, name).map_err(failed),
        }
    }
}

/// Writes to a stream what was put down for it.
fn poured(mut spooled: SpooledTempFile, name: &Path) -> io::Result<()> {
    spooled.rewind()?;
    // Behind a descriptor there may be a file with something in it.
    let mut stream = OpenOptions::new().append(true).open(name)?;
    io::copy(&mut spooled, &mut stream)?;
    stream.flush()
}

impl Write for PendingBody {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        match self {
            Self::Beside(file) => file.write(bytes),
            Self::Spooled(spooled) => spooled.write(bytes),
        }
    }

    fn flush(&mut self) -> io::Result<()> {
        match self {
            Self::Beside(file) => file.flush(),
            Self::Spooled(spooled) => spooled.flush(),
        }
    }
}

/// A place for what is put down to be read again by the same program: memory, or a file without a name once it is long.
#[must_use]
pub fn spool() -> impl Read + Write + Seek {
    tempfile::spooled_tempfile(IN_MEMORY)
}

fn whole(path: &Path, text: &str, old: OldFile<'_>) -> Result<(), SaveError> {
    let mut file = Pending::beside(path)?;
    file.body.write_all(text.as_bytes()).map_err(|error| SaveError::new(path, error))?;
    file.kept(old)
}

#[cfg(test)]
mod tests;
pub use place::folder;
pub use place::standing;
