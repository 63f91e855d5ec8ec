//! Training: the learners' file, and what a trainer does with it.

mod assign;
mod command;
mod exam;
mod lesson;
mod people;
mod report;
mod seat;
mod transfer;

pub(super) use command::run;
