//! The file beside a place that becomes the file in it.

#![expect(clippy::disallowed_methods, reason = "this is the edge that writes files")]

use std::fs::{self, File, OpenOptions, TryLockError};
use std::io::{self, ErrorKind, Read as _, Write};
use std::path::{Path, PathBuf};

use tempfile::NamedTempFile;

use super::place::{folder, standing};

/// How the names begin and end of files that are not in their places yet. Between them stand [`DRAWN`] signs.
const NAME: (&str, &str) = (".ivrsim-", ".tmp");

/// How many signs of such a name are drawn by lot.
const DRAWN: usize = 6;

/// A file beside its place.
#[derive(Debug)]
pub(super) struct TemporaryFile {
    file: NamedTempFile,
    place: PathBuf,
}

impl TemporaryFile {
    /// Begins a file for this place, as near to it as there are folders. It is like the one that stands there: as readable, of
    /// the same owner.
    pub(super) fn of(path: &Path) -> io::Result<Self> {
        let place = fs::canonicalize(path).unwrap_or_else(|_| path.to_owned());
        let old = match fs::metadata(&place) {
            Ok(old) => {
                // A name in a folder can be given to another file also where the old one must not be written.
                OpenOptions::new().append(true).open(&place)?;
                Some(old)
            }
            Err(_) => None,
        };
        let near = standing(&place);
        sweep(near);
        let file = temporary_in(near)?;
        if let Some(old) = old {
            alike::make(file.as_file(), &old)?;
            // Last, because whoever gives a file away loses some of these.
            file.as_file().set_permissions(old.permissions())?;
        }
        Ok(Self { file, place })
    }

    /// Lets nobody but its owner read it, whatever stands in its place.
    #[cfg_attr(
        not(unix),
        expect(clippy::unused_self, clippy::unnecessary_wraps, reason = "the folder says who may read")
    )]
    pub(super) fn make_private(&self) -> io::Result<()> {
        #[cfg(unix)]
        self.file.as_file().set_permissions(std::os::unix::fs::PermissionsExt::from_mode(0o600))?;
        Ok(())
    }

    /// All that is to stand in it has been written: nothing is left to do but to rename it.
    pub(super) fn whole(self) -> io::Result<Self> {
        fs::create_dir_all(folder(&self.place)).map_err(|error| match error.kind() {
            ErrorKind::AlreadyExists => ErrorKind::NotADirectory.into(),
            _ => error,
        })?;
        self.file.as_file().sync_all()?;
        Ok(self)
    }

    /// Renames it, unless `only_new` and something stands there.
    pub(super) fn keep(self, only_new: bool) -> io::Result<()> {
        let Self { file, place } = self;
        let kept = if only_new { file.persist_noclobber(place) } else { file.persist(place) };
        kept.map(drop).map_err(|error| error.error)
    }
}

impl Write for TemporaryFile {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.file.write(bytes)
    }

    fn flush(&mut self) -> io::Result<()> {
        self.file.flush()
    }
}

/// Whether the file at this path says exactly this. One that is gone says nothing any more.
pub(super) fn says(path: &Path, text: &str) -> io::Result<bool> {
    let file = match File::open(path) {
        Err(error) if error.kind() == ErrorKind::NotFound => return Ok(false),
        file => file?,
    };
    let mut bytes = Vec::with_capacity(text.len() + 1);
    file.take(text.len() as u64 + 1).read_to_end(&mut bytes)?;
    Ok(bytes == text.as_bytes())
}

/// A file of which nobody but its owner may read anything, near a place, for whoever makes something there that takes several
/// writes. What programs have left that were killed on the way is taken away first.
pub fn scratch(path: &Path) -> io::Result<NamedTempFile> {
    let near = standing(path);
    sweep(near);
    let file = temporary_in(near)?;
    #[cfg(unix)]
    file.as_file().set_permissions(std::os::unix::fs::PermissionsExt::from_mode(0o600))?;
    Ok(file)
}

/// A new file, which is locked for as long as somebody works on it: see [`sweep`].
fn temporary_in(folder: &Path) -> io::Result<NamedTempFile> {
    let mut builder = tempfile::Builder::new();
    // A temporary file is private by default; a file of the user's is as readable as any that an editor makes.
    #[cfg(unix)]
    builder.permissions(std::os::unix::fs::PermissionsExt::from_mode(0o666));
    builder.prefix(NAME.0).suffix(NAME.1).rand_bytes(DRAWN);
    loop {
        let file = builder.tempfile_in(folder)?;
        match file.as_file().try_lock() {
            Ok(()) if file.path().symlink_metadata().is_ok() => return Ok(file),
            // Somebody took it for a file that was left behind, in the moment before it was locked.
            Ok(()) | Err(TryLockError::WouldBlock) => {}
            // Where nothing can be locked, nothing is swept away either.
            Err(TryLockError::Error(_)) => return Ok(file),
        }
    }
}

/// Takes away what programs of this name have left in a folder that were killed while they wrote. Whoever still writes
/// holds a lock, which ends with the process, however it ends. Nothing depends on whether it can be done.
fn sweep(folder: &Path) {
    let Ok(entries) = fs::read_dir(folder) else { return };
    for entry in entries.flatten() {
        let name = entry.file_name();
        let is_file = || entry.file_type().is_ok_and(|kind| kind.is_file());
        if !name.to_str().is_some_and(is_temporary) || !is_file() {
            continue;
        }
        let path = entry.path();
        if let Ok(left) = OpenOptions::new().append(true).open(&path)
            && left.try_lock().is_ok()
        {
            let _ = fs::remove_file(&path);
        }
    }
}

/// Whether a file has such a name as only [`temporary_in`] gives, or one that a database makes of it.
fn is_temporary(name: &str) -> bool {
    let name = ["-wal", "-shm", "-journal"].iter().find_map(|end| name.strip_suffix(end)).unwrap_or(name);
    let drawn = name.strip_prefix(NAME.0).and_then(|name| name.strip_suffix(NAME.1));
    drawn.is_some_and(|drawn| drawn.len() == DRAWN && drawn.chars().all(|c| c.is_ascii_alphanumeric()))
}

#[cfg(unix)]
mod alike {
    use std::fs::{File, Metadata};
    use std::io;
    use std::os::unix::fs::{MetadataExt as _, fchown};

    use crate::files::save::error::ReplaceObstacle;

    /// Makes a new file one of the same owner and group as the old one, which must have no second name: that would not
    /// follow.
    pub(super) fn make(file: &File, old: &Metadata) -> io::Result<()> {
        if old.nlink() > 1 {
            return Err(ReplaceObstacle::Names(old.nlink()).into());
        }
        let new = file.metadata()?;
        let owner = (new.uid() != old.uid()).then_some(old.uid());
        let group = (new.gid() != old.gid()).then_some(old.gid());
        if owner.is_none() && group.is_none() {
            return Ok(());
        }
        fchown(file, owner, group).map_err(|_| ReplaceObstacle::Owner.into())
    }
}

/// Elsewhere the folder says whose its files are.
#[cfg(not(unix))]
mod alike {
    pub(super) fn make(_: &std::fs::File, _: &std::fs::Metadata) -> std::io::Result<()> {
        Ok(())
    }
}
