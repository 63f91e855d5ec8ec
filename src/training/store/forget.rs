use std::time::Duration;

use rusqlite::Transaction;

use super::error::StoreError;
use super::file::{PATIENCE, Store};
use crate::training::learning::Learner;

/// So long the log waits for those who still read it: a report takes less.
const READERS: Duration = Duration::from_millis(500);

/// What is left of a person.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ForgetResult {
    /// Nothing: no byte of the file is theirs.
    Wholly,
    /// They are deleted, but other programs have the file open, and what they may still have to read lies in the log
    /// beside it until the last of them ends.
    OnceClosed,
}

impl Store {
    /// Forgets a person: all of their data, really gone from the file and the log beside it.
    pub fn forget(&mut self, learner: &Learner) -> Result<ForgetResult, StoreError> {
        self.write(|transaction| {
            // Everything of theirs refers to this row and goes with it.
            Ok(transaction.execute("DELETE FROM learner WHERE id = ?1", [learner.id])?)
        })?;
        self.scrub()
    }

    /// Deletes what a learner knows, answered and was examined in: they begin anew, with what they were assigned.
    pub fn reset(&mut self, learner: &Learner) -> Result<ForgetResult, StoreError> {
        self.write(|transaction| {
            clear(transaction, learner.id)?;
            transaction.execute("UPDATE learner SET toured = FALSE WHERE id = ?1", [learner.id])?;
            Ok(())
        })?;
        self.scrub()
    }

    /// What was deleted is overwritten in the file already; here the file is written anew without its gaps, and the log,
    /// which still knows what was there, is emptied.
    pub(super) fn scrub(&self) -> Result<ForgetResult, StoreError> {
        let scrubbed = || {
            let checkpoint = "PRAGMA wal_checkpoint(TRUNCATE)";
            self.connection.execute_batch("VACUUM")?;
            self.connection.busy_timeout(READERS)?;
            let result = self.connection.query_row(checkpoint, (), |row| row.get::<_, i64>(0));
            self.connection.busy_timeout(PATIENCE)?;
            result
        };
        match scrubbed() {
            Ok(0) => Ok(ForgetResult::Wholly),
            Ok(_) => Ok(ForgetResult::OnceClosed),
            Err(error) => match self.fail(&error) {
                StoreError::Busy(_) => Ok(ForgetResult::OnceClosed),
                error => Err(error),
            },
        }
    }
}

/// Deletes what a learner has done, and nothing that others want of them.
pub(super) fn clear(transaction: &Transaction<'_>, learner: i64) -> rusqlite::Result<()> {
    ["memory", "answer", "spell", "pace", "exam"].into_iter().try_for_each(|table| {
        transaction.execute(&format!("DELETE FROM {table} WHERE learner = ?1"), [learner]).map(drop)
    })
}
