//! What can be wrong with a record, none of which ends the reading.

/// Why a record was passed over.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum RowTrouble {
    /// It breaks off, as the last line of a file that is still being written.
    Torn,
    /// It has more or fewer columns than the others.
    Columns,
    /// It does not say when the call came in, or in no form that is known.
    Time,
    /// It is no JSON.
    Json,
    /// It is longer than any record.
    TooLong,
    /// It is the same as another one, sign for sign.
    Duplicate,
}

impl RowTrouble {
    /// All of them.
    pub const ALL: [Self; 6] =
        [Self::Torn, Self::Columns, Self::Time, Self::Json, Self::TooLong, Self::Duplicate];

    /// The word for it in JSON.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Self::Torn => "torn",
            Self::Columns => "columns",
            Self::Time => "time",
            Self::Json => "json",
            Self::TooLong => "too-long",
            Self::Duplicate => "duplicate",
        }
    }

    /// What is wrong with so many records, for people.
    #[must_use]
    pub fn told(self) -> &'static str {
        match self {
            Self::Torn => "broken off",
            Self::Columns => "with more or fewer columns than the others",
            Self::Time => "without a time that can be read",
            Self::Json => "that are no JSON",
            Self::TooLong => "longer than any record",
            Self::Duplicate => "the same as another record",
        }
    }
}
