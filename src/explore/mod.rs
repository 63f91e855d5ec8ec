//! Every call that can happen on a line, found by making the calls.
//!
//! # What is explored
//!
//! A call waits for its caller at a menu or an input; what can be done there is finite: each wired key, one key that is not
//! wired, an entry for each way that entries can go, silence ([`Act`]). Where a call asks the outside, it stops, too, and each
//! answer that is told apart there is given: an answer that no call asks for costs nothing, and several do not multiply, because
//! calls that have come to the same place go on as one. What is asked twice in a call may have changed meanwhile. What comes of it depends on the time through the
//! answers of schedules only, so each act is done at one instant, the schedules that the call asked about are noted, and
//! the answer holds for all instants at which they answer the same ([`TimeSets`]). Nothing here reads what a plan does: a
//! [`Phone`] makes the calls, and [`walk()`] goes wherever they lead.
//!
//! ```
//! use ivrsim::call::Caller;
//! use ivrsim::explore::{Explorer, Horizon, Node};
//!
//! let plan = ivrsim::plan::builtin();
//! let cpc = plan.line_named("cpc").unwrap();
//! let mut explorer = Explorer::new(plan, Horizon::of(plan, 2));
//! let walk = explorer.line(cpc, Caller::default());
//!
//! let ends = |to: &Node| matches!(to, Node::Over(outcome) if outcome.place_key(plan) == Some("customer-interview"));
//! let (_, open) = walk.transitions().find(|(_, step)| ends(&step.to)).map(|(visit, step)| (visit, step.when)).unwrap();
//! let schedule = plan.schedule_named("cpc").unwrap();
//! assert_eq!(open, explorer.open_times(schedule, plan.zone), "the team answers while cpc is open, and only then");
//! ```
//!
//! # Time
//!
//! An exploration looks at a [`Horizon`]. Within it, a call is first taken to happen at one instant: prompts and waiting
//! take no time. Then every place where a caller can be when a schedule changes is gone on from at the first second after
//! the change: where the call waits, and where it speaks to a caller who has no say ([`Halt`]). These visits are marked
//! [`Visit::is_crossing`]. Between two questions of hours between which nothing is said, nothing changes. Where changes lie
//! closer together than the longest call ([`HourChanges`]), that is done again from each of these visits, as if a caller could
//! wait there for the next change: who cannot is found out by calls.
//!
//! # What is left out
//!
//! Hanging up, which ends any call anywhere and tells nothing. The plan's limits on circles and on the length of a call:
//! a caller who is led in circles shows as a circle of nodes. That a call forgets the oldest of more than eight menus on its
//! way.

mod act;
mod answer_table;
mod callers;
mod command;
mod crossing;
mod entries;
mod example_entries;
mod entry_rules;
mod exception_notes;
mod explorer;
mod follow;
mod horizon;
mod hour_changes;
pub mod incomplete;
mod key_sets;
mod named_callers;
mod node;
mod paths;
mod phone;
mod pressed_call;
mod press_words;
mod question;
pub mod report;
mod route;
mod routes;
mod sets;
mod walk;
mod ways_text;
mod witness;

pub use act::Act;
pub(crate) use act::Acts;
pub use answer_table::{AnswerTable, GivenValue};
pub(crate) use answer_table::{AskingStep, answers_at};
pub use callers::{CallerClass, callers};
pub use command::{Quoted, ReplayCommand};
pub(crate) use example_entries::example_entries;
pub use explorer::Explorer;
pub use follow::walk;
pub use horizon::{Horizon, TimeClass, time_classes};
pub use hour_changes::HourChanges;
pub use node::Node;
pub use paths::{Path, PathEnd, PathFilter, Paths};
pub use phone::Phone;
pub(crate) use press_words::{answered, condition_words, exactly, is_unanswered};
pub(crate) use pressed_call::PressedCall;
pub(crate) use question::EntryPreference;
pub use route::{Route, RouteChange};
pub use sets::{SetId, TimeSets};
pub use walk::{Further, Halt, Machine, NodeId, Observation, Transition, Visit, VisitId, Walk, Work};
pub(crate) use witness::entries_along;
pub use witness::{Witness, find_witness};
