use std::cell::Cell;
use std::fs;
use std::path::{Path, PathBuf};
use std::time::Duration;

use super::error::StoreError;

use rusqlite::{Connection, OpenFlags, Params, Row, Transaction, TransactionBehavior};
use tempfile::TempDir;

use crate::files::save;

/// So long a program waits for another one that writes. A write takes milliseconds.
pub(super) const PATIENCE: Duration = Duration::from_secs(10);

/// The learners' file, open.
#[derive(Debug)]
pub struct Store {
    pub(super) connection: Connection,
    pub(super) path: PathBuf,
    pub(super) work: Cell<ReadWork>,
    /// Where the copy lies that is read instead of the file.
    #[expect(dead_code, reason = "it is there for as long as the store is")]
    pub(super) copy: Option<TempDir>,
}

/// How much was read, so that tests can hold that a report does not read more the more there is to tell.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct ReadWork {
    /// How many questions were put to the file.
    pub queries: u64,
    /// How many rows were read.
    pub rows: u64,
}

impl Store {
    /// Opens a file, which must be there. A file of an older ivrsim is brought to the present form.
    pub fn open(path: &Path) -> Result<Self, StoreError> {
        let about = fs::metadata(path).map_err(|error| StoreError::unreadable(path, &error))?;
        if !about.is_file() {
            return Err(StoreError::NoFile(path.to_owned()));
        }
        // Asked first, because whoever may do everything may write to such files, too.
        if about.permissions().readonly() {
            return Err(StoreError::ReadOnly(path.to_owned()));
        }
        let fail = |error| StoreError::new(path, &error);
        let flags = OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_NO_MUTEX;
        // A relative name could be taken for a URI, if it begins with `file:`.
        let named = if path.is_absolute() { path.to_owned() } else { Path::new(".").join(path) };
        let connection = Connection::open_with_flags(named, flags).map_err(fail)?;
        connection.busy_timeout(PATIENCE).map_err(fail)?;
        let mut store = Self { connection, path: path.to_owned(), work: Cell::default(), copy: None };
        store.check()?;
        store.set_up()?;
        store.migrate()?;
        Ok(store)
    }

    /// Opens a file, or makes a new one with nobody in it. Its folder is made, too.
    pub fn open_or_create(path: &Path) -> Result<Self, StoreError> {
        if path.symlink_metadata().is_err() {
            // Another program that was faster has made one that is as good.
            Self::create(path, |_| Ok(()))?;
        }
        Self::open(path)
    }

    /// The file.
    #[must_use]
    pub fn path(&self) -> &Path {
        &self.path
    }

    /// How much was read since it was opened.
    #[must_use]
    pub fn work(&self) -> ReadWork {
        self.work.get()
    }

    /// A new file is made whole elsewhere and then put into its place, so that neither a kill nor another program that does
    /// the same at once can leave a half of one, and what fails on the way leaves nothing. None: there is a file by now.
    pub(super) fn create<T>(
        path: &Path,
        fill: impl FnOnce(&mut Self) -> Result<T, StoreError>,
    ) -> Result<Option<T>, StoreError> {
        let fail = |error: &std::io::Error| StoreError::Unwritable(path.to_owned(), error.to_string());
        // It stays open, because to close it would end the locks that SQLite holds on it.
        let elsewhere = save::scratch(path).map_err(|error| fail(&error))?;
        let connection = Connection::open(Path::new(".").join(elsewhere.path()))
            .map_err(|error| StoreError::new(path, &error))?;
        let mut store = Self { connection, path: path.to_owned(), work: Cell::default(), copy: None };
        store.set_up()?;
        store.migrate()?;
        let filled = fill(&mut store)?;
        store.connection.close().map_err(|(_, error)| StoreError::new(path, &error))?;
        fs::create_dir_all(save::folder(path)).map_err(|error| fail(&error))?;
        match elsewhere.persist_noclobber(path) {
            Err(_) if path.exists() => Ok(None),
            result => result.map(|_| Some(filled)).map_err(|error| fail(&error.error)),
        }
    }

    pub(super) fn set_up(&self) -> Result<(), StoreError> {
        let settings = "
            PRAGMA synchronous = FULL;  -- an answer is on the disk before the next question
            PRAGMA foreign_keys = ON;
            PRAGMA secure_delete = ON;  -- what is deleted is overwritten
            PRAGMA temp_store = MEMORY; -- and has no copies elsewhere
        ";
        self.connection.execute_batch(settings).map_err(|error| self.fail(&error))?;
        let mode = |sql| {
            let mode: rusqlite::Result<String> = self.connection.query_row(sql, (), |row| row.get(0));
            mode.map_err(|error| self.fail(&error))
        };
        // Asked before it is set: setting it needs the file alone, and it stays set.
        if mode("PRAGMA journal_mode")? != "wal" {
            mode("PRAGMA journal_mode = WAL")?;
        }
        Ok(())
    }

    pub(super) fn fail(&self, error: &rusqlite::Error) -> StoreError {
        StoreError::new(&self.path, error)
    }

    /// Does something that writes, wholly or not at all, while nobody else writes.
    pub(super) fn write<T>(
        &mut self,
        change: impl FnOnce(&Transaction<'_>) -> Result<T, StoreRefusal>,
    ) -> Result<T, StoreError> {
        let path = &self.path;
        let fail = |error: &rusqlite::Error| StoreError::new(path, error);
        let transaction = self
            .connection
            .transaction_with_behavior(TransactionBehavior::Immediate)
            .map_err(|error| fail(&error))?;
        let value = change(&transaction).map_err(|refusal| match refusal {
            StoreRefusal::Sqlite(error) => fail(&error),
            StoreRefusal::Store(error) => error,
        })?;
        transaction.commit().map_err(|error| fail(&error))?;
        Ok(value)
    }

    /// Reads rows, one at a time, and counts them.
    pub(super) fn rows(
        &self,
        sql: &str,
        params: impl Params,
        mut each: impl FnMut(&Row<'_>) -> rusqlite::Result<()>,
    ) -> Result<(), StoreError> {
        let mut work = self.work.get();
        work.queries += 1;
        let read = || {
            let mut statement = self.connection.prepare(sql)?;
            let mut rows = statement.query(params)?;
            while let Some(row) = rows.next()? {
                work.rows += 1;
                each(row)?;
            }
            Ok(())
        };
        let result = read().map_err(|error: rusqlite::Error| self.fail(&error));
        self.work.set(work);
        result
    }
}

/// Why a change is not made.
pub(super) enum StoreRefusal {
    Sqlite(rusqlite::Error),
    Store(StoreError),
}

impl From<rusqlite::Error> for StoreRefusal {
    fn from(error: rusqlite::Error) -> Self {
        Self::Sqlite(error)
    }
}

impl From<StoreError> for StoreRefusal {
    fn from(error: StoreError) -> Self {
        Self::Store(error)
    }
}
