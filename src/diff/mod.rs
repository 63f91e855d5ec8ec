//! Two plans, and which callers fare differently under them.
//!
//! # How it is found
//!
//! Each number that either plan answers is dialed under both at once: a [`PhonePair`] of phones does the same acts at the same
//! instants, everywhere the calls of both can be. As long as both do alike the walk goes on; where they do not, there is a
//! [`Difference`], with the fewest acts that show it, and nothing behind it is told again.
//!
//! Steps are compared by what they do ([`Matching`]): menus that lead to the same places are the same menu whatever their
//! names, so that a renaming is no difference. A destination is who answers: it is the same where people use the same name
//! for it.
//!
//! Every difference comes with a [`Witness`](crate::explore::Witness): a call that was made under both plans, in its own
//! time, and ended otherwise.
//!
//! ```
//! use ivrsim::diff::{DifferenceKind, diff};
//! use ivrsim::explore::Horizon;
//! use ivrsim::plan::{PlanLimits, read};
//!
//! let text = |closing: &str| format!(r#"
//!     [plan]
//!     name = "Garage"
//!     effective = 2026-01-01
//!     timezone = "America/New_York"
//!     [hours.day]
//!     open = "Mo-Fr 08:00-{closing}"
//!     [lines.desk]
//!     number = "1-800-555-0100"
//!     name = "Garage"
//!     answer = "desk"
//!     [destinations.desk]
//!     name = "Garage"
//!     hours = "day"
//!     closed = "hang-up"
//! "#);
//! let plan = |closing| read([("plan.toml", &*text(closing))], &PlanLimits::STANDARD).plan.unwrap();
//! let (old, new) = (plan("18:00"), plan("20:00"));
//!
//! let diff = diff(&old, &new, Horizon::of(&new, 1));
//! let [group] = &diff.groups[..] else { panic!("one cause") };
//! let [difference] = &group.differences[..] else { panic!("one difference") };
//! assert_eq!(difference.kind, DifferenceKind::Hours);
//! assert_eq!(difference.witness.as_ref().unwrap().at.to_string(), "2026-01-01T23:00:00Z", "6 PM in New York");
//! ```

mod behavior;
mod cause;
mod contacts;
mod group;
mod kind;
mod limits;
mod matching;
mod model;
mod noticed;
mod numbers;
mod pair;
pub mod report;
mod shown;
mod spoken;

pub use crate::diff::kind::DifferenceKind;
pub use cause::Cause;
pub use matching::Matching;
pub use model::{AffectedCallers, Diff, Difference, DifferenceGroup, PlanSide, Summary};
pub use numbers::{diff, diff_of, diff_retold, diff_watched};
pub use pair::{BeforeAfter, PhonePair};
