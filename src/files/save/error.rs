use std::fmt;
use std::io::{self, ErrorKind, Write};
use std::path::{Path, PathBuf};

use crate::base::source::DisplayPath;

/// Why a file could not be written. It speaks of the file that was named, never of the one beside it that becomes it.
#[derive(Debug)]
pub struct SaveError {
    name: PathBuf,
    why: io::Error,
    /// What was written before, of several files.
    written: Vec<PathBuf>,
}

/// What keeps a file from being replaced where the system would allow it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub(super) enum ReplaceObstacle {
    /// It says something else than was read from it.
    #[error("it has changed since it was read, so it was not replaced; run the command again")]
    Changed,
    /// It has so many names.
    #[error(
        "it has {0} names (hard links), and the others would keep the old text; replace it with a copy first"
    )]
    Names(u64),
    /// It belongs to somebody to whom it cannot be given back.
    #[error("it belongs to another user or group, and the new file could not be given to them")]
    Owner,
}

impl From<ReplaceObstacle> for io::Error {
    fn from(obstacle: ReplaceObstacle) -> Self {
        Self::other(obstacle)
    }
}

impl SaveError {
    pub(super) fn new(name: &Path, why: io::Error) -> Self {
        Self { name: name.to_owned(), why, written: Vec::new() }
    }

    /// Whether something stands there that is not to be replaced.
    #[must_use]
    pub fn is_in_the_way(&self) -> bool {
        self.why.kind() == ErrorKind::AlreadyExists
    }

    /// The same, after these files were written.
    pub(super) fn after<'p>(self, written: impl IntoIterator<Item = &'p Path>) -> Self {
        Self { written: written.into_iter().map(Path::to_owned).collect(), ..self }
    }
}

impl fmt::Display for SaveError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "cannot write {}: ", DisplayPath(&self.name))?;
        match self.why.kind() {
            ErrorKind::PermissionDenied => f.write_str("permission denied, for the file or for its folder"),
            ErrorKind::ReadOnlyFilesystem => f.write_str("the file system is read-only"),
            ErrorKind::StorageFull => f.write_str("the disk is full"),
            ErrorKind::QuotaExceeded => f.write_str("the disk quota is used up"),
            ErrorKind::IsADirectory => f.write_str("it is a folder; name a file in it"),
            // Folders that are missing are made, so that it is a file that stands where one is needed.
            ErrorKind::NotADirectory => f.write_str("a part of its path is a file, not a folder"),
            ErrorKind::InvalidFilename => {
                f.write_str("its name is too long, or has characters that a file name cannot have")
            }
            ErrorKind::AlreadyExists => f.write_str("it already exists"),
            _ => bare(&self.why).fmt(f),
        }?;
        match self.written.as_slice() {
            [] => Ok(()),
            written => {
                let written: Vec<String> = written.iter().map(|path| DisplayPath(path).to_string()).collect();
                write!(f, " (written before it: {})", written.join(", "))
            }
        }
    }
}

impl std::error::Error for SaveError {}

impl From<SaveError> for io::Error {
    /// Of the same kind, so that a reader who left is still known by it.
    fn from(error: SaveError) -> Self {
        Self::new(error.why.kind(), error)
    }
}

/// What the system said, without the name of a temporary file around it.
fn bare(error: &io::Error) -> &dyn fmt::Display {
    match error.get_ref().and_then(|inner| inner.source()) {
        Some(cause) => cause.downcast_ref::<io::Error>().map_or(error, |cause| cause),
        None => error,
    }
}

/// A stream with a name, so that whoever is told that nothing can be written there hears where.
#[derive(Debug)]
pub struct NamedStream<W> {
    /// The stream.
    pub stream: W,
    /// How people call it, behind the words `cannot write`.
    pub name: &'static str,
}

impl<W: Write> NamedStream<W> {
    fn told<T>(&self, result: io::Result<T>) -> io::Result<T> {
        result.map_err(|error| match error.kind() {
            // It is asked again, and must not look like a failure until then.
            ErrorKind::Interrupted => error,
            _ => SaveError::new(Path::new(self.name), error).into(),
        })
    }
}

impl<W: Write> Write for NamedStream<W> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        let written = self.stream.write(bytes);
        self.told(written)
    }

    fn flush(&mut self) -> io::Result<()> {
        let flushed = self.stream.flush();
        self.told(flushed)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn errors_name_the_file_that_was_named_and_say_why() {
        for (kind, why) in [
            (ErrorKind::StorageFull, "the disk is full"),
            (ErrorKind::ReadOnlyFilesystem, "the file system is read-only"),
            (ErrorKind::PermissionDenied, "permission denied, for the file or for its folder"),
            (ErrorKind::IsADirectory, "it is a folder; name a file in it"),
            (ErrorKind::NotADirectory, "a part of its path is a file, not a folder"),
        ] {
            let error = SaveError::new(Path::new("out/report.xml"), kind.into());
            assert_eq!(error.to_string(), format!("cannot write out/report.xml: {why}"));
            assert_eq!(io::Error::from(error).kind(), kind);
        }
    }

    #[test]
    fn a_stream_that_fails_is_called_by_its_name() {
        struct Full;
        impl Write for Full {
            fn write(&mut self, _: &[u8]) -> io::Result<usize> {
                Err(ErrorKind::StorageFull.into())
            }
            fn flush(&mut self) -> io::Result<()> {
                Ok(())
            }
        }
        let error = NamedStream { stream: Full, name: "to standard output" }.write(b"x").unwrap_err();
        assert_eq!(error.to_string(), "cannot write to standard output: the disk is full");
        assert_eq!(error.kind(), ErrorKind::StorageFull);
    }
}
