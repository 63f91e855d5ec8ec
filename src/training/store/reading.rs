//! Files that can be read where nothing can be written: on a full disk, in a folder of somebody else, on a medium that is
//! read-only.
//!
//! A file of ours keeps a journal beside it while it is used. Where that cannot be made, the file is read as it lies, or, with
//! a journal that a program has left there, or in a form of an older ivrsim, as a copy in the folder for temporary files.

use std::ffi::OsString;
use std::fmt::Write as _;
use std::fs;
use std::path::{Path, PathBuf};

use rusqlite::{Connection, OpenFlags};

use super::error::StoreError;
use super::file::{ReadWork, Store};
use super::steps::NEWEST;

impl Store {
    /// Opens a file, which must be there, to read it only. It may lie where nothing can be written.
    pub fn open_to_read(path: &Path) -> Result<Self, StoreError> {
        match Self::open(path) {
            Err(StoreError::ReadOnly(_) | StoreError::Unwritable(..) | StoreError::Unreadable(..))
                if path.is_file() =>
            {
                Self::as_it_lies(path)
            }
            opened => opened,
        }
    }

    fn as_it_lies(path: &Path) -> Result<Self, StoreError> {
        if fs::metadata(beside(path, "-wal")).is_ok_and(|journal| journal.is_file() && journal.len() > 0) {
            return Self::copied(path);
        }
        let fail = |error| StoreError::new(path, &error);
        let flags =
            OpenFlags::SQLITE_OPEN_READ_ONLY | OpenFlags::SQLITE_OPEN_NO_MUTEX | OpenFlags::SQLITE_OPEN_URI;
        let connection = Connection::open_with_flags(address(path), flags).map_err(fail)?;
        let store = Self { connection, path: path.to_owned(), work: ReadWork::default().into(), copy: None };
        if store.version()? < NEWEST {
            return Self::copied(path);
        }
        Ok(store)
    }

    /// A copy, brought to the present form, which is gone with the store.
    #[expect(
        clippy::disallowed_methods,
        reason = "a copy in a folder that nobody else knows is no file of a user's"
    )]
    fn copied(path: &Path) -> Result<Self, StoreError> {
        let fail = |error: std::io::Error| {
            let why = format!("{error}, and it can only be read as a copy among the temporary files");
            StoreError::Unreadable(path.to_owned(), why)
        };
        let folder = tempfile::tempdir().map_err(fail)?;
        let copy = folder.path().join("learners.db");
        for ending in ["", "-wal"] {
            let (from, to) = (beside(path, ending), beside(&copy, ending));
            if from.is_file() {
                let mut bytes = fs::File::open(&from).map_err(fail)?;
                // Of permissions, the copy has its own.
                std::io::copy(&mut bytes, &mut fs::File::create(&to).map_err(fail)?).map_err(fail)?;
            }
        }
        // What is wrong with the copy is wrong with the file, and that is what is told.
        let opened = Self::open(&copy).map_err(|error| error.about(path))?;
        Ok(Self { path: path.to_owned(), copy: Some(folder), ..opened })
    }
}

/// The file beside another one whose name has this ending.
fn beside(path: &Path, ending: &str) -> PathBuf {
    let mut name = OsString::from(path);
    name.push(ending);
    name.into()
}

/// A file as an address that says that nobody changes it.
fn address(path: &Path) -> String {
    let mut address = String::from("file:");
    if path.is_relative() {
        address.push_str("./");
    } else if cfg!(windows) {
        address.push('/');
    }
    for &byte in path.as_os_str().as_encoded_bytes() {
        match byte {
            b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' | b'/' | b'.' | b'-' | b'_' | b'~' => {
                address.push(char::from(byte));
            }
            b'\\' if cfg!(windows) => address.push('/'),
            b':' if cfg!(windows) => address.push(':'),
            _ => drop(write!(address, "%{byte:02X}")),
        }
    }
    address + "?immutable=1"
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    #[cfg(unix)]
    fn any_name_of_a_file_is_an_address() {
        assert_eq!(address(Path::new("/a b/c?d=e#f%.db")), "file:/a%20b/c%3Fd%3De%23f%25.db?immutable=1");
        assert_eq!(address(Path::new("file:x")), "file:./file%3Ax?immutable=1");
    }
}
