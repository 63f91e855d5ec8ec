use std::path::PathBuf;

use clap::ValueEnum;
use clap::builder::ValueHint;

use super::format::Format;
use super::numbers;
use crate::export::{ExportPlatform, ExportScope};

/// Write hours and menus of the plan in the form of a phone system.
///
/// What was written is read back, worked out and compared with the plan. What the phone system cannot say is listed as an error, and
/// nothing is written, unless it is to be approximated.
#[derive(Clone, Debug, clap::Args)]
#[command(after_help = "\
Examples:
  ivrsim export --to connect --what hours --out connect
  ivrsim export --to asterisk --out asterisk
  ivrsim export --to connect --approximate --out connect
  ivrsim export --check --to asterisk /etc/asterisk
  ivrsim export --to ics --out holidays

Exit codes:
  0    the files were written; with --check, they do what the plan says
  1    with --check, something differs
  2    what cannot be written or compared; nothing was written
  101  a defect in ivrsim itself
  130  stopped by Ctrl-C")]
pub(crate) struct ExportArgs {
    /// Files and folders of the phone system to compare with the plan, with --check
    #[arg(value_name = "PATH", value_hint = ValueHint::AnyPath, requires = "check")]
    pub paths: Vec<PathBuf>,
    /// Platform to write for
    #[arg(long, value_enum)]
    pub to: ExportTo,
    /// Part of the plan to write
    #[arg(long, value_enum, default_value_t)]
    pub what: ExportWhat,
    /// Folder to write to, created if it does not exist; existing files are never replaced
    #[arg(long, value_name = "DIR", value_hint = ValueHint::DirPath, required_unless_present = "check", conflicts_with = "check")]
    pub out: Option<PathBuf>,
    /// Compare files that are in use with the plan, and write nothing
    #[arg(long, requires = "paths")]
    pub check: bool,
    /// Approximate what the platform cannot say, and list it
    #[arg(long)]
    pub approximate: bool,
    /// First day for which dates of holidays and exceptions are written [default: today, or the day on which the plan takes effect
    /// if that is later]
    #[arg(long, value_name = "DAY")]
    pub from: Option<String>,
    /// How many years of dates to write and to compare
    #[arg(long, value_name = "N", default_value_t = 2, value_parser = numbers::years)]
    pub years: u8,
    /// File with the words of recordings, with --check [default: words.txt beside the files, if it is there]
    #[arg(long, value_name = "FILE", value_hint = ValueHint::FilePath, requires = "check")]
    pub words: Option<PathBuf>,
    /// List every difference, even if several numbers share it
    #[arg(long)]
    pub all: bool,
    /// Format of the summary
    #[arg(long, value_enum, default_value_t)]
    pub format: Format,
}

/// A platform.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum ExportTo {
    /// Asterisk
    Asterisk,
    /// Amazon Connect
    Connect,
    /// Holidays and overrides as iCalendar, for the calendars of people
    Ics,
}

impl ExportTo {
    /// The phone system, if it is one.
    pub(crate) fn platform(self) -> Option<ExportPlatform> {
        match self {
            Self::Asterisk => Some(ExportPlatform::Asterisk),
            Self::Connect => Some(ExportPlatform::Connect),
            Self::Ics => None,
        }
    }
}

/// A part of a plan.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, ValueEnum)]
pub(crate) enum ExportWhat {
    /// Opening hours, with calendars and overrides as dates
    Hours,
    /// Lines, and what their callers come to
    Menus,
    /// Both
    #[default]
    All,
}

impl From<ExportWhat> for ExportScope {
    fn from(what: ExportWhat) -> Self {
        match what {
            ExportWhat::Hours => Self::Hours,
            ExportWhat::Menus => Self::Menus,
            ExportWhat::All => Self::All,
        }
    }
}
