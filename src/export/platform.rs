//! For which platform something is written, and how much of the plan.

use std::fmt;

use crate::import::Platform;

/// A platform that plans are written for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[non_exhaustive]
pub enum ExportPlatform {
    /// `extensions.conf`, to be included in another.
    Asterisk,
    /// Hours of operation, overrides and flows of Amazon Connect.
    Connect,
}

impl ExportPlatform {
    /// All of them.
    pub const ALL: [Self; 2] = [Self::Asterisk, Self::Connect];

    /// The word for it on a command line.
    #[must_use]
    pub fn word(self) -> &'static str {
        self.read_as().word()
    }

    /// As what its files are read back.
    pub(super) fn read_as(self) -> Platform {
        match self {
            Self::Asterisk => Platform::Asterisk,
            Self::Connect => Platform::Connect,
        }
    }
}

/// As people call it.
impl fmt::Display for ExportPlatform {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.read_as().fmt(f)
    }
}

/// How much of a plan is written.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum ExportScope {
    /// Opening hours with their calendars and overrides.
    Hours,
    /// Lines and what their callers come to; hours are referred to by name.
    Menus,
    /// Both.
    #[default]
    All,
}

impl ExportScope {
    /// Whether hours are written.
    #[must_use]
    pub fn has_hours(self) -> bool {
        self != Self::Menus
    }

    /// Whether lines and steps are written.
    #[must_use]
    pub fn has_menus(self) -> bool {
        self != Self::Hours
    }
}
