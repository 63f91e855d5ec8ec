use std::path::PathBuf;

use clap::ValueEnum;

/// Find what is wrong with a plan.
#[derive(Clone, Debug, clap::Args)]
#[command(after_help = "\
Examples:
  ivrsim check my-menus         list everything wrong with this plan
  ivrsim check my-menus --fix   make the plain repairs, after showing them
  ivrsim check --deny note --allow old-plan fail on notes too, ignore one rule
  ivrsim check --format github  annotations for GitHub Actions
  ivrsim explain long-prompt    what a rule means, why, and what to do

A plan can set levels itself: under `[check]`, write `levels.long-prompt = \"note\"`. To allow a finding in one \
place, write the reason there: `allow.long-prompt = \"the law requires every word\"`.

Exit codes:
  0    no findings at the level of --deny or worse
  1    at least one such finding
  2    it could not run (invalid arguments, a mistake in a plan, a missing file)
  101  a defect in ivrsim itself")]
pub(crate) struct CheckArgs {
    /// Plan to check: a TOML file, a folder of them, or `git:REV:PATH`; replaces --plan
    #[arg(value_name = "PLAN")]
    pub path: Option<PathBuf>,
    /// Scenario files or folders to check against the plan [default: the folder `scenarios`, if it exists]
    #[arg(long, value_name = "PATH")]
    pub scenarios: Vec<PathBuf>,
    /// Output format
    #[arg(long, value_enum, default_value_t)]
    pub format: CheckFormat,
    /// Exit with 1 on findings of this level or worse: error, warning or note [default: warning]; with the name
    /// of a rule, report its findings as errors
    #[arg(long, value_name = "LEVEL|RULE")]
    pub deny: Vec<String>,
    /// Report findings of this rule as warnings
    #[arg(long, value_name = "RULE")]
    pub warn: Vec<String>,
    /// Report findings of this rule as notes
    #[arg(long, value_name = "RULE")]
    pub note: Vec<String>,
    /// Ignore findings of this rule
    #[arg(long, value_name = "RULE")]
    pub allow: Vec<String>,
    /// Check as of this day, which decides what is past or not yet in force [default: today]
    #[arg(long, value_name = "DAY")]
    pub at: Option<String>,
    /// Repair what has only one sensible repair, after showing the changes
    #[arg(long)]
    pub fix: bool,
    /// Write the changes of --fix without asking
    #[arg(long, requires = "fix")]
    pub yes: bool,
}

/// How findings are shown.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, ValueEnum)]
pub(crate) enum CheckFormat {
    /// With the lines that they are about, as a compiler shows them
    #[default]
    #[value(alias = "human")]
    Text,
    /// One line each, for editors and grep
    Short,
    /// One JSON object
    Json,
    /// Annotations for GitHub Actions
    Github,
    /// SARIF 2.1.0, for code hosts
    Sarif,
}
