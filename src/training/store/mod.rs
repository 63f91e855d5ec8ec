//! Learners and what they know, kept in a file: this room alone knows `SQLite`.
//!
//! Several programs may use one file at once. What a call has written is on the disk when it returns, and a program that
//! is killed leaves the file as it was after the last such call. The file is never repaired, emptied or replaced: what
//! cannot be read is an error that says so.
//!
//! Of a person it holds the name that was given, how each card was answered and when, exams and assignments; not
//! what was typed.

mod entries;
mod error;
mod file;
mod forget;
mod read;
mod reading;
mod record;
mod row;
mod schema;
mod steps;
mod transfer;

pub use crate::training::transfer::EXPORT_VERSION;
pub use entries::{StudyEntry, StudyEvent};
pub use error::StoreError;
pub use file::{ReadWork, Store};
pub use forget::ForgetResult;
pub use read::StoredAnswer;
pub use steps::NEWEST;
pub use transfer::{ImportSummary, KnownLearners};
