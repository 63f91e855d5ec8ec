//! Genesys Cloud: Architect's inbound call flows as YAML, and what Terraform or the interface say beside them: numbers, schedules,
//! groups of schedules, emergencies.
//!
//! Read in this order: all that files hold (`documents`, `references`), a flow with its menus and actions (`architect_flow`,
//! `flow_reader`, `fields`), schedules (`schedules`, `occurrences`, `recurring_days`, `group_hours`), expressions (`expression`, `evaluation`, `functions`) with values
//! that are not all known (`value`), what actions ask and set (`assignments`, `liveness`, `unsure`) and do (`actions`, `branching`, `menus`, `input`,
//! `transfers`, `hours`, `audio`) to a call (`state`, `machine`), and all of it as a program (`program`) that begins where calls come
//! in (`entries`).
//!
//! The rules are those of the platform's help: a menu is heard as often as its repeat count says and then makes its default choice;
//! a transfer that fails within a menu leads back to it; groups of schedules ask for an emergency, a holiday, closed and open, in this
//! order, and are closed otherwise; what is calculated with `NOT_SET` fails, and the flow does what it does when something fails.
//! What is not documented is a guess that the summary tells: wrong keys count as silence does; a menu without a default choice
//! hangs up; the moment at which a schedule ends belongs to it no more. Texts are compared without regard to capitals.

mod actions;
mod architect_flow;
mod assignments;
mod audio;
mod branching;
mod documents;
mod entries;
mod evaluation;
mod expression;
mod fields;
mod flow_reader;
mod functions;
mod group_hours;
mod hours;
mod input;
mod liveness;
mod machine;
mod menus;
mod occurrences;
mod program;
mod recurring_days;
mod references;
mod schedules;
mod state;
mod transfers;
mod unsure;
mod value;

pub(super) use entries::read;
