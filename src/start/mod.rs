//! What a company's folder starts with: answers to a few questions become a plan, scenarios, and what editors and CI need.
//!
//! Nothing is asked here and nothing is written; that is for `ivrsim init`. Whatever is answered, the plan that is made can be
//! called, a check finds nothing in it that is not allowed with a reason, and the scenarios pass: they are made of calls to
//! this very plan. What cannot be made into such a plan is refused with the reason, so that it can be asked again.
//!
//! ```
//! use ivrsim::start::{Answers, files};
//!
//! let now = "2026-03-02T15:00:00Z".parse().unwrap();
//! let files = files(&Answers::example(), now).unwrap();
//! assert!(files[0].text.contains("[menus.main-menu.keys]\n1 = \"sales\"\n"));
//! ```

mod answers;
mod clock;
mod files;
mod layout;
mod opening;
mod plan_text;
mod promises;

pub use answers::{Answers, CiHost, LineAnswer, MAX_CHOICES, choice, name, numbers, purpose, yes_or_no};
pub use clock::{guessed_zone, zone};
pub use files::{StartFile, example, files};
pub use layout::folder_name;
pub use opening::Opening;
