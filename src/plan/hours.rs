//! Opening hours, holidays and exceptions with their names.

use std::sync::Arc;

use super::announcement::OverrideWords;
use super::ids::ScheduleId;
use super::origin::Origin;
use crate::base::source::{Span, Spanned};
use crate::time::{Calendar, Override, Schedule};

/// Opening hours with their name.
#[derive(Debug)]
#[doc(alias("business hours", "hours of operation", "time condition"))]
pub struct NamedSchedule {
    /// The name in the file.
    pub key: String,
    /// The hours as written, in OpenStreetMap notation.
    pub written: Spanned<String>,
    /// The hours.
    pub schedule: Schedule,
    /// Where their zone is written. None: it is the plan's.
    pub timezone: Option<Span>,
    /// Where it comes from.
    pub origin: Origin,
}

/// Named holidays.
#[derive(Debug)]
#[doc(alias = "holiday list")]
pub struct NamedCalendar {
    /// The name in the file.
    pub key: String,
    /// The holidays.
    pub calendar: Arc<Calendar>,
    /// Where it comes from.
    pub origin: Origin,
}

/// A dated exception with its name.
#[derive(Debug)]
#[doc(alias("exception", "night mode"))]
pub struct NamedOverride {
    /// The name in the file.
    pub key: String,
    /// The schedules that it changes; empty for all of them.
    pub schedules: Vec<ScheduleId>,
    /// What it changes, and when.
    pub change: Override,
    /// What callers meet of it, if it says.
    pub words: Option<OverrideWords>,
    /// Where it says what becomes of the night before. None: it does not, and that goes on.
    pub night_before: Option<Span>,
    /// Where it comes from.
    pub origin: Origin,
}

impl NamedOverride {
    /// Whether it changes a schedule.
    #[must_use]
    pub fn concerns(&self, schedule: ScheduleId) -> bool {
        self.schedules.is_empty() || self.schedules.contains(&schedule)
    }
}
