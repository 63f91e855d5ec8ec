//! What is said where not every call could be looked at.

/// The sentence for it. What rests on such a look ends with the exit code of what could not be done.
pub(crate) const INCOMPLETE: &str =
    "Not everything could be looked at: a line has more ways than can be walked, so there may be more.";
