//! Why cases failed: many that fail by one mistake have one cause, which is a line of the plan.
//!
//! A case that fails has suspects: what decided it, and what else in its call, or in words that were missed, could
//! be the mistake. What most failures of a run have in common is told as their cause, and what they do not have in common
//! is left to what decided each. Where hours decided, or a day, or the zone, the calls are made again with these changed:
//! what changes nothing is no cause.
//!
//! Where an older plan is known, its edits are taken back one by one, and the calls are made again ([`PlanEdits`]). That is
//! no guess.

mod failure_cause;
mod failures;
mod finder;
mod lost_lines;
mod plan_edit;
mod plan_edits;
mod prompt_keys;
mod run_causes;
mod shared;
mod suspects;
mod trial;
mod turns;

pub use failure_cause::{CausePlace, FailureCause};
pub use failures::{FailedCase, RunFailures};
pub use plan_edits::{PlanEdits, Relower};
pub use run_causes::{CauseCases, RunCauses};
