//! The words of the command line, as clap reads them and `--help`, completions and manual pages tell them.

mod asking;
mod diff;
mod files;
mod global;
mod map;
mod test;

pub(super) use asking::{Call, Dial, Facts, Find, Hours, Lines, Record};
pub(super) use diff::{Diff, DiffFormat};
pub(super) use files::{Completions, Fmt, Init, Man, Schema, SchemaOf, Shell};
pub use global::Args;
pub(super) use global::{Color, Command, Format, Global, LogFormat, LogLevel};
pub(super) use map::{Map, MapFormat};
pub(super) use test::{ReportKind, ReportTo, Test};
