//! Overrides: dated exceptions that win over the week and its calendars.

use jiff::civil::{Date, Time};

use super::expression::Times;

/// A dated exception. Where two claim a day, the later one in the list decides it alone.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Override {
    /// Why, as in "closed: burst pipe".
    pub name: String,
    /// The first day.
    pub from: Date,
    /// The last day, itself included.
    pub to: Date,
    /// What happens on those days.
    pub effect: Effect,
}

/// What an override does to the openings that start on its days.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Effect {
    /// Nothing opens.
    Closed,
    /// Open at these times instead of the usual ones.
    Open(Times),
    /// Open at these times as well.
    Extra(Times),
    /// Nothing is open after this time; hours that end earlier still do. To the second.
    ClosesAt(Time),
    /// Nothing opens before this time; hours that begin later still do. To the second.
    OpensAt(Time),
}

impl Override {
    /// Whether it claims a day.
    #[must_use]
    pub fn covers(&self, date: Date) -> bool {
        (self.from..=self.to).contains(&date)
    }
}
