/// What kind of thing differs, the gravest first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[non_exhaustive]
pub enum DifferenceKind {
    /// A number is answered that was not.
    NewLine,
    /// A number is no longer answered.
    RemovedLine,
    /// Calls end in another way.
    Outcome,
    /// Calls reach somebody else, or another menu.
    Destination,
    /// A key leads somewhere that led nowhere.
    NewOption,
    /// A key no longer leads anywhere.
    RemovedOption,
    /// It is open when it was closed, or closed when it was open.
    Hours,
    /// Only words differ.
    Wording,
    /// Only how long things take.
    Timing,
    /// A fax number or an address.
    Contact,
}

impl DifferenceKind {
    /// All kinds.
    pub const ALL: [Self; 10] = [
        Self::NewLine,
        Self::RemovedLine,
        Self::Outcome,
        Self::Destination,
        Self::NewOption,
        Self::RemovedOption,
        Self::Hours,
        Self::Wording,
        Self::Timing,
        Self::Contact,
    ];

    /// The word for it on the command line and in JSON.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Self::NewLine => "new-line",
            Self::RemovedLine => "removed-line",
            Self::Outcome => "outcome",
            Self::Destination => "destination",
            Self::NewOption => "new-option",
            Self::RemovedOption => "removed-option",
            Self::Hours => "hours",
            Self::Wording => "wording",
            Self::Timing => "timing",
            Self::Contact => "contact",
        }
    }

    /// Whether calls end otherwise, and not only sound otherwise.
    #[must_use]
    pub fn is_routing(self) -> bool {
        !matches!(self, Self::Wording | Self::Timing | Self::Contact)
    }

    /// The same difference seen from the other plan.
    #[must_use]
    pub fn mirrored(self) -> Self {
        match self {
            Self::NewLine => Self::RemovedLine,
            Self::RemovedLine => Self::NewLine,
            Self::NewOption => Self::RemovedOption,
            Self::RemovedOption => Self::NewOption,
            other => other,
        }
    }
}
