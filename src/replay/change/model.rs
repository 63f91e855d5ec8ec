//! What becomes of recorded calls under another plan.

use crate::replay::survey::{Bounds, CallPlace};

/// Which recorded calls fare differently under a new plan than under the one that is believed to be in force.
#[derive(Clone, Debug)]
pub struct ReplayChange {
    /// Calls that fare differently.
    pub calls: Bounds,
    /// In how many hours of the records such calls came in.
    pub hours: Bounds,
    /// Calls that meet a closed door under the new plan.
    pub closed: Bounds,
    /// What makes them fare differently, that of most calls first.
    pub causes: Vec<ChangeCause>,
    /// Calls that fare differently for no cause that a comparison of the plans shows.
    pub without_cause: u64,
    /// Whether all calls of all lines were compared.
    pub is_complete: bool,
    /// How many pairs of calls were followed.
    pub questions: usize,
}

/// An edit, and the calls that fare differently because of it.
#[derive(Clone, Debug)]
pub struct ChangeCause {
    /// Where the edit is: `plan.toml:12`.
    pub place: String,
    /// What the old plan says there, line by line.
    pub old: Vec<String>,
    /// What the new plan says there.
    pub new: Vec<String>,
    /// How many calls. Where several edits matter to a call, it is possible for each of them, and certain for none.
    pub calls: Bounds,
    /// In how many hours of the records.
    pub hours: u64,
    /// The first of them.
    pub first: CallPlace,
    /// Commands that make a call that shows it: under the old plan, and under the new one.
    pub replay: Option<(String, String)>,
}
