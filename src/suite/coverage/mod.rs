//! What scenarios check of a plan, and what they do not.
//!
//! What can be checked is cut into [`Cell`]s: each step, each key, each way that silence and wrong keys go, each way that
//! calls of a line end, and of the hours that a line asks about the second before and at each opening and closing, each
//! holiday, each exception and each change of the clock. A call covers the cells that its events speak of, whoever makes
//! it: [`Cells`] reads a scenario's calls and those of an exploration alike. So nothing counts as uncovered that no call
//! could cover, and each uncovered cell comes with a call that would.
//!
//! ```
//! use ivrsim::call::CallSpec;
//! use ivrsim::suite::coverage::{Cell, Cells, Universe};
//! use ivrsim::explore::Horizon;
//!
//! let plan = ivrsim::plan::builtin();
//! let horizon = Horizon::of(plan, 1);
//! let universe = Universe::of(plan, horizon);
//!
//! let cpc = plan.line(plan.line_named("cpc").unwrap()).number.value;
//! let at = "2023-08-28T22:00:00Z".parse()?;
//! let call = plan.call(&CallSpec::new(cpc, at).with_keys("6".parse()?));
//! let mut covered = Cells::new(plan, horizon).of(&call.record);
//! covered.retain(|cell| universe.goal(cell).is_some());
//!
//! let csg = plan.step_named("commercial-transactions").unwrap();
//! assert!(covered.contains(&Cell::Closed(csg)), "it closes at 18:00 in New York");
//! assert!(universe.goals().len() > covered.len());
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```

mod cell;
mod cells;
mod covered;
mod special;
mod universe;

pub use cell::{Cell, ScheduleMoment};
pub use cells::Cells;
pub use covered::{Covered, Share};
pub use universe::{CoverageGoal, Universe};
