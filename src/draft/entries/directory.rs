//! A directory as documents have it, put in order: what a plan is written from.

use jiff::civil::Date;

use super::entry::{ContactEntry, Entry, Hours};
use crate::draft::document::Place;
use crate::number::PhoneNumber;
use crate::time::Zone;

/// Something that is told of the whole directory.
#[derive(Clone, Debug)]
pub(in crate::draft) struct Told<T> {
    pub(in crate::draft) value: T,
    /// The words, where a document says it.
    pub(in crate::draft) source: Option<String>,
    pub(in crate::draft) place: Place,
    pub(in crate::draft) assumed: Option<String>,
    pub(in crate::draft) open: Vec<String>,
}

/// All of it.
#[derive(Clone, Debug)]
pub(in crate::draft) struct Directory {
    pub(in crate::draft) name: Told<String>,
    pub(in crate::draft) effective: Told<Date>,
    pub(in crate::draft) zone: Told<Zone>,
    /// What stands together, in its order.
    pub(in crate::draft) parts: Vec<DirectoryPart>,
    /// Words that nothing was made of.
    pub(in crate::draft) left_over: Vec<(String, Place)>,
}

/// What stands below one heading.
#[derive(Clone, Debug, Default)]
pub(in crate::draft) struct DirectoryPart {
    pub(in crate::draft) name: String,
    pub(in crate::draft) place: Place,
    pub(in crate::draft) lines: Vec<DirectoryLine>,
    pub(in crate::draft) contacts: Vec<ContactEntry>,
}

/// A number with what is behind it.
#[derive(Clone, Debug, Default)]
pub(in crate::draft) struct DirectoryLine {
    pub(in crate::draft) name: String,
    pub(in crate::draft) numbers: Vec<PhoneNumber>,
    pub(in crate::draft) topics: Vec<String>,
    pub(in crate::draft) source: String,
    pub(in crate::draft) place: Place,
    pub(in crate::draft) assumed: Vec<String>,
    pub(in crate::draft) open: Vec<String>,
    /// Who answers, where nothing is pressed.
    pub(in crate::draft) direct: Option<Entry>,
    /// What is pressed for whom.
    pub(in crate::draft) keyed: Vec<Entry>,
    /// The hours of the menu itself.
    pub(in crate::draft) hours: Option<Hours>,
}
