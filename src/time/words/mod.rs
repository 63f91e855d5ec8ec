//! How people say when something is open.

pub(super) mod date_words;
pub(super) mod day_words;
pub(super) mod description;
pub(super) mod exceptions;
pub(super) mod fold;
pub(super) mod listing;
pub(super) mod reason;
pub(super) mod recurrence;
pub(super) mod occurrences;
pub(super) mod speech;
pub(super) mod stray_day;
pub(super) mod surprise;
pub(super) mod why;
pub(super) mod translated;
