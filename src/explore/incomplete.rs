//! What is said where not every call could be looked at.

/// The sentence for it. What rests on such a look ends with the exit code of what could not be done.
pub(crate) const INCOMPLETE: &str =
    "Not everything was explored: a line has too many ways to follow them all, so there may be more.";
