use crate::suite::coverage::Cell;

/// What generated scenarios are to cover.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum GenerateScope {
    /// All cells, how calls of each line end among them.
    #[default]
    All,
    /// What is at steps: that they are come to, their keys, entries and cases, and missteps.
    Keys,
    /// Hours: steps while they are open and closed, each opening, closing, holiday and change of the clock, and callers
    /// on each clock.
    Hours,
    /// Each way through each line, with its end.
    Paths,
}

impl GenerateScope {
    /// Whether a cell is part of it.
    #[must_use]
    pub fn has(self, cell: &Cell) -> bool {
        match cell {
            Cell::Step(_)
            | Cell::Key(..)
            | Cell::Entry(..)
            | Cell::Silence(_)
            | Cell::Other(_)
            | Cell::Case(..)
            | Cell::Otherwise(_)
            | Cell::Transfer(..)
            | Cell::Said(..)
            | Cell::NoInput(_)
            | Cell::NoInputGivesUp(_)
            | Cell::NoMatch(_)
            | Cell::NoMatchGivesUp(_) => matches!(self, Self::All | Self::Keys),
            Cell::Open(_) | Cell::Closed(_) | Cell::Hours(..) | Cell::Caller(..) => {
                matches!(self, Self::All | Self::Hours)
            }
            Cell::Ends(..) => self == Self::All,
        }
    }

    /// The word for it.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Self::All => "all",
            Self::Keys => "keys",
            Self::Hours => "hours",
            Self::Paths => "paths",
        }
    }
}
