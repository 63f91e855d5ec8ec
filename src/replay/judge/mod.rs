//! What a plan says of recorded calls.
//!
//! Keys are rarely in records. So of each call all ends are found that it can have: every act is made that its caller can have done, at
//! the instants at which it was going on. What its records settle (a queue, the last extension) rules ends out; what is left are
//! bounds, and never a guess. The ways of a call depend on its line, on what the line can tell of its caller, on what hours answer, and on
//! what is settled. Each such question is answered once.

mod caller_class;
mod door;
mod ends;
mod entry;
mod hours;
mod plan_judge;
mod proof;
mod timeline;

pub use door::ClosedDoor;
pub use ends::{PossibleEnd, PossibleEnds};
pub use entry::KnownEntry;
pub(crate) use entry::plain;
pub(crate) use plan_judge::{Contradiction, Question};
pub use plan_judge::{PlanJudge, Verdict, VerdictId};
pub(crate) use proof::Proof;
pub use timeline::{CallFinding, PlanJudges};
