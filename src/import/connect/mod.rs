//! Amazon Connect: flows and modules, hours of operation with their overrides, queues and numbers, as the platform's interface and
//! Terraform write them.
//!
//! Read in this order: all that files hold (`documents`), a flow (`flow_file`) and hours (`hours`), how they are referred to
//! (`reference`), values that are not all known (`values`), what actions do (`actions` and those beside it) to a contact (`state`, `machine`),
//! and all of it as a program (`program`) that begins where calls come in (`entries`).
//!
//! What the platform's documents do not settle: the closing minute of hours is taken as closed; a check of hours without hours and
//! without a queue is asked of the outside; a queue's flow that is interrupted puts callers back into the queue when it comes to
//! its end.

mod actions;
mod asked;
mod documents;
mod entries;
mod flow_file;
mod hours;
mod machine;
mod program;
mod reference;
mod said;
mod state;
mod transfers;
mod values;

pub(super) use entries::read;
