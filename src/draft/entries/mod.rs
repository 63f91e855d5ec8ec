//! What the rows of documents say of whom: entries and contacts, each with its words and its place, and the questions that
//! are left.

mod cells;
mod directory;
mod entry;
mod gatherer;
mod lines;
mod naming;
mod numbers;
mod options;
mod rows;
mod scan;
mod settle;
mod tables;
mod read_out;
mod records;
mod values;
mod week_doubts;
mod whole;
mod whole_line;

pub(super) use directory::{Directory, DirectoryLine, DirectoryPart};
pub(super) use entry::{ContactEntry, Entry, Hours};
pub(super) use read_out::read_out;
pub(super) use whole::Defaults;
