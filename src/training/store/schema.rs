//! The form of the file, and the way to it from every form that it has had.
//!
//! A step is never changed once a release has it: files in the world have taken it. A new form is a new step.

use rusqlite::{Connection, Transaction};

use super::steps::{APPLICATION, NEWEST, STEPS};

use super::error::StoreError;
use super::file::{Store, StoreRefusal};

impl Store {
    /// Holds that the file is one of ours, before anything is written to it.
    pub(super) fn check(&self) -> Result<(), StoreError> {
        self.version()?;
        match self.connection.is_readonly("main") {
            Ok(false) => Ok(()),
            Ok(true) => Err(StoreError::ReadOnly(self.path.clone())),
            Err(error) => Err(self.fail(&error)),
        }
    }

    /// The version of the file, if it is one of ours and none of a newer ivrsim.
    pub(super) fn version(&self) -> Result<u32, StoreError> {
        let (application, version) = form(&self.connection).map_err(|error| self.fail(&error))?;
        if application != APPLICATION || version == 0 {
            return Err(StoreError::Foreign(self.path.clone()));
        }
        if version > NEWEST {
            return Err(StoreError::Newer(self.path.clone(), version));
        }
        Ok(version)
    }

    /// Takes the steps that the file has not taken yet: all of them or none.
    pub(super) fn migrate(&mut self) -> Result<(), StoreError> {
        let (_, version) = form(&self.connection).map_err(|error| self.fail(&error))?;
        if version == NEWEST {
            return Ok(());
        }
        let path = self.path.clone();
        self.write(|transaction| {
            // Another program may have been faster since.
            let (_, version) = form(transaction)?;
            if version > NEWEST {
                return Err(StoreRefusal::Store(StoreError::Newer(path, version)));
            }
            climb(transaction, version)
        })
    }
}

fn climb(transaction: &Transaction<'_>, version: u32) -> Result<(), StoreRefusal> {
    for step in STEPS.iter().skip(version as usize) {
        transaction.execute_batch(step)?;
    }
    transaction.pragma_update(None, "application_id", APPLICATION)?;
    transaction.pragma_update(None, "user_version", NEWEST)?;
    Ok(())
}

/// Whose file it is and of which version, as the file says; a version below 0 is none of ours.
fn form(connection: &Connection) -> rusqlite::Result<(u32, u32)> {
    let number = |name| connection.pragma_query_value(None, name, |row| row.get::<_, i64>(0));
    let (application, version) = (number("application_id")?, number("user_version")?);
    Ok((u32::try_from(application).unwrap_or(0), u32::try_from(version).unwrap_or(0)))
}
