//! What a draft says, one by one, each with the words and the place that it comes from.

use crate::draft::document::Place;

/// What a fact is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[non_exhaustive]
pub enum FactKind {
    /// What the directory is called.
    Name,
    /// From when it is in force.
    Effective,
    /// The clock of hours that name none.
    Zone,
    /// A number that is dialed.
    Number,
    /// What is pressed, and where it leads.
    Option,
    /// Who answers.
    Team,
    /// Which part of the company that is.
    Unit,
    /// What people call about.
    Topic,
    /// When somebody is there.
    Hours,
    /// By which clock.
    HoursZone,
    /// A fax number.
    Fax,
    /// An e-mail address.
    Email,
    /// A postal address.
    Post,
    /// What an address is for alone.
    OnlyFor,
    /// What else there is to know.
    Note,
}

impl FactKind {
    /// Its word.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Self::Name => "name",
            Self::Effective => "effective",
            Self::Zone => "zone",
            Self::Number => "number",
            Self::Option => "option",
            Self::Team => "team",
            Self::Unit => "unit",
            Self::Topic => "topic",
            Self::Hours => "hours",
            Self::HoursZone => "hours-zone",
            Self::Fax => "fax",
            Self::Email => "email",
            Self::Post => "post",
            Self::OnlyFor => "only-for",
            Self::Note => "note",
        }
    }
}

/// A fact.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DraftFact {
    /// What it is about.
    pub kind: FactKind,
    /// The table of the plan that has it, as in `lines.billing`.
    pub table: String,
    /// What it says.
    pub value: String,
    /// The words of the document. None: it does not say so.
    pub source: Option<String>,
    /// Where they stand.
    pub place: Place,
    /// Names of the questions that are open about it.
    pub open: Vec<String>,
}
