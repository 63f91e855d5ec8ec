//! Scenarios made from a plan: the fewest calls that show what is asked of it, in words that people can keep.
//!
//! What is to be covered are the cells of [`coverage`](super::coverage), or the ways of
//! [`explore`](crate::explore::Explorer::paths). For each there is a call that shows it. Its keys are tried again at times that
//! people would choose, and in the seconds around each change of the hours that such a call asks about; of the calls that
//! are weighed so, few are chosen ([`cover()`]) that show all of it together.
//!
//! # The bound
//!
//! [`GeneratedScenarios::at_least`] is a bound of choices among the calls that were weighed ([`GeneratedScenarios::weighed`]): no choice of
//! these does with fewer. It says nothing of calls that were not weighed. One whose caller hangs on the line until the
//! second in which hours change could show both sides of the change; two calls do that here, because people can read them.
//!
//! # What stays when a plan changes
//!
//! Each line has calls of its own, and a line that did not change keeps them. Among calls that people would like alike, a
//! mix of the names decides, so that a new key takes the place of few. Names say what is checked and not when, so that a
//! scenario whose hours have moved keeps its own.
//!
//! ```
//! use ivrsim::explore::Horizon;
//! use ivrsim::suite::generate::{ExistingCoverage, GenerateScope, generate};
//!
//! let plan = ivrsim::plan::builtin();
//! let made = generate(plan, Horizon::of(plan, 1), GenerateScope::Keys, &ExistingCoverage::default(), |_, _| {});
//! assert!(made.at_least <= made.calls);
//! let names: Vec<&str> = made.scenarios.iter().map(|scenario| scenario.name.as_str()).collect();
//! assert!(names.contains(&"Contract Processing Center: key 6 reaches Commercial Transactions"), "{names:#?}");
//! ```

mod choose;
mod cover;
mod moments;
mod named;
mod present;
mod scope;
mod scenario_text;
mod call_way;
mod ways;
mod weighed;

pub use choose::{GeneratedScenarios, generate};
pub use cover::{Chosen, cover};
pub use present::ExistingCoverage;
pub use scope::GenerateScope;
