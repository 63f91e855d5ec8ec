//! The words of the command line, as clap reads them and `--help`, completions and manual pages tell them.

mod analyses;
mod asking;
mod cards;
mod check;
mod explain;
mod diff;
mod files;
mod format;
mod generate;
mod global;
mod guide;
mod map;
mod mutate;
mod numbers;
mod place;
mod test;
mod train;

pub(super) use super::args::format::Format;
pub(super) use analyses::{Paths, TableFormat};
pub(super) use asking::{Call, Dial, Facts, Find, Hours, Lines, Record};
pub(super) use cards::{Cards, CardsFormat};
pub(super) use check::{Check, CheckFormat};
pub(super) use diff::{Diff, DiffFormat};
pub(super) use explain::Explain;
pub(super) use files::{Completions, Fmt, Init, Man, Schema, SchemaOf, Shell};
pub(super) use generate::Generate;
pub use global::Args;
pub(super) use global::{Color, Command, Global, LogFormat, LogLevel};
pub(super) use guide::Guide;
pub(super) use map::{Map, MapFormat};
pub(super) use mutate::Mutate;
pub(super) use place::is_standard;
pub(super) use test::{Coverage, CoverageKind, ReportKind, ReportTo, Test};
pub(super) use train::{
    Train, TrainAssign, TrainBy, TrainCommand, TrainFormat, TrainImport, TrainLearners, TrainLesson,
    TrainPerson, TrainQuestions, TrainReport,
};
