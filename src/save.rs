//! Files out of memory: whole or not at all.
//!
//! A file is written beside its place under another name, flushed to the disk and then renamed, so that whoever reads it
//! finds either the old text or the new one, also after a crash in the middle. What is no file, a device or a pipe, is
//! written to, once all of it is there. Who may replace what is told in docs/files.md.

mod error;

use std::fs::{self, OpenOptions};
use std::io::{self, BufWriter, ErrorKind, Read, Seek, Write};
use std::path::{Path, PathBuf};

use tempfile::{NamedTempFile, SpooledTempFile};

pub use error::{Named, SaveError};

/// So much of what goes to a stream waits in memory.
const IN_MEMORY: usize = 1024 * 1024;

/// Writes a file that must not exist yet.
pub fn new(path: &Path, text: &str) -> Result<(), SaveError> {
    whole(path, text, Old::Stays)
}

/// Writes a file, in the place of an old one if there is one. A link stays a link: what it leads to is replaced.
pub fn replace(path: &Path, text: &str) -> Result<(), SaveError> {
    whole(path, text, Old::Goes)
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
    body: BufWriter<Body>,
    /// As it was named.
    name: PathBuf,
}

/// What is written, until it is kept.
#[derive(Debug)]
enum Body {
    /// The file that will stand in the place.
    Beside(NamedTempFile, PathBuf),
    /// What will go to a stream.
    Spooled(SpooledTempFile),
}

/// What becomes of a file that stands in the place.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Old {
    Stays,
    Goes,
}

impl Pending {
    /// Begins a file that will stand at this path, as near to it as there are folders.
    pub fn beside(path: &Path) -> Result<Self, SaveError> {
        let body = Body::at(path).map_err(|error| SaveError::new(path, error))?;
        Ok(Self { body: BufWriter::with_capacity(64 * 1024, body), name: path.to_owned() })
    }

    /// Puts the whole file into its place, and into that of an old one if there is one. Its folder is made, too.
    pub fn keep(self) -> Result<(), SaveError> {
        self.kept(Old::Goes)
    }

    /// Puts the whole file into its place, unless something stands there by now.
    pub fn keep_new(self) -> Result<(), SaveError> {
        self.kept(Old::Stays)
    }

    fn kept(self, old: Old) -> Result<(), SaveError> {
        let body = self.body.into_inner().map_err(io::IntoInnerError::into_error);
        body.and_then(|body| body.kept(&self.name, old)).map_err(|error| SaveError::new(&self.name, error))
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

impl Body {
    fn at(path: &Path) -> io::Result<Self> {
        if is_stream(path) {
            return Ok(Self::Spooled(tempfile::spooled_tempfile(IN_MEMORY)));
        }
        // A name that ends like a folder's is one, whether it is there or not.
        if path.is_dir() || path.to_string_lossy().ends_with(std::path::is_separator) {
            return Err(ErrorKind::IsADirectory.into());
        }
        let place = fs::canonicalize(path).unwrap_or_else(|_| path.to_owned());
        let file = temporary_in(standing(&place))?;
        if let Ok(old) = fs::metadata(&place) {
            // A name in a folder can be given to another file also where the old one must not be written.
            OpenOptions::new().append(true).open(&place)?;
            file.as_file().set_permissions(old.permissions())?;
        }
        Ok(Self::Beside(file, place))
    }

    fn kept(self, name: &Path, old: Old) -> io::Result<()> {
        match self {
            Self::Beside(file, place) => {
                fs::create_dir_all(folder(&place)).map_err(|error| match error.kind() {
                    ErrorKind::AlreadyExists => ErrorKind::NotADirectory.into(),
                    _ => error,
                })?;
                file.as_file().sync_all()?;
                let kept = match old {
                    Old::Stays => file.persist_noclobber(place),
                    Old::Goes => file.persist(place),
                };
                kept.map(drop).map_err(|error| error.error)
            }
            Self::Spooled(mut spooled) => {
                spooled.rewind()?;
                // Behind a descriptor there may be a file with something in it.
                let mut stream = OpenOptions::new().append(true).open(name)?;
                io::copy(&mut spooled, &mut stream)?;
                stream.flush()
            }
        }
    }
}

impl Write for Body {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        match self {
            Self::Beside(file, _) => file.write(bytes),
            Self::Spooled(spooled) => spooled.write(bytes),
        }
    }

    fn flush(&mut self) -> io::Result<()> {
        match self {
            Self::Beside(file, _) => file.flush(),
            Self::Spooled(spooled) => spooled.flush(),
        }
    }
}

/// A place for what is put down to be read again by the same program: memory, or a file without a name once it is long.
#[must_use]
pub fn spool() -> impl Read + Write + Seek {
    tempfile::spooled_tempfile(IN_MEMORY)
}

fn whole(path: &Path, text: &str, old: Old) -> Result<(), SaveError> {
    let mut file = Pending::beside(path)?;
    file.body.write_all(text.as_bytes()).map_err(|error| SaveError::new(path, error))?;
    file.kept(old)
}

fn temporary_in(folder: &Path) -> io::Result<NamedTempFile> {
    let mut builder = tempfile::Builder::new();
    // A temporary file is private by default; a file of the user's is as readable as any that an editor makes.
    #[cfg(unix)]
    builder.permissions(std::os::unix::fs::PermissionsExt::from_mode(0o666));
    builder.prefix(".ivrsim-").tempfile_in(folder)
}

/// The folder that a file is in.
#[must_use]
pub fn folder(path: &Path) -> &Path {
    path.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."))
}

/// The nearest folder above a file that is there already. What is written there first can be moved to its place once its
/// folders are made: they are on the same disk.
#[must_use]
pub fn standing(path: &Path) -> &Path {
    let mut above = path.ancestors().skip(1);
    above.find(|folder| folder.symlink_metadata().is_ok()).unwrap_or(Path::new("."))
}

#[cfg(test)]
#[expect(clippy::disallowed_methods, reason = "the test looks at what was written")]
mod tests {
    use super::*;

    #[test]
    fn a_new_file_never_takes_the_place_of_another() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("deep/plan.toml");
        new(&path, "first").unwrap();
        assert!(new(&path, "second").unwrap_err().is_in_the_way());
        assert_eq!(fs::read_to_string(&path).unwrap(), "first");
        replace(&path, "third").unwrap();
        assert_eq!(fs::read_to_string(&path).unwrap(), "third");
        assert_eq!(fs::read_dir(path.parent().unwrap()).unwrap().count(), 1, "nothing else is left behind");
    }

    #[test]
    fn a_file_that_is_not_finished_leaves_no_folder() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("of/ann/result.json");
        let mut pending = Pending::beside(&path).unwrap();
        pending.write_all(b"half of").unwrap();
        drop(pending);
        assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 0);
        let mut pending = Pending::beside(&path).unwrap();
        pending.write_all(b"all").unwrap();
        pending.keep().unwrap();
        assert_eq!(fs::read_to_string(&path).unwrap(), "all");
        assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 1, "nothing else is left behind");
        assert_eq!(standing(Path::new("no/such/file")), Path::new("."));
    }

    #[test]
    fn a_file_that_is_not_finished_leaves_the_old_one_whole() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("report.xml");
        new(&path, "old").unwrap();
        let mut pending = Pending::beside(&path).unwrap();
        pending.write_all(b"half of").unwrap();
        drop(pending);
        assert_eq!(fs::read_to_string(&path).unwrap(), "old");
        assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 1);
        let mut pending = Pending::beside(&path).unwrap();
        pending.write_all(b"new").unwrap();
        pending.keep().unwrap();
        assert_eq!(fs::read_to_string(&path).unwrap(), "new");
    }
    #[cfg(unix)]
    #[test]
    fn a_device_is_written_to_and_stays_a_device() {
        replace(Path::new("/dev/null"), "away with it").unwrap();
        new(Path::new("/dev/null"), "and with this").unwrap();
        assert!(is_stream(Path::new("/dev/null")));
        let error = replace(Path::new("/dev/full"), "more").unwrap_err();
        assert_eq!(error.to_string(), "cannot write /dev/full: the disk is full");
    }

    #[test]
    fn what_cannot_be_a_file_is_called_by_its_own_name() {
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("file");
        new(&file, "").unwrap();
        let error = replace(folder.path(), "").unwrap_err().to_string();
        assert_eq!(
            error,
            format!("cannot write {}: it is a folder; name a file in it", folder.path().display())
        );
        let error = replace(&folder.path().join("new/"), "").unwrap_err().to_string();
        assert!(error.ends_with("/new/: it is a folder; name a file in it"), "{error}");
        let below = file.join("below");
        let error = replace(&below, "").unwrap_err().to_string();
        assert!(error.starts_with(&format!("cannot write {}: ", below.display())), "{error}");
        assert!(!error.contains(".ivrsim-"), "{error}");
    }

    #[cfg(unix)]
    #[test]
    fn links_and_permissions_stay_as_they_were() {
        use std::os::unix::fs::{PermissionsExt as _, symlink};

        let folder = tempfile::tempdir().unwrap();
        let (file, link) = (folder.path().join("report.xml"), folder.path().join("link.xml"));
        new(&file, "old").unwrap();
        fs::set_permissions(&file, fs::Permissions::from_mode(0o640)).unwrap();
        symlink("report.xml", &link).unwrap();
        let mut pending = Pending::beside(&link).unwrap();
        pending.write_all(b"new").unwrap();
        pending.keep().unwrap();
        assert!(link.is_symlink());
        assert_eq!(fs::read_to_string(&file).unwrap(), "new");
        assert_eq!(fs::metadata(&file).unwrap().permissions().mode() & 0o777, 0o640);
    }
}
