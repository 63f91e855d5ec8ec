//! When the schedules of a group hold.

use crate::import::time_rule::TimeRule;

/// What a group asks one behind the other.
#[derive(Clone, Debug)]
pub(super) enum Asked {
    Time(TimeRule),
    /// A schedule that was not given, or whose times cannot be said.
    Outside(String),
}

/// When schedules of a group hold.
#[derive(Debug, Default)]
pub(super) struct GroupHours {
    pub(super) holiday: Vec<Asked>,
    pub(super) closed: Vec<Asked>,
    pub(super) open: Vec<Asked>,
    pub(super) assumed: Vec<String>,
}
