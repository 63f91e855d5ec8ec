//! Files that are being written.

use std::fs::{self, OpenOptions};
use std::io::{self, BufWriter, ErrorKind, Read, Seek, Write};
use std::path::{Path, PathBuf};

use tempfile::SpooledTempFile;

use super::beside::{self, TemporaryFile};
use super::error::{ReplaceObstacle, SaveError};

/// So much of what goes to a stream waits in memory.
const IN_MEMORY: usize = 1024 * 1024;

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
    pub(super) body: BufWriter<PendingBody>,
    /// As it was named.
    name: PathBuf,
}

/// What is written, until it is kept.
#[derive(Debug)]
pub(super) enum PendingBody {
    /// The file that will stand in the place.
    Beside(TemporaryFile),
    /// What will go to a stream.
    Spooled(SpooledTempFile),
}

/// What becomes of a file that stands in the place.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum OldFile<'a> {
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

    pub(super) fn kept(self, old: OldFile<'_>) -> Result<(), SaveError> {
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

/// Whether a file still says what was read from it.
pub(super) fn unchanged(path: &Path, read: &str) -> Result<(), SaveError> {
    match beside::says(path, read) {
        Ok(true) => Ok(()),
        Ok(false) => Err(SaveError::new(path, ReplaceObstacle::Changed.into())),
        Err(error) => Err(SaveError::new(path, error)),
    }
}
