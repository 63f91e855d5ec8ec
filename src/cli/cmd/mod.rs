//! The commands, a file each.

mod agreed;
mod ask;
mod call;
mod cards;
mod changes;
mod check;
mod check_fix;
mod compared;
mod completions;
mod dial;
mod diff;
mod dispatch;
mod explain;
mod facts;
mod find;
mod fmt;
mod generate;
mod guide;
mod hours;
mod init;
mod interview;
mod lines;
mod man;
mod map;
mod mutate;
mod out;
mod page;
mod own_file;
mod paths;
mod questions;
mod record;
mod schema;
mod suites;
mod test;
mod train;

pub(super) use dispatch::run;
