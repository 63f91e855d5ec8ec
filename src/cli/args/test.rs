use std::path::{Path, PathBuf};
use std::str::FromStr;

use clap::ValueEnum;
use jiff::SignedDuration;

use super::format::Format;
use super::numbers::{self, ListLimit};
use super::place::{self, NamedEnding, OutputShape};
use crate::suite::runner::Shard;

/// Run scenario files.
#[expect(
    clippy::struct_excessive_bools,
    reason = "each is an option of the command line, which has no more to say"
)]
#[derive(Clone, Debug, clap::Args)]
#[command(after_help = "\
Examples:
  ivrsim test                               everything in the folder `scenarios`
  ivrsim test scenarios/ally/4-dealer-support.toml --verbose
  ivrsim test --filter 'closes at' --filter line:cpc --list
  ivrsim test --rerun-failed --all          what failed last time, in full
  ivrsim test --since origin/main           which edit of the plan broke them
  ivrsim test --shard 2/5 --report junit=out/junit.xml --report html=out
  ivrsim test --report github --fail-fast
  ivrsim test --coverage --coverage-min 95  and show what no case covers

Failures are told by what caused them: the line of the plan, the cases that it explains, and one of them in full. \
With --since, each edit of the plan is taken back alone and the calls are made again, so that the edit is known and \
not only suspected.

A case must match one filter of each kind that is given; filters of one kind are alternatives.

Each report is written whole or not at all; several can be written at once:
  junit[=FILE]   for the test pages of CI systems
  tap[=FILE]     Test Anything Protocol, version 13
  json[=FILE]    JSON Lines, one object per event
  html=DIR       a self-contained page, DIR/index.html
  github         annotations for GitHub Actions
A file alone is written as its name ends: .xml, .tap or .json. Without a file, or with `-`, a report goes to standard output, and messages for people go to standard error.

Exit codes:
  0    all passed
  1    some failed
  2    it could not run (a mistake in a file, no matching case, ...)
  101  a defect in ivrsim itself
  130  stopped by Ctrl-C; unfinished reports are discarded")]
pub(crate) struct TestArgs {
    /// Scenario files or folders [default: the folder `scenarios`]
    pub paths: Vec<PathBuf>,
    /// Show every failure in full, instead of one example of each cause
    #[arg(long)]
    pub all: bool,
    /// Show every failure in full, and transcripts of passing cases, too
    #[arg(long, short)]
    pub verbose: bool,
    /// How many cases to run in parallel [default: one per processor]
    #[arg(long, value_name = "N", value_parser = numbers::jobs)]
    pub jobs: Option<std::num::NonZeroUsize>,
    /// Run again, or write back.
    #[command(flatten)]
    pub tending: FollowUpArgs,
    /// Run only cases whose name contains TEXT, or that match `tag:TEXT`, `line:TEXT` or `file:TEXT`
    #[arg(long, value_name = "TEXT")]
    pub filter: Vec<String>,
    /// Match only whole names of cases or scenarios
    #[arg(long, requires = "filter")]
    pub exact: bool,
    /// Run only the cases that failed last time
    #[arg(long, conflicts_with_all = ["watch", "bless"])]
    pub rerun_failed: bool,
    /// Say which edit of the plan since this git revision made cases fail, such as HEAD or origin/main
    #[arg(long, value_name = "REV", conflicts_with_all = ["list", "bless"])]
    pub since: Option<String>,
    /// List the cases instead of running them
    #[arg(long)]
    pub list: bool,
    /// Format of the list
    #[arg(long, value_enum, default_value_t, requires = "list", conflicts_with_all = ["watch", "coverage", "coverage-report", "coverage-min"])]
    pub format: Format,
    /// Stop after the first failure
    #[arg(long, conflicts_with = "max_failures")]
    pub fail_fast: bool,
    /// Stop after N failures
    #[arg(long, value_name = "N", value_parser = numbers::count)]
    pub max_failures: Option<std::num::NonZeroUsize>,
    /// Run one part of the cases, such as 2/5; the parts are the same on every machine
    #[arg(long, value_name = "I/N")]
    pub shard: Option<Shard>,
    /// Shuffle the cases, in an order that --seed chooses
    #[arg(long)]
    pub shuffle: bool,
    /// Seed for --shuffle; the same number gives the same order
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
    /// Run again whenever a plan or scenario file changes, affected cases first; stop with Ctrl-C
    #[arg(long, conflicts_with_all = ["bless", "report", "list"])]
    pub watch: bool,
    /// Rewrite failed expectations to match the actual results, after showing the changes; refused where CI is
    /// set
    #[arg(long)]
    pub bless: bool,
    /// Write the changes of --bless without asking
    #[arg(long, requires = "bless")]
    pub yes: bool,
}

/// What of the plan the cases cover.
#[derive(Clone, Debug, clap::Args)]
pub(crate) struct CoverageArgs {
    /// Show what no case covers, each with a call that would cover it
    #[arg(id = "coverage", long = "coverage", conflicts_with_all = ["list", "bless", "watch"])]
    pub is_told: bool,
    /// Show only N of the things that no case covers; 0 shows all
    #[arg(id = "limit", long = "limit", value_name = "N", default_value = "10", value_parser = numbers::limit)]
    pub limit: ListLimit,
    /// Write a coverage report: `json=FILE`, `html=DIR`, or `lcov=FILE` for the lines of the plan; `-` is
    /// standard output
    #[arg(id = "coverage-report", long = "coverage-report", value_name = "KIND=FILE", conflicts_with_all = ["list", "bless", "watch"])]
    pub reports: Vec<CoverageTo>,
    /// Fail if less than this percentage of the plan is covered; not with --shard, which runs only a part
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
    /// A self-contained page
    Html,
    /// LCOV, for tools that mark lines of files
    Lcov,
}

impl FromStr for CoverageTo {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        let shape = || "expected json=FILE, html=DIR or lcov=FILE".to_owned();
        let meant = place::meant(Some(Path::new(text))).filter(|_| !text.contains('='));
        if let Some(kind) = meant {
            return Ok(Self { kind, path: place::report(OutputShape::Text, text)? });
        }
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
    /// JSON Lines, one object per event
    Json,
    /// A self-contained page
    Html,
    /// Annotations for GitHub Actions
    Github,
}

impl NamedEnding for ReportKind {
    const ENDINGS: &[(&str, Self)] =
        &[("xml", Self::Junit), ("tap", Self::Tap), ("json", Self::Json), ("jsonl", Self::Json)];
}

impl NamedEnding for CoverageKind {
    const ENDINGS: &[(&str, Self)] = &[("json", Self::Json), ("lcov", Self::Lcov), ("info", Self::Lcov)];
}

impl FromStr for ReportTo {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        // The name of a file alone says by its end what it is.
        let meant = place::meant(Some(Path::new(text))).filter(|_| !text.contains('='));
        if let Some(kind) = meant {
            return Ok(Self { kind, path: place::report(OutputShape::Text, text)? });
        }
        let (kind, path) = text.split_once('=').unwrap_or((text, "-"));
        let kind = ReportKind::from_str(kind, false).map_err(|_| {
            "expected one of junit, tap, json, html and github, or a file that ends in .xml, .tap or .json"
                .to_owned()
        })?;
        if path.is_empty() {
            return Err("a file name is missing after `=`".to_owned());
        }
        let shape = if kind == ReportKind::Html { OutputShape::Page } else { OutputShape::Text };
        Ok(Self { kind, path: place::report(shape, path)? })
    }
}
