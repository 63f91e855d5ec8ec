use std::path::PathBuf;
use std::str::FromStr;

use clap::ValueEnum;
use jiff::SignedDuration;

use super::format::Format;
use super::numbers;
use super::place::{self, OutputShape};
use crate::suite::runner::Shard;

/// Run scenario files.
#[expect(
    clippy::struct_excessive_bools,
    reason = "each is an option of the command line, which has no more to say"
)]
#[derive(Clone, Debug, clap::Args)]
#[command(after_help = "\
Examples:
  ivrsim test                               all below the folder `scenarios`
  ivrsim test scenarios/ally/4-dealer-support.toml --verbose
  ivrsim test --filter 'closes at' --filter line:cpc --list
  ivrsim test --shard 2/5 --report junit=out/junit.xml --report html=out
  ivrsim test --report github --fail-fast
  ivrsim test --coverage --coverage-min 95  and what of the plan no case covers

Filters of one kind are alternatives; of filters of several kinds, one of each must fit.

Reports are written whole or not at all, several at once:
  junit[=FILE]   for the test pages of CI systems
  tap[=FILE]     Test Anything Protocol, version 13, which all harnesses read
  json[=FILE]    one object a line, an object for each event
  html=DIR       one page, DIR/index.html, that needs nothing else
  github         annotations of GitHub Actions
Without a file, or with `-`, a report goes to standard output, and what is for people to standard error.

Exit codes:
  0    all passed
  1    some failed
  2    it could not run (a mistake in a file, no case that fits, ...)
  101  a defect of ivrsim itself
  130  stopped by Ctrl-C; reports that had begun are discarded")]
pub(crate) struct TestArgs {
    /// Scenario files, or folders of them [default: the folder `scenarios`]
    pub paths: Vec<PathBuf>,
    /// Show the transcripts of passing cases too
    #[arg(long, short)]
    pub verbose: bool,
    /// How many cases run side by side [default: as many as there are processors]
    #[arg(long, value_name = "N", value_parser = numbers::jobs)]
    pub jobs: Option<std::num::NonZeroUsize>,
    /// Run again, or write back.
    #[command(flatten)]
    pub tending: FollowUpArgs,
    /// Only cases whose name contains this; or `tag:`, `line:` and `file:` with what is meant
    #[arg(long, value_name = "TEXT")]
    pub filter: Vec<String>,
    /// Filters are whole names of cases or scenarios
    #[arg(long, requires = "filter")]
    pub exact: bool,
    /// List the cases instead of running them
    #[arg(long)]
    pub list: bool,
    /// How to list
    #[arg(long, value_enum, default_value_t, requires = "list", conflicts_with_all = ["watch", "coverage", "coverage-report", "coverage-min"])]
    pub format: Format,
    /// Stop after the first failure
    #[arg(long, conflicts_with = "max_failures")]
    pub fail_fast: bool,
    /// Stop after so many failures
    #[arg(long, value_name = "N", value_parser = numbers::count)]
    pub max_failures: Option<std::num::NonZeroUsize>,
    /// Only a part of the cases, such as 2/5; the parts together are the whole, on any machine
    #[arg(long, value_name = "I/N")]
    pub shard: Option<Shard>,
    /// Run in another order than that of the files, which `--seed` chooses
    #[arg(long)]
    pub shuffle: bool,
    /// Which order --shuffle gives; the same number gives the same order
    #[arg(long, value_name = "N", default_value_t = 0, requires = "shuffle", value_parser = numbers::seed)]
    pub seed: u64,
    /// How long a call may last, in virtual time: `90s`, `2m`
    #[arg(long, value_name = "DURATION", value_parser = numbers::length)]
    pub timeout: Option<SignedDuration>,
    /// Only 0, because the same input gives the same outcome
    #[arg(long, value_name = "N", value_parser = numbers::no_retries, hide = true)]
    pub retries: Option<u32>,
    /// What the cases cover.
    #[command(flatten)]
    pub coverage: CoverageArgs,
    /// Write a report: junit, tap, json, html or github; see below
    #[arg(long, value_name = "KIND[=FILE]")]
    pub report: Vec<ReportTo>,
}

/// What happens around a run of scenarios: again and again, or with its results written back.
#[derive(Clone, Copy, Debug, clap::Args)]
pub(crate) struct FollowUpArgs {
    /// Run again whenever a plan or scenario file changes, what the change can affect first; Ctrl-C ends it
    #[arg(long, conflicts_with_all = ["bless", "report", "list"])]
    pub watch: bool,
    /// Rewrite the expectations that failed to what was got, after showing what changes; never where CI is set
    #[arg(long)]
    pub bless: bool,
    /// Write what --bless shows without asking
    #[arg(long, requires = "bless")]
    pub yes: bool,
}

/// What of the plan the cases cover.
#[derive(Clone, Debug, clap::Args)]
pub(crate) struct CoverageArgs {
    /// Tell what of the plan no case covers, each with a call that would
    #[arg(id = "coverage", long = "coverage", conflicts_with_all = ["list", "bless", "watch"])]
    pub is_told: bool,
    /// Write coverage: `json=FILE`, `html=DIR` or `lcov=FILE`, which shows the lines of the plan; `-` is standard output
    #[arg(id = "coverage-report", long = "coverage-report", value_name = "KIND=FILE", conflicts_with_all = ["list", "bless", "watch"])]
    pub reports: Vec<CoverageTo>,
    /// Fail if less than this share of the plan's cells is covered, in percent; a --shard alone never covers all
    #[arg(id = "coverage-min", long = "coverage-min", value_name = "PERCENT", value_parser = numbers::percent, conflicts_with_all = ["list", "bless", "watch", "shard"])]
    pub least: Option<f64>,
}

impl CoverageArgs {
    /// Whether anything is to be told of coverage.
    pub(crate) fn is_wanted(&self) -> bool {
        self.is_told || !self.reports.is_empty() || self.least.is_some()
    }
}

/// A report of coverage and where it goes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct CoverageTo {
    /// What kind of report.
    pub kind: CoverageKind,
    /// Its file. None: standard output.
    pub path: Option<PathBuf>,
}

/// What kind of report of coverage.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum CoverageKind {
    /// For programs
    Json,
    /// One page
    Html,
    /// LCOV, for tools that show lines of files
    Lcov,
}

impl FromStr for CoverageTo {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        let shape = || "coverage is written as json=FILE, html=DIR or lcov=FILE".to_owned();
        let (kind, path) = text.split_once('=').filter(|(_, path)| !path.is_empty()).ok_or_else(shape)?;
        let kind = CoverageKind::from_str(kind, false).map_err(|_| shape())?;
        let shape = if kind == CoverageKind::Html { OutputShape::Page } else { OutputShape::Text };
        Ok(Self { kind, path: place::report(shape, path)? })
    }
}

/// A report and where it goes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct ReportTo {
    /// What kind of report.
    pub kind: ReportKind,
    /// Its file. None: standard output.
    pub path: Option<PathBuf>,
}

/// What kind of report.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum ReportKind {
    /// JUnit XML
    Junit,
    /// Test Anything Protocol
    Tap,
    /// One JSON object a line
    Json,
    /// One page
    Html,
    /// Annotations of GitHub Actions
    Github,
}

impl FromStr for ReportTo {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        let (kind, path) = text.split_once('=').unwrap_or((text, "-"));
        let kind = ReportKind::from_str(kind, false)
            .map_err(|_| "a report is one of junit, tap, json, html and github".to_owned())?;
        if path.is_empty() {
            return Err("the name of the file is missing behind `=`".to_owned());
        }
        let shape = if kind == ReportKind::Html { OutputShape::Page } else { OutputShape::Text };
        Ok(Self { kind, path: place::report(shape, path)? })
    }
}
