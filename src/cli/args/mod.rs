//! The words of the command line, as clap reads them and `--help`, completions and manual pages tell them.

mod analyses;
mod asking;
mod cards;
mod check;
mod explain;
mod diff;
mod draft;
mod export;
mod files;
mod format;
mod generate;
mod global;
mod guide;
mod import;
mod map;
mod mutate;
mod numbers;
mod page;
mod place;
mod replay;
mod serve;
mod test;
mod train;
mod typed;

pub(super) use super::args::format::Format;
pub(super) use analyses::{PathsArgs, TableFormat};
pub(super) use asking::{CallArgs, DialArgs, FactsArgs, FindArgs, HoursArgs, LinesArgs, RecordArgs};
pub(super) use cards::{CardsArgs, CardsFormat};
pub(super) use check::{CheckArgs, CheckFormat};
pub(super) use diff::{DiffArgs, DiffFormat};
pub(super) use draft::DraftArgs;
pub(super) use explain::ExplainArgs;
pub(super) use export::ExportArgs;
pub(super) use files::{CompletionsArgs, FmtArgs, InitArgs, ManArgs, SchemaArgs, SchemaOf, Shell};
pub(super) use generate::GenerateArgs;
pub(super) use global::Args;
pub(super) use global::{Color, Command, GlobalArgs, LogFormat, LogLevel};
pub(super) use guide::GuideArgs;
pub(super) use import::ImportArgs;
pub(super) use map::{MapArgs, MapFormat};
pub(super) use mutate::MutateArgs;
pub(super) use page::PageArgs;
pub(super) use place::is_standard;
pub(super) use replay::{ReplayArgs, ReplayFormat};
pub(super) use serve::ServeArgs;
pub(super) use test::{CoverageArgs, CoverageKind, ReportKind, ReportTo, TestArgs};
pub(super) use train::{
    Train, TrainAssign, TrainBy, TrainCommand, TrainFormat, TrainImport, TrainLearners, TrainLesson,
    TrainPerson, TrainQuestions, TrainReport,
};
