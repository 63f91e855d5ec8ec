//! Amazon Connect: hours of operation with their overrides (`hours`), and a flow for each line (`flows`, `menus`, `counters`), cut
//! where several lines meet (`parts`). What belongs to an account stands in capitals in ARNs (`references`).

mod actions;
mod counters;
mod flow_writer;
mod flows;
mod hours;
mod menus;
mod parts;
mod proof;
mod references;
mod written;

pub(super) use proof::{entries, hours_bench};
pub(super) use written::{hours_files, menu_files};
