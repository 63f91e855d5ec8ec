//! Files out of memory: whole or not at all.
//!
//! A file is written beside its place under another name, flushed to the disk and then renamed, so that whoever reads it
//! finds either the old text or the new one, also after a crash in the middle.

use std::fs;
use std::io::{self, BufWriter, Write};
use std::path::{Path, PathBuf};

use tempfile::NamedTempFile;

/// Writes a file that must not exist yet.
pub fn new(path: &Path, text: &str) -> io::Result<()> {
    prepared(path, text)?.persist_noclobber(path)?;
    Ok(())
}

/// Writes a file, in the place of an old one if there is one. A link stays a link: what it leads to is replaced.
pub fn replace(path: &Path, text: &str) -> io::Result<()> {
    let path = fs::canonicalize(path).unwrap_or_else(|_| path.to_owned());
    prepared(&path, text)?.persist(&path)?;
    Ok(())
}

/// A file that is written piece by piece. Nothing is seen of it before it is kept, not even its folder; one that is dropped
/// leaves no trace.
#[derive(Debug)]
pub struct Pending {
    file: BufWriter<NamedTempFile>,
    path: PathBuf,
}

impl Pending {
    /// Begins a file that will stand at this path, as near to it as there are folders.
    pub fn beside(path: &Path) -> io::Result<Self> {
        let file = temporary_in(standing(path))?;
        Ok(Self { file: BufWriter::with_capacity(64 * 1024, file), path: path.to_owned() })
    }

    /// Puts the whole file into its place, and into that of an old one if there is one. Its folder is made, too.
    pub fn keep(self) -> io::Result<()> {
        fs::create_dir_all(folder(&self.path))?;
        let file = self.file.into_inner().map_err(io::IntoInnerError::into_error)?;
        file.as_file().sync_all()?;
        file.persist(&self.path)?;
        Ok(())
    }
}

impl Write for Pending {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.file.write(bytes)
    }

    fn flush(&mut self) -> io::Result<()> {
        self.file.flush()
    }
}

/// A place for what is put down to be read again by the same program: memory, or a file without a name once it is long.
#[must_use]
pub fn spool() -> impl io::Read + io::Write + io::Seek {
    tempfile::spooled_tempfile(1024 * 1024)
}

fn prepared(path: &Path, text: &str) -> io::Result<NamedTempFile> {
    let mut file = temporary(path)?;
    file.write_all(text.as_bytes())?;
    file.as_file().sync_all()?;
    Ok(file)
}

fn temporary(path: &Path) -> io::Result<NamedTempFile> {
    let folder = folder(path);
    fs::create_dir_all(folder)?;
    temporary_in(folder)
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
        assert_eq!(new(&path, "second").unwrap_err().kind(), io::ErrorKind::AlreadyExists);
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
}
