use std::path::PathBuf;

use clap::ValueEnum;

/// Say what is wrong with a plan that can be called.
#[derive(Clone, Debug, clap::Args)]
#[command(after_help = "\
Examples:
  ivrsim check my-menus         everything that is wrong with this plan
  ivrsim check my-menus --fix   mend what has one repair, after a look at it
  ivrsim check --deny note --allow old-plan every note counts, one rule does not
  ivrsim check --format github  annotations of the changed lines
  ivrsim explain long-prompt    what a rule means, why, and what to do

A plan sets levels for itself: `[check]` with `levels.long-prompt = \"note\"`. At one place a finding \
is allowed where it stands, with the reason: `allow.long-prompt = \"the law wants every word\"`.

Exit codes:
  0    nothing at the level of --deny, or worse, is left
  1    something is
  2    it could not run (wrong arguments, a plan with mistakes, a missing file)
  101  a defect of ivrsim itself")]
pub(crate) struct CheckArgs {
    /// The plan: a TOML file, a folder of them, or `git:REV:PATH`; instead of --plan
    #[arg(value_name = "PLAN")]
    pub path: Option<PathBuf>,
    /// Scenario files, or folders of them, to hold against the plan [default: the folder `scenarios`, if there is one]
    #[arg(long, value_name = "PATH")]
    pub scenarios: Vec<PathBuf>,
    /// How to answer
    #[arg(long, value_enum, default_value_t)]
    pub format: CheckFormat,
    /// What makes the exit code 1: a level (error, warning, note) or worse [default: warning]. With the name of a rule:
    /// its findings are errors
    #[arg(long, value_name = "LEVEL|RULE")]
    pub deny: Vec<String>,
    /// Findings of this rule are warnings
    #[arg(long, value_name = "RULE")]
    pub warn: Vec<String>,
    /// Findings of this rule are notes
    #[arg(long, value_name = "RULE")]
    pub note: Vec<String>,
    /// Do not look for what this rule finds
    #[arg(long, value_name = "RULE")]
    pub allow: Vec<String>,
    /// The day of the check: overrides can be past, and plans not yet in force [default: today]
    #[arg(long, value_name = "DAY")]
    pub at: Option<String>,
    /// Mend what has only one sensible repair, after showing what changes
    #[arg(long)]
    pub fix: bool,
    /// Write what --fix shows without asking
    #[arg(long, requires = "fix")]
    pub yes: bool,
}

/// How findings are shown.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, ValueEnum)]
pub(crate) enum CheckFormat {
    /// As a compiler shows them
    #[default]
    #[value(alias = "text")]
    Human,
    /// One line each, for editors and grep
    Short,
    /// One JSON object
    Json,
    /// Annotations of GitHub Actions
    Github,
    /// SARIF 2.1.0, for the pages of code hosts
    Sarif,
}
