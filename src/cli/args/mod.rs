//! The words of the command line, as clap reads them and `--help`, completions and manual pages tell them.

mod asking;
mod files;
mod global;
mod test;
mod train;

pub(super) use asking::{Call, Dial, Facts, Find, Hours, Lines, Record};
pub(super) use files::{Completions, Fmt, Init, Man, Schema, SchemaOf, Shell};
pub use global::Args;
pub(super) use global::{Color, Command, Format, Global, LogFormat, LogLevel};
pub(super) use test::{ReportKind, ReportTo, Test};
pub(super) use train::{
    Train, TrainAssign, TrainCommand, TrainFormat, TrainImport, TrainLearners, TrainPerson, TrainReport,
};
