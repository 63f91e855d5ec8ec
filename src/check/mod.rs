//! What is wrong with a plan that can be called: mistakes that make no plan unreadable and no call impossible, but
//! callers unhappy.
//!
//! A [`Rule`] looks for one kind of mistake; the [`catalogue()`] lists all of them, each with a stable code, a level and a
//! page. [`check`] runs the rules over a [`CheckSubject`] and gives a [`CheckReport`]: findings as diagnostics, sorted by place, and
//! apart from them those that the plan allows.
//!
//! # Levels and allowances
//!
//! A rule has a level; the plan sets another one for all its findings (`[check] levels.long-prompt = "note"`), and the
//! command line yet another. At one place a finding is allowed where it stands, with the reason:
//!
//! ```toml
//! [menus.dealer-products-main]
//! allow.menu-open-when-all-closed = "The document gives hours for the team only."
//! ```
//!
//! An allowance holds for its table and, at a menu, for the menu's keys. One that nothing needs any more is a finding
//! itself, and so is a rule's name that does not exist.
//!
//! # Repairs
//!
//! A repair changes words of prompts, or what the plan says of itself, and says which. It never changes where a call goes or
//! when it is open: that is for people to decide, and a finding that could be mended so has help instead.
//!
//! # What rules may do
//!
//! What a call does is learned from `call` and from what explores it, never read from the plan a second time. What a plan
//! says (texts, names, hours, where links point) is read from the plan. Rules look at the plan once, or once for each
//! schedule; a menu has at most twelve keys, so that comparing them with each other is no matter.
//!
//! ```
//! use ivrsim::check::{Levels, CheckSubject, check};
//!
//! let plan = ivrsim::plan::builtin();
//! let now = "2026-03-02T15:00:00Z".parse().unwrap();
//! let report = check(&CheckSubject::new(plan, now), &Levels::of(plan));
//! assert!(report.findings.is_empty(), "the directory is clean, or says why not");
//! ```

mod allowances;
mod around;
mod behavior;
mod catalogue;
mod clock_words;
mod context;
mod fix;
mod hour_words;
mod levels;
mod mistakes;
mod offer_reader;
mod offers;
mod page;
mod prompt_words;
pub mod report;
mod rule;
mod rules;
mod run;
mod sounds;
mod spoken;
mod stay_offers;
mod stuck;
mod subject;
mod told_clocks;
mod told_days;
mod told_hours;
mod told_times;
mod call_graph;
mod week;

pub use catalogue::{catalogue, rule_named};
pub use fix::{RepairedFile, fixed, mended};
pub use levels::Levels;
pub use mistakes::{FileMistake, file_mistake_named, file_mistakes};
pub use page::{index, page};
pub use rule::Rule;
pub use run::{AllowedFinding, CheckReport, check};
pub use subject::CheckSubject;
