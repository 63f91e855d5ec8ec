//! Genesys Cloud: Architect's inbound call flows as YAML, and what Terraform says beside them: numbers, schedules, groups of schedules.
//!
//! Read in this order: all that files hold (`documents`), a flow with its menus and actions (`architect_flow`), schedules (`schedules`, `occurrences`),
//! expressions (`expression`, `evaluation`) with values that are not all known (`value`), what actions ask and set (`assignments`) and do (`actions` and those beside
//! it) to a call (`state`, `machine`), and all of it as a program (`program`) that begins where calls come in (`entries`).
//!
//! What the platform does not document is a guess that the plan names: a menu is heard once, and again as often as its repeats say; wrong
//! keys count as silence does; the moment at which a schedule ends belongs to it no more; a task that comes to its end hangs up.

mod actions;
mod architect_flow;
mod assignments;
mod audio;
mod documents;
mod entries;
mod evaluation;
mod expression;
mod hours;
mod input;
mod machine;
mod menus;
mod occurrences;
mod program;
mod schedules;
mod state;
mod transfers;
mod value;

pub(super) use entries::read;
