//! What a document says of one thing, before it is put in order.

use crate::draft::document::Place;
use crate::draft::words::SaidZone;
use crate::number::PhoneNumber;

/// Hours, with what was taken for granted.
#[derive(Clone, Debug, PartialEq)]
pub(in crate::draft) struct Hours {
    /// In the notation.
    pub(in crate::draft) notation: String,
    /// The clock that they name.
    pub(in crate::draft) zone: Option<SaidZone>,
    /// The words.
    pub(in crate::draft) source: String,
    pub(in crate::draft) place: Place,
    /// What is assumed of them.
    pub(in crate::draft) assumed: Vec<String>,
    /// Names of the questions that are open.
    pub(in crate::draft) open: Vec<String>,
    /// A mark behind them that a footnote explains.
    pub(in crate::draft) mark: Option<char>,
}

/// Something that callers ask for.
#[derive(Clone, Debug, Default)]
pub(in crate::draft) struct Entry {
    pub(in crate::draft) name: String,
    pub(in crate::draft) unit: Option<String>,
    pub(in crate::draft) topics: Vec<String>,
    /// Its numbers, each reaching the same people.
    pub(in crate::draft) numbers: Vec<PhoneNumber>,
    /// What is pressed once it is answered.
    pub(in crate::draft) keys: Option<String>,
    pub(in crate::draft) hours: Option<Hours>,
    /// What can be chosen behind its number.
    pub(in crate::draft) options: Vec<Entry>,
    /// The section in which it stands.
    pub(in crate::draft) section: usize,
    pub(in crate::draft) place: Place,
    pub(in crate::draft) source: String,
    pub(in crate::draft) assumed: Vec<String>,
    pub(in crate::draft) open: Vec<String>,
    /// A mark behind its name that a footnote explains.
    pub(in crate::draft) mark: Option<char>,
}

/// What is asked for and not called.
#[derive(Clone, Debug, Default)]
pub(in crate::draft) struct ContactEntry {
    pub(in crate::draft) name: String,
    pub(in crate::draft) unit: Option<String>,
    pub(in crate::draft) fax: Option<PhoneNumber>,
    pub(in crate::draft) email: Option<String>,
    pub(in crate::draft) post: Vec<String>,
    pub(in crate::draft) only_for: Option<String>,
    pub(in crate::draft) note: Option<String>,
    pub(in crate::draft) topics: Vec<String>,
    pub(in crate::draft) section: usize,
    pub(in crate::draft) place: Place,
    pub(in crate::draft) source: String,
    pub(in crate::draft) assumed: Vec<String>,
    pub(in crate::draft) open: Vec<String>,
}

/// What stands below a heading.
#[derive(Clone, Debug, Default)]
pub(in crate::draft) struct Section {
    pub(in crate::draft) name: String,
    /// How deep it is; 0 is the document.
    pub(in crate::draft) level: u8,
    /// The section that it belongs to.
    pub(in crate::draft) parent: Option<usize>,
    /// Hours that hold for all in it.
    pub(in crate::draft) hours: Option<Hours>,
    pub(in crate::draft) place: Place,
    /// What it says of itself.
    pub(in crate::draft) topics: Vec<String>,
}

/// A line that a mark leads to.
#[derive(Clone, Debug)]
pub(in crate::draft) struct Footnote {
    pub(in crate::draft) mark: char,
    /// Whose hours it tells, in its words.
    pub(in crate::draft) name: Option<String>,
    pub(in crate::draft) hours: Option<Hours>,
    pub(in crate::draft) text: String,
    pub(in crate::draft) section: usize,
    pub(in crate::draft) place: Place,
}

/// Hours that a line gives to a name.
#[derive(Clone, Debug)]
pub(in crate::draft) struct NamedHours {
    pub(in crate::draft) name: String,
    pub(in crate::draft) hours: Hours,
}

/// All that documents say.
#[derive(Clone, Debug, Default)]
pub(in crate::draft) struct Gathered {
    pub(in crate::draft) sections: Vec<Section>,
    pub(in crate::draft) entries: Vec<Entry>,
    pub(in crate::draft) contacts: Vec<ContactEntry>,
    pub(in crate::draft) footnotes: Vec<Footnote>,
    pub(in crate::draft) named_hours: Vec<NamedHours>,
    /// Days from which the documents hold, with their words.
    pub(in crate::draft) effective: Vec<(Vec<jiff::civil::Date>, String, Place)>,
    /// A clock that holds for all times.
    pub(in crate::draft) zone: Option<(SaidZone, String, Place)>,
    /// Hours that hold for all that have none of their own.
    pub(in crate::draft) hours: Option<Hours>,
    /// Words that nothing was made of, with their places.
    pub(in crate::draft) left_over: Vec<(String, Place)>,
}
