//! Asterisk: hours as sub-routines (`hours`), a context for each step (`steps`, `menus`), and a list of what recordings say (`sounds`).

mod comment;
mod dialplan_text;
mod hours;
mod menus;
mod sounds;
mod step_writer;
mod steps;
mod written;

pub(super) use steps::undialed;
pub(super) use written::{WORDS, entries, hours_bench, hours_files, menu_files};
