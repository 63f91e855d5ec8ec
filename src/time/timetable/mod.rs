//! From rules, calendars and overrides to exact instants.

pub(super) mod calendar;
pub(super) mod compiled;
pub(super) mod day_rules;
pub(super) mod kept;
pub(super) mod local;
mod open_times;
pub(super) mod overridden;
pub(super) mod overrides;
pub(super) mod time_set;
